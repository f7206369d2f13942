#!/usr/bin/env python3
"""Compares the checker's errors with the expectations written in an installed Go's own test files.

  errorcheck.py go PROBE [file...]      $GOROOT/test: files whose first line is "// errorcheck" (ERROR "regexp" comments)
  errorcheck.py types PROBE [file...]   $GOROOT/src/internal/types/testdata: ERROR and ERRORx comments

PROBE is the typecheck_probe program. Prints each disagreement, then the counts.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from probe_process import GOROOT, Probe, group_errors  # noqa: E402


def check_go_file(probe, path):
    text = open(path, encoding="utf-8", errors="surrogateescape").read()
    first = next((l for l in text.split("\n") if l.strip()), "")
    m = re.match(r"// errorcheck(?![a-z])(.*)", first)
    if not m:
        return None
    flags = m[1].split()
    bad = [f for f in flags if f not in ("-0", "-lang=go1.17") and not f.startswith("-lang=") and f not in ("-d=panic", "-e", "-t", "-+", "-complete", "-p=p", "-goexperiment", "-c=2", "-c=1")]
    if bad:
        return None
    want0 = "-0" in flags
    lang = next((f[6:] for f in flags if f.startswith("-lang=")), None)
    words = (["-lang", lang] if lang else []) + [path]
    status, out = probe.check(words)
    if status is None:
        return ["CRASH " + path]
    short = os.path.basename(path)
    errors = [(f, n, c, t.replace(path, short)) for f, n, c, t in group_errors(out)]
    problems = []
    wanted = []
    for i, line in enumerate(text.split("\n"), 1):
        if "////" in line:
            continue
        mm = re.search(r"// (?:GC_)?ERROR (.*)", line) or re.search(r"// (?:GC_)?ERRORAUTO (.*)", line)
        if not mm:
            continue
        for r in re.findall(r'"([^"\\]*(?:\\.[^"\\]*)*)"|`([^`]*)`', mm[1]):
            rx = (r[0] or r[1]).replace('\\"', '"')
            rx = re.sub(r"LINE(([+-]\d+)?)", lambda m: f"{os.path.basename(path)}:{i + int(m[1] or 0)}", rx)
            wanted.append((i, rx))
    if want0:
        wanted = []
    left = list(errors)
    for n, rx in wanted:
        try:
            cre = re.compile(rx)
        except re.error:
            continue
        on_line = [e for e in left if e[1] == n]
        if not on_line:
            problems.append(f"{path}:{n}: missing error \"{rx}\"")
            continue
        hit = [e for e in on_line if cre.search(e[3])]
        if not hit:
            problems.append(f"{path}:{n}: no match for `{rx}` in: " + " | ".join(e[3] for e in on_line))
            continue
        for e in hit:
            left.remove(e)
    for e in left:
        problems.append(f"{path}:{e[1]}:{e[2]}: unexpected: {e[3]}")
    return problems


def strip_tokens(text):
    """(offset of the last token before each comment, comments): enough of Go's lexical structure for ERROR comments."""
    token = re.compile(r"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\d[\w.]*|\.\d[\w]*|[^\s\w]", re.S)
    last = None
    for m in token.finditer(text):
        s = m[0]
        if s.startswith("//") or s.startswith("/*"):
            yield "comment", m.start(), s, last
        else:
            last = m.start()


def check_types_files(probe, paths, flagtext):
    flags = flagtext.split()
    lang = next((f[6:] for f in flags if f.startswith("-lang=")), None)
    if any(f.startswith("-goexperiment") or f.startswith("-gotypesalias") for f in flags):
        return None
    words = (["-lang", lang] if lang else []) + paths
    status, out = probe.check(words)
    if status is None:
        return ["CRASH " + " ".join(paths)]
    errors = group_errors(out)
    problems = []
    left = list(errors)
    for path in paths:
        text = open(path, encoding="utf-8", errors="surrogateescape").read()
        for kind, off, s, last in strip_tokens(text):
            m = re.match(r"(?://|/\*) *(ERROR|ERRORx) (.*?)(?:\*/)?$", s, re.S)
            if not m:
                continue
            body = m[2].strip()
            lit = re.match(r'"((?:\\.|[^"\\])*)"|`([^`]*)`', body)
            if not lit:
                continue
            want = lit[2] if lit[2] is not None else bytes(lit[1], "utf-8").decode("unicode_escape", "replace")
            line = text.count("\n", 0, last) + 1 if last is not None else 1
            on = [e for e in left if e[1] == line and e[0] == path]
            # one-line comments after a token may name an error anywhere on that line
            hit = None
            for e in on:
                ok = re.search(want, e[3]) if m[1] == "ERRORx" else want in e[3]
                if ok:
                    hit = e
                    break
            if hit:
                left.remove(hit)
            else:
                problems.append(f"{path}:{line}: missing {m[1]} {want!r}; have: " + " | ".join(e[3] for e in on))
    for e in left:
        problems.append(f"{e[0]}:{e[1]}:{e[2]}: unexpected: {e[3]}")
    return problems


def main():
    mode, program = sys.argv[1], sys.argv[2]
    probe = Probe(program)
    units = []
    if mode == "go":
        paths = sys.argv[3:]
        if not paths:
            for root, dirs, files in os.walk(os.path.join(GOROOT, "test")):
                if root.endswith(".dir"):
                    continue
                paths += [os.path.join(root, f) for f in files if f.endswith(".go")]
        for p in sorted(paths):
            units.append((p, lambda p=p: check_go_file(probe, p)))
    else:
        base = os.path.join(GOROOT, "src/internal/types/testdata")
        paths = sys.argv[3:]
        if not paths:
            for sub in ("check", "examples", "fixedbugs", "spec"):
                for f in sorted(os.listdir(os.path.join(base, sub))):
                    paths.append(os.path.join(base, sub, f))
        for p in paths:
            files = sorted(os.path.join(p, f) for f in os.listdir(p)) if os.path.isdir(p) else [p]
            files = [f for f in files if f.endswith(".go")]
            if not files:
                continue
            first = open(files[0], errors="surrogateescape").readline()
            flagtext = first[2:].strip() if first.startswith("// -") else ""
            units.append((p, lambda files=files, flagtext=flagtext: check_types_files(probe, files, flagtext)))
    good = total = 0
    for name, f in units:
        r = f()
        if r is None:
            continue
        total += 1
        if not r:
            good += 1
        for line in r:
            print(line)
    print(f"{good} of {total} files agree")


main()
