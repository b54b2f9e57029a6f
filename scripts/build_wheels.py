#!/usr/bin/env python3
"""Cross-builds wheels of bsl-pilot for every platform, on any of them.

    python scripts/build_wheels.py [--out dist] [PLATFORM ...]

The build backend makes one wheel for this machine; of it everything is platform-independent but the grammar library
(see setup.py). That library is compiled for each platform with the C compiler of the package `ziglang` (extra `dev`)
and put in the place of this machine's, and the tag and the list of files are corrected.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from email.parser import Parser as HeaderParser
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
GRAMMARS = ROOT / "grammars"
SOURCES = [GRAMMARS / name for name in ("bsl/src/parser.c", "bsl/src/scanner.c", "sdbl/src/parser.c")]
LIBRARY = "bsl_pilot/syntax/_grammars"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "node_modules", "_grammars.*")


class Target(NamedTuple):
    triple: str
    suffix: str


TARGETS = {
    "manylinux_2_17_x86_64": Target("x86_64-linux-gnu.2.17", ".so"),
    "manylinux_2_17_aarch64": Target("aarch64-linux-gnu.2.17", ".so"),
    "musllinux_1_2_x86_64": Target("x86_64-linux-musl", ".so"),
    "win_amd64": Target("x86_64-windows-gnu", ".dll"),
    "win_arm64": Target("aarch64-windows-gnu", ".dll"),
    "macosx_11_0_x86_64": Target("x86_64-macos.11.0", ".dylib"),
    "macosx_11_0_arm64": Target("aarch64-macos.11.0", ".dylib"),
}


class BuildFailed(Exception):  # noqa: N818  (says what happened)
    """The backend or the compiler failed; the text ends with what it said."""


def run(command: Sequence[str | Path], what: str) -> None:
    """Runs a command; `BuildFailed` with its output where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildFailed(f"{what} failed:\n{(done.stdout + done.stderr)[-4000:]}")


def native_wheel(folder: Path) -> Path:
    """The wheel that the build backend makes for this machine.

    Built from a copy: a build/ folder left over from earlier would bring back modules that are gone.
    """
    source = folder / "source"
    for name in ("server", "grammars"):
        shutil.copytree(ROOT / name, source / name, ignore=LEFT_OUT)
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    run([*pip, folder, source], "The wheel of this machine")
    (wheel,) = folder.glob("bsl_pilot-*.whl")
    return wheel


def zig(target: Target) -> list[str]:
    """The compiler that makes libraries for any platform."""
    return [sys.executable, "-m", "ziglang", "cc", "-target", target.triple]


def compile_library(compiler: Sequence[str], target: Target, folder: Path) -> bytes:
    """The grammar library for a platform."""
    library = folder / ("_grammars" + target.suffix)
    flags = ["-std=c11", "-O2", "-s", "-shared", *([] if "windows" in target.triple else ["-fPIC"])]
    command: list[str | Path] = [*compiler, *flags, "-I", GRAMMARS / "bsl" / "src", *SOURCES, "-o", library]
    run(command, f"Compiling for {target.triple}")
    return library.read_bytes()


def contents(wheel: Path) -> dict[str, bytes]:
    """Files of a wheel but for the library and the list of files."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return {
            name: archive.read(name)
            for name in names
            if not name.startswith(LIBRARY + ".") and not name.endswith(".dist-info/RECORD")
        }


def retagged(wheel_file: bytes, platform: str) -> bytes:
    """The WHEEL file with another platform in its tag."""
    headers = HeaderParser().parsestr(wheel_file.decode())
    del headers["Tag"]
    headers["Tag"] = f"py3-none-{platform}"
    headers.replace_header("Root-Is-Purelib", "false")
    return headers.as_string().rstrip().encode() + b"\n"


def record(files: Mapping[str, bytes], own_name: str) -> bytes:
    """The list of files with hash and size that a wheel ends with."""
    lines = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}")
    return "\n".join([*lines, f"{own_name},,", ""]).encode()


def write_wheel(path: Path, files: Mapping[str, bytes]) -> None:
    """Packs the files, with the same bytes for the same contents."""
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    part.replace(path)


def build(native: Path, platform: str, out: Path, compiler: Sequence[str] | None = None) -> Path:
    """The wheel for one platform, made from that of this machine; the compiler is zig unless another is given."""
    target = TARGETS[platform]
    files = contents(native)
    (metadata,) = {name.split("/")[0] for name in files if ".dist-info/" in name}
    with tempfile.TemporaryDirectory() as scratch:
        files[LIBRARY + target.suffix] = compile_library(compiler or zig(target), target, Path(scratch))
    files[f"{metadata}/WHEEL"] = retagged(files[f"{metadata}/WHEEL"], platform)
    files[f"{metadata}/RECORD"] = record(files, f"{metadata}/RECORD")
    wheel = out / f"{metadata.removesuffix('.dist-info')}-py3-none-{platform}.whl"
    write_wheel(wheel, files)
    return wheel


def main() -> int:
    options = argparse.ArgumentParser(description="Cross-builds wheels of bsl-pilot.")
    options.add_argument(
        "platforms", nargs="*", metavar="PLATFORM", help=f"of {', '.join(TARGETS)}; all by default"
    )
    options.add_argument("--out", type=Path, default=ROOT / "dist")
    given = options.parse_args()
    unknown = set(given.platforms) - set(TARGETS)
    if unknown:
        options.error(f"unknown platform {', '.join(sorted(unknown))}; known are {', '.join(TARGETS)}")
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            native = native_wheel(Path(scratch))
            for platform in given.platforms or TARGETS:
                wheel = build(native, platform, given.out)
                print(f"{wheel.name}  {wheel.stat().st_size / 1024:.0f} KiB")
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
