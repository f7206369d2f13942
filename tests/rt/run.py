#!/usr/bin/env python3
"""This file runs programs that end badly in child processes, and compares how they end with what real Go made of them.

usage: tests/rt/run.py [--gvm PATH] [--update] [--show] [CASE...]

The cases are rows of the tables in crash/*.go; each table's golden, made by `--update` where Go is installed, is
golden/TABLE.txt: for every case what it printed (standard output, then standard error) and how it ended. failures.txt
lists cases that are known to differ, each with its reason; one that passes although listed is an error too.

A comment above a case's function (or with case=NAME, anywhere) directs its run:
    rt: env=NAME=VALUE   an environment variable (several: repeated)
    rt: signal=NAME      that signal is sent once the program has printed "ready"
    rt: closestdout      the reading end of standard output is closed at once
    rt: head=N           only the first N lines of standard error and the status are compared
    rt: frames           each frame of a goroutine is compared once; registers and stack addresses are not
    rt: user             the same, and goroutines without frames of the program are left out

What cannot be equal is not compared: addresses, code offsets, argument words, goroutine numbers but 1, folders of
files, frames of functions outside the program's own files (the library is not Go's own) except panic and
runtime.Goexit, the frames of the wrappers that gc makes for go statements, and the goroutines of the runtime itself.
"""
import argparse, concurrent.futures, difflib, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
CRASH = HERE / "crash"
GOLDEN = HERE / "golden"
SOURCES = {p.name for p in CRASH.glob("*.go")}


class Case:
    def __init__(self, name, table, directives):
        self.name, self.table, self.env = name, table, {}
        self.signal = self.head = None
        self.closestdout = self.frames = self.user = False
        for word in directives:
            key, _, value = word.partition("=")
            if key == "env":
                k, _, v = value.partition("=")
                self.env[k] = v
            elif key == "signal":
                self.signal = getattr(signal, "SIG" + value)
            elif key == "head":
                self.head = int(value)
            elif key in ("closestdout", "frames", "user"):
                setattr(self, key, True)
            else:
                sys.exit(f"{table}: unknown directive {word}")


def load_cases():
    cases = []
    for path in sorted(CRASH.glob("*.go")):
        text = path.read_text()
        of_func, of_case = {}, {}
        for m in re.finditer(r"(?m)((?:^//.*\n)+)func (\w+)\(", text):
            of_func[m[2]] = re.findall(r"(?m)^// rt: (?!case=)(.*)$", m[1])
        for m in re.finditer(r"(?m)^// rt: case=(\S+) (.*)$", text):
            of_case[m[1]] = m[2]
        for m in re.finditer(r'(?m)^\t"([\w-]+)":\s+(\w+)', text):
            words = " ".join(of_func.get(m[2], []) + [of_case.get(m[1], "")]).split()
            cases.append(Case(m[1], path.stem, words))
    return cases


FRAME = re.compile(r"^(created by )?((?:[\w./~%-]*/)?[\w-]+\.\S*?|panic)(\([^()]*\))?( in goroutine \S+)?$")


def normalise(case, text):
    text = re.sub(r"0x[0-9a-f]+", "0x?", text)
    text = re.sub(r"\bm=\d+\b", "m=?", text)
    text = re.sub(r"(goroutine )(?!1\b)\d+", r"\1N", text)
    text = re.sub(r"\d+(-byte limit| frames elided)", r"N\1", text)
    seen = set()
    out, lines, i = [], text.split("\n"), 0
    while i < len(lines):
        line = lines[i]
        frame = FRAME.match(line)
        if frame and i + 1 < len(lines) and re.match(r"^\t\S*:\d+( \+0x\?)?( fp=.*)?$", lines[i + 1]):
            name, place = frame[2], lines[i + 1]
            i += 2
            place = re.sub(r" fp=.*$", "", place)
            place = re.sub(r"^\t(?:.*/)?([^/]+):(\d+).*$", r"\t\1:\2", place)
            if name == "panic":
                place = "\tpanic.go"
            elif name != "runtime.Goexit" and (not name.startswith("main.") or place[1:].split(":")[0] not in SOURCES
                                               or ".gowrap" in name):
                continue
            entry = [(frame[1] or "") + name + ("" if frame[1] else "(...)") + (frame[4] or ""), place]
            if case.frames:
                if tuple(entry) in seen:
                    continue
                seen.add(tuple(entry))
            out += entry
            continue
        if line.startswith("goroutine "):
            seen = set()
        out.append(line)
        i += 1
    # Go shows its own goroutines when it gives runtime frames; ours are others.
    blocks = "\n".join(out).split("\n\n")
    text = "\n\n".join(b for b in blocks
                       if not b.startswith(("goroutine N gp=", "runtime stack:")) or re.search(r"(?m)^main\.", b))
    if case.frames or case.user:
        blocks = text.split("\n\n")
        keep = [b for n, b in enumerate(blocks) if n == 0 or re.search(r"(?m)^main\.", b)]
        text = "\n".join(line for line in "\n\n".join(keep).split("\n")
                         if not re.match(r"^(r\w\w?|rip|rflags|[cfg]s) +0x|^\.\.\.N frames|^PC=|^runtime: g |^runtime:? "
                                         r"stack:|^stack: frame|^-----$", line))
    if case.head is not None:
        text = "\n".join(text.split("\n")[: case.head])
    return text


def run_case(case, command, folder):
    env = {k: v for k, v in os.environ.items() if not k.startswith("GO") or k in ("GOROOT", "GOPATH", "GOCACHE")}
    env.update(case.env)
    p = subprocess.Popen(command + [case.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=folder,
                         stdin=subprocess.DEVNULL, text=True, errors="replace")
    first = ""
    if case.closestdout:
        p.stdout.close()
        p.stdout = None
    if case.signal is not None:
        first = p.stdout.readline()
        time.sleep(0.05)
        p.send_signal(case.signal)
    try:
        out, err = p.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        p.kill()
        out, err = p.communicate()
        err = (err or "") + "TIMEOUT\n"
    status = f"status {p.returncode}" if p.returncode >= 0 else f"signal {signal.Signals(-p.returncode).name}"
    return normalise(case, first + (out or "") + (err or "")).rstrip("\n") + f"\n[{status}]\n"


def read_golden():
    golden = {}
    for path in GOLDEN.glob("*.txt"):
        for part in path.read_text().split("\n=== ")[1:]:
            name, _, body = part.partition("\n")
            golden[name] = body.rstrip("\n") + "\n"
    return golden


def known_failures():
    listed = {}
    path = HERE / "failures.txt"
    for line in path.read_text().splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            listed[name] = reason.strip()
    return listed


def update(cases, jobs):
    with tempfile.TemporaryDirectory() as tmp:
        exe = pathlib.Path(tmp) / "crash"
        subprocess.run(["go", "build", "-o", exe, "."], cwd=CRASH, check=True)
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            results = list(pool.map(lambda c: run_case(c, [str(exe)], tmp), cases))
    golden = read_golden()
    golden.update({c.name: r for c, r in zip(cases, results)})
    GOLDEN.mkdir(exist_ok=True)
    tables = {}
    for c in load_cases():
        if c.name in golden:
            tables.setdefault(c.table, []).append(f"\n=== {c.name}\n{golden[c.name]}")
    for table, parts in tables.items():
        (GOLDEN / f"{table}.txt").write_text("".join(parts))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gvm", default=HERE.parents[1] / "build" / "gvm")
    ap.add_argument("--update", action="store_true")
    ap.add_argument("--show", action="store_true", help="print what the cases print, compare nothing")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("cases", nargs="*")
    args = ap.parse_args()
    cases = [c for c in load_cases() if not args.cases or any(re.fullmatch(p, c.name) for p in args.cases)]
    if args.update:
        if shutil.which("go") is None:
            sys.exit(77)
        return update(cases, args.jobs)
    golden, listed, bad = read_golden(), known_failures(), 0
    command = [str(pathlib.Path(args.gvm).resolve()), "run", str(CRASH)]
    with tempfile.TemporaryDirectory() as tmp, concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for case, got in zip(cases, pool.map(lambda c: run_case(c, command, tmp), cases)):
            if args.show:
                print(f"=== {case.name}\n{got}", end="")
                continue
            want = golden.get(case.name, "no golden: run with --update\n")
            if got == want and case.name in listed:
                bad += 1
                print(f"PASSES although listed: {case.name}")
            elif got != want and case.name not in listed:
                bad += 1
                print(f"FAIL {case.name}")
                sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), "go", "gvm", n=2))
    if not args.show:
        print(f"{len(cases)} cases, {bad} bad, {len(listed)} listed as known failures")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
