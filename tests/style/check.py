#!/usr/bin/env python3
"""This file enforces the house rules: rooms include only rooms before them, files stay small and open with prose.

usage: tests/style/check.py [ROOT]

The order table below is the law (see README.md, "The house"). A room is a folder; names on one line of the table are
siblings, which must not include each other.
"""
import pathlib, re, sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])

RUNTIME = ["base", "os", "debug", "core", "type", "symtab", "heap", "stack", "gc", "timer", "netpoll", "sched", "panic",
           "chan map value sema", "profile", "start"]
VM = ["bytecode", "native", "loader", "interp", "jit", "embed"]
COMPILER = ["source", "constant", "syntax", "types", "lower", "escape", "emit", "driver"]
# What a room outside its own house may see besides: prefixes.
BYTECODE_SEES = ("runtime/base", "runtime/type/kinds")
COMPILER_SEES = ("runtime/base", "vm/bytecode")

LIMITS = {".cc": 1000, ".h": 500, ".inc": 1000, ".S": 300, ".py": 600}
SKIP = {"build", ".git"}

errors = []


def rank(order, room):
    for i, names in enumerate(order):
        if room in names.split():
            return i
    return None


def allowed(path, inc):
    """Whether a file at path (relative) may include inc (relative)."""
    p, q = path.parts, pathlib.PurePath(inc).parts
    if len(q) < 2 or q[0] not in ("runtime", "vm", "compiler", "stdlib", "tools", "tests"):
        return True
    if p[0] in ("tools", "tests"):
        return True
    if p[0] == "stdlib":
        return q[0] in ("stdlib", "runtime", "vm")
    if p[0] == "compiler":
        if q[0] != "compiler":
            return any(inc.startswith(s) for s in COMPILER_SEES)
        return p[1] == q[1] or rank(COMPILER, q[1]) is not None and rank(COMPILER, q[1]) < rank(COMPILER, p[1])
    if p[0] == "runtime":
        if q[0] != "runtime":
            return False
        a, b = rank(RUNTIME, p[1]), rank(RUNTIME, q[1])
        return p[1] == q[1] or a is not None and b is not None and b < a
    if p[0] == "vm":
        if p[1] == "bytecode":
            return q[:2] == ("vm", "bytecode") or any(inc.startswith(s) for s in BYTECODE_SEES)
        if q[0] == "runtime":
            return True
        if q[:2] == ("vm", "include"):
            return p[1] == "embed"  # the public headers, which include nothing of the tree
        return q[0] == "vm" and (p[1] == q[1] or rank(VM, q[1]) is not None and rank(VM, q[1]) < rank(VM, p[1]))
    return True


def check(path):
    rel = path.relative_to(ROOT)
    text = path.read_text(errors="replace")
    lines = text.count("\n")
    limit = LIMITS.get(path.suffix)
    is_c = rel == pathlib.PurePath("vm/include/gvm/gvm.h")  # the C interface
    if limit and lines > limit and rel.parts[0] != "tests" and not text.startswith("// Generated"):
        errors.append(f"{rel}: {lines} lines, limit {limit}: split it by subject")
    if path.suffix in (".cc", ".h", ".inc", ".def"):
        head = text[:200].lstrip()
        if not head.startswith("/* " if is_c else "//"):
            errors.append(f"{rel}:1: the file does not open with a comment that says what it is")
        for n, line in enumerate(text.split("\n"), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if m and not allowed(rel, m.group(1)):
                errors.append(f"{rel}:{n}: includes {m.group(1)}, which does not come before it in the order")
    if path.suffix == ".h" and not is_c and "#pragma once" not in text:
        errors.append(f"{rel}: a header without #pragma once")


for top in ("runtime", "vm", "compiler", "stdlib", "tools", "tests"):
    for path in sorted((ROOT / top).rglob("*")):
        if path.is_file() and path.suffix in (".cc", ".h", ".inc", ".S", ".def", ".py") and not SKIP & set(path.parts):
            check(path)

for top, order in (("runtime", RUNTIME), ("vm", VM), ("compiler", COMPILER)):
    for d in sorted((ROOT / top).iterdir()):
        if not d.is_dir() or d.name == "include":
            continue
        if rank(order, d.name) is None:
            errors.append(f"{top}/{d.name}: a room that is not in the order table")
        elif any(d.glob("*.cc")) and not (d / "README.md").exists():
            errors.append(f"{top}/{d.name}: a room without its README.md")

known = {"CMakeLists.txt", "CMakePresets.json", "vm", "compiler", "runtime", "stdlib", "tests", "samples", "tools", "README.md"}
for e in sorted(ROOT.iterdir()):
    if not e.name.startswith(".") and e.name not in known and not e.name.startswith("build"):
        errors.append(f"{e.name}: not part of the fixed top level")

print("\n".join(errors))
print(f"{'FAILED' if errors else 'ok'}: {len(errors)} faults")
sys.exit(1 if errors else 0)
