"""From files to a memory: encodings, what changed, damage, other processes."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from bsl_pilot.completion import builder, store
from bsl_pilot.completion.build import Order, build
from bsl_pilot.completion.cleaning import MAX_LINE, cleaned
from bsl_pilot.completion.vocabulary import Vocabulary
from bsl_pilot.errors import BackendError

from tests.unit.completion.memory_encoder import VOCABULARY, encoder

REPOSITORY = Path(__file__).parents[3]
MODULE = "Процедура Тест()\n\tСообщить(1);\nКонецПроцедуры\n"
PATHS = ["Модули/Первый.bsl", "Второй модуль.bsl", "третий.os"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "Рабочая область"
    (root / "Модули").mkdir(parents=True)
    (root / PATHS[0]).write_bytes(b"\xef\xbb\xbf" + MODULE.replace("\n", "\r\n").encode())
    (root / PATHS[1]).write_bytes(MODULE.encode("cp1251"))
    (root / PATHS[2]).write_bytes('А = "😀";   \n\n\n\nБ = 2;\n'.encode())
    return root


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes find the encoder of the tests."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]))


def order(root: Path, paths: list[str] | None = None, tokenizer: str = "") -> Order:
    return Order(
        str(root),
        PATHS if paths is None else paths,
        str(root.parent / "Кэш"),
        "tests.unit.completion.memory_encoder:encoder",
        tokenizer,
        "ключ",
        VOCABULARY,
    )


def texts(root: Path) -> dict[str, str]:
    stored = store.newest(root.parent / "Кэш", "ключ")
    assert stored
    return {path: "".join(map(chr, stored.memory.document(path))) for path in stored.memory.documents}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeffА;\r\n\r\n\r\n\r\nБ; \t\rВ;", "А;\n\nБ;\nВ;\n"),
        (f"А;\n{'x' * (MAX_LINE + 1)}\nБ;\n\n", "А;\nБ;\n"),
        ("", "\n"),
    ],
)
def test_text_is_cleaned_as_for_training(text: str, expected: str) -> None:
    assert cleaned(text) == expected


def test_all_encodings_give_one_text(workspace: Path) -> None:
    report = build(order(workspace), encoder(""))
    found = texts(workspace)
    assert found[PATHS[0]] == found[PATHS[1]] == MODULE
    assert found[PATHS[2]].endswith('";\n\nБ = 2;\n')
    assert (report.files, report.tokenised, report.left_out) == (3, 3, 0)
    names = Vocabulary.load(workspace.parent / "Кэш")
    assert names
    assert names.knows("сообщить", member=False)


def test_only_what_changed_is_tokenised_again(workspace: Path) -> None:
    first = build(order(workspace), encoder(""))
    again = build(order(workspace), encoder(""))
    assert (again.store, again.tokenised) == (first.store, 0)
    os.utime(workspace / PATHS[1], ns=(1, 1))
    assert build(order(workspace), encoder("")).tokenised == 0, "touched, not changed"
    (workspace / PATHS[0]).write_text("Новое = 1;", encoding="utf-8")
    changed = build(order(workspace), encoder(""))
    assert changed.tokenised == 1
    assert texts(workspace)[PATHS[0]] == "Новое = 1;\n"
    fewer = build(order(workspace, PATHS[:1]), encoder(""))
    assert (fewer.files, fewer.tokenised) == (1, 0)
    assert set(texts(workspace)) == set(PATHS[:1])


def test_a_damaged_store_is_built_again(workspace: Path) -> None:
    first = build(order(workspace), encoder(""))
    expected = texts(workspace)
    Path(first.store).write_bytes(Path(first.store).read_bytes()[:-3])
    assert build(order(workspace), encoder("")).tokenised == len(PATHS)
    assert texts(workspace) == expected


def test_what_cannot_be_read_is_left_out(workspace: Path) -> None:
    (workspace / "двоичный.bsl").write_bytes(b"\x00\x01")
    report = build(order(workspace, [*PATHS, "двоичный.bsl", "нет.bsl"]), encoder(""))
    assert (report.files, report.left_out) == (3, 2)


@pytest.mark.usefixtures("elsewhere")
async def test_several_processes_build_one_workspace(workspace: Path) -> None:
    reports = await asyncio.gather(*(builder.build(order(workspace)) for _ in range(3)))
    assert len({report.store for report in reports}) == 1
    assert texts(workspace)[PATHS[1]] == MODULE


@pytest.mark.usefixtures("elsewhere")
async def test_a_build_that_fails_says_why(workspace: Path) -> None:
    (workspace.parent / "Кэш").write_text("это файл", encoding="utf-8")
    with pytest.raises(BackendError, match=r"FileExistsError|NotADirectoryError"):
        await builder.build(order(workspace))


@pytest.mark.usefixtures("elsewhere")
def test_the_build_ends_with_its_parent(workspace: Path) -> None:
    command = [sys.executable, "-m", "bsl_pilot.completion.build"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(json.dumps(asdict(order(workspace, tokenizer="slow"))).encode() + b"\n")
        process.stdin.close()
        assert process.wait(timeout=30) == 1
