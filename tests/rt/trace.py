#!/usr/bin/env python3
"""This file checks execution traces: gvm's own view shows what a program did, and where Go is installed its parser, which holds
every event against the states before it, accepts them. Where there is a Chromium, the page is drawn too.

usage: tests/rt/trace.py --gvm PATH [--runs N]
"""
import argparse, collections, json, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE / "trace" / "work.go"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "chrome", "chrome-headless-shell", "headless_shell"]
# What Go's parser must have seen, as its dump names it.
EVENTS = ["Waiting->Runnable", "Runnable->Running", "Running->Waiting", "Running->Syscall", "Label", "RangeBegin",
          "RangeEnd", "TaskBegin", "TaskEnd", "RegionBegin", "RegionEnd", "Log", "Metric"]
REASONS = ["network", "sleep", "chan receive", "sync"]

bad = 0


def fail(text):
    global bad
    bad += 1
    print("FAIL", text)


def page_data(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))


def check_view(gvm, file, tmp, whole):
    page = os.path.join(tmp, "page.html")
    r = subprocess.run([gvm, "trace", "view", file, "-o", page], capture_output=True, text=True, timeout=120)
    if r.returncode:
        return fail(f"gvm trace view {file}: {r.stderr}")
    data = page_data(open(page).read())
    reasons = {t[2] for g in data["gs"] for t in g[2]}
    names = {g[1] for g in data["gs"]}
    regions = {r[3] for r in data["regions"]}
    stops = {s[3] for s in data["stw"]}
    for have, want, what in ((reasons, REASONS + ["syscall"], "wait reasons"), (regions, ["left", "right", "finish"], "regions"),
                             (names, ["sync.(*WaitGroup).Go.func1", "main.talk.func1"], "goroutines"),
                             (stops, ["GC mark termination", "GC sweep termination"], "stops")):
        if missing := [w for w in want if w not in have]:
            fail(f"{what} not in the view of {file}: {missing}, there are {sorted(have)}")
    tasks = collections.Counter(t[3] for t in data["tasks"])
    logs = {l[3] for l in data["logs"]}
    if tasks["order"] != 4 or "id: number 99" not in logs:
        fail(f"tasks {tasks}, logs {logs}")
    if ("before" in regions) == whole:
        fail(f"region 'before' in {file}: {'before' in regions}")
    if not data["gc"] or not data["heap"] or len(data["procs"]) < 1:
        fail(f"collections {data['gc']}, heap samples {len(data['heap'])}, Ps {len(data['procs'])}")
    # On one P nothing overlaps, and a goroutine's states follow each other.
    for p, spans in data["procs"]:
        if any(a[1] > b[0] for a, b in zip(spans, spans[1:])) or any(s[0] > s[1] for s in spans):
            fail(f"spans of P{p} overlap in {file}")
    for g in data["gs"]:
        if any(a[0] > b[0] for a, b in zip(g[2], g[2][1:])):
            fail(f"states of G{g[0]} run backwards in {file}")
    return page


def check_go(file):
    r = subprocess.run(["go", "tool", "trace", "-d=parsed", file], capture_output=True, text=True, timeout=240)
    if r.returncode:
        return fail(f"Go's parser: {r.stderr[:500]} after {r.stdout[-300:]}")
    for pattern in EVENTS + REASONS:
        if not re.search(pattern, r.stdout):
            fail(f"Go's parser sees nothing of {pattern} in {file}")


def check_browser(page, tmp):
    browser = next((b for b in map(shutil.which, BROWSERS) if b), None)
    if browser is None:
        return print("skipped: no Chromium to draw the page")
    r = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp}/profile", "--window-size=1400,1000",
                        "--virtual-time-budget=3000", "--dump-dom", "file://" + page], capture_output=True, text=True, timeout=120)
    drawn, rows = re.search(r'data-drawn="(\d+)"', r.stdout), re.search(r'data-ready="(\d+)"', r.stdout)
    if not drawn or not rows or int(drawn.group(1)) < 50 or int(rows.group(1)) < 10:
        return fail(f"the page draws {drawn and drawn.group(0)}, {rows and rows.group(0)}: {r.stderr[-500:]}")
    print(f"drawn by {browser}: {drawn.group(1)} spans in {rows.group(1)} rows")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", required=True)
    ap.add_argument("--runs", type=int, default=3)
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        page = None
        for procs in [""] + ["1", "4", "2", "3"][:a.runs - 1]:
            files = [os.path.join(tmp, name) for name in ("whole.trace", "flight.trace")]
            env = {**os.environ, **({"GOMAXPROCS": procs} if procs else {})}
            r = subprocess.run([a.gvm, "run", str(WORK), *files], capture_output=True, text=True, timeout=120, env=env)
            if r.returncode or r.stdout != "true\nfalse\n":
                fail(f"the program: {r.returncode} {r.stdout} {r.stderr[:500]}")
                continue
            for file in files:
                page = check_view(a.gvm, file, tmp, file == files[0]) or page
                if shutil.which("go"):
                    check_go(file)
        # By flag, with tracing from before main to the exit.
        by_flag = os.path.join(tmp, "flag.trace")
        r = subprocess.run([a.gvm, "run", "-trace", by_flag, str(WORK), *files], capture_output=True, text=True, timeout=120)
        if r.returncode == 0 or "execution tracer already enabled" not in r.stderr:
            fail(f"-trace with a program that traces itself: {r.returncode} {r.stderr[:300]}")
        hello = os.path.join(tmp, "hello.go")
        pathlib.Path(hello).write_text('package main\n\nimport "time"\n\nfunc main() {\n\ttime.Sleep(3e6)\n}\n')
        r = subprocess.run([a.gvm, "run", "-trace", by_flag, hello], capture_output=True, text=True, timeout=120)
        if r.returncode:
            fail(f"-trace: {r.stderr}")
        elif shutil.which("go"):
            seen = subprocess.run(["go", "tool", "trace", "-d=parsed", by_flag], capture_output=True, text=True, timeout=120)
            if seen.returncode or "sleep" not in seen.stdout:
                fail(f"-trace: Go's parser: {seen.stderr[:500]}")
        broken = os.path.join(tmp, "broken.trace")
        pathlib.Path(broken).write_bytes(pathlib.Path(by_flag).read_bytes()[:200])
        r = subprocess.run([a.gvm, "trace", "view", broken], capture_output=True, text=True, timeout=60)
        if r.returncode != 1 or "gvm: " not in r.stderr:
            fail(f"a broken trace: {r.returncode} {r.stderr}")
        if page:
            check_browser(page, tmp)
    if not shutil.which("go"):
        print("skipped: Go is not installed, its parser has not seen the traces")
    print(f"{bad} bad")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
