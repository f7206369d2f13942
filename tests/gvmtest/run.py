#!/usr/bin/env python3
"""This file runs `gvm test` on small modules and compares with goldens that `go test` made.

usage: tests/gvmtest/run.py --gvm PATH [--update] [WORD...]

cases.txt has a case a line: a module's folder, and flags. The goldens are in goldens/, a file a case: standard output,
standard error and exit status, with times, addresses and places of the library left out. --update makes them anew with
the Go toolchain. A WORD picks the cases whose line contains it.
"""
import argparse, difflib, json, os, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent


def plain(text):
    text = text.replace(str(HERE), "DIR")
    text = re.sub(r"\b\d+\.\d\ds\)", "T)", text)
    text = re.sub(r"(\t|\\t)\d+\.\d{3}s", r"\1T", text)
    text = re.sub(r"\(\d+s\)", "(Ts)", text)
    text = re.sub(r"(?m)^cpu: .*\n", "", text)
    text = re.sub(r" *[\d.]+ ns/op", " N ns/op", text)
    text = re.sub(r" *[\d.]+ MB/s", " N MB/s", text)
    text = re.sub(r" *\d+ B/op\t *\d+ allocs/op", " N B/op\tN allocs/op", text)
    # A panic's goroutines are shown by their functions in the test files only.
    text = re.sub(r"(?m)^(?:testing|runtime|main|panic|time|os|created by|internal/\S+|sync)\b.*\n\t.*\n", "", text)
    text = re.sub(r"(?m)^panic\(.*\n\t.*\n", "", text)
    text = re.sub(r"(?m)^(\S+)\((?:0x|\.\.\.|\{).*\)$", r"\1(...)", text)
    text = re.sub(r"(?m)^\t\S*/(\w+\.go:\d+).*$", r"\t\1", text)
    text = re.sub(r"goroutine \d+", "goroutine N", text)
    text = re.sub(r"(?m)^goroutine N \[(?!running|sleep).*\n(?:\t.*\n|\S.*\n)*\n?", "", text)
    text = re.sub(r"\b(testing|life|place|node)\.go:\d+", "testing.go:N", text)
    text = re.sub(r"(?m)^\tlooked for .*\n", "", text)  # gvm says more than go does
    text = re.sub(r"is not in std \(.*\)", "is not in std", text)
    text = re.sub(r"(?m)^# .*\[(.*)\]$", r"# [\1]", text)
    return text


def events(text):
    """Events of -json without times; those of different packages are not in a fixed order."""
    by_package, order = {}, []
    for line in text.splitlines():
        try:
            e = json.loads(line)
        except ValueError:
            order.append(line)
            continue
        if e.get("Output", "").startswith("\tlooked for "):
            continue
        for key in ("Time", "Elapsed", "ImportPath", "FailedBuild"):
            e.pop(key, None)
        by_package.setdefault(e.get("Package", "~build"), []).append(plain(json.dumps(e, sort_keys=True)))
    by_package.get("~build", []).sort()
    return "\n".join(order + [l for p in sorted(by_package) for l in by_package[p]]) + "\n"


def render(p, is_json):
    out = events(p.stdout) if is_json else plain(p.stdout)
    # Packages that cannot be set up come first in Go's output, wherever they stand in the list.
    if "setup failed" in out and not is_json:
        lines = out.splitlines()
        out = "\n".join([l for l in lines if "setup failed" in l] + [l for l in lines if "setup failed" not in l]) + "\n"
    err = "\n".join(sorted(plain(p.stderr).splitlines())) + "\n" if p.stderr else ""
    return f"{out}[stderr]\n{err}[exit {p.returncode}]\n"


def run(command, case):
    module, *flags = case.split(" ")
    env = dict(os.environ, GOFLAGS="-vet=off -count=1" if command == "go" else "", GOMAXPROCS="2")
    p = subprocess.run([command, "test", *flags], cwd=HERE / module, env=env, capture_output=True, text=True, timeout=120)
    return render(p, "-json" in flags)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default="gvm")
    ap.add_argument("--update", action="store_true")
    ap.add_argument("words", nargs="*")
    args = ap.parse_args()
    gvm = str(pathlib.Path(args.gvm).resolve())
    cases = [l for l in (HERE / "cases.txt").read_text().splitlines() if l and all(w in l for w in args.words)]
    failed = 0
    for case in cases:
        name = re.sub(r"[^\w.-]+", "_", case).strip("_")
        golden = HERE / "goldens" / (name + ".golden")
        if args.update:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(run("go", case))
            continue
        got, want = run(gvm, case), golden.read_text()
        if got != want:
            failed += 1
            print(f"FAIL {case}")
            print("\n".join(difflib.unified_diff(want.splitlines(), got.splitlines(), "go test", "gvm test", lineterm="")))
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
