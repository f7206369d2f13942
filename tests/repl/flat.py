#!/usr/bin/env python3
"""Enters many inputs into one session, and asks that each takes little time and that memory stays flat."""
import argparse, subprocess, sys, time

def main():
    a = argparse.ArgumentParser()
    a.add_argument("--gvm", required=True)
    a.add_argument("--inputs", type=int, default=3000)
    args = a.parse_args()
    warm = 300
    p = subprocess.Popen([args.gvm, "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    def resident():
        return int(open(f"/proc/{p.pid}/statm").read().split()[1]) * 4096
    def ask(text):
        p.stdin.write(text + "\n")
        p.stdin.flush()
        return p.stdout.readline()
    ask("x := 0; x")
    start = base = 0
    for i in range(args.inputs):
        if i == warm:
            start, base = time.time(), resident()
        got = ask(f"x += 1; x")
        if got.split()[0] != str(i + 1):
            sys.exit(f"input {i} answered {got!r}")
    seconds, grown = time.time() - start, resident() - base
    p.stdin.close()
    p.wait()
    n = args.inputs - warm
    print(f"{seconds / n * 1000:.2f} ms and {grown / n:.0f} bytes an input")
    if grown / n > 4096:
        sys.exit("memory grows by more than 4096 bytes an input")
    print("1 passed, 0 failed")

main()
