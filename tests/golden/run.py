#!/usr/bin/env python3
"""This file runs the golden tests: dumps of what the compiler decided, for people to review as a diff.

usage: tests/golden/run.py [--gvm PATH] [--update] [FOLDER|FILE...]

Each program begins with a line `//gvm WORDS`: gvm runs with these words, the program's file among them as FILE, in the
program's folder; standard output and error must be what the .txt beside the program holds. --update rewrites those.
"""
import argparse, difflib, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent


def output(gvm, source):
    first = source.read_text().split("\n", 1)[0]
    if not first.startswith("//gvm "):
        sys.exit(f"{source}: the first line does not say how to run gvm")
    words = [source.name if w == "FILE" else w for w in first[6:].split()]
    p = subprocess.run([gvm, *words], cwd=source.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return p.stdout.decode().replace(str(source.parent) + "/", "") + (f"exit status {p.returncode}\n" if p.returncode else "")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(HERE.parent.parent / "build" / "gvm"))
    ap.add_argument("--update", action="store_true")
    ap.add_argument("where", nargs="*")
    a = ap.parse_args()
    gvm = str(pathlib.Path(a.gvm).resolve())
    roots = [pathlib.Path(w).resolve() for w in a.where] or [HERE]
    sources = sorted(f for r in roots for f in ([r] if r.is_file() else r.rglob("*.go")))
    failed = 0
    for source in sources:
        golden = source.with_suffix(".txt")
        got = output(gvm, source)
        if a.update:
            golden.write_text(got)
            continue
        want = golden.read_text() if golden.exists() else ""
        if got != want:
            failed += 1
            name = str(source.relative_to(HERE))
            sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), name + " wanted", name + " got"))
    print(f"{len(sources) - failed} of {len(sources)} golden tests pass")
    return 1 if failed or not sources else 0


sys.exit(main())
