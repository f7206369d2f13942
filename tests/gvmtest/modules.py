#!/usr/bin/env python3
"""This file tests how gvm finds packages: module cache and go.sum, replace, vendor, internal, build constraints, embed.

usage: tests/gvmtest/modules.py --gvm PATH

Each case writes a few files to a temporary folder with a module cache of its own, runs the program, and compares
standard output, or looks for a text in standard error.
"""
import argparse, os, pathlib, subprocess, sys, tempfile

USE = 'package main\nimport "example.org/dep/Lib"\nfunc main() { println(Lib.Name()) }\n'
LIB = 'package Lib\nfunc Name() string { return "%s" }\n'
REQUIRE = "module m\ngo 1.26\nrequire example.org/dep v1.2.0\n"
CACHE = {
    "mod/example.org/dep@v1.2.0/go.mod": "module example.org/dep\n",
    "mod/example.org/dep@v1.2.0/Lib/lib.go": LIB % "cached",
    "mod/cache/download/example.org/dep/@v/v1.2.0.ziphash": "h1:good=",
    "mod/example.org/dep@v1.3.0/go.mod": "module example.org/dep\n",
    "mod/example.org/dep@v1.3.0/Lib/lib.go": LIB % "newer",
    "mod/example.org/!other@v0.1.0/go.mod": "module example.org/Other\nrequire example.org/dep v1.3.0\n",
    "mod/example.org/!other@v0.1.0/o.go": 'package other\nimport "example.org/dep/Lib"\nfunc F() string { return "other " + Lib.Name() }\n',
}
SUMS = "example.org/dep v1.2.0 h1:good=\nexample.org/dep v1.3.0 h1:x=\nexample.org/Other v0.1.0 h1:y=\n"

# name, files, words after gvm, text that must be printed, where
CASES = [
    ("cache", {"go.mod": REQUIRE, "go.sum": SUMS, "main.go": USE}, ["run", "."], "cached\n", "all"),
    ("no sum", {"go.mod": REQUIRE, "main.go": USE}, ["run", "."],
     "main.go:2:8: missing go.sum entry for module providing package example.org/dep/Lib (imported by m); to add:\n\tgo get m", "err"),
    ("wrong sum", {"go.mod": REQUIRE, "go.sum": SUMS.replace("good", "bad"), "main.go": USE}, ["run", "."],
     "verifying example.org/dep@v1.2.0: checksum mismatch\n\tdownloaded: h1:good=\n\tgo.sum:     h1:bad=", "err"),
    ("malformed sum", {"go.mod": REQUIRE, "go.sum": "one two\n", "main.go": USE}, ["run", "."], "go.sum:1: wrong number of fields 2", "err"),
    ("highest version wins", {"go.mod": REQUIRE + "require example.org/Other v0.1.0\n", "go.sum": SUMS,
                              "main.go": 'package main\nimport other "example.org/Other"\nfunc main() { println(other.F()) }\n'},
     ["run", "."], "other newer\n", "all"),
    ("replaced by a folder", {"go.mod": REQUIRE + "replace example.org/dep => ./fork\n", "main.go": USE, "fork/go.mod": "module example.org/dep\n",
                              "fork/Lib/lib.go": LIB % "fork"}, ["run", "."], "fork\n", "all"),
    ("vendor", {"go.mod": REQUIRE, "main.go": USE, "vendor/modules.txt": "# example.org/dep v1.2.0\n## explicit\nexample.org/dep/Lib\n",
                "vendor/example.org/dep/Lib/lib.go": LIB % "vendored"}, ["run", "."], "vendored\n", "all"),
    ("not in the cache", {"go.mod": "module m\nrequire example.org/gone v1.0.0\n", "main.go": 'package main\nimport _ "example.org/gone"\nfunc main() {}\n'},
     ["run", "."], "no required module provides package example.org/gone", "err"),
    ("internal", {"go.mod": REQUIRE, "go.sum": SUMS, "main.go": 'package main\nimport _ "m/a/internal/x"\nfunc main() {}\n',
                  "a/internal/x/x.go": "package x\n"}, ["run", "."], "use of internal package m/a/internal/x not allowed", "err"),
    ("internal from external tests", {"go.mod": "module m\n", "a/a.go": "package a\n", "a/internal/x/x.go": "package x\nconst C = 1\n",
                                      "a/a_test.go": 'package a_test\nimport "testing"\nimport "m/a/internal/x"\nfunc TestC(t *testing.T) { _ = x.C }\n'},
     ["test", "./a"], "ok  \tm/a\t", "out"),
    ("constraints", {"go.mod": "module m\n", "main.go": "package main\nfunc main() { println(a, b) }\n", "x_linux.go": 'package main\nconst a = "linux"\n',
                     "x_windows.go": 'package main\nconst a = "windows"\n', "y.go": '//go:build !cgo && (amd64 || arm64)\n\npackage main\nconst b = "amd64"\n',
                     "z.go": '//go:build ignore\n\npackage main\nconst b = "ignored"\n'}, ["run", "."], "linux amd64\n", "all"),
    ("embed", {"go.mod": "module m\n", "main.go": 'package main\nimport _ "embed"\n//go:embed data/x.txt\nvar s string\nfunc main() { print(s) }\n',
               "data/x.txt": "embedded\n"}, ["run", "."], "embedded\n", "all"),
    ("not shipped", {"go.mod": "module m\n", "main.go": 'package main\nimport _ "debug/gosym"\nfunc main() {}\n'}, ["run", "."],
     "package debug/gosym is not in std (it is not part of gvm's library, and there is no Go in GOROOT, ", "err"),
    ("tests of all packages", {"go.mod": "module m\n", "a/a_test.go": 'package a\nimport "testing"\nfunc TestA(t *testing.T) {}\n',
                               "testdata/b_test.go": "package broken syntax\n", "_c/c_test.go": "also broken\n", "d/go.mod": "module d\n", "d/d_test.go": "and this\n",
                               "e/e.go": "package e\n"}, ["test", "./..."], "ok  \tm/a\t", "out"),
]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default="gvm")
    gvm = str(pathlib.Path(ap.parse_args().gvm).resolve())
    failed = 0
    for name, files, words, want, where in CASES:
        with tempfile.TemporaryDirectory() as tmp:
            root = pathlib.Path(tmp)
            for path, text in {**CACHE, **{"work/" + k: v for k, v in files.items()}}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            env = dict(os.environ, GOMODCACHE=str(root / "mod"))
            if name == "not shipped":
                env.update(GOROOT=str(root / "nothing"), PATH="/nothing")
            p = subprocess.run([gvm, *words], cwd=root / "work", env=env, capture_output=True, text=True, timeout=60)
            # println writes to standard error.
            got = {"all": p.stdout + p.stderr, "err": p.stderr, "out": p.stdout}[where]
            ok = got == want if where == "all" else want in got
            if not ok:
                failed += 1
                print(f"FAIL {name}: want {want!r}\n  out {p.stdout!r}\n  err {p.stderr!r}")
    print(f"{len(CASES)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
