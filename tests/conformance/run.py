#!/usr/bin/env python3
"""This file runs the Go toolchain's own test tree (GOROOT/test) under gvm and counts what passes.

usage: tests/conformance/run.py [--gvm PATH] [--kind run,errorcheck,...] [--config NAME] [--jobs N] [--list] [FILTER...]

Kinds: run, rundir, runoutput (programs: output and status must be as expected), errorcheck, errorcheckdir (every marked
line is reported and no other; where the installed gc does not report a mark either, exactly gc's errors), compile (must compile). Tests that need what gvm does not have by nature (gc-only flags,
assembly, cgo, another platform) are left out, with the reason counted. failures.txt beside this file lists the tests
that are known to fail and why; the run fails when another test fails. A listed one that passes is reported: its row can go,
unless the test depends on luck.
Without an installed Go it says so and exits with 77.
"""
import argparse, collections, concurrent.futures, os, pathlib, re, resource, shutil, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
CONFIGS = {
    "interp": {},
    "gcstress": {"GODEBUG": "gcstress=1"},
    "stackstress": {"GODEBUG": "stackstress=1"},
    "procs1": {"GOMAXPROCS": "1"},
    "procs8": {"GOMAXPROCS": "8"},
}
PROGRAMS = ("run", "rundir", "runoutput")
CHECKS = ("errorcheck", "errorcheckdir")


def goroot():
    exe = shutil.which("go")
    if not exe:
        return None
    out = subprocess.run([exe, "env", "GOROOT"], capture_output=True, text=True).stdout.strip()
    return pathlib.Path(out) if out and (pathlib.Path(out) / "test").is_dir() else None


def constraint_ok(text):
    for line in text.splitlines():
        s = line.strip()
        if s.startswith("//go:build "):
            tags = {"linux", "amd64", "unix", "gc"} | {f"go1.{i}" for i in range(1, 27)}
            expr = re.sub(r"[A-Za-z0-9_.]+", lambda m: str(m.group(0) in tags), s[len("//go:build "):])
            expr = expr.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
            return eval(expr)
        if s and not s.startswith("//"):
            return True
    return True


class Test:
    def __init__(self, path, root):
        self.path, self.name, self.root = path, path.relative_to(root).as_posix(), root
        text = path.read_text(errors="surrogateescape")
        first = text.split("\n", 1)[0]
        i = 0
        lines = text.split("\n")
        while first.startswith("//go:build") or first.strip() == "" and i + 1 < len(lines):
            i += 1
            first = lines[i] if i < len(lines) else ""
            if i > 5:
                break
        m = re.match(r"//\s*(.*)", first)
        words = m.group(1).split() if m else []
        self.kind = words[0] if words else ""
        self.words = words[1:]
        self.skip = None
        self.lang = None
        self.args = []
        self.single = False
        if self.kind not in PROGRAMS + CHECKS + ("compile", "compiledir", "build", "buildrun", "runindir", "errorcheckandrundiag"):
            self.skip = "not a test file" if self.kind not in ("skip", "asmcheck", "errorcheckwithauto", "buildrundir", "errorcheckoutput", "builddir") else "kind " + self.kind
            return
        flags = []
        rest = list(self.words)
        while rest and rest[0].startswith("-"):
            f = rest.pop(0)
            if f == "-t":
                rest.pop(0)
                continue
            flags.append(f)
        self.args = rest
        if "STDLIB_IMPORTCFG" in text:
            self.skip = "drives the gc toolchain with the importcfg files of its build"
            return
        for f in flags:
            if f.startswith("-lang="):
                self.lang = f[6:]
            elif f == "-s":
                self.single = True
            elif f in ("-0", "-p=p", "-e", "-C"):
                pass
            elif f == "-goexperiment" or f.startswith("-goexperiment"):
                self.skip = "needs a GOEXPERIMENT"
            else:
                self.skip = "gc-only flag " + f.split("=")[0]
        if not constraint_ok(text):
            self.skip = "build constraint"
        if re.search(r'^\s*(import\s+)?"C"\s*$', text, re.M):
            self.skip = "cgo"
        d = path.with_suffix(".dir")
        if d.is_dir() and any(d.glob("*.s")):
            self.skip = "assembly"


def limit_child():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.setsid()


class Runner:
    def __init__(self, gvm, config, timeout):
        self.gvm, self.timeout = gvm, timeout
        self.as_gc = 0  # checks that report what gc reports, where gc does not report what the test marks
        self.env = dict(os.environ, GOROOT_FINAL="", **CONFIGS[config])

    def call(self, args, cwd):
        """Output (both streams), status, peak memory in MB."""
        with tempfile.TemporaryFile() as out:
            p = subprocess.Popen([self.gvm] + args, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                 env=self.env, preexec_fn=limit_child)
            deadline = time.time() + self.timeout
            pause = 0.002
            while True:
                pid, status, usage = os.wait4(p.pid, os.WNOHANG)
                if pid:
                    break
                if time.time() > deadline:
                    os.killpg(p.pid, 9)
                    _, status, usage = os.wait4(p.pid, 0)
                    out.seek(0)
                    return out.read(4000).decode(errors="replace") + "\nTIMEOUT", 124, 0
                time.sleep(pause)
                pause = min(pause * 1.5, 0.05)
            p.returncode = 0
            out.seek(0)
            code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
            return out.read().decode(errors="replace"), code, usage.ru_maxrss / 1024

    def run(self, t):
        """None when the test passes, else what went wrong."""
        with tempfile.TemporaryDirectory(prefix="gvm-conf-") as tmp:
            tmp = pathlib.Path(tmp)
            try:
                return getattr(self, "do_" + t.kind)(t, tmp)
            except Exception as e:  # a fault of the runner is a failure too
                return f"runner: {e!r}"

    def finish(self, out, code, mem, want):
        if code < 0 or code >= 128:
            return f"CRASH status {code}: " + out[-300:]
        if "TIMEOUT" in out[-10:]:
            return "HANG: " + out[:200]
        if mem > 1024:
            return f"MEMORY {mem:.0f} MB"
        if code != 0:
            return f"exit {code}: " + out[:400]
        if out.replace("\r\n", "\n") != want:
            return "wrong output: " + out[:300]
        return None

    def expected(self, t):
        o = t.path.with_suffix(".out")
        return o.read_text() if o.exists() else ""

    def do_run(self, t, tmp):
        # Arguments that are Go files belong to the program, as with go run.
        files = [t.name] + [os.path.join(os.path.dirname(t.name), a) for a in t.args if a.endswith(".go")]
        args = [a for a in t.args if not a.endswith(".go")]
        # As the tree's own driver does: from the tree's root.
        out, code, mem = self.call(["run"] + files + (["--"] if args else []) + args, t.root)
        return self.finish(out, code, mem, self.expected(t))

    do_buildrun = do_run

    def do_errorcheckandrundiag(self, t, tmp):
        return self.do_errorcheck(t, tmp)

    def do_runoutput(self, t, tmp):
        out, code, mem = self.call(["run", str(t.path)] + t.args, t.path.parent)
        if code != 0:
            return self.finish(out, code, mem, out) or "generator failed"
        (tmp / "tmp__.go").write_text(out)
        out, code, mem = self.call(["run", "tmp__.go"], tmp)
        return self.finish(out, code, mem, self.expected(t))

    def stage_dir(self, t, tmp):
        """Copies x.dir as module `test`: packages by package clause, import "./a" becomes "test/a". Returns package
        folders in order of compilation, the last being main's."""
        src = t.path.with_suffix(".dir")
        (tmp / "go.mod").write_text(f"module test\n\ngo {t.lang[2:] if t.lang else '1.26'}\n")
        packages = collections.OrderedDict()
        for f in sorted(src.glob("*.go")):
            text = f.read_text(errors="surrogateescape")
            m = re.search(r"(?m)^package\s+(\w+)", text)
            name = m.group(1) if m else "main"
            key = f.stem if t.single or name != "main" and f.stem != name and False else name
            if t.single:
                key = f.stem
            packages.setdefault(key, []).append((f, text))
        # The folder of a package is what others import: the name of its first file, as the test driver has it.
        folders = []
        items = list(packages.items())
        for i, (key, files) in enumerate(items):
            last = i == len(items) - 1
            stem = files[0][0].stem
            folder = tmp if last else tmp / stem
            folder.mkdir(exist_ok=True)
            for f, text in files:
                text = re.sub(r'(import\s+(?:[\w.]+\s+)?|^\s*(?:[\w.]+\s+)?)"\./([^"]+)"', r'\1"test/\2"', text, flags=re.M)
                # The files are handed to the compiler by name: _test.go means nothing there.
                name = f.name.replace("_test.go", "_test_.go")
                (folder / name).write_text(text, errors="surrogateescape")
            folders.append(folder)
        return folders

    def do_rundir(self, t, tmp):
        folders = self.stage_dir(t, tmp)
        out, code, mem = self.call(["run", "."] + t.args, folders[-1])
        return self.finish(out, code, mem, self.expected(t))

    def do_runindir(self, t, tmp):
        src = t.path.with_suffix(".dir")
        shutil.copytree(src, tmp / "d")
        if not (tmp / "d" / "go.mod").exists():
            (tmp / "d" / "go.mod").write_text("module test\n\ngo 1.26\n")
        out, code, mem = self.call(["run", "."] + t.args, tmp / "d")
        return self.finish(out, code, mem, self.expected(t))

    def do_compile(self, t, tmp):
        out, code, mem = self.check(t.path, t, tmp)
        return self.finish(out, code, mem, "")

    do_build = do_compile

    def do_compiledir(self, t, tmp):
        for folder in self.stage_dir(t, tmp):
            out, code, mem = self.call(["check", "."], folder)
            bad = self.finish(out, code, mem, "")
            if bad:
                return bad
        return None

    def check(self, path, t, tmp):
        if t.lang:
            (tmp / "go.mod").write_text(f"module test\n\ngo {t.lang[2:]}\n")
            shutil.copy(path, tmp / path.name)
            return self.call(["check", "-e", path.name], tmp)
        return self.call(["check", "-e", str(path)], path.parent)

    def errors(self, out):
        """The errors of an output: [file name, line, text with the lines that go on]."""
        errors = []
        for line in out.split("\n"):
            line = re.sub(r"(?:\./|[\w./-]*/)([\w.-]+\.go:\d+)", r"\1", line)
            if line.startswith("#") or not line.strip():
                continue
            m = re.match(r"(.*?):(\d+)(?::(\d+))?: (.*)", line)
            if m and not line.startswith("\t"):
                errors.append([os.path.basename(m.group(1)), int(m.group(2)), m.group(4)])
            elif errors:
                errors[-1][2] += "\n" + line.rstrip()
        return errors

    def judge(self, out, files, cwd, package):
        """Errors against the marks. Some marks gc itself does not report; then gc's own errors are the measure."""
        bad = self.compare(out, files)
        if bad is None:
            return None
        env = dict(os.environ, GOFLAGS="-gcflags=-e", GOTOOLCHAIN="local")
        gc = subprocess.run(["go", "build", "-o", os.devnull, package], cwd=cwd, capture_output=True, text=True, env=env)
        theirs = gc.stdout + gc.stderr
        if self.compare(theirs, files) is not None and sorted(self.errors(theirs)) == sorted(self.errors(out)):
            self.as_gc += 1
            return None
        return bad

    def compare(self, out, files):
        """Errors printed against the marks in the files; returns None or the difference."""
        errors = self.errors(out)
        bad = []
        for f in files:
            for n, line in enumerate(f.read_text(errors="surrogateescape").split("\n"), 1):
                if "////" in line:  # a mark that is switched off
                    continue
                m = re.search(r"// (?:GC_)?ERROR (.*)", line)
                if not m:
                    continue
                for q in re.findall(r'"((?:[^"\\]|\\.)*)"|`([^`]*)`', m.group(1)):
                    pattern = q[0] or q[1]
                    pattern = re.sub(r"LINE(([+-])(\d+))?", lambda k: f"{f.name}:{n + (int(k.group(1)) if k.group(1) else 0)}", pattern)
                    here = [e for e in errors if e[0] == f.name and e[1] == n]
                    try:
                        hit = [e for e in here if re.search(pattern, e[2])]
                    except re.error as x:
                        return f"pattern {pattern!r}: {x}"
                    if not hit:
                        bad.append(f"{f.name}:{n}: missing {pattern!r}" + (f" (have {here[0][2]!r})" if here else ""))
                    for e in hit:
                        errors.remove(e)
        bad += [f"{e[0]}:{e[1]}: unmatched {e[2]!r}" for e in errors]
        return "; ".join(bad[:6]) if bad else None

    def do_errorcheck(self, t, tmp):
        out, code, mem = self.check(t.path, t, tmp)
        if code not in (0, 1):
            return self.finish(out, code, mem, "")
        if mem > 1024:
            return f"MEMORY {mem:.0f} MB"
        return self.judge(out, [t.path], tmp if t.lang else t.path.parent, t.path.name)

    def do_errorcheckdir(self, t, tmp):
        folders = self.stage_dir(t, tmp)
        text = ""
        for folder in folders:
            out, code, mem = self.call(["check", "-e", "."], folder)
            if code not in (0, 1):
                return self.finish(out, code, mem, "")
            # Errors of imported packages were seen when those were checked.
            for line in out.split("\n"):
                if line not in text.split("\n") or line.startswith("\t"):
                    text += line + "\n"
        return self.judge(text, sorted(t.path.with_suffix(".dir").glob("*.go")), tmp, "./...")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(HERE.parent.parent / "build" / "gvm"))
    ap.add_argument("--kind", default=",".join(PROGRAMS + CHECKS))
    ap.add_argument("--config", default="interp", choices=CONFIGS)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--timeout", type=int, default=60)
    ap.add_argument("--list", action="store_true", help="print each failure on one line, `name: reason`")
    ap.add_argument("--all", action="store_true", help="do not look at failures.txt")
    ap.add_argument("filters", nargs="*")
    a = ap.parse_args()
    root = goroot()
    if not root:
        print("skipped: the conformance suite is part of an installed Go, and none was found")
        sys.exit(77)
    root = root / "test"
    kinds = a.kind.split(",")
    known = {}
    kf = HERE / "failures.txt"
    if kf.exists() and not a.all:
        for line in kf.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, why = line.partition(" ")
                known[name] = why.strip()
    tests, left_out = [], collections.Counter()
    for p in sorted(root.rglob("*.go")):
        if ".dir/" in p.as_posix() or "/testdata/" in p.as_posix() or p.relative_to(root).parts[0] in ("bench", "stress", "codegen", "abi", "simd") and p.relative_to(root).parts[0] != "abi":
            continue
        t = Test(p, root)
        if t.kind not in kinds:
            continue
        if a.filters and not any(f in t.name for f in a.filters):
            continue
        if t.skip:
            left_out[t.skip] += 1
        else:
            tests.append(t)
    r = Runner(os.path.abspath(a.gvm), a.config, a.timeout)
    passed, failed = collections.Counter(), collections.Counter()
    unexpected = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for t, bad in zip(tests, pool.map(r.run, tests)):
            if bad is not None and t.name not in known and not a.all:
                bad = r.run(t)  # a busy machine can spoil a run that depends on time: once more
            if bad is None:
                passed[t.kind] += 1
                if t.name in known:
                    print(f"PASSES NOW {t.name} (listed in failures.txt)")
                continue
            failed[t.kind] += 1
            if t.name not in known:
                unexpected += 1
            if a.list or t.name not in known:
                print(f"FAIL {t.name} [{t.kind}]: " + bad.replace("\n", "\\n"))
    for group in (PROGRAMS, CHECKS, ("compile", "compiledir")):
        p, f = sum(passed[k] for k in group), sum(failed[k] for k in group)
        if p + f:
            print(f"{'+'.join(group)}: {p} of {p + f} pass ({100 * p / (p + f):.1f} %)")
    if r.as_gc:
        print(f"of the passed checks {r.as_gc} have marks that gc itself does not report; there gvm reports exactly what gc does")
    for why, n in left_out.most_common():
        print(f"left out: {n} ({why})")
    print(f"{sum(passed.values())} passed, {sum(failed.values())} failed")
    sys.exit(1 if unexpected else 0)


if __name__ == "__main__":
    main()
