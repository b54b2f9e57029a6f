"""The wheel that the release script packs installs into a fresh environment and parses there."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import tree_sitter
from scripts import build_wheels

PLATFORM = "manylinux_2_17_x86_64"
CHECK = """
from tree_sitter import Parser
from bsl_pilot.syntax import languages
assert {site!r} in languages.__file__, languages.__file__
for language, text in ((languages.BSL, "Процедура А() КонецПроцедуры"), (languages.SDBL, "ВЫБРАТЬ 1")):
    print(Parser(language).parse(text.encode()).root_node.type)
"""

needs_linux = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or shutil.which("cc") is None,
    reason="installs a wheel for Linux x86-64, compiled with the C compiler of the machine",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return build_wheels.build(build_wheels.native_wheel(folder), PLATFORM, folder, compiler=["cc"])


@needs_linux
def test_wheel_works_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    # tree_sitter itself comes from the running environment, by a path file as an installer would leave it.
    (site,) = (tmp_path / "env" / "lib").glob("python3.*/site-packages")
    (site / "running.pth").write_text(str(Path(tree_sitter.__file__).parents[1]), encoding="utf-8")
    run = subprocess.run(
        [python, "-c", CHECK.format(site=str(site))],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.stdout.split() == ["source_file", "query_package"], run.stderr


@needs_linux
def test_wheel_lists_every_file_and_one_library(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (record,) = (name for name in names if name.endswith(".dist-info/RECORD"))
        listed = [line.rsplit(",", 2)[0] for line in archive.read(record).decode().splitlines()]
        (tag,) = (name for name in names if name.endswith(".dist-info/WHEEL"))
        assert f"Tag: py3-none-{PLATFORM}" in archive.read(tag).decode().splitlines()
    assert sorted(listed) == sorted(names)
    assert [name for name in names if "_grammars." in name] == ["bsl_pilot/syntax/_grammars.so"]


def test_failed_compiler_is_reported(tmp_path: Path) -> None:
    target = build_wheels.TARGETS[PLATFORM]
    with pytest.raises(build_wheels.BuildFailed, match=r"Compiling for x86_64-linux-gnu\.2\.17 failed"):
        build_wheels.compile_library([sys.executable, "-c", "raise SystemExit('no')"], target, tmp_path)
