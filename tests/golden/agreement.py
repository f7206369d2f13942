#!/usr/bin/env python3
"""This file measures how far gvm's notes on inlining and escapes (-gcflags=-m) agree with those of gc.

usage: tests/golden/agreement.py [--gvm PATH] [--least PERCENT] [--show] [FILE...]

Every program is given to both; the figure is of the lines on escapes (what escapes, does not escape, leaks, is moved)
that gc prints and gvm prints too, among all that either prints. Without files, the programs of notes/ and the escape
tests of an installed Go's test tree are compared. Exit status 77: there is no Go here to compare with.
"""
import argparse, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
LINE = re.compile(r"^\S*?([^/\s]+\.go):(\d+):(\d+): (.*)$")


def lines(cmd, cwd):
    try:
        p = subprocess.run(cmd, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    except subprocess.TimeoutExpired:
        return None
    found = set()
    for l in p.stdout.decode(errors="replace").splitlines():
        m = LINE.match(l)
        if not m or "can inline" in m[4] or "inlining call" in m[4]:
            continue
        if re.search(r"escape|leaking|moved to heap", m[4]):
            found.add((int(m[2]), m[4]))
    return found


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(HERE.parent.parent / "build" / "gvm"))
    ap.add_argument("--least", type=float, default=0)
    ap.add_argument("--show", action="store_true")
    ap.add_argument("files", nargs="*")
    a = ap.parse_args()
    go = shutil.which("go")
    if not go:
        print("no Go installed to compare with")
        return 77
    files = [pathlib.Path(f).resolve() for f in a.files]
    if not files:
        root = pathlib.Path(subprocess.run([go, "env", "GOROOT"], stdout=subprocess.PIPE).stdout.decode().strip())
        files = sorted((HERE / "notes").glob("*.go")) + sorted((root / "test").glob("escape*.go"))
    both = either = 0
    with tempfile.TemporaryDirectory() as tmp:
        for f in files:
            shutil.copy(f, pathlib.Path(tmp) / f.name)
            want = lines([go, "tool", "compile", "-p", "main", "-m", "-o", tmp + "/out", f.name], tmp)
            if not want:  # needs imports: through the build
                want = lines([go, "build", "-gcflags=-m", "-o", tmp + "/out", f.name], tmp)
            got = lines([str(pathlib.Path(a.gvm).resolve()), "build", "-gcflags=-m", "-o", "/dev/null", f.name], tmp)
            if not want or got is None:
                continue
            both += len(want & got)
            either += len(want | got)
            print(f"{f.name}: {len(want & got)} of {len(want | got)}")
            if a.show:
                for l in sorted(want ^ got):
                    print(("  - " if l in want else "  + ") + f"{l[0]}: {l[1]}")
    percent = 100 * both / max(either, 1)
    print(f"{both} of {either} lines agree: {percent:.1f} %")
    return 0 if percent >= a.least else 1


sys.exit(main())
