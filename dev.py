#!/usr/bin/env python3
"""Does everything a fresh machine needs: ``python3 dev.py demo`` and ``python3 dev.py test``.

Standard library only; Linux, macOS and Windows. The environment lives in ``.venv`` and is made again only
when what it is made from has changed, so that a second run starts at once.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)

MADE_FROM = ("pyproject.toml", "setup.py", "grammars/*/src/*.c", "grammars/*/src/tree_sitter/*.h")
"""What the environment depends on, besides the interpreter: a change of these makes it anew."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return _fail(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: run python3.11 dev.py …"
        )
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "command", choices=sorted(COMMANDS), help="; ".join(f"{n}: {c.__doc__}" for n, c in COMMANDS.items())
    )
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, help="handed on (test: to pytest, demo: to bsl-pilot demo)"
    )
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options.rest)
    except subprocess.CalledProcessError as error:
        return _fail(f"{' '.join(map(str, error.cmd))} ended with {error.returncode}")
    except KeyboardInterrupt:
        return 130


def demo(rest: Sequence[str]) -> int:
    """show the main job on the example project"""
    _environment("runtime", ".")
    return subprocess.call([str(PYTHON), "-m", "bsl_pilot", "demo", *rest], cwd=ROOT)


def test(rest: Sequence[str]) -> int:
    """run every check and every test"""
    _environment("dev", ".[dev]")
    python = str(PYTHON)
    steps: list[tuple[str, list[str]]] = [
        ("ruff", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("pytest", [python, "-m", "pytest", "-n", str(os.cpu_count() or 2), *rest]),
    ]
    failed = [name for name, command in steps if not _step(name, command)]
    if not _node_tests():
        failed.append("npm test")
    if failed:
        return _fail("failed: " + ", ".join(failed))
    print("everything passed")
    return 0


def setup(rest: Sequence[str]) -> int:  # noqa: ARG001  (every command takes the rest of the line)
    """make the environment for development"""
    _environment("dev", ".[dev]")
    print(f"ready: {PYTHON}")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"demo": demo, "test": test, "setup": setup}


def _environment(name: str, requirement: str) -> None:
    """Makes or completes ``.venv`` so that ``requirement`` is installed and the grammars are compiled."""
    wanted = _fingerprint()
    if any(_stamp(kind) == wanted for kind in {name, "dev"}):
        return
    started = time.monotonic()
    print(f"making the environment in {VENV.name} …", flush=True)
    if not PYTHON.exists():
        _make_venv()
    for stale in VENV.glob("*.stamp"):
        stale.unlink()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", requirement], cwd=ROOT, check=True)
    (VENV / f"{name}.stamp").write_text(wanted, encoding="ascii")
    print(f"ready in {time.monotonic() - started:.0f} s", flush=True)


def _make_venv() -> None:
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        print(
            "Python can't make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv",
            file=sys.stderr,
        )
        raise


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _stamp(name: str) -> str | None:
    path = VENV / f"{name}.stamp"
    return path.read_text(encoding="ascii") if path.exists() and PYTHON.exists() else None


def _step(name: str, command: list[str], cwd: Path = ROOT) -> bool:
    print(f"── {name}", flush=True)
    started = time.monotonic()
    code = subprocess.call(command, cwd=cwd)
    print(
        f"── {name}: {'passed' if code == 0 else f'FAILED ({code})'} in {time.monotonic() - started:.1f} s",
        flush=True,
    )
    return code == 0


def _node_tests() -> bool:
    """The tests of the npm workspaces; packages are installed again only when the lock file changed."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm test: Node.js with npm is not on the PATH; install Node 20 or newer", file=sys.stderr)
        return False
    lock = (ROOT / "package-lock.json").read_bytes()
    stamp = ROOT / "node_modules" / ".stamp"
    wanted = hashlib.sha256(lock).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        if not _step("npm ci", [npm, "ci", "--no-audit", "--no-fund"]):
            return False
        stamp.write_text(wanted, encoding="ascii")
    return _step("npm test", [npm, "test"])


def _fail(message: str) -> int:
    print(f"dev.py: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
