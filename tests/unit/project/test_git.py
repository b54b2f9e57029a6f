"""What changed since a revision."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bsl_pilot.errors import UsageError
from bsl_pilot.project.git import changed_since, comparable

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    program = shutil.which("git") or "git"
    subprocess.run([program, "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    for name in ("same.bsl", "Изменён.bsl", "gone.bsl"):
        (tmp_path / name).write_text("А = 1;\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("ignored.bsl\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    return tmp_path


def test_changed_and_untracked_files(repository: Path) -> None:
    (repository / "Изменён.bsl").write_text("А = 2;\n", encoding="utf-8")
    (repository / "gone.bsl").unlink()
    (repository / "sub").mkdir()
    (repository / "sub" / "новый.bsl").touch()
    (repository / "ignored.bsl").touch()
    expected = {comparable(repository / name) for name in ("Изменён.bsl", "sub/новый.bsl")}
    assert changed_since("HEAD", str(repository)) == expected
    assert changed_since("HEAD", str(repository / "same.bsl")) == expected


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "-x"])
def test_an_unknown_revision_is_named(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="no revision"):
        changed_since(revision, str(repository))


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not in a git repository"):
        changed_since("HEAD", str(tmp_path))


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git is not installed"):
        changed_since("HEAD", str(tmp_path))
