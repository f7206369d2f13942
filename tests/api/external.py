#!/usr/bin/env python3
"""This file runs an installed Go's own tests of packages under gvm: those of them that use nothing but the exported API.

usage: tests/api/external.py [--gvm PATH] [--keep] [--run REGEXP] PACKAGE...

The external test files of a package are copied from GOROOT to a temporary folder, which is a module of its own. What does
not compile there with the installed Go (declarations that use hooks or internal packages) is cut away, declaration by
declaration, until the rest does. The rest is run by the installed Go, for what passes there, and then by `gvm test`. Tests
that pass with Go and not with gvm are listed with what they print, and make the run fail. Skipped (77) where no Go is
installed.
"""
import argparse, contextlib, json, os, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHIPPED = set(re.findall(r'^PACKAGE\("([^"]+)"', (ROOT / "stdlib/packages.def").read_text(), re.M))
# Packages that cannot be compiled from GOROOT, since they rest on the inside of others.
NOT_FOREIGN = ("crypto", "net", "os/signal", "os/user", "runtime/pprof", "runtime/trace", "runtime/metrics", "testing/synctest", "time/tzdata", "weak")
IMPORT = re.compile(r'^(?:import )?\t?(?:[\w.]+ )?"([\w/.]+)"\n', re.M)
# Package time's tests are about times there.
ENVIRONMENT = {**os.environ, "TZ": "America/Los_Angeles"}
DECLARATION = re.compile(r"^(func|type|var|const)\b")


def go(*args, cwd=None, timeout=600):
    return subprocess.run(["go", *args], cwd=cwd, capture_output=True, text=True, timeout=timeout)


def unusable(path):
    """Whether a package can be imported neither from outside nor from what gvm has."""
    parts = path.split("/")
    return parts[0] == "cmd" or "internal" in parts or path not in SHIPPED and any(
        path == p or path.startswith(p + "/") for p in NOT_FOREIGN)


def copy_tests(source, folder, name):
    """Copies the external test files, without imports of internal packages."""
    for f in sorted(source.glob("*_test.go")):
        text = f.read_text()
        if not re.search(rf"^package {name}_test$", text, re.M) or re.search(r"^//go:build (?!.*linux)", text, re.M):
            continue
        if "\n//go:linkname" in text:
            continue  # a name of the inside by the back door
        head, _, _ = text.partition("\nfunc ")
        text = IMPORT.sub(lambda m: "" if unusable(m.group(1)) else m.group(0), head) + text[len(head):]
        (folder / f.name).write_text(text)
    if (source / "testdata").is_dir():
        shutil.copytree(source / "testdata", folder / "testdata", symlinks=True)
    (folder / "go.mod").write_text("module external\n\ngo 1.26\n")


def span(lines, at):
    """The lines of the declaration that line `at` is in: from its keyword to what closes it at the margin."""
    first = at
    while first > 0 and not DECLARATION.match(lines[first]):
        first -= 1
    last = first
    if re.search(r"[({`]\s*$", lines[first]) or lines[first].count("{") > lines[first].count("}"):
        while last + 1 < len(lines) and not re.match(r"[)}`]", lines[last]):
            last += 1
    return first, max(last, at)


def prune(folder):
    """Cuts away what does not compile; False when nothing is left."""
    for _ in range(40):
        out = go("test", "-c", "-o", str(pathlib.Path(folder) / "external.test"), "-gcflags=-e", "-vet=off", ".", cwd=folder)
        if out.returncode == 0:
            return True
        hits = {}
        for name, line, text in re.findall(r"^(?:\./)?(\w+_test\.go):(\d+):(?:\d+:)? (.*)$", out.stderr + out.stdout, re.M):
            hits.setdefault(name, {})[int(line) - 1] = text
        if not hits:
            print(out.stderr[:500])
            return False
        for name, marks in hits.items():
            path = folder / name
            lines = path.read_text().split("\n")
            drop = set()
            for at, text in marks.items():
                if "imported and not used" in text or lines[at].lstrip().startswith(('"', "import")):
                    drop.add(at)
                elif not at in drop:
                    first, last = span(lines, at)
                    if not DECLARATION.match(lines[first]):
                        path.unlink()
                        break
                    drop.update(range(first, last + 1))
            else:
                path.write_text("\n".join(l for i, l in enumerate(lines) if i not in drop))
        if not list(folder.glob("*_test.go")):
            return False
    return False


def results(command, folder, timeout):
    """Runs tests with JSON events; {name: (outcome, output)} of those at the top."""
    try:
        out = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=timeout, env=ENVIRONMENT)
        text, err = out.stdout, out.stderr
    except subprocess.TimeoutExpired as e:
        text, err = (e.stdout or b"").decode(errors="replace"), "timed out"
    found, output = {}, {}
    for line in text.splitlines():
        try:
            e = json.loads(line)
        except ValueError:
            continue
        test = e.get("Test")
        if e.get("Action") == "output":
            top = test and test.split("/")[0]
            output[top] = output.get(top, "") + e.get("Output", "")
        elif test and "/" not in test and e.get("Action") in ("pass", "fail", "skip"):
            found[test] = e["Action"]
    return found, output, err


@contextlib.contextmanager
def kept_or_temporary(keep):
    folder = tempfile.mkdtemp(prefix="external")
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def run_package(path, args, goroot):
    with kept_or_temporary(args.keep) as tmp:
        folder = pathlib.Path(tmp)
        if args.keep:
            print(folder)
        copy_tests(goroot / "src" / path, folder, path.split("/")[-1])
        if not list(folder.glob("*_test.go")) or not prune(folder):
            print(f"{path}: no external tests")
            return 0
        which = ["-run", args.run] if args.run else []
        want, _, _ = results(["go", "test", "-json", "-short", "-vet=off", *which, "."], folder, 600)
        got, output, err = results([args.gvm, "test", "-json", "-short", *which, "."], folder, args.timeout)
        passed = [t for t, r in want.items() if r == "pass"]
        bad = [t for t in passed if got.get(t) not in ("pass", "skip")]
        print(f"{path}: {len(passed) - len(bad)} of {len(passed)} tests pass")
        if bad and not got:
            print("  " + "\n  ".join((err + output.get(None, "")).splitlines()[:20]))
            return len(bad)
        for t in bad:
            print(f"  {t}: {got.get(t, 'no result')}\n" + "".join(f"    {l}\n" for l in output.get(t, "").splitlines()[:12]), end="")
        return len(bad)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=str(ROOT / "build/gvm"))
    ap.add_argument("--keep", action="store_true")
    ap.add_argument("--run")
    ap.add_argument("--timeout", type=int, default=600)
    ap.add_argument("packages", nargs="+")
    args = ap.parse_args()
    args.gvm = str(pathlib.Path(args.gvm).resolve())
    if not shutil.which("go"):
        print("skipped: Go is not installed, and its tests with it")
        return 77
    goroot = pathlib.Path(go("env", "GOROOT").stdout.strip())
    return 1 if sum([run_package(p, args, goroot) for p in args.packages]) else 0


sys.exit(main())
