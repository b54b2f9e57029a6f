#!/usr/bin/env python3
"""Regenerates the parsers of both grammars with the tree-sitter generator.

    python3 scripts/regenerate_grammars.py            writes grammars/*/src
    python3 scripts/regenerate_grammars.py --check    writes nothing; exit code 1 where they disagree

The generator is the command in the variable BSL_PILOT_TREE_SITTER, else `tree-sitter` on the PATH, else (Debian and
its kin, with --fetch) the package of Debian's unstable suite, unpacked below .dev/ without touching the system.
It needs node to read grammar.js. Standard library only.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GRAMMARS = ("bsl", "sdbl")
GENERATED = ("parser.c", "grammar.json", "node-types.json")
VERSION = "0.26"  # another version of the generator writes another parser.c
FETCHED = ROOT / ".dev" / "tree-sitter"
PACKAGES = (
    "tree-sitter-cli/sid",
    "libc6/trixie",
    "libgcc-s1/trixie",
)  # the generator wants a newer C library


class GeneratorMissing(Exception):  # noqa: N818  (says what is wrong)
    """There is no generator, or one of another version; the text says what to do."""


def generator() -> list[str]:
    """The command that runs the generator; `GeneratorMissing` where there is none of the right version."""
    given = os.environ.get("BSL_PILOT_TREE_SITTER") or shutil.which("tree-sitter")
    if given is None and (FETCHED / "tree-sitter").exists():
        given = str(FETCHED / "tree-sitter")
    if given is None:
        raise GeneratorMissing(
            f"No tree-sitter {VERSION} was found: put it on the PATH, name it in BSL_PILOT_TREE_SITTER, "
            "or on Debian run this script with --fetch."
        )
    command = [given] if Path(given).exists() else shlex.split(given)
    try:
        answer = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GeneratorMissing(f"{given} does not run: {error}") from error
    version = answer.stdout.split()[1] if len(answer.stdout.split()) > 1 else answer.stdout.strip()
    if not version.startswith(VERSION + "."):
        raise GeneratorMissing(f"{given} is tree-sitter {version}; the parsers are generated with {VERSION}.")
    return command


def generate(command: list[str], root: Path) -> None:
    """Generates both parsers below `root`, a copy of the project's package.json and grammars/."""
    for grammar in GRAMMARS:
        subprocess.run([*command, "generate"], cwd=root / "grammars" / grammar, check=True)


def differences(command: list[str]) -> list[str]:
    """Generated files that are not what the grammars say, as paths relative to the repository."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "grammars", copy / "grammars", ignore=shutil.ignore_patterns("node_modules"))
        shutil.copy(ROOT / "package.json", copy)  # it makes the grammars ES modules
        generate(command, copy)
        names = [f"grammars/{grammar}/src/{name}" for grammar in GRAMMARS for name in GENERATED]
        return [name for name in names if lines(copy / name) != lines(ROOT / name)]


def lines(path: Path) -> list[str]:
    """Lines of a generated file, whatever line ends the checkout has given it."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def fetch() -> None:
    """Unpacks the generator and the C library it needs below .dev/, from the mirror this Debian is set up with."""
    mirror = debian_mirror()
    for folder in ("state/lists/partial", "cache/archives/partial", "packages", "root"):
        (FETCHED / folder).mkdir(parents=True, exist_ok=True)
    sources = FETCHED / "sources.list"
    sources.write_text(f"deb {mirror} trixie main\ndeb {mirror} sid main\n", encoding="utf-8")
    options = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State": FETCHED / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": FETCHED / "cache",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(part for item in options.items() for part in ("-o", f"{item[0]}={item[1]}"))]
    subprocess.run([*apt, "update"], check=True)
    subprocess.run([*apt, "download", *PACKAGES], cwd=FETCHED / "packages", check=True)
    for package in (FETCHED / "packages").glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, FETCHED / "root"], check=True)
    write_launcher()
    for folder in ("state", "cache"):
        shutil.rmtree(FETCHED / folder)


def debian_mirror() -> str:
    """The mirror that apt uses here."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise GeneratorMissing("--fetch works on Debian and its kin only: install tree-sitter another way.")
    query = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    sites = subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()
    mirrors = [site.rstrip("/") for site in sites if "security" not in site]
    if not mirrors:
        raise GeneratorMissing(
            "apt has no package mirror here: run apt-get update, or install tree-sitter another way."
        )
    return mirrors[0]


def write_launcher() -> None:
    """A script that starts the generator with the C library beside it."""
    (loader,) = (FETCHED / "root/usr/lib").glob("*/ld-linux-*.so.*")
    launcher = FETCHED / "tree-sitter"
    program = FETCHED / "root/usr/bin/tree-sitter"
    command = shlex.join([str(loader), "--library-path", str(loader.parent), str(program)])
    launcher.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)


def main() -> int:
    options = argparse.ArgumentParser(description="Regenerates the parsers of both grammars.")
    options.add_argument("--check", action="store_true", help="compare only, write nothing")
    options.add_argument(
        "--fetch", action="store_true", help="get the generator from the Debian mirror first"
    )
    given = options.parse_args()
    try:
        if given.fetch:
            fetch()
        command = generator()
        if not given.check:
            generate(command, ROOT)
            print("Written: grammars/*/src. Compile them with: pip install -e .")
            return 0
        stale = differences(command)
    except GeneratorMissing as error:
        print(error, file=sys.stderr)
        return 2
    print(
        "\n".join(f"{name} is not what the grammar says" for name in stale)
        or "The generated files are up to date."
    )
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
