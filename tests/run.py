#!/usr/bin/env python3
"""This file runs Go programs under gvm and compares what they print with goldens that real Go made.

usage: tests/run.py [--gvm PATH] [--update] [--config NAME] PATH...

PATH is a .go file, a folder with a go.mod (one program), or a folder searched for both. The golden of x.go is
x.golden: standard output, then standard error and the exit status where they are not empty and 0. With --update the
goldens are made anew with the Go toolchain. --config sets the environment of a named configuration.
Output is normalised: addresses, offsets and folders of files are not compared. failures.txt beside this file lists
programs that are known to fail, each with its reason; one that passes although listed is an error too.
"""
import argparse, concurrent.futures, difflib, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent

CONFIGS = {
    "interp": {},
    "gcstress": {"GODEBUG": "gcstress=1"},
    "stackstress": {"GODEBUG": "stackstress=1"},
    "procs1": {"GOMAXPROCS": "1"},
    "procs2": {"GOMAXPROCS": "2"},
    "procs8": {"GOMAXPROCS": "8"},
}


def programs(paths):
    for p in map(pathlib.Path, paths):
        if p.is_file():
            yield p
        elif (p / "go.mod").exists():
            yield p
        elif p.is_dir():
            for q in sorted(p.iterdir()):
                if q.suffix == ".go" or q.is_dir():
                    yield from programs([q])


def golden_of(prog):
    return prog.with_suffix(".golden") if prog.is_file() else prog / "output.golden"


def args_of(prog):
    """A program's first lines may say `// args: a b`, `// stdin: text` and `// env: NAME=value`."""
    main = prog if prog.is_file() else next(iter(sorted(prog.glob("*.go"))))
    args, stdin, env = [], "", {}
    for line in main.read_text(errors="replace").splitlines()[:8]:
        if line.startswith("// args:"):
            args = line[8:].split()
        if line.startswith("// stdin:"):
            stdin += line[9:].strip() + "\n"
        if line.startswith("// env:"):
            name, _, value = line[7:].strip().partition("=")
            env[name] = value
    return args, stdin, env


def normalise(text, arguments=False):
    """arguments: the shape of what tracebacks show of arguments is compared too, where both compilers inline nothing."""
    text = re.sub(r"(0x[0-9a-f]+)\?", r"\1", text)
    text = re.sub(r"0x[0-9a-f]+", "0x?", text)
    text = re.sub(r" \+0x\?", "", text)
    text = re.sub(r"(?m)^(\t)(?:[^\s:]*/)?([^\s/:]+\.(?:go|s)):", r"\1\2:", text)
    # Argument words of frames are values in memory; the frames of Go's own runtime are not ours.
    if not arguments:
        text = re.sub(r"(?m)^([\w./*()\[\]·-]+?)\((?:\{?0x\?|\.\.\.|, |\{|\}|_|\?|0x\?\?)*\)$", r"\1(...)", text)
    text = re.sub(r"(?m)^(panic|runtime\.\S+|internal/\S+|sync\.\S+|time\.\S+)\(\.\.\.\)\n\t\S+\n", "", text)
    # After an overflow Go also dumps its own stacks, whose size and frames are the engine's affair.
    text = re.sub(r"(?s)(fatal error: stack overflow\n).*", r"\1", text)
    # Numbers of goroutines other than main's: Go's runtime has used up some for itself.
    text = re.sub(r"goroutine (?:[2-9]|\d\d+)\b", "goroutine N", text)
    text = re.sub(r"(?m)^\[signal SIGSEGV.*\]$", "[signal]", text)
    text = re.sub(r"(?m)^exit status \d+\n", "", text)
    text = re.sub(r"is not in std \(.*\)", "is not in std", text)
    text = re.sub(r"(?m)^# .*\n", "# package\n", text)
    text = re.sub(r" in /\S*/([\w.-]+)", r" in \1", text)
    text = re.sub(r"\n\tlooked for \S+", "", text)
    return text


def render(out, err, code, arguments=False):
    text = out
    if err:
        text += ("" if not text or text.endswith("\n") else "\n") + "[stderr]\n" + normalise(err, arguments)
    if code:
        text += ("" if text.endswith("\n") or not text else "\n") + f"[exit {code}]\n"
    return text


def execute(cmd, cwd, stdin, env, timeout):
    try:
        p = subprocess.run(cmd, cwd=cwd, input=stdin.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env,
                           timeout=timeout)
        return p.stdout.decode(errors="replace"), p.stderr.decode(errors="replace"), p.returncode
    except subprocess.TimeoutExpired as e:
        return (e.stdout or b"").decode(errors="replace"), f"timeout after {timeout} s\n", 124


def shows_arguments(prog):
    """A program's second line may say `// traceback: arguments`."""
    return prog.is_file() and "\n// traceback: arguments\n" in prog.read_text(errors="replace")


def checks_tests(prog):
    """Whether prog is a package whose _test.go files are what is tested: it is checked with them, and not run."""
    return prog.is_dir() and (prog / "check_tests").exists()


def run_go(prog):
    args, stdin, env = args_of(prog)
    if checks_tests(prog):
        t = subprocess.run(["go", "test", "-vet=off", "-run", "^$", "."], cwd=prog, capture_output=True, text=True)
        text = re.sub(r"(?m)^(FAIL|ok)\b.*\n", "", t.stdout + t.stderr)
        return render("", text, 1 if t.returncode else 0)
    with tempfile.TemporaryDirectory() as tmp:
        exe = os.path.join(tmp, "prog")
        cwd, what = (prog.parent, prog.name) if prog.is_file() else (prog, ".")
        b = subprocess.run(["go", "build", "-o", exe, what], cwd=cwd, capture_output=True, text=True)
        if b.returncode:
            return render("", b.stderr, 1)
        out, err, code = execute([exe] + args, cwd, stdin, dict(os.environ, **env), 60)
        return render(out, err, code, shows_arguments(prog))


def run_gvm(gvm, prog, config, timeout):
    args, stdin, own = args_of(prog)
    env = dict(os.environ)
    env.update(CONFIGS[config])
    for name, value in own.items():
        env[name] = env[name] + "," + value if name == "GODEBUG" and name in env else value
    cwd, what = (prog.parent, prog.name) if prog.is_file() else (prog, ".")
    if checks_tests(prog):
        return render(*execute([gvm, "check", "-tests", "."], cwd, "", env, timeout))
    out, err, code = execute([gvm, "run", what] + args, cwd, stdin, env, timeout)
    return render(out, err, code, shows_arguments(prog))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(pathlib.Path(__file__).resolve().parent.parent / "build" / "gvm"))
    ap.add_argument("--update", action="store_true")
    ap.add_argument("--config", default="interp", choices=CONFIGS)
    ap.add_argument("--timeout", type=int, default=60)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--quiet", action="store_true")
    ap.add_argument("paths", nargs="+")
    a = ap.parse_args()
    gvm = os.path.abspath(a.gvm)
    progs = list(programs(a.paths))
    if not progs:
        sys.exit("no program found in " + " ".join(a.paths))
    if a.update:
        if not shutil.which("go"):
            sys.exit("--update needs the Go toolchain")
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            for p, text in zip(progs, pool.map(run_go, progs)):
                golden_of(p).write_text(text)
        print(f"{len(progs)} goldens written")
        return

    def one(p):
        g = golden_of(p)
        if not g.exists():
            return p, "no golden", ""
        want, got = g.read_text(), run_gvm(gvm, p, a.config, a.timeout)
        return p, got, want

    known = {}
    listed = HERE / "failures.txt"
    if listed.exists():
        for line in listed.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, why = line.partition(" ")
                known[name] = why.strip()

    def known_as(p):
        """The reason why p may fail under this configuration, or None."""
        name = p.resolve().relative_to(HERE.parent).as_posix()
        return known.get(f"{name}[{a.config}]", known.get(name))

    failed = expected = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for p, got, want in pool.map(one, progs):
            why = known_as(p)
            if got != want and why is None:
                p, got, want = one(p)  # a busy machine can spoil a run that depends on time: once more
            if got != want and why is not None:
                expected += 1
                continue
            if got == want and why is not None:
                failed += 1
                print(f"PASSES NOW {p} [{a.config}], listed as: {why}")
            elif got != want:
                failed += 1
                print(f"FAIL {p} [{a.config}]")
                if not a.quiet:
                    diff = difflib.unified_diff(want.splitlines(), got.splitlines(), "want", "got", lineterm="", n=1)
                    print("\n".join(list(diff)[:30]))
    if expected:
        print(f"{expected} fail as listed in failures.txt")
    print(f"{len(progs) - failed - expected} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
