"""The memory of a project is the same, byte for byte, whether a command built it or the server's process."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bsl_pilot.app.completion import Completion
from bsl_pilot.app.knowledge import of_workspace, order_of
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion import builder
from bsl_pilot.completion.cleaning import MAX_LINE
from bsl_pilot.locale import Locale
from bsl_pilot.settings import Settings

from tests.unit.backends.scripted import CODE, ours, specification

LONGEST = "\tСообщить(Значение);".ljust(MAX_LINE - len("Строка.Цена"), "х") + "Строка.Цена"
"""A line as long as any that is remembered: as it is cut, so its tokens are."""


async def test_who_builds_it_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "Проект 🙂"
    (root / "Модули").mkdir(parents=True)
    (root / "Модули" / "Ё.bsl").write_bytes(b"\xef\xbb\xbf" + CODE.replace("\n", "\r\n").encode())
    (root / "старый.os").write_bytes(f"// длинная\r\n{LONGEST}\r\n".encode("cp1251"))
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text(specification(), encoding="utf-8")
    joined = cast("Completion", SimpleNamespace(tokens=ours(), key="ключ", tokenizer=tokenizer))
    workspace = Workspace(root, Settings(), [], Locale.RU)
    built: list[dict[str, bytes]] = []
    for who in ("process", "command"):
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(tmp_path / who))
        order = order_of(workspace, root, joined)
        if who == "process":
            await builder.build(order)
        else:
            recaller = of_workspace(workspace, root, joined).project("другой.bsl")
            assert recaller
            assert recaller.recall(ours().encode_once("\tТаблицаПродаж = Новый")).length > 1
        built.append({one.name: one.read_bytes() for one in Path(order.folder).iterdir()})
    assert built[0] == built[1]
    assert order.paths == ["Модули/Ё.bsl", "старый.os"]
    assert any(name.startswith("memory-") for name in built[0])


def test_the_longest_line_tells_the_encoders_apart() -> None:
    """Or the test above would see no difference where there is one."""
    assert len(LONGEST) == MAX_LINE
    assert ours().encode(f"А;\n{LONGEST}") != ours().encode_once(f"А;\n{LONGEST}")
