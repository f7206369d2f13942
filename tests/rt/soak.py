#!/usr/bin/env python3
"""This file runs the soak program (everything the runtime does, at once) with the heap validator on: no wrong answer, no missed
object, no growth after the warm-up.

usage: tests/rt/soak.py --gvm PATH [--time 10m]
"""
import argparse, os, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", required=True)
    ap.add_argument("--time", default="10s")
    ap.add_argument("--validate", default="1", help="every how manieth collection is checked")
    a = ap.parse_args()
    env = {**os.environ, "GODEBUG": f"gcvalidate={a.validate}"}
    r = subprocess.run([a.gvm, "run", str(HERE / "soak" / "soak.go"), a.time], stdout=subprocess.PIPE, text=True, env=env)
    print(r.stdout, end="")
    return r.returncode != 0 or r.stdout != "sound\n"


if __name__ == "__main__":
    sys.exit(main())
