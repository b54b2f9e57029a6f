"""The stage of the demo that shows ghost text: a line is typed into a module through a real server."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from bsl_pilot.cli.demo_client import Clock, Server
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.locale import Text
from bsl_pilot.text import files

MODULE = Path("CommonModules", "ДвиженияДокументов", "Ext", "Module.bsl")
TYPED = """

Процедура ОтразитьВозвраты(Движения, Товары, Шапка) Экспорт

\tДвижения.Записывать = Истина;
\tДля Каждого СтрокаТоваров Из Товары Цикл"""
INLINE = "textDocument/inlineCompletion"
STATUS = "bslPilot/completion/status"
PATIENCE = 60.0
"""Seconds until a model that is not loaded is a failure: the disk may be slow the first time."""

_READY = Text(
    "модель готова через {ms:.0f} мс после запуска", "the model is ready {ms:.0f} ms after the start"
)
_TYPING = Text("в {name} набирается процедура:", "a procedure is typed into {name}:")
_TIMES = Text(
    "нажатий: {keys}, с подсказкой: {shown}, из них дальше набрано именно так: {right}; ответ: медиана {median:.0f} мс, "
    "худший {worst:.0f} мс",
    "keys: {keys}, with ghost text: {shown}, of these typed on just so: {right}; answer: median {median:.0f} ms, "
    "worst {worst:.0f} ms",
)
_NO_MODEL = Text("модель не загрузилась: {why}", "the model did not load: {why}")
_NEVER = Text("подсказка не появилась ни разу", "ghost text never appeared")
_NEVER_RIGHT = Text("ни одна подсказка не оказалась верной", "no ghost text was right")


class _Key(NamedTuple):
    """What was seen after one key."""

    ghost: str
    ms: float
    right: bool


def complete(project: Path, show: Show) -> None:
    """Types a procedure key by key and shows the ghost text after each, with the time that it took."""
    # The user's own statistics and caches are none of the demo's business.
    with _home() as home, Server(home=home) as server:
        _begin(server, project, show)
        seen = _type(server, project / MODULE, show)
        server.exit_code()
    times = [one.ms for one in seen]
    shown, right = sum(bool(one.ghost) for one in seen), sum(one.right for one in seen)
    show.text(
        _TIMES, keys=len(seen), shown=shown, right=right, median=statistics.median(times), worst=max(times)
    )
    if not shown:
        raise StageFailed(_NEVER)
    if not right:
        raise StageFailed(_NEVER_RIGHT)


def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bsl-pilot-demo-", ignore_cleanup_errors=True)


def _begin(server: Server, project: Path, show: Show) -> None:
    clock = Clock()
    folder = {"uri": project.as_uri(), "name": project.name}
    initialize: dict[str, Any] = {
        "processId": None,
        "locale": show.locale.value,
        "rootUri": project.as_uri(),
        "workspaceFolders": [folder],
        "capabilities": {},
    }
    server.request("initialize", initialize)
    server.notify("initialized", {})
    status = server.wait_until(STATUS, lambda told: told["state"] != "loading", PATIENCE)
    if status["state"] != "ready":
        raise StageFailed(_NO_MODEL.filled(why=status["reason"]))
    show.text(_READY, ms=clock.ms)


def _type(server: Server, module: Path, show: Show) -> list[_Key]:
    """Types at the end of the module; what was seen after each key."""
    text = files.read(module).text.replace("\r\n", "\n").rstrip("\n")
    document: dict[str, Any] = {"uri": module.as_uri()}
    opened: dict[str, Any] = {**document, "languageId": "bsl", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": opened})
    show.text(_TYPING, name=module.parent.parent.name)
    line, character = text.count("\n"), len(text) - text.rfind("\n") - 1
    seen: list[_Key] = []
    for at, char in enumerate(TYPED):
        place = {"line": line, "character": character}
        change = {"range": {"start": place, "end": place}, "text": char}
        versioned: dict[str, Any] = {**document, "version": at + 2}
        server.notify("textDocument/didChange", {"textDocument": versioned, "contentChanges": [change]})
        line, character = (line + 1, 0) if char == "\n" else (line, character + 1)
        if char != "\n":
            written = TYPED[: at + 1]
            seen.append(_ask(server, document, line, character, written))
            _print(written.rpartition("\n")[2], seen[-1])
    return seen


def _ask(server: Server, document: dict[str, Any], line: int, character: int, written: str) -> _Key:
    clock = Clock()
    place = {"line": line, "character": character}
    asked = {"textDocument": document, "position": place, "context": {"triggerKind": 2}}
    items = server.request(INLINE, asked)["items"]
    ms = clock.ms
    if not items:
        return _Key("", ms, False)
    typed = character - items[0]["range"]["start"]["character"]
    ghost = items[0]["insertText"][typed:]
    rest = TYPED[len(written) :].partition("\n")[0]
    return _Key(ghost, ms, bool(rest) and ghost.partition("\n")[0] == rest)


def _print(line: str, key: _Key) -> None:
    first, *more = key.ghost.splitlines() or [""]
    ghost = f"⟦{first}⟧" + (f" +{len(more)}" if more else "") if key.ghost else ""
    mark = "✓" if key.right else " "
    print(f"   {key.ms:5.0f} ms {mark} {line.expandtabs(4)}{ghost}")
