#!/usr/bin/env python3
"""Runs the sessions of tests/repl/cases through a pipe and compares what they print with their goldens.

NAME.in is what is entered, NAME.golden standard output and error together, and the exit status. --update writes the
goldens from what gvm prints, for a person to review. Addresses and goroutine numbers are not compared.
"""
import argparse, pathlib, re, subprocess, sys

def run(gvm, path, jit):
    with open(path) as f:
        p = subprocess.run([gvm, "repl", "-jit=" + jit], stdin=f, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    text = re.sub(r"0x[0-9a-f]{5,}", "0xADDR", p.stdout)
    text = re.sub(r" \+0x[0-9a-f]+", " +0xPC", text)
    text = re.sub(r"goroutine \d+", "goroutine N", text)
    text = re.sub(r"\S*/src/", "GOROOT/src/", text)
    return text + f"exit status {p.returncode}\n"

def main():
    a = argparse.ArgumentParser()
    a.add_argument("--gvm", required=True)
    a.add_argument("--jit", default="off", help="off, on or force")
    a.add_argument("--update", action="store_true")
    args = a.parse_args()
    failed = 0
    cases = sorted((pathlib.Path(__file__).parent / "cases").glob("*.in"))
    for case in cases:
        got = run(args.gvm, case, args.jit)
        golden = case.with_suffix(".golden")
        if args.update:
            golden.write_text(got)
        elif got != golden.read_text():
            failed += 1
            print(f"{case.name}: differs\n--- wanted\n{golden.read_text()}--- got\n{got}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0

sys.exit(main())
