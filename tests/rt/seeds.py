#!/usr/bin/env python3
"""This file checks the deterministic mode: with GODEBUG=randseed=N,schedseed=N a racy program does the same in every run, and
different seeds lead to different interleavings.

usage: tests/rt/seeds.py --gvm PATH [--runs 100]
"""
import argparse, collections, os, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = 12


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", required=True)
    ap.add_argument("--runs", type=int, default=100)
    a = ap.parse_args()
    image = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"gvm-seeds-{os.getpid()}.gvmc")
    subprocess.run([a.gvm, "build", "-o", image, str(HERE / "seeds" / "race.go")], check=True)

    def run(seed):
        env = {**os.environ, "GODEBUG": f"randseed={seed},schedseed={seed}"}
        r = subprocess.run([a.gvm, "run", image], capture_output=True, text=True, timeout=120, env=env)
        return f"{r.returncode} {r.stdout}{r.stderr}"

    bad = 0
    try:
        same = collections.Counter(run(7) for _ in range(a.runs))
        if len(same) != 1 or not next(iter(same)).startswith("0 "):
            bad += 1
            print(f"FAIL: {a.runs} runs with one seed differ: {same}")
        outputs = {seed: run(seed) for seed in range(1, SEEDS + 1)}
        first = {out.split()[1] for out in outputs.values()}
        lost = {out.split("lost ")[1].split(";")[0] for out in outputs.values() if "lost " in out}
        if len(set(outputs.values())) != SEEDS or len(first) < SEEDS // 2 or len(lost) < SEEDS // 2:
            bad += 1
            print(f"FAIL: {SEEDS} seeds lead to {len(set(outputs.values()))} outputs, {len(first)} orders, {len(lost)} counts: {outputs}")
    finally:
        os.remove(image)
    print(f"{a.runs} runs with one seed, {SEEDS} seeds: {bad} bad")
    return bad


if __name__ == "__main__":
    sys.exit(main())
