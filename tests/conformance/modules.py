#!/usr/bin/env python3
"""This file runs the tests of modules that others wrote under `gvm test`, beside `go test`.

usage: tests/conformance/modules.py --gvm PATH [--verbose] [WORD...]

modules.txt lists module@version, and packages to leave out. The modules come from the module cache, where the Go tool
puts them (`go mod download`); each is copied to a temporary folder, whose go.mod and go.sum are the module's own. A
test that passes under Go and not here is a failure, unless modules.txt names it, or the beginning of its package's path,
with its reason. Skipped (exit 77)
where no Go is installed or the modules cannot be had.
"""
import argparse, json, pathlib, shutil, subprocess, sys, tempfile
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import gotests

HERE = pathlib.Path(__file__).resolve().parent


def listed():
    """[(module@version, {test: reason})]; a line that begins with a space belongs to the module above."""
    out = []
    for line in (HERE / "modules.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            test, reason = line.split(maxsplit=1)
            out[-1][1][test] = reason
        else:
            out.append((line.strip(), {}))
    return out


def fetch(module, to):
    p = subprocess.run(["go", "mod", "download", "-json", module], capture_output=True, text=True, timeout=300)
    where = json.loads(p.stdout or "{}").get("Dir")
    if not where:
        return False
    shutil.copytree(where, to)
    subprocess.run(["chmod", "-R", "u+w", str(to)])
    if not (to / "go.mod").exists():
        (to / "go.mod").write_text(f"module {module.split('@')[0]}\n\ngo 1.18\n")
    # What its tests import, too.
    return subprocess.run(["go", "mod", "tidy"], cwd=to, capture_output=True, timeout=300).returncode == 0


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default="gvm")
    ap.add_argument("--verbose", action="store_true")
    ap.add_argument("words", nargs="*")
    args = ap.parse_args()
    if not shutil.which("go"):
        print("skipped: no Go is installed")
        return 77
    gvm = str(pathlib.Path(args.gvm).resolve())
    bad = ran = 0
    with tempfile.TemporaryDirectory(prefix="gvm-modules-") as tmp:
        for module, known in listed():
            if args.words and not any(w in module for w in args.words):
                continue
            folder = pathlib.Path(tmp) / module.replace("/", "_")
            if not fetch(module, folder):
                print(f"{module}: cannot be had")
                continue
            ran += 1
            theirs, _, _ = gotests.results("go", folder, ["./..."], ["-short"])
            ours, texts, build = gotests.results(gvm, folder, ["./..."], ["-short", "-timeout=300s"], timeout=900)
            n, _ = gotests.tally(ours)
            want, _ = gotests.tally(theirs)
            faults = gotests.differences(theirs, ours)
            new = [f for f in faults if f[1] not in known and not any("/" in k and f[0].startswith(k) for k in known)]
            bad += len(new)
            print(f"{module}: {n} tests pass, under go {want}" + (f"; {len(faults) - len(new)} known failures" if len(faults) > len(new) else ""), flush=True)
            for package, test, became in new[: 1000 if args.verbose else 10]:
                print(f"   {package} {test}: {became}")
                if args.verbose:
                    print("      " + texts.get((package, test), "")[-1500:].replace("\n", "\n      "))
            if new and build:
                print("   " + build.strip().replace("\n", "\n   ")[:1500])
            shutil.rmtree(folder)
    if not ran:
        print("skipped: no module could be had")
        return 77
    print(f"{ran} modules, {bad} failures that are not known")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
