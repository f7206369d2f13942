#!/usr/bin/env python3
"""This file checks the environment's knobs: the lines that GODEBUG variables print have Go's form, bad values are treated as
Go treats them. Each line's form is a regular expression; where Go is installed it must match Go's lines too.

usage: tests/rt/knobs.py --gvm PATH
"""
import argparse, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE / "knobs" / "work.go"
N = r"\d+"
F = r"[\d.e+-]+"

# Environment, what standard error must contain (all of a list), exit status.
CASES = [
    ({"GODEBUG": "gctrace=1"}, [rf"(?m)^gc {N} @{F}s {N}%: {F}\+{F}\+{F} ms clock, {F}\+{F}/{F}/{F}\+{F} ms cpu, "
                                rf"{N}->{N}->{N} MB, {N} MB goal, {N} MB stacks, {N} MB globals, {N} P( \(forced\))?$"], 0),
    ({"GODEBUG": "schedtrace=20"}, [rf"(?m)^SCHED {N}ms: gomaxprocs={N} idleprocs={N} threads={N} spinningthreads={N} "
                                    rf"needspinning={N} idlethreads={N} runqueue={N} \[ ({N} )+\] schedticks=\[ ({N} )+\]$"], 0),
    ({"GODEBUG": "schedtrace=20,scheddetail=1"},
     [rf"(?m)^SCHED {N}ms: gomaxprocs={N} .* runqueue={N} gcwaiting=(true|false) nmidlelocked={N} stopwait={N} "
      r"sysmonwait=(true|false)$",
      rf"(?m)^  P{N}: status={N} schedtick={N} syscalltick={N} m=({N}|nil) runqsize={N} gfreecnt={N} timerslen={N}$",
      rf"(?m)^  M{N}: p=({N}|nil) curg=({N}|nil) mallocing={N} throwing={N} preemptoff=.* locks={N} dying={N} "
      rf"spinning=(true|false) blocked=(true|false) lockedg=({N}|nil)$",
      rf"(?m)^  G{N}: status={N}\(.*\) m=({N}|nil) lockedm=({N}|nil)$"], 0),
    ({"GODEBUG": "inittrace=1"}, [rf"(?m)^init errors @{F} ms, {F} ms clock, {N} bytes, {N} allocs$",
                                  rf"(?m)^init main @{F} ms, {F} ms clock, [1-9]{N} bytes, [1-9]{N} allocs$"], 0),
    ({"GODEBUG": "cpu.aes=off"}, [r"^$"], 0),
    ({"GODEBUG": "cpu.aes=maybe"}, [r'(?m)^GODEBUG: value "maybe" not supported for cpu option "aes"$'], 0),
    ({"GODEBUG": "cpu.nothing=off"}, [r'(?m)^GODEBUG: unknown cpu feature "nothing"$'], 0),
    ({"GODEBUG": "nothing=1,gctrace=x,,=3,gctrace"}, [r"^$"], 0),
    ({"GODEBUG": "gcstoptheworld=1"}, [r"^$"], 0),
    ({"GODEBUG": "gcstoptheworld=2"}, [r"^$"], 0),
    ({"GODEBUG": "asyncpreemptoff=1"}, [r"^$"], 0),
    ({"GODEBUG": "gcshrinkstackoff=1"}, [r"^$"], 0),
    ({"GODEBUG": "madvdontneed=0"}, [r"^$"], 0),
    ({"GOGC": "off"}, [r"^$"], 0),
    ({"GOGC": "nonsense"}, [r"^$"], 0),
    ({"GOGC": "1"}, [r"^$"], 0),
    ({"GOMEMLIMIT": "20MiB"}, [r"^$"], 0),
    ({"GOMEMLIMIT": "off"}, [r"^$"], 0),
    ({"GOMEMLIMIT": "20MB"}, [r"^GOMEMLIMIT=20MB\nfatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`\n"], 2),
    ({"GOMEMLIMIT": "-1"}, [r"^GOMEMLIMIT=-1\nfatal error: malformed GOMEMLIMIT"], 2),
    ({"GOMAXPROCS": "nonsense"}, [r"^$"], 0),
    ({"GOMAXPROCS": "0"}, [r"^$"], 0),
    ({"GOMAXPROCS": "-1"}, [r"^$"], 0),
    ({"GOMAXPROCS": "3"}, [r"^$"], 0),
    ({"GOTRACEBACK": "nonsense"}, [r"^$"], 0),
]
# Phases of the start that inittrace names, in order (gvm's own).
PHASES = ["rt0", "sysargs", "goenvs", "osinit", "cpuinit", "randinit", "alginit", "mallocinit", "stackinit", "schedinit",
          "gcinit", "procresize", "modulesinit", "newproc"]


def run(command, env, prepare=None):
    base = {k: v for k, v in os.environ.items() if not k.startswith("GO") or k in ("GOROOT", "GOPATH", "GOCACHE")}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env={**base, **env}, preexec_fn=prepare)


def secure(gvm, tmp):
    """A program that gets rights by its file (AT_SECURE) takes no knobs from whoever starts it. None: cannot be tried here."""
    if os.geteuid() != 0:
        return None
    exe = os.path.join(tmp, "gvm-setuid")
    shutil.copy(gvm, exe)
    os.chown(exe, 65534, 65534)
    os.chmod(exe, 0o4755)
    os.chmod(tmp, 0o755)
    src = os.path.join(tmp, "euid.go")
    pathlib.Path(src).write_text('package main\n\nimport (\n\t"os"\n\t"runtime"\n)\n\nfunc main() {\n\truntime.GC()\n'
                                 '\tprintln(os.Geteuid(), runtime.GOMAXPROCS(0) == 7)\n}\n')
    r = run([exe, "run", src], {"GODEBUG": "gctrace=1,inittrace=1", "GOMAXPROCS": "7"})
    if r.stderr.startswith("0 "):
        return None  # the file system ignores the bit
    return [] if r.stderr == "65534 false\n" and r.returncode == 0 else [f"secure: {r.returncode} {r.stderr[:300]}"]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", required=True)
    args = ap.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as tmp:
        sides = [("gvm", [args.gvm, "run", str(PROGRAM)])]
        if shutil.which("go"):
            exe = os.path.join(tmp, "work")
            subprocess.run(["go", "build", "-o", exe, str(PROGRAM)], check=True)
            sides.append(("go", [exe]))
        for env, forms, status in CASES:
            outputs = []
            for side, command in sides:
                r = run(command, env)
                outputs.append(r.stdout)
                for form in forms:
                    if not re.search(form, r.stderr):
                        bad += 1
                        print(f"FAIL {side} {env}: no line of the form {form} in\n{r.stderr[:1500]}")
                if r.returncode != status:
                    bad += 1
                    print(f"FAIL {side} {env}: status {r.returncode}, not {status}")
            if len(set(outputs)) != 1:
                bad += 1
                print(f"FAIL {env}: outputs differ: {outputs}")
        # One CPU to run on means one P.
        for side, command in sides:
            one = run(command, {}, lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}))
            if not one.stdout.startswith("1 "):
                bad += 1
                print(f"FAIL {side} with one CPU: {one.stdout}")
        traced = run(sides[0][1], {"GODEBUG": "inittrace=1"}).stderr
        at = [traced.find(f"init {name} @") for name in PHASES]
        if -1 in at or at != sorted(at):
            bad += 1
            print(f"FAIL phases of the start: {list(zip(PHASES, at))}")
        failures = secure(args.gvm, tmp)
        if failures is None:
            print("skipped: setuid programs, which only root can make")
        for text in failures or []:
            bad += 1
            print("FAIL", text)
        # A seed repeats every random choice; without one, runs differ.
        orders = [run(sides[0][1] + ["order"], {"GODEBUG": "randseed=7"} if seeded else {}).stdout for seeded in (1, 1, 1, 0, 0, 0)]
        if len(set(orders[:3])) != 1 or len(set(orders[3:])) == 1:
            bad += 1
            print(f"FAIL randseed: {orders}")
    print(f"{len(CASES)} knobs, {bad} bad")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
