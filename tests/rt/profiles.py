#!/usr/bin/env python3
"""This file checks the profiles that gvm writes: it decodes them by the wire format of protocol buffers, looks for the
functions of profile/work.go with their lines, and, where Go is installed, has `go tool pprof` open them.

usage: tests/rt/profiles.py --gvm PATH
"""
import argparse, gzip, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE / "profile" / "work.go"


def fields(data):
    """Yields (number, value) of a message: ints, or bytes."""
    at = 0

    def varint():
        nonlocal at
        v = shift = 0
        while True:
            b = data[at]
            at += 1
            v |= (b & 0x7F) << shift
            if b < 0x80:
                return v
            shift += 7

    while at < len(data):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        elif key & 7 == 2:
            n = varint()
            yield key >> 3, data[at : at + n]
            at += n
        else:
            raise ValueError(f"wire type {key & 7}")


def packed(data):
    out, v, shift = [], 0, 0
    for b in data:
        v |= (b & 0x7F) << shift
        shift += 7
        if b < 0x80:
            out.append(v)
            v = shift = 0
    return out


class Profile:
    def __init__(self, path):
        raw = list(fields(gzip.decompress(path.read_bytes())))
        self.strings = [v.decode() for n, v in raw if n == 6]
        self.types = [self.strings[dict(fields(v)).get(1, 0)] for n, v in raw if n == 1]
        functions = {}
        for n, v in raw:
            if n == 5:
                f = dict(fields(v))
                functions[f[1]] = (self.strings[f[2]], self.strings[f.get(4, 0)])
        self.locations = {}
        for n, v in raw:
            if n == 4:
                lines = [dict(fields(x)) for k, x in fields(v) if k == 4]
                self.locations[dict(fields(v))[1]] = [(*functions[x[1]], x.get(2, 0)) for x in lines]
        self.samples = []
        for n, v in raw:
            if n == 2:
                f = dict(fields(v))
                stack = [line for loc in packed(f.get(1, b"")) for line in self.locations[loc]]
                self.samples.append((stack, [x - (1 << 64) if x >> 63 else x for x in packed(f[2])]))

    def total(self, kind, function=None):
        """The sum of a value over the samples in whose stack the function is."""
        i = self.types.index(kind)
        return sum(v[i] for stack, v in self.samples if function is None or any(f == function for f, _, _ in stack))


bad = 0


def check(what, ok, seen=""):
    global bad
    if not ok:
        bad += 1
        print(f"FAIL {what} {seen}")


def line_of(text):
    for i, line in enumerate(WORK.read_text().splitlines(), 1):
        if text in line:
            return i


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", required=True)
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        for extra in [], ["exit"]:
            names = {k: tmp / k for k in ("cpu", "mem", "block", "mutex", "goroutine")}
            flags = [f"-{k}profile={p}" for k, p in names.items()]
            run = subprocess.run([args.gvm, "run", *flags, WORK, *extra], capture_output=True, text=True, timeout=120)
            check("status", run.returncode == (3 if extra else 0), (run.returncode, run.stderr))
            check("output", run.stdout == "200\n", run.stdout)
            p = {k: Profile(path) for k, path in names.items()}

            cpu, all_cpu = p["cpu"].total("cpu", "main.burn"), p["cpu"].total("cpu")
            check("cpu: most time in burn", cpu > 0.5 * all_cpu > 0, (cpu, all_cpu))
            inner = [s for s, _ in p["cpu"].samples if s and s[0][0] == "main.burn"]
            check("cpu: stack", any([f for f, _, _ in s][:3] == ["main.burn", "main.burnInner", "main.main"] for s in inner),
                  inner[:1])
            loop = range(line_of("func burn("), line_of("return sum") + 1)  # its header: where it is entered
            check("cpu: lines", all(s[0][2] in loop and s[0][1].endswith("work.go") for s in inner), inner[:1])

            mem = p["mem"]
            check("mem: types", mem.types == ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"], mem.types)
            size = 64 << 10
            kept, dropped = mem.total("inuse_space", "main.allocate"), mem.total("alloc_space", "main.drop")
            check("mem: kept", 0.5 * 200 * size < kept < 2 * 200 * size, kept)
            check("mem: dropped", 0.5 * 300 * size < dropped < 2 * 300 * size, dropped)
            # A slot of a frame may keep the last one, which weighs 8.5 as much if it was sampled.
            check("mem: freed", mem.total("inuse_space", "main.drop") <= 9 * size, mem.total("inuse_space", "main.drop"))

            waited = p["block"].total("delay", "main.waitForPartner")
            check("block", 20e6 < waited < 5e9, waited)
            held = p["mutex"].total("delay", "main.holdLock")
            check("mutex", 5e6 < held < 5e9, held)
            check("goroutine", p["goroutine"].total("goroutine") >= 1)
            if shutil.which("go"):
                for k, function in (("cpu", "main.burn"), ("mem", "main.allocate"), ("block", "main.waitForPartner"),
                                    ("mutex", "main.holdLock"), ("goroutine", "main")):
                    top = subprocess.run(["go", "tool", "pprof", "-top", "-nodecount=50", names[k]],
                                         capture_output=True, text=True, timeout=120)
                    check(f"go tool pprof {k}", top.returncode == 0 and (function in top.stdout or k == "goroutine"),
                          top.stdout[:600] + top.stderr)
        # Without a program that uses it, a rate of 1 sees every allocation.
        mem = tmp / "mem1"
        subprocess.run([args.gvm, "run", f"-memprofile={mem}", "-memprofilerate=1", WORK], capture_output=True, timeout=120)
        p = Profile(mem)
        check("mem: rate 1", p.total("alloc_objects", "main.drop") == 300, p.total("alloc_objects", "main.drop"))
    print(f"{bad} bad")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
