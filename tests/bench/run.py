#!/usr/bin/env python3
"""This file runs the benchmark programs: checks their checksums, or times gvm against its peers.

usage: tests/bench/run.py [--gvm PATH] [--size smoke|small|peer|default] [--time] [--rounds N] [--json FILE] [PROGRAM...]

Without --time each program runs once and its output must be that of expected/PROGRAM.SIZE.txt. With --time, gvm, Go,
Lua 5.4, LuaJIT and Node (whichever are installed) take turns; the ratio is of CPU time (user + system) within a round,
and the median over the rounds is shown. Outputs are compared before any time is.
"""
import argparse, json, math, os, pathlib, resource, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
NETWORK = {"tcpecho", "idleconns"}
KERNELS = ["fib", "loop", "nsieve", "nbody", "matmul", "fannkuch", "spectralnorm"]


def sizes():
    table = {}
    for line in (HERE / "sizes.txt").read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, default, small, smoke, peer = line.split()
        table[name] = {"default": default, "small": small, "smoke": smoke, "peer": peer}
    return table


def run(cmd, timeout):
    """Output, exit status, CPU seconds, wall seconds, peak MB."""
    with tempfile.TemporaryFile() as out:
        t0 = time.perf_counter()
        p = subprocess.Popen(cmd, stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        deadline = time.time() + timeout
        while True:
            pid, status, u = os.wait4(p.pid, os.WNOHANG)
            if pid:
                break
            if time.time() > deadline:
                p.kill()
                os.wait4(p.pid, 0)
                return "TIMEOUT", 124, timeout, timeout, 0
            time.sleep(0.002)
        wall = time.perf_counter() - t0
        p.returncode = 0
        out.seek(0)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
        return out.read().decode(errors="replace"), code, u.ru_utime + u.ru_stime, wall, u.ru_maxrss / 1024


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(HERE.parent.parent / "build" / "gvm"))
    ap.add_argument("--size", default="smoke")
    ap.add_argument("--time", action="store_true")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--timeout", type=int, default=120)
    ap.add_argument("--json")
    ap.add_argument("programs", nargs="*")
    a = ap.parse_args()
    table = sizes()
    names = a.programs or [n for n in table if n not in NETWORK]
    bad = 0
    if not a.time:
        for n in names:
            size = table[n][a.size]
            want = (HERE / "expected" / f"{n}.{a.size}.txt").read_text()
            out, code, cpu, wall, mb = run([a.gvm, "run", str(HERE / "go" / f"{n}.go"), size], a.timeout)
            if out != want or code:
                bad += 1
                print(f"FAIL {n} {size}: exit {code}, want {want[:80]!r}, got {out[:200]!r}")
        print(f"{len(names) - bad} passed, {bad} failed")
        sys.exit(1 if bad else 0)

    with tempfile.TemporaryDirectory() as tmp:
        engines = {"gvm": lambda n: [a.gvm, "run", str(HERE / "go" / f"{n}.go")]}
        if shutil.which("go"):
            for n in names:
                subprocess.run(["go", "build", "-o", f"{tmp}/{n}", str(HERE / "go" / f"{n}.go")], check=True)
            engines["go"] = lambda n: [f"{tmp}/{n}"]
        for tool, ext in (("lua5.4", "lua"), ("luajit", "lua"), ("node", "js")):
            if shutil.which(tool):
                engines[tool] = lambda n, tool=tool, ext=ext: (
                    [tool, str(HERE / ext / f"{n}.{ext}")] if (HERE / ext / f"{n}.{ext}").exists() else None)
        results = {}
        print("program        " + "".join(f"{e:>16}" for e in engines) + "   (CPU s, ratio of gvm to it)")
        for n in names:
            size = table[n][a.size]
            times = {e: [] for e in engines}
            outputs = {}
            for _ in range(a.rounds):
                for e, make in engines.items():
                    cmd = make(n)
                    if not cmd:
                        continue
                    out, code, cpu, wall, mb = run(cmd + [size], a.timeout)
                    outputs[e] = out if code == 0 else f"exit {code}"
                    times[e].append(cpu)
            row = f"{n:15}"
            ok = "go" not in outputs or outputs["gvm"] == outputs["go"]
            results[n] = {"size": size, "ok": ok, "cpu": {e: statistics.median(t) for e, t in times.items() if t}, "ratio": {}}
            for e in engines:
                if not times[e]:
                    row += f"{'-':>16}"
                    continue
                ratio = statistics.median(g / max(t, 1e-4) for g, t in zip(times["gvm"], times[e]))
                results[n]["ratio"][e] = ratio
                row += f"{statistics.median(times[e]):9.3f} {ratio:6.2f}"
            print(row + ("" if ok else "   WRONG OUTPUT " + outputs["gvm"][:60].strip()))
            bad += not ok
        for label, group in (("all", names), ("kernels", [n for n in names if n in KERNELS])):
            for e in engines:
                rs = [results[n]["ratio"][e] for n in group if e in results[n]["ratio"] and results[n]["ok"]]
                if rs and e != "gvm":
                    print(f"geometric mean, {label}, gvm / {e}: {math.exp(sum(map(math.log, rs)) / len(rs)):.2f} over {len(rs)}")
        if a.json:
            pathlib.Path(a.json).write_text(json.dumps(results, indent=1))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
