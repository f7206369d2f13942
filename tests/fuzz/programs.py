#!/usr/bin/env python3
"""This file makes random Go programs and runs each in every way there is: interpreted, as machine code (every function
compiled at its first call), and by real Go where it is installed. All must print the same and end the same.

usage: tests/fuzz/programs.py [--gvm PATH] [--count N | --minutes M] [--seed S] [--keep FOLDER] [--no-go] [--gcstress]

A program is well-typed by construction. It ends: loops and calls burn fuel, and a panic for want of it is recovered like
any other. What it computes goes into a checksum, which is printed after each of its entry points together with the panic
that ended it. A program on which the ways differ is kept, and its seed makes it again.
"""
import argparse, os, pathlib, random, shutil, subprocess, sys, tempfile, time

INTS = ["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float64", "float32"]
SCALARS = INTS + FLOATS + ["bool", "string"]
BITS = {"int": 64, "int8": 8, "int16": 16, "int32": 32, "int64": 64, "uint": 64, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}

PRELUDE = '''package main

import (
	"fmt"
	"math"
)

var sum uint64
var fuel int

func burn() {
	fuel--
	if fuel < 0 {
		panic("out of fuel")
	}
}

func mix(x uint64) { sum = (sum ^ x) * 1099511628211 }
func mixString(s string) {
	for i := 0; i < len(s); i++ {
		mix(uint64(s[i]))
	}
	mix(uint64(len(s)))
}
func mixFloat(f float64) {
	if f != f {
		mix(7)
	} else {
		mix(math.Float64bits(f))
	}
}
func mixBool(b bool) {
	if b {
		mix(3)
	} else {
		mix(5)
	}
}

func run(name string, f func()) {
	fuel, sum = 3000, 14695981039346656037
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, sum, "panic:", r)
		} else {
			fmt.Println(name, sum)
		}
	}()
	f()
}
'''


class Maker:
    """Makes one program. Scopes are lists of (name, type) of the variables that may be used."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.out = []
        self.depth = 0
        self.names = 0
        self.structs, self.funcs, self.globals, self.ifaces = {}, [], [], {}
        self.inloop = 0

    def fresh(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def pick(self, xs):
        return self.r.choice(list(xs))

    def chance(self, p):
        return self.r.random() < p

    # ---- types

    def type(self, deep=0):
        x = self.r.random()
        if x < 0.6 or deep > 1:
            return self.pick(SCALARS)
        if x < 0.72:
            return "[]" + self.type(deep + 1)
        if x < 0.79:
            return f"[{self.r.randint(1, 5)}]" + self.type(deep + 1)
        if x < 0.86:
            return f"map[{self.pick(['int', 'string', 'uint8', 'int32'])}]" + self.type(deep + 1)
        if x < 0.95 and self.structs:
            return ("*" if self.chance(0.3) else "") + self.pick(self.structs)
        if self.ifaces:
            return self.pick(self.ifaces)
        return "int"

    def literal(self, t):
        r = self.r
        if t in BITS:
            bits, signed = BITS[t], t.startswith("i")
            v = r.choice([0, 1, 2, 3, 5, 7, 10, 63, 64, 100, r.getrandbits(bits - 1), (1 << (bits - 1)) - 1])
            v &= (1 << (bits - 1)) - 1
            return str(-v if signed and r.random() < 0.3 else v)
        if t in FLOATS:
            return r.choice(["0", "1", "0.5", "-2.25", "1e10", "3.7", "-0.001", "123456.75"])
        if t == "bool":
            return r.choice(["true", "false"])
        return r.choice(['""', '"a"', '"hello"', '"wörld€"', '"\\x00z"', '"' + "xy" * r.randint(1, 9) + '"'])

    # ---- expressions

    def leaf(self, t, scope):
        vs = [n for n, vt in scope if vt == t]
        if vs and self.chance(0.85):
            return self.pick(vs)
        gs = [n for n, vt in self.globals if vt == t]
        if gs and self.chance(0.8):
            return self.pick(gs)
        return self.fresh_value(t, scope)

    def fresh_value(self, t, scope, deep=0):
        if t in SCALARS:
            gs = [n for n, vt in self.globals if vt == t]
            return self.pick(gs) if gs else f"{t}({self.literal(t)})"
        if t.startswith("[]"):
            return t + "{" + ", ".join(self.leaf(t[2:], scope) for _ in range(self.r.randint(0, 4))) + "}" if deep < 2 else t + "{}"
        if t.startswith("["):
            n, e = t[1:].split("]", 1)
            return t + "{" + ", ".join(self.leaf(e, scope) for _ in range(self.r.randint(0, int(n)))) + "}"
        if t.startswith("map["):
            return t + "{}"
        if t in self.structs:
            return t + "{" + ", ".join(f"{f}: {self.leaf(ft, scope)}" for f, ft in self.structs[t] if self.chance(0.7)) + "}"
        if t.startswith("*"):
            return "&" + self.fresh_value(t[1:], scope) if self.chance(0.9) else f"({t})(nil)"
        if t in self.ifaces:
            s = self.pick(self.structs)
            return f"{t}(" + ("" if self.chance(0.5) else "&") + self.fresh_value(s, scope) + ")"
        raise AssertionError(t)

    def elements(self, t, scope, d):
        """Expressions of type t that are parts of variables in scope."""
        found = []
        for n, vt in scope:
            if vt == "[]" + t or vt.startswith("[") and vt[1].isdigit() and vt.split("]", 1)[1] == t:
                found.append(lambda n=n, vt=vt: f"{n}[{self.index(n, vt, scope, d)}]")
            elif vt.startswith("map[") and vt.split("]", 1)[1] == t:
                k = vt[4:].split("]", 1)[0]
                found.append(lambda n=n, k=k: f"{n}[{self.expr(k, scope, d + 2)}]")
            elif vt.lstrip("*") in self.structs:
                for f, ft in self.structs[vt.lstrip("*")]:
                    if ft == t:
                        found.append(lambda n=n, f=f: f"{n}.{f}")
        return found

    def index(self, n, vt, scope, d):
        i = self.expr(self.pick(["int", "int", "uint8", "int32"]), scope, d + 2)
        if self.chance(0.12):
            return i
        if vt[1].isdigit():
            return f"uint64({i})%{vt[1:].split(']')[0]}"
        return f"uint64({i})%uint64(len({n}))"  # an empty slice divides by zero: a panic like others

    def expr(self, t, scope, d=0):
        if d > 3 or self.chance(0.15):
            return self.leaf(t, scope)
        r = self.r
        if self.chance(0.3):
            parts = self.elements(t, scope, d)
            if parts:
                return self.pick(parts)()
        if self.chance(0.12):
            fs = [f for f in self.funcs if f[2] == [t]]
            if fs and self.inloop < 2:
                return self.call(self.pick(fs), scope, d)
        e = lambda t=t: self.expr(t, scope, d + 1)
        if t in BITS:
            x = r.randint(0, 9)
            if x < 4:
                return f"({e()} {r.choice(['+', '-', '*', '&', '|', '^', '&^'])} {e()})"
            if x == 4:
                return f"({e()} {r.choice(['/', '%'])} {e()})"
            if x == 5:
                return f"({self.leaf(t, scope)} {r.choice(['+', '-', '/', '%', '*'])} {r.randint(1, 100)})"
            if x == 6:
                return f"({e()} {r.choice(['<<', '>>'])} {r.randint(0, 70) if self.chance(0.5) else '(' + self.expr('uint8', scope, d + 1) + ' & 71)'})"
            if x == 7:
                return f"{r.choice(['-', '^'])}{self.leaf(t, scope)}"
            if x == 8:
                return f"{t}({self.expr(self.pick(INTS), scope, d + 1)})"
            if t == "int":
                vs = [n for n, vt in scope if vt == "string" or vt[0] == "[" or vt.startswith("map[")]
                return f"len({self.pick(vs)})" if vs else e()
            if t == "uint8":
                vs = [n for n, vt in scope if vt == "string"]
                if vs:
                    s = self.pick(vs)
                    return f"{s}[{self.index(s, '[]', scope, d)}]"
            return f"min({e()}, {e()})"
        if t in FLOATS:
            x = r.randint(0, 5)
            if x < 3:
                return f"({e()} {r.choice('+-*/')} {e()})"
            if x == 3:
                return f"{t}({self.expr(self.pick(INTS + FLOATS), scope, d + 1)})"
            return f"-{self.leaf(t, scope)}" if x == 4 else f"max({e()}, {e()})"
        if t == "bool":
            x = r.randint(0, 5)
            if x == 0:
                return f"!{self.leaf(t, scope)}"
            if x == 1:
                return f"({e()} {r.choice(['&&', '||'])} {e()})"
            u = self.pick(SCALARS)
            ops = ["==", "!="] if u == "bool" else ["==", "!=", "<", "<=", ">", ">="]
            return f"({self.expr(u, scope, d + 1)} {r.choice(ops)} {self.expr(u, scope, d + 1)})"
        if t == "string":
            x = r.randint(0, 4)
            vs = [n for n, vt in scope if vt == "string"]
            if x < 2 and d < 2:
                return f"({e()} + {self.leaf(t, scope)})"
            if x == 2 and vs:
                s = self.pick(vs)
                return f"{s}[:{self.expr('uint8', scope, d + 1)}%uint8(len({s})%256+1)]" if self.chance(0.7) else f"{s}[{self.expr('uint8', scope, d + 2)}&3:]"
            if x == 3:
                return f"string(rune({self.expr('uint16', scope, d + 1)}))"
            return self.leaf(t, scope)
        if t.startswith("[]"):
            x = r.randint(0, 3)
            vs = [n for n, vt in scope if vt == t]
            if x == 0 and vs:
                s = self.pick(vs)
                return f"{s}[:uint64({self.expr('int', scope, d + 1)})%uint64(cap({s})+1)]" if self.chance(0.8) else f"{s}[{self.expr('uint8', scope, d + 1)}&7:]"
            if x == 1:
                return f"append({self.leaf(t, scope)}, {self.expr(t[2:], scope, d + 1)})"
            if x == 2:
                return f"make({t}, {self.expr('uint8', scope, d + 1)}&7)"
        return self.leaf(t, scope)

    def call(self, f, scope, d=0):
        name, params, _ = f
        return f"{name}({', '.join(self.expr(p, scope, d + 1) for p in params)})"

    # ---- statements

    def emit(self, text):
        self.out.append("\t" * self.depth + text)

    def use(self, n, t):
        if t in BITS:
            self.emit(f"mix(uint64({n}))")
        elif t in FLOATS:
            self.emit(f"mixFloat(float64({n}))")
        elif t == "bool":
            self.emit(f"mixBool({n})")
        elif t == "string":
            self.emit(f"mixString({n})")
        elif t[0] == "[" or t.startswith("map["):
            self.emit(f"mix(uint64(len({n})))")
        else:
            self.emit(f"mixString(fmt.Sprint({n}))" if not t.startswith("*") and "*" not in t else f"mixBool({n} == nil)")

    def plain(self, t, seen=()):
        """Whether a value of type t prints without addresses."""
        if t in self.structs:
            return all(self.plain(ft, seen + (t,)) for _, ft in self.structs[t])
        return "*" not in t and t not in self.ifaces and not any(s in t for s in self.structs)

    def body(self, scope, budget, results=None):
        scope = list(scope)
        self.depth += 1
        mine = []
        for _ in range(self.r.randint(1, budget)):
            self.statement(scope, budget, results, mine)
        for n, t in mine:
            if t in SCALARS or t[0] == "[" or t.startswith("map["):
                self.use(n, t)
            elif t.startswith("*") or t in self.ifaces:
                self.emit(f"mixBool({n} == nil)")
            elif self.plain(t):
                self.emit(f"mixString(fmt.Sprint({n}))")
            else:
                self.emit(f"_ = {n}")
        self.depth -= 1

    def target(self, t, scope):
        vs = [n for n, vt in scope if vt == t and not n.startswith("i")]
        parts = self.elements(t, [(n, vt) for n, vt in scope if not n.startswith("i")], 1)
        if parts and (not vs or self.chance(0.5)):
            return self.pick(parts)()
        return self.pick(vs) if vs else None

    def statement(self, scope, budget, results, mine):
        r = self.r
        x = r.random()
        if x < 0.3:
            t = self.type()
            n = self.fresh("v")
            self.emit(f"var {n} {t} = {self.expr(t, scope)}" if self.chance(0.95) else f"var {n} {t}")
            scope.append((n, t))
            mine.append((n, t))
        elif x < 0.62:
            t = self.pick([vt for _, vt in scope] or ["int"])
            if self.chance(0.4):
                t = self.pick(SCALARS)
            to = self.target(t, scope)
            if to is None:
                return
            if t in BITS and self.chance(0.4):
                self.emit(f"{to} {r.choice(['+=', '-=', '*=', '^=', '|='])} {self.expr(t, scope)}" if self.chance(0.7) else f"{to}{r.choice(['++', '--'])}")
            elif t in FLOATS and self.chance(0.4):
                self.emit(f"{to} {r.choice(['+=', '-=', '*='])} {self.expr(t, scope)}")
            else:
                self.emit(f"{to} = {self.expr(t, scope)}")
        elif budget < 2:
            self.emit("burn()")
        elif x < 0.72:
            self.emit(f"if {self.expr('bool', scope)} {{")
            self.body(scope, budget - 1, results)
            if self.chance(0.4):
                self.emit("} else {")
                self.body(scope, budget - 1, results)
            self.emit("}")
        elif x < 0.82 and self.inloop < 3:
            self.inloop += 1
            i = self.fresh("i")
            ranged = [n for n, vt in scope if vt.startswith("[]") or vt == "string" and self.chance(0.5)]
            inner = [(i, "int")]
            if ranged and self.chance(0.4):
                s = self.pick(ranged)
                self.emit(f"for {i} := range {s} {{")
            elif self.chance(0.3):
                self.emit(f"for {i} := {r.randint(1, 9)}; {i} > 0; {i}-- {{")
            else:
                self.emit(f"for {i} := 0; {i} < {r.randint(1, 12)}; {i}++ {{")
            self.depth += 1
            self.emit("burn()")
            self.emit(f"mix(uint64({i}))")
            self.depth -= 1
            self.body(scope + inner, budget - 1, results)
            if self.chance(0.25):
                self.depth += 1
                self.emit(f"if {self.expr('bool', scope + inner)} {{")
                self.emit("\t" + r.choice(["break", "continue"]))
                self.emit("}")
                self.depth -= 1
            self.emit("}")
            self.inloop -= 1
        elif x < 0.87:
            t = self.pick(INTS)
            self.emit(f"switch {self.expr(t, scope)} % 5 {{")
            for k in r.sample(range(0, 5), r.randint(1, 4)):
                self.emit(f"case {k}:")
                self.body(scope, budget - 1, results)
            if self.chance(0.5):
                self.emit("default:")
                self.body(scope, budget - 1, results)
            self.emit("}")
        elif x < 0.91 and self.funcs and self.inloop < 2:
            f = self.pick(self.funcs)
            if f[2]:
                ns = [self.fresh("v") for _ in f[2]]
                self.emit(f"{', '.join(ns)} := {self.call(f, scope)}")
                scope += zip(ns, f[2])
                mine += zip(ns, f[2])
            else:
                self.emit(self.call(f, scope))
        elif x < 0.94:
            f = self.fresh("f")
            self.emit(f"{f} := func(p{f} int) {{")
            self.body(scope + [(f"p{f}", "int")], budget - 1)
            self.emit("}")
            self.emit(f"{f}({self.expr('int', scope)})")
        elif x < 0.96 and self.depth < 3:
            self.emit("defer func() {")
            self.body(scope, 1)
            self.emit("\tif r := recover(); r != nil {")
            self.emit("\t\tmixString(fmt.Sprint(r))")
            self.emit("\t}")
            self.emit("}()")
        elif x < 0.98:
            vs = [n for n, vt in scope if vt in self.ifaces]
            if vs:
                v = self.pick(vs)
                self.emit(f"mix(uint64({v}.M({self.expr('int', scope)})))")
        elif results is not None and self.chance(0.5):
            self.emit(f"if {self.expr('bool', scope)} {{")
            self.emit("\treturn " + ", ".join(self.expr(t, scope) for t in results))
            self.emit("}")

    # ---- declarations

    def program(self):
        r = self.r
        for _ in range(r.randint(1, 3)):
            s = self.fresh("S")
            fields = [(self.fresh("F"), self.type(1)) for _ in range(r.randint(1, 4))]
            self.structs[s] = fields
            self.emit(f"type {s} struct {{")
            for f, t in fields:
                self.emit(f"\t{f} {t}")
            self.emit("}")
        self.emit("type I1 interface{ M(int) int }")
        for t in SCALARS:
            for _ in range(r.randint(1, 3)):
                g = self.fresh("g")
                self.emit(f"var {g} {t} = {self.literal(t)}")
                self.globals.append((g, t))
        for s, fields in self.structs.items():
            self.emit(f"func (s {s}) M(a int) int {{")
            self.depth = 1
            self.emit("burn()")
            self.depth = 0
            self.body([("s", s), ("a", "int")], 2, ["int"])
            self.emit(f"\treturn {self.expr('int', [('s', s), ('a', 'int')])}")
            self.emit("}")
        self.ifaces["I1"] = True
        for _ in range(r.randint(2, 6)):
            name = self.fresh("fn")
            params = [self.type() for _ in range(r.randint(0, 6))]
            results = [self.type() for _ in range(r.choice([0, 1, 1, 1, 2, 4]))]
            scope = [(self.fresh("a"), t) for t in params]
            self.emit(f"func {name}({', '.join(f'{n} {t}' for n, t in scope)}) ({', '.join(results)}) {{")
            self.depth = 1
            self.emit("burn()")
            self.depth = 0
            self.body(scope, r.randint(3, 6), results)
            self.emit("\treturn " + ", ".join(self.expr(t, scope) for t in results))
            self.emit("}")
            self.funcs.append((name, params, results))
        self.emit("func main() {")
        for f in self.funcs:
            for _ in range(2):
                self.emit(f'\trun("{f[0]}", func() {{ {self.call(f, [])} }})')
        self.emit("}")
        return PRELUDE + "\n" + "\n".join(self.out) + "\n"


def run(cmd, env, timeout):
    try:
        p = subprocess.run(cmd, capture_output=True, timeout=timeout, env=dict(os.environ, **env))
    except subprocess.TimeoutExpired:
        return "timeout", b"", b""
    return p.returncode, p.stdout, p.stderr[:400]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(pathlib.Path(__file__).resolve().parent.parent.parent / "build" / "gvm"))
    ap.add_argument("--count", type=int, default=20)
    ap.add_argument("--minutes", type=float, default=0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--keep", help="folder for programs that differ")
    ap.add_argument("--no-go", action="store_true", help="do not run real Go")
    ap.add_argument("--gcstress", action="store_true", help="machine code with a collection at every allocation, too")
    ap.add_argument("--timeout", type=int, default=120)
    ap.add_argument("--print", action="store_true", help="print the program of --seed and end")
    a = ap.parse_args()
    if a.print:
        print(Maker(a.seed).program())
        return
    go = None if a.no_go else shutil.which("go")
    end = time.time() + 60 * a.minutes
    seed, bad, made = a.seed, 0, 0
    with tempfile.TemporaryDirectory() as tmp:
        source = pathlib.Path(tmp) / "main.go"
        while time.time() < end if a.minutes else made < a.count:
            source.write_text(Maker(seed).program())
            ways = {"interpreter": run([a.gvm, "run", "-jit=off", str(source)], {}, a.timeout),
                    "machine code": run([a.gvm, "run", "-jit=force", str(source)], {}, a.timeout)}
            if a.gcstress:
                ways["gc stress"] = run([a.gvm, "run", "-jit=force", str(source)], {"GODEBUG": "gcstress=1"}, a.timeout)
            if go:
                built = run([go, "build", "-o", tmp + "/main", str(source)], {}, a.timeout)
                ways["go"] = run([tmp + "/main"], {}, a.timeout) if built[0] == 0 else ("does not compile", b"", built[2])
            made += 1
            if any(w[0] == "timeout" for w in ways.values()):
                print(f"seed {seed}: left out, a run took more than {a.timeout} s", flush=True)
            elif len({w[:2] for w in ways.values()}) > 1 or next(iter(ways.values()))[0] != 0:
                bad += 1
                print(f"seed {seed}: differs", flush=True)
                for name, w in ways.items():
                    print(f"  {name}: status {w[0]}, {len(w[1])} bytes, {w[2].decode(errors='replace')}", flush=True)
                if a.keep:
                    pathlib.Path(a.keep).mkdir(parents=True, exist_ok=True)
                    shutil.copy(source, pathlib.Path(a.keep) / f"{seed}.go")
            seed += 1
    print(f"{made} programs, {bad} differ; seeds {a.seed} to {seed - 1}" + ("" if go else "; real Go is not installed or not asked"))
    sys.exit(1 if bad or made == 0 else 0)


if __name__ == "__main__":
    main()
