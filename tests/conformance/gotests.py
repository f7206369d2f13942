"""This file runs the tests in a folder under `go test` and `gvm test`, and compares results test by test."""
import json, os, subprocess


def results(command, folder, patterns, flags=(), timeout=600, env=None):
    """Runs `command test -json`. Returns ({(package, test): action}, the output of packages by name, build texts).

    Only top-level tests are in the map; a package that failed as a whole is there with the test name ""."""
    try:
        p = subprocess.run([command, "test", "-json", *flags, *patterns], cwd=folder, capture_output=True, text=True,
                           errors="replace", timeout=timeout, env=dict(os.environ, GOFLAGS="-vet=off -mod=mod -count=1" if command == "go" else "", **(env or {})))
        out, err = p.stdout, p.stderr
    except subprocess.TimeoutExpired as e:
        out, err = (e.stdout or b"").decode(errors="replace"), "timeout of the whole run"
    outcome, text, build = {}, {}, err
    for line in out.splitlines():
        try:
            e = json.loads(line)
        except ValueError:
            continue
        action, package, test = e.get("Action"), e.get("Package", ""), e.get("Test", "")
        if action == "output":
            text.setdefault((package, test.split("/")[0]), []).append(e["Output"])
        elif action == "build-output":
            build += e["Output"]
        elif action in ("pass", "fail", "skip") and "/" not in test:
            outcome[package, test] = action
        elif action == "run" and "/" not in test:
            outcome.setdefault((package, test), "began")
    return outcome, {k: "".join(v) for k, v in text.items()}, build


def tally(outcome):
    """Numbers of tests (not packages) that passed, and of all that ran."""
    tests = [a for (_, test), a in outcome.items() if test]
    return sum(a in ("pass", "skip") for a in tests), len(tests)


def differences(go, gvm):
    """Tests that pass under go and do not under gvm: [(package, test, what became of it)]."""
    out = []
    for key, action in sorted(go.items()):
        if action in ("pass", "skip") and key[1] and gvm.get(key) not in ("pass", "skip"):
            out.append((*key, gvm.get(key, "did not run")))
    return out
