"""Talks to a running typecheck_probe -list, and splits compiler output into errors."""
import os
import re
import subprocess

GOROOT = os.environ.get("GOROOT") or subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True).stdout.strip()


class Probe:
    def __init__(self, program):
        self.program = program
        self.start()

    def start(self):
        self.p = subprocess.Popen([self.program, "-list"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, errors="surrogateescape",
                                  env=dict(os.environ, GOROOT=GOROOT))

    def check(self, words):
        self.p.stdin.write(" ".join(words) + "\n")
        self.p.stdin.flush()
        out = []
        while True:
            line = self.p.stdout.readline()
            if not line:
                self.p.wait()
                self.start()
                return None, out
            if line.startswith("== "):
                return int(line[3:]), out
            out.append(line.rstrip("\n"))


def group_errors(lines):
    """Messages with their continuation lines: [(file, line, col, text)]."""
    errors = []
    for l in lines:
        if l.startswith("\t") and errors:
            f, n, c, t = errors[-1]
            errors[-1] = (f, n, c, t + "\n" + l)
            continue
        m = re.match(r"(.*?\.go):(\d+)(?::(\d+))?: (.*)", l)
        if m:
            errors.append((m[1], int(m[2]), int(m[3] or 0), m[4]))
        else:
            errors.append(("?", 0, 0, l))
    return errors
