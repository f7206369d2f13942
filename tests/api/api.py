#!/usr/bin/env python3
"""This file checks that the library's exported API is that of the Go it stands for (api.go does the comparing).

usage: tests/api/api.py [PACKAGE...]

Symbols that are known to be missing stand in gaps.txt, each with its reason. Skipped (77) where no Go is installed.
"""
import pathlib, shutil, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent

if not shutil.which("go"):
    print("skipped: Go is not installed, so there is nothing to compare with")
    sys.exit(77)
sys.exit(subprocess.run(["go", "run", HERE / "api.go", HERE.parents[1] / "stdlib", HERE / "gaps.txt", *sys.argv[1:]]).returncode)
