#!/usr/bin/env python3
"""This file runs the external tests of an installed Go's standard packages under `gvm test`, against gvm's library.

usage: tests/conformance/packages.py --gvm PATH [--verbose] [PACKAGE...]

Nothing of Go's tests is kept here: the files of package x_test in GOROOT/src/x are copied to a temporary module each
time. They lean on hooks that only the package's own internal test files offer; declarations that do not compile
without those under Go itself are blanked out, so what runs is what Go runs in the same state. Each package runs under
`go test` and `gvm test`; a test that passes there and not here is a failure, unless packages_failures.txt names it with
its reason. A - before a name there leaves that test out, for it would keep others from running. Skipped (exit 77) where no Go is installed.
"""
import argparse, pathlib, re, shutil, subprocess, sys, tempfile
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import gotests

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = """bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/zlib container/heap container/list
container/ring context crypto/hmac crypto/md5 crypto/rand crypto/sha1 crypto/sha256 crypto/sha3 crypto/sha512
crypto/subtle embed encoding encoding/base32 encoding/base64 encoding/binary encoding/csv encoding/hex encoding/json
errors flag fmt hash hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash html io io/fs io/ioutil iter log maps math
math/big math/bits math/rand math/rand/v2 net/netip os os/exec os/signal path path/filepath reflect regexp
regexp/syntax slices sort strconv strings sync sync/atomic testing testing/fstest testing/iotest testing/quick
text/tabwriter time unicode unicode/utf16 unicode/utf8 unique""".split()


def declarations(lines):
    """Ranges [from, to) of top-level declarations, with the comment lines right above them left out."""
    at, out = 0, []
    while at < len(lines):
        if re.match(r"(func|var|const|type|import)\b", lines[at]):
            end = at + 1
            opens = lines[at].rstrip()
            if opens.endswith(("{", "(", "`", ",")) or opens.count("{") != opens.count("}") or opens.count("(") != opens.count(")"):
                while end < len(lines) and not re.match(r"[})]", lines[end]):
                    end += 1
                end += 1
            out.append((at, end))
            at = end
        else:
            at += 1
    return out


def prune(folder):
    """Blanks what does not compile, until the rest does. Returns the number of declarations that went."""
    gone = 0
    for _ in range(40):
        p = subprocess.run(["go", "test", "-vet=off", "-gcflags=-e", "-run=^$", "."], cwd=folder, capture_output=True, text=True)
        faults = {}
        for m in re.finditer(r"(?m)^(?:\./)?([^\s:]+\.go):(\d+):(?:\d+:)? (.*)", p.stdout + p.stderr):
            faults.setdefault(m[1].split("/")[-1], {})[int(m[2])] = m[3]
        if not faults:
            return gone if p.returncode == 0 else -1
        for name, at in faults.items():
            path = folder / name
            if not path.exists():
                continue
            before = path.read_text(errors="replace")
            lines = before.split("\n")
            ranges = declarations(lines)
            for number, what in at.items():
                if "imported and not used" in what or "use of internal package" in what or "is not in std" in what:
                    lines[number - 1] = ""
                    continue
                for a, b in ranges:
                    if a <= number - 1 < b:
                        gone += any(lines[a:b])
                        lines[a:b] = [""] * (b - a)
            after = "\n".join(lines)
            if after == before:
                path.unlink()  # no declaration is to blame
                gone += 1
            else:
                path.write_text(after)
        if not list(folder.glob("*_test.go")):
            return -1
    return -1


def prepare(goroot, module, package, left_out=()):
    """Copies a package's external tests but for some. Returns the folder, or None where there are none."""
    source, folder = goroot / "src" / package, module / package
    files = [f for f in sorted(source.glob("*_test.go"))
             if re.search(r"(?m)^package \w+_test\b", f.read_text(errors="replace"))]
    if not files:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for f in files:
        text = f.read_text(errors="replace")
        # A dot import makes hooks look like the package's own names; what is missing is found out all the same.
        text = re.sub(r'(?m)^\s*(?:\w+ |\. )?"(?:[^"]*/)?internal/[^"]*"\s*$', "", text)
        text = re.sub(r"(?m)^//go:linkname .*\n(?://.*\n)*(?:func [^{\n]*\n)?", "", text)
        for test in left_out:
            text = re.sub(rf"(?ms)^func {test}\(.*?^}}", "", text)
        (folder / f.name).write_text(text)
    if (source / "testdata").is_dir():
        shutil.copytree(source / "testdata", folder / "testdata")
    return folder


def known_failures():
    path = HERE / "packages_failures.txt"
    out = {}
    for line in path.read_text().splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            package, test, reason = line.split(maxsplit=2)
            out[package, test] = reason
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default="gvm")
    ap.add_argument("--verbose", action="store_true")
    ap.add_argument("--timeout", type=int, default=240)
    ap.add_argument("packages", nargs="*")
    args = ap.parse_args()
    go = shutil.which("go")
    if not go:
        print("skipped: no Go is installed")
        return 77
    goroot = pathlib.Path(subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True).stdout.strip())
    gvm = str(pathlib.Path(args.gvm).resolve())
    known, used = known_failures(), set()
    whole = bad = passed = all_tests = 0
    with tempfile.TemporaryDirectory(prefix="gvm-packages-") as tmp:
        module = pathlib.Path(tmp)
        (module / "go.mod").write_text("module gotests.example\n\ngo 1.26\n")
        for package in args.packages or PACKAGES:
            folder = prepare(goroot, module, package, [t[1:] for p, t in known if p == package and t[0] == "-"])
            if folder is None:
                continue
            gone = prune(folder)
            if gone < 0:
                print(f"{package}: its external tests do not compile by themselves under Go")
                continue
            flags = ["-short", f"-timeout={args.timeout}s"]
            theirs, _, _ = gotests.results("go", folder, ["."], flags)
            ours, texts, build = gotests.results(gvm, folder, ["."], flags, timeout=args.timeout + 60)
            n, total = gotests.tally(ours)
            want, _ = gotests.tally(theirs)
            passed, all_tests = passed + n, all_tests + want
            faults = gotests.differences(theirs, ours)
            new = [f for f in faults if (package, f[1]) not in known and (package, "*") not in known]
            used |= {(package, f[1]) for f in faults} | {(package, "*")}
            whole += not faults
            bad += len(new)
            print(f"{package}: {n} of {want} tests pass" + (f", {len(faults)} do not ({len(faults) - len(new)} known)" if faults else "")
                  + (f"; {gone} declarations need hooks" if gone else ""), flush=True)
            if want and not ours.get(("gotests.example/" + package, "")) or (faults and not total):
                print("   " + build.strip().replace("\n", "\n   ")[:2000])
            for _, test, became in new:
                print(f"   {test}: {became}")
                if args.verbose:
                    print("      " + texts.get(("gotests.example/" + package, test), "")[-1500:].replace("\n", "\n      "))
    print(f"{whole} packages pass whole; {passed} of {all_tests} tests; {bad} failures that are not known")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
