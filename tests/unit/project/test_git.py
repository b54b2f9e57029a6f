"""What changed since a revision."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bsl_pilot.errors import UsageError
from bsl_pilot.project.git import EVERY_LINE, changed_since, comparable, hunks

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
    expected = {
        comparable(repository / "Изменён.bsl"): ((0, 0),),
        comparable(repository / "sub/новый.bsl"): EVERY_LINE,
    }
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


def test_lines_that_changed(repository: Path) -> None:
    path = repository / "Изменён.bsl"
    lines = [f"А{number} = {number};\r\n" for number in range(20)]
    path.write_bytes("".join(lines).encode())
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "more")
    lines[2] = "@@ -1 +7,7 @@ ё😀\r\n"
    lines[5:7] = []
    lines[10:10] = ["diff --git a/x b/x\r\n", "+++ b/x\r\n"]
    path.write_bytes("".join(lines).encode())
    assert changed_since("HEAD", str(repository)) == {comparable(path): ((2, 2), (4, 5), (10, 11))}


def test_hunks_of_several_files() -> None:
    patch = (
        "diff --git a/a.bsl b/a.bsl\n--- a/a.bsl\n+++ b/a.bsl\n@@ -1 +1,2 @@ П\n-А\n+Б\n+В\n"
        "diff --git a/б в.bsl b/б в.bsl\nnew file mode 100644\n--- /dev/null\n+++ b/б в.bsl\t\n@@ -0,0 +1 @@\n+А\n"
    )
    assert dict(hunks(patch)) == {"a.bsl": ((0, 1),), "б в.bsl": ((0, 0),)}
