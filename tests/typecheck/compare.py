#!/usr/bin/env python3
"""Compares the checker's errors, position by position and word by word, with those of an installed Go's compiler.

  compare.py PROBE [file.go...]     none given: the error tests of $GOROOT/test and of go/types' testdata

Prints "-" lines (only gc reports it) and "+" lines (only we do) under each file that differs, then the counts.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import probe_process  # noqa: E402

GOROOT = probe_process.GOROOT
STD = """fmt os errors strings io runtime reflect sort sync sync/atomic time bufio bytes math math/bits math/cmplx math/rand
math/big strconv unicode unicode/utf8 container/list container/heap embed log net/http regexp encoding/json cmp slices
maps iter context text/template flag io/ioutil go/ast go/token go/parser go/types go/constant hash/fnv encoding/binary
runtime/debug path/filepath internal/runtime/sys""".split()


def import_config():
    path = os.path.join(tempfile.gettempdir(), "typecheck-importcfg")
    if not os.path.exists(path):
        form = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
        out = subprocess.run(["go", "list", "-export", "-f", form] + STD, capture_output=True, text=True, check=True).stdout
        open(path, "w").write(out)
    return path


def candidates():
    for root, dirs, files in os.walk(os.path.join(GOROOT, "test")):
        if root.endswith(".dir"):
            continue
        for f in sorted(files):
            if f.endswith(".go"):
                p = os.path.join(root, f)
                head = open(p, errors="surrogateescape").read(300)
                if re.match(r"\s*// errorcheck(?!dir|andrun)", head) and not re.search(r"errorcheck.* -(m|d=(?!panic)|live|l|N)\b", head.split("\n")[0]):
                    yield p
    base = os.path.join(GOROOT, "src/internal/types/testdata")
    for sub in ("check", "examples", "fixedbugs", "spec"):
        for f in sorted(os.listdir(os.path.join(base, sub))):
            if f.endswith(".go"):
                yield os.path.join(base, sub, f)


def main():
    probe = probe_process.Probe(sys.argv[1])
    paths = sys.argv[2:] or list(candidates())
    config = import_config()
    good = total = 0
    for p in paths:
        text = open(p, errors="surrogateescape").read()
        first = text.lstrip().split("\n")[0]
        m = re.search(r"-lang=(go1\.\d+)", first)
        lang = ["-lang", m[1]] if m else []
        pkg = re.search(r"^package\s+(\w+)", text, re.M)
        name = pkg[1] if pkg else "p"
        go = subprocess.run(["go", "tool", "compile", "-e", "-complete", "-p", name, "-importcfg", config, "-o", os.devnull] +
                            ([f"-lang={m[1]}"] if m else []) + [p], capture_output=True, text=True, errors="surrogateescape")
        status, out = probe.check(lang + [p])
        if status is None:
            print(f"{p}\nCRASH")
            total += 1
            continue
        want = probe_process.group_errors((go.stdout + go.stderr).split("\n")[:-1])
        have = probe_process.group_errors(out)
        strip = lambda e: (e[1], e[2], e[3].replace(p, os.path.basename(p)))
        want = [strip(e) for e in want]
        have = [strip(e) for e in have]
        total += 1
        diff = [("-", e) for e in want if e not in have] + [("+", e) for e in have if e not in want]
        if not diff:
            good += 1
            continue
        print(p)
        for sign, e in sorted(diff, key=lambda d: (d[1], d[0])):
            print(f"  {sign} {e[0]}:{e[1]}: {e[2]}")
    print(f"{good} of {total} files agree")


main()
