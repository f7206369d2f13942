#!/usr/bin/env python3
"""This file tests gvm build: executables of one file, what they are named, -ldflags=-X, -trimpath, patterns, and errors.

usage: tests/build/run.py [--gvm PATH]
"""
import argparse, os, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
HELLO_LIMIT = 8 << 20  # bytes of an executable that prints one line


class Test:
    def __init__(self, gvm, folder):
        self.gvm, self.folder = gvm, folder
        self.module = folder / "module"
        shutil.copytree(HERE / "module", self.module)
        self.failed = self.done = 0

    def check(self, what, ok, detail=""):
        self.done += 1
        if not ok:
            self.failed += 1
            print(f"FAILED: {what}\n{detail}")

    def build(self, *words, cwd=None, status=0):
        p = subprocess.run([self.gvm, "build", *map(str, words)], cwd=cwd or self.module, capture_output=True, text=True, timeout=120)
        self.check(f"gvm build {' '.join(map(str, words))} ends with {status}", p.returncode == status, p.stdout + p.stderr)
        return p.stderr

    # Alone: no environment, and where this is root no file system but its own.
    def alone(self, exe, *words):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copy(exe, folder / "app")
        enter = (lambda: (os.chroot(folder), os.chdir("/"))) if os.geteuid() == 0 else None
        path = "/app" if enter else str(folder / "app")
        return subprocess.run([path, *words], cwd=folder, env={}, capture_output=True, text=True, timeout=60, preexec_fn=enter)

    def one_file(self):
        hello = self.folder / "hello.go"
        hello.write_text('package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello, world") }\n')
        self.build("hello.go", cwd=self.folder)
        exe = self.folder / "hello"
        self.check("the executable is named after the file", exe.exists())
        size = exe.stat().st_size
        self.check(f"hello world has {size} bytes, at most {HELLO_LIMIT}", size <= HELLO_LIMIT)
        self.check("it may be executed", os.access(exe, os.X_OK))
        ldd = subprocess.run(["ldd", exe], capture_output=True, text=True)
        self.check("ldd says it is static", "not a dynamic executable" in ldd.stdout + ldd.stderr, ldd.stdout)
        p = self.alone(exe)
        self.check("it runs without gvm, files or environment", (p.returncode, p.stdout, p.stderr) == (0, "hello, world\n", ""), p.stderr)
        cut = self.folder / "cut"
        cut.write_bytes(exe.read_bytes()[:-5])
        cut.chmod(0o755)
        p = subprocess.run([cut], capture_output=True, text=True)
        self.check("one that is cut off says so", p.returncode == 2 and "no program follows" in p.stderr, p.stderr)

    def samples(self):
        for source in sorted(SAMPLES.glob("*.go")):
            exe = self.folder / source.stem
            self.build("-o", exe, source)
            words = ["README.md"] if source.stem == "wordcount" else []
            run = lambda *command: subprocess.run([*command, *words], cwd=SAMPLES.parent, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
            got, want = run(exe), run(self.gvm, "run", source)
            self.check(f"{source.stem} does as under gvm run", (got.returncode, got.stdout) == (want.returncode, want.stdout), got.stderr)

    def network(self):
        self.build("-o", self.folder / "net", HERE / "net.go")
        p = subprocess.run([self.folder / "net"], capture_output=True, text=True, timeout=60)
        self.check("goroutines, sockets, names and timers", p.stdout == "20 true\ntrue <nil>\ntime\n", p.stdout + p.stderr)

    def modules(self):
        self.build()
        p = self.alone(self.module / "tools", "a", "b")
        self.check("a module's root program is named by its path", (p.returncode, p.stdout) == (7, "dev a,b\n"), p.stdout + p.stderr)
        before = sorted(os.listdir(self.module))
        self.build("./cmd/...")
        self.build("./lib")
        self.check("several packages, or no program, are compiled only", sorted(os.listdir(self.module)) == before)
        self.build("-o", "bin/", "-ldflags=-s -w -X example.com/tools/v2/lib.Version=9 -X main.Unset=1 -X main.Literal=2 -X main.Sum=3 "
                   "-X 'main.Constant=4 5' -X main.Pair=6 -X main.Number=7", "./...")
        self.check("a folder takes the programs", sorted(os.listdir(self.module / "bin")) == ["boom", "greet", "tools"])
        p = self.alone(self.module / "bin/greet")
        self.check("-X sets string variables", p.stdout == '"1" "2" "3" "4 5" "6" 3 9 hello, you\n', p.stdout + p.stderr)
        p = self.alone(self.module / "bin/boom")
        self.check("tracebacks name files", p.returncode == 2 and f"{self.module}/lib/lib.go:" in p.stderr, p.stderr)
        self.build("-trimpath", "-o", "bin/", "./cmd/boom")
        p = self.alone(self.module / "bin/boom")
        self.check("-trimpath leaves folders out", "\texample.com/tools/v2/lib/lib.go:" in p.stderr and str(self.module) not in p.stderr, p.stderr)
        p = subprocess.run(["grep", "-c", str(self.module), self.module / "bin/boom"], capture_output=True, text=True)
        self.check("-trimpath leaves them out of the file", p.stdout == "0\n", p.stdout)

    def images(self):
        self.build("-o", self.folder / "greet.gvmc", "./cmd/greet")
        p = subprocess.run([self.gvm, "run", self.folder / "greet.gvmc"], capture_output=True, text=True)
        self.check("an image runs", p.stdout.endswith(" dev hello, you\n"), p.stdout + p.stderr)
        self.build("-o", "/dev/null", "./cmd/greet")
        self.check("/dev/null is left alone", not os.path.isfile("/dev/null"))

    def errors(self):
        says = lambda text, *words, status=1: self.check(f"{words} says {text}", text in (e := self.build(*words, status=status)), e)
        says("package example.com/tools/v2/lib is not a main package", "-o", "x", "./lib")
        says("-o x names one file, and there are 2 packages", "-o", "x", "./cmd/...")
        says("directory not found", "./nowhere")
        says("-X flag requires argument of the form importpath.name=value", "-ldflags=-X main", status=2)
        says("-linkmode=external has no meaning here", "-ldflags=-linkmode=external", status=2)
        says("cannot write /nowhere/x", "-o", "/nowhere/x", "./cmd/greet")
        bad = self.module / "cmd/greet/bad.go"
        bad.write_text("package main\n\nvar x int = \"s\"\n")
        says("cmd/greet/bad.go:3:13: cannot use \"s\"", "-o", "bin2/", "./cmd/...")
        self.check("the others are built", os.listdir(self.module / "bin2") == ["boom"])
        self.check("nothing is left of what failed", not (self.module / "x").exists())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--gvm", default=HERE.parents[1] / "build" / "gvm")
    gvm = pathlib.Path(ap.parse_args().gvm).resolve()
    with tempfile.TemporaryDirectory() as d:
        t = Test(gvm, pathlib.Path(d))
        for part in (t.one_file, t.samples, t.network, t.modules, t.images, t.errors):
            part()
    print(f"{t.done - t.failed} of {t.done} checks of gvm build hold")
    return 1 if t.failed else 0


sys.exit(main())
