#!/usr/bin/env python3
"""This file compares random calls into the library under gvm with what real Go says.

usage: tests/fuzz/library.py --gvm PATH [--minutes N] [--seed S] [--update] [TOPIC...]

library/ is a program that makes calls on a topic and prints a line for each (main.go). library/recorded/ holds what it
printed under real Go for one seed; without --minutes that is compared, and needs no Go. With --minutes, a topic runs so
long, a new seed each round, under both. --update records anew.
"""
import argparse, difflib, pathlib, random, shutil, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent / "library"
TOPICS = ["fmt", "strconv", "json", "time", "regexp"]
SEED, RECORDED, ROUND = 7, 300, 4000


def output(command, topic, seed, count):
    p = subprocess.run([*command, topic, str(seed), str(count)], cwd=HERE, capture_output=True, timeout=1200)
    # Surrogates keep broken UTF-8 apart.
    return p.stdout.decode(errors="surrogateescape") + p.stderr.decode(errors="surrogateescape")


def differences(want, got):
    a, b = want.split("\n"), got.split("\n")
    return [l for l in difflib.unified_diff(a, b, "go", "gvm", n=0, lineterm="")] if a != b else []


def show(lines):
    for l in lines[:12]:
        print("   ", l[:700].encode(errors="backslashreplace").decode())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default="gvm")
    ap.add_argument("--minutes", type=float, default=0)
    ap.add_argument("--seed", type=int)
    ap.add_argument("--update", action="store_true")
    ap.add_argument("topics", nargs="*")
    args = ap.parse_args()
    gvm = [str(pathlib.Path(args.gvm).resolve()), "run", "."]
    failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        if args.minutes or args.update:
            if not shutil.which("go"):
                print("skipped: no Go is installed")
                return 77
            go = [tmp + "/library"]
            subprocess.run(["go", "build", "-o", go[0], "."], cwd=HERE, check=True)
        for topic in args.topics or TOPICS:
            record = HERE / "recorded" / (topic + ".txt")
            if args.update:
                record.parent.mkdir(exist_ok=True)
                record.write_text(output(go, topic, SEED, RECORDED), errors="surrogateescape")
                continue
            if not args.minutes:
                found = differences(record.read_text(errors="surrogateescape"), output(gvm, topic, SEED, RECORDED))
                print(f"{topic}: {RECORDED} calls, {'differ' if found else 'the same'}")
                show(found)
                failed += bool(found)
                continue
            until, calls, bad = time.time() + 60 * args.minutes, 0, 0
            seed = args.seed or random.randrange(1 << 31)
            while time.time() < until:
                found = differences(output(go, topic, seed, ROUND), output(gvm, topic, seed, ROUND))
                calls += ROUND
                if found:
                    bad += 1
                    print(f"{topic}, seed {seed}:", flush=True)
                    show(found)
                seed += 1
            print(f"{topic}: {calls} calls, {bad} rounds of {ROUND} differ", flush=True)
            failed += bad
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
