#!/usr/bin/env python3
"""This file checks that the Go text of this tree is its own: it looks for code shared with an installed Go.

usage: tests/style/originality.py [--shapes] [--min N] [PATH...]

PATH is a .go file or a folder (default: the library, the samples and the tests of this tree). A run is N (8) code lines
one after the other that also stand one after the other in a file of GOROOT; comments, imports, blank lines and the spacing
of a line do not count. Runs are looked for twice: among all such lines, and among those that say something, so that lone
braces cannot end a run. Each shared run is listed, and one is enough to fail.

--shapes is a report and never fails: it compares whole function bodies of 12 lines or more after every name has become
the same word, and lists those that are alike in four lines of five. A pair may be alike because the thing can hardly be
said otherwise; somebody should look.

Exit status: 0 nothing shared, 1 runs found, 77 where no Go is installed.
"""
import argparse, difflib, hashlib, pathlib, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMENT_OR_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`[^`]*`|//[^\n]*|/\*.*?\*/', re.S)
WORD = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|`[^`]*`|[A-Za-z_]\w*|\d[\w.]*|\S')
IMPORTS = re.compile(r"^(?:package\s.*|import\s*\([^)]*\)|import\s.*)", re.M)
MARGIN = "\f"  # cannot stand in code
KEYWORDS = frozenset("break case chan const continue default defer else fallthrough for func go goto if import interface map "
                     "package range return select struct switch type var nil true false len cap append make new panic".split())


def blank_comment(m):
    s = m.group(0)
    return s if s[0] in "\"'`" else "\n" * s.count("\n") or " "


def code_lines(text, margin=False, braces=False):
    """The code of a file as (line number, text with single spaces); without braces, lines that say nothing are left out.

    With margin, lines that begin at the margin are marked by MARGIN."""
    if "/" in text:
        text = COMMENT_OR_STRING.sub(blank_comment, text)
    text = IMPORTS.sub(lambda m: "\n" * m.group(0).count("\n"), text)
    out = []
    for n, line in enumerate(text.split("\n"), 1):
        mark = MARGIN if margin and line[:1].isalpha() else ""
        line = mark + " ".join(line.split())
        if line and (braces or len(line) > 3 or any(c.isalnum() for c in line)):
            out.append((n, line))
    return out


def go_files(paths):
    for p in paths:
        yield from sorted(p.rglob("*.go")) if p.is_dir() else [p]


def read(path):
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


class Runs:
    """Looks for runs of one size in one reading of files, with or without lone braces."""

    def __init__(self, ours, size, braces):
        self.size, self.braces = size, braces
        self.number, self.windows, self.files, self.marks = {}, {}, [], {}
        for path in ours:
            lines = code_lines(read(path), braces=braces)
            ids = [self.number.setdefault(text, len(self.number)) for _, text in lines]
            self.files.append((path, lines))
            for i in range(len(ids) - size + 1):
                self.windows.setdefault(tuple(ids[i:i + size]), []).append((len(self.files) - 1, i))

    def search(self, path, lines):
        """Marks the windows of ours that stand in the lines of a file of Go's."""
        run, number, size, windows = [], self.number, self.size, self.windows
        for n, line in lines:
            if line not in number:
                run.clear()
                continue
            run.append(number[line])
            if len(run) >= size:
                for f, i in windows.get(tuple(run[-size:]), ()):
                    self.marks.setdefault(f, {}).setdefault(i, (path, n))

    def found(self):
        """Yields (our file, first line, last line, their file, the line where it is met) for each run."""
        for f, starts in sorted(self.marks.items()):
            path, lines = self.files[f]
            order = sorted(starts)
            first = prev = order[0]
            for i in order[1:] + [None]:
                if i is not None and i == prev + 1:
                    prev = i
                    continue
                yield path, lines[first][0], lines[prev + self.size - 1][0], *starts[first]
                first = prev = i


def shared_runs(ours, theirs, size):
    """The runs that ours share with theirs, in both readings, without those that lie in another."""
    every, telling = Runs(ours, size, True), Runs(ours, size, False)
    for path in theirs:
        lines = code_lines(read(path), braces=True)
        every.search(path, lines)
        telling.search(path, [e for e in lines if len(e[1]) > 3 or any(c.isalnum() for c in e[1])])
    runs = list(every.found()) + list(telling.found())
    def inside(a, b):
        return a is not b and a[0] == b[0] and b[1] <= a[1] and a[2] <= b[2] and (a[1:3] != b[1:3] or id(a) > id(b))
    return sorted(r for r in runs if not any(inside(r, s) for s in runs))


def functions(path):
    """Yields (line, name, body lines) for each function of a gofmt-ed file; a declaration at the margin ends the one before."""
    head, body, start = None, [], 0
    for n, line in code_lines(read(path), True):
        if line.startswith(MARGIN):
            if head:
                yield start, head, body
            head = line if line.startswith(MARGIN + "func ") and line.endswith("{") else None
            body, start = [], n
        elif head:
            body.append((n, line))
    if head:
        yield start, head, body


def shape(line):
    return " ".join(w if w in KEYWORDS or not (w[0].isalpha() or w[0] == "_") else "x" for w in WORD.findall(line))


def shapes(ours, theirs, least=12, part=0.8):
    """Prints pairs of function bodies that are alike once names are gone."""
    shingle, table = 4, {}
    mine = []
    for path in ours:
        for n, head, body in functions(path):
            form = [shape(t) for _, t in body]
            if len(form) < least:
                continue
            mine.append((path, n, head, form))
            for i in range(len(form) - shingle + 1):
                table.setdefault(tuple(form[i:i + shingle]), set()).add(len(mine) - 1)
    best = {}
    for path in theirs:
        for n, head, body in functions(path):
            form = [shape(t) for _, t in body]
            hits = {}
            for i in range(len(form) - shingle + 1):
                for k in table.get(tuple(form[i:i + shingle]), ()):
                    hits[k] = hits.get(k, 0) + 1
            for k, count in hits.items():
                if count * 3 < len(mine[k][3]):
                    continue
                ratio = difflib.SequenceMatcher(None, mine[k][3], form, False).ratio()
                if ratio >= part and ratio > best.get(k, (0,))[0]:
                    best[k] = (ratio, path, n)
    for k, (ratio, path, n) in sorted(best.items(), key=lambda e: -e[1][0]):
        p, line, head, form = mine[k]
        print(f"{p}:{line}: {head[:60]}... is {100 * ratio:.0f} % alike ({len(form)} lines) with {path}:{n}")
    print(f"{len(best)} of {len(mine)} functions are alike with one of Go's")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("paths", nargs="*", type=pathlib.Path)
    ap.add_argument("--shapes", action="store_true")
    ap.add_argument("--min", type=int, default=8)
    args = ap.parse_args()
    if not shutil.which("go"):
        print("skipped: Go is not installed, so there is nothing to compare with")
        return 77
    goroot = pathlib.Path(subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True).stdout.strip())
    ours = list(go_files(args.paths or [ROOT / d for d in ("stdlib", "samples", "tests")]))
    theirs = go_files([goroot / "src", goroot / "test"])
    if args.shapes:
        shapes(ours, theirs)
        return 0
    found = shared_runs(ours, theirs, args.min)
    for path, first, last, other, n in found:
        print(f"{path}:{first}-{last}: also at {other}, near line {n}")
    print(f"{len(found)} runs of {args.min} lines or more shared with {goroot}, {len(ours)} files compared")
    return 1 if found else 0


sys.exit(main())
