#!/usr/bin/env python3
"""This file measures the runtime against an installed Go: every bar the runtime has to clear, both engines in the same run.

usage: tests/rt/bars.py [--gvm PATH] [--rounds N] [--quick] [--json FILE] [--list] [--strict] [BAR...]

The engines take turns; outputs are compared before anything else. A bar is judged by the median over the rounds: of the
ratio to Go within a round, or of gvm's own figure where the bar is absolute. Beside it stands the best round, since a busy
machine only ever makes figures worse. A name picks the bars that begin with it. --quick takes sizes about ten times smaller.
--strict exits with 1 if a bar is missed; otherwise only a wrong output fails. Without Go the exit status is 77.
"""
import argparse, dataclasses, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
BENCH = HERE.parent / "bench" / "go"
OWN = HERE / "bars"


@dataclasses.dataclass(frozen=True)
class Job:
    """A program with its arguments (full, quick) and environment; it runs once in a round for all bars that read it."""
    path: pathlib.Path
    full: str
    quick: str
    env: tuple = ()
    rounds: int = 0  # 0: as many as asked for


@dataclasses.dataclass(frozen=True)
class Bar:
    """metric is a METRIC line's name, or cpu, wall (seconds) or rss (peak, MB). kind: most (ratio to Go), least (ratio to
    Go), below (gvm's own figure), speedup (wall time of `base` over that of the job)."""
    name: str
    job: Job
    metric: str
    kind: str
    limit: float
    base: Job = None


def job(name, full, quick, **more):
    path = OWN / f"{name}.go"
    return Job(path if path.exists() else BENCH / f"{name}.go", str(full), str(quick), **more)


PARKED = job("spawn1m", 1000000, 100000, rounds=3)
SPAWN = job("spawnexit", 1000000, 100000)
PIPE = job("prodcons", 1000000, 200000)
SELECT = job("fanin", 500000, 100000)
MUTEX = job("mutex", 2000000, 400000)
SWITCH = job("gosched", 2000000, 200000)
TIMERS = job("timers", 100000, 20000)
TREES = job("binarytrees", 15, 13)
ALLOC = job("alloc", 3000000, 500000)
MANDEL = job("parmandel", 900, 450)
MANDEL1 = job("parmandel", 900, 450, env=(("GOMAXPROCS", "1"),))
BUILD = job("gcpause", 1024, 64, rounds=3)
HUGE = job("gcpause", 8192, 128, env=(("GOGC", "40"),), rounds=1)
ECHO = job("tcpecho", 100000, 20000)
IDLE = job("idleconns", 9500, 2000, rounds=3)
TIGHT = job("tightgc", 20, 5)

BARS = [
    Bar("parked-rss", PARKED, "rss_per_goroutine", "most", 1.0),
    Bar("parked-spawn", PARKED, "spawn_to_parked", "most", 1.5),
    Bar("spawn-exit", SPAWN, "spawn_exit_batch", "most", 1.5),
    Bar("spawn-reply", SPAWN, "spawn_reply_one", "most", 1.5),
    Bar("pingpong", job("pingpong", 400000, 100000), "roundtrip", "most", 1.5),
    Bar("pipe", PIPE, "item_1p1c", "most", 1.5),
    Bar("pipe-4x4", PIPE, "item_4p4c", "most", 1.5),
    Bar("select", SELECT, "fanin4_item", "most", 1.5),
    Bar("sieve", job("primesieve", 900, 350), "per_prime", "most", 1.5),
    Bar("gosched-one", SWITCH, "switch_one_p", "most", 1.5),
    Bar("gosched-all", SWITCH, "switch_all_ps", "most", 1.5),
    Bar("mutex", MUTEX, "wall", "most", 3.0),
    Bar("mutex-cpu", MUTEX, "cpu", "most", 3.0),
    Bar("timers", TIMERS, "wall", "most", 1.2),
    Bar("timers-cpu", TIMERS, "cpu", "most", 1.2),
    Bar("speedup", MANDEL, "wall", "speedup", 1.85, base=MANDEL1),
    Bar("binarytrees", TREES, "cpu", "most", 3.0),
    Bar("binarytrees-rss", TREES, "rss", "most", 1.2),
    Bar("alloc", ALLOC, "cpu", "most", 3.0),
    Bar("alloc-rss", ALLOC, "rss", "most", 1.2),
    Bar("huge-pause-max", HUGE, "stw_pause_max", "below", 1000),
    Bar("huge-pause-p99", HUGE, "stw_pause_p99", "below", 200),
    Bar("build-sleeper", BUILD, "build_late_p99", "below", 10000),
    Bar("echo", ECHO, "roundtrips_per_s", "least", 0.7),
    Bar("idle-rss", IDLE, "rss_per_conn_both_ends", "most", 1.0),
    Bar("tight-gc", TIGHT, "gc_worst", "below", 20000),
]


def measure(command, env, timeout):
    """One run: output and figures by name; None for the output when it failed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                 env={k: v for k, v in os.environ.items() if k not in ("GOGC", "GOMAXPROCS", "GODEBUG")} | dict(env))
        deadline, usage = begin + timeout, None
        while usage is None:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                usage = used
            elif time.perf_counter() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                child.returncode = -9
                return None, {"error": f"no end within {timeout} s"}
            else:
                time.sleep(0.001)
        child.returncode = status
        figures = {"wall": time.perf_counter() - begin, "cpu": usage.ru_utime + usage.ru_stime, "rss": usage.ru_maxrss / 1024}
        out.seek(0)
        err.seek(0)
        for line in err.read().decode(errors="replace").splitlines():
            words = line.split()
            if len(words) >= 3 and words[0] == "METRIC":
                figures[words[1]] = float(words[2])
            elif status:
                figures.setdefault("error", line)
        return (None if status else out.read().decode(errors="replace")), figures


def judge(bar, rounds, base):
    """(value over the rounds: median, best; gvm's and Go's medians) or None when a figure is missing."""
    def of(run, engine):
        return run[engine].get(bar.metric)
    pairs = [(of(r, "gvm"), of(r, "go")) for r in rounds]
    if any(a is None for a, _ in pairs) or (bar.kind in ("most", "least") and any(not b for _, b in pairs)):
        return None
    if bar.kind == "speedup":
        values = [b["gvm"][bar.metric] / a["gvm"][bar.metric] for a, b in zip(rounds, base)]
        pairs = [(v, b["go"][bar.metric] / a["go"][bar.metric]) for v, a, b in zip(values, rounds, base)]
    elif bar.kind == "below":
        values = [a for a, _ in pairs]
    else:
        values = [a / b for a, b in pairs]
    best = max(values) if bar.kind in ("least", "speedup") else min(values)
    return statistics.median(values), best, statistics.median(a for a, _ in pairs), statistics.median(b or 0 for _, b in pairs)


def holds(bar, value):
    return value >= bar.limit if bar.kind in ("least", "speedup") else value <= bar.limit


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(HERE.parent.parent / "build" / "gvm"))
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--timeout", type=int, default=900)
    for flag in ("--quick", "--list", "--strict"):
        ap.add_argument(flag, action="store_true")
    ap.add_argument("--json")
    ap.add_argument("bars", nargs="*")
    a = ap.parse_args()
    bars = [b for b in BARS if not a.bars or any(b.name.startswith(n) for n in a.bars)]
    if a.list:
        print("\n".join(f"{b.name:16} {b.job.path.name:16} {b.metric:24} {b.kind} {b.limit:g}" for b in bars))
        return 0
    if not shutil.which("go"):
        print("Go is not installed: nothing to compare with")
        return 77
    jobs = list(dict.fromkeys(j for b in bars for j in (b.base, b.job) if j))
    runs, wrong = {j: [] for j in jobs}, 0
    with tempfile.TemporaryDirectory() as tmp:
        for path in {j.path for j in jobs}:
            subprocess.run(["go", "build", "-o", f"{tmp}/{path.stem}", str(path)], check=True)
        for i in range(a.rounds):
            for j in jobs:
                if j.rounds and i >= j.rounds:
                    continue
                size = j.quick if a.quick else j.full
                outputs, figures = {}, {}
                for engine, command in (("go", [f"{tmp}/{j.path.stem}"]), ("gvm", [a.gvm, "run", str(j.path)])):
                    outputs[engine], figures[engine] = measure(command + [size], j.env, a.timeout)
                if outputs["gvm"] is None or outputs["gvm"] != outputs["go"]:
                    wrong += 1
                    print(f"WRONG {j.path.name} {size}: {figures['gvm'].get('error')}; gvm {outputs['gvm']!r}, Go {outputs['go']!r}")
                runs[j].append(figures)
    print(f"{'bar':16}{'limit':>12}{'median':>10}{'best':>10}{'gvm':>12}{'go':>12}")
    results, missed = {}, 0
    for b in bars:
        got = judge(b, runs[b.job], runs.get(b.base))
        sign = ">=" if b.kind in ("least", "speedup") else "<="
        if got is None:
            print(f"{b.name:16}{sign + format(b.limit, 'g'):>12}   no figure")
            missed += 1
            continue
        ok = holds(b, got[0])
        missed += not ok
        results[b.name] = dict(zip(("median", "best", "gvm", "go"), got), limit=b.limit, holds=ok)
        verdict = "" if ok else "  missed (best holds)" if holds(b, got[1]) else "  MISSED"
        print(f"{b.name:16}{sign + format(b.limit, 'g'):>12}" + "".join(f"{v:10.3g}" for v in got[:2])
              + "".join(f"{v:12.4g}" for v in got[2:]) + verdict)
    print(f"{len(bars) - missed} of {len(bars)} bars hold, {wrong} wrong outputs")
    if a.json:
        pathlib.Path(a.json).write_text(json.dumps(results, indent=1))
    return 1 if wrong or (a.strict and missed) else 0


if __name__ == "__main__":
    sys.exit(main())
