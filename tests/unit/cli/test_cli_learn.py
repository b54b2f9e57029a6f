"""``bsl-pilot learn``: what an author's changes brought, from git on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
OLD = "Процедура А()\n\tБ = Б;\n\tСообщить(Б);\nКонецПроцедуры\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("bsl-pilot.toml").write_text(
        '[check]\nselect = ["SelfAssign", "EmptyStatement"]\n', encoding="utf-8"
    )
    git("init", "-q")
    committed("Анна", OLD)
    committed("Борис", "// Комментарий 😀\n" + OLD.replace("(Б);", "(Б);;\r\n\tВ = В;;"))
    committed("Борис", "// Комментарий\n" + OLD)


def git(*arguments: str, name: str = "Анна") -> None:
    identity = (
        "-c",
        f"user.name={name}",
        "-c",
        f"user.email={name}@example.com",
        "-c",
        "commit.gpgsign=false",
    )
    program = shutil.which("git") or "git"
    subprocess.run([program, *identity, *arguments], check=True, capture_output=True)


def committed(name: str, text: str) -> None:
    Path("Модуль.bsl").write_bytes(text.encode())
    git("add", ".")
    git("commit", "-q", "-m", "change", name=name)


def learnt(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["learn", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_only_what_the_author_wrote_counts(capsys: pytest.CaptureFixture[str]) -> None:
    body = learnt(capsys, "--author", "Борис")
    assert (body["commits"], body["modules"], body["complete"]) == (2, 2, True)
    assert {one["key"]: one["count"] for one in body["rules"]} == {"EmptyStatement": 2, "SelfAssign": 1}
    assert body["read_first"] == ["SelfAssign", "EmptyStatement"]
    last = body["rules"][1]["last"]
    assert (last["path"], last["line"], last["text"]) == ("Модуль.bsl", 4, "В = В;;")


def test_a_new_file_is_the_authors(capsys: pytest.CaptureFixture[str]) -> None:
    body = learnt(capsys, "--author", "Анна")
    assert {one["key"]: one["count"] for one in body["rules"]} == {"SelfAssign": 1}


def test_the_last_commits_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert learnt(capsys, "--author", "Борис", "--commits", "1")["rules"] == []


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--author", "Борис", "--lang", "ru"]) == 0
    told = capsys.readouterr().out
    assert "Борис: коммитов 2" in told
    assert "С чего начать:" in told
    assert "bsl-pilot check --explain SelfAssign" in told


def test_no_repository(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", str(tmp_path_factory.mktemp("empty")), "--author", "x"]) == 2
    assert "not in a git repository" in capsys.readouterr().err
