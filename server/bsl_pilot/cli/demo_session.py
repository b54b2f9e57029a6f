"""The stage of the demo that types into a module through a real server process."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from bsl_pilot.cli.demo_client import Clock, Server
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.locale import Text
from bsl_pilot.text import files

TYPED = "\nПроцедура Демонстрация(Отказ)\n\tЕсли Отказ Тог"
WANTED = "Тогда"
OUTLINE = "textDocument/documentSymbol"
FINDINGS = "textDocument/publishDiagnostics"

_STARTED = Text(
    "процесс запущен, initialize отвечен за {ms:.0f} мс", "started; initialize answered in {ms:.0f} ms"
)
_OPENED = Text(
    "открыт {name}, символов верхнего уровня: {count}, первый ответ за {ms:.0f} мс",
    "opened {name}; {count} symbols at the top level; first answer in {ms:.0f} ms",
)
_TYPED = Text(
    "набрано знаков: {count}; структура после каждого: медиана {median:.1f} мс, худшее {worst:.1f} мс",
    "typed {count} characters; outline after each: median {median:.1f} ms, worst {worst:.1f} ms",
)
_FINDINGS = Text("замечания через {ms:.0f} мс:", "findings after {ms:.0f} ms:")
_COMPLETED = Text("дополнение за {ms:.1f} мс: {labels}", "completion in {ms:.1f} ms: {labels}")
_ENDED = Text("сервер завершился сам, код {code}", "the server ended by itself, exit code {code}")
_NO_FINDING = Text("сервер не нашёл недописанное", "the server did not find what is half-typed")
_NO_COMPLETION = Text("нет варианта {wanted}", "{wanted} is not among the completions")
_LOST = Text("новой процедуры нет в структуре", "the new procedure is not in the outline")
_BAD_END = Text("сервер завершился с кодом {code}", "the server ended with exit code {code}")


def session(project: Path, show: Show) -> None:
    """Starts a server, opens a module of the project, types into it, asks for what an editor asks."""
    module = max(project.rglob("*.bsl"), key=lambda path: (path.stat().st_size, str(path)))
    document: dict[str, Any] = {"uri": module.as_uri()}
    clock = Clock()
    with Server() as server:
        server.request("initialize", _initialize(project, show))
        show.text(_STARTED, ms=clock.ms)
        server.notify("initialized", {})
        text = files.read(module).text
        _open(server, document, text, module, show)
        line, character = _type(server, document, text, show)
        _complete(server, document, line, character, show)
        code = server.exit_code()
    if code:
        raise StageFailed(_BAD_END.filled(code=code))
    show.text(_ENDED, code=code)


def _initialize(project: Path, show: Show) -> dict[str, Any]:
    return {
        "processId": None,
        "locale": show.locale.value,
        "rootUri": project.as_uri(),
        "initializationOptions": {"settings": {"completion": {"enabled": False}}},  # a stage of its own
        "workspaceFolders": [{"uri": project.as_uri(), "name": project.name}],
        "capabilities": {
            "textDocument": {
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
                "publishDiagnostics": {"versionSupport": True},
            }
        },
    }


def _open(server: Server, document: dict[str, Any], text: str, module: Path, show: Show) -> None:
    clock = Clock()
    opened: dict[str, Any] = {**document, "languageId": "bsl", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": opened})
    symbols = server.request(OUTLINE, {"textDocument": document})
    show.text(_OPENED, name=module.parent.parent.name, count=len(symbols), ms=clock.ms)


def _type(server: Server, document: dict[str, Any], text: str, show: Show) -> tuple[int, int]:
    """Types at the end, asking for the outline after each character; the place where it ends."""
    lines = text.splitlines()
    line, character = (len(lines), 0) if text.endswith("\n") else (len(lines) - 1, len(lines[-1]))
    times: list[float] = []
    symbols: Any = []
    clock = Clock()
    for version, char in enumerate(TYPED, 2):
        clock = Clock()
        at = {"line": line, "character": character}
        change = {"range": {"start": at, "end": at}, "text": char}
        versioned: dict[str, Any] = {**document, "version": version}
        server.notify("textDocument/didChange", {"textDocument": versioned, "contentChanges": [change]})
        symbols = server.request(OUTLINE, {"textDocument": document})
        times.append(clock.ms)
        line, character = (line + 1, 0) if char == "\n" else (line, character + 1)
    show.text(_TYPED, count=len(TYPED), median=statistics.median(times), worst=max(times))
    if "Демонстрация" not in str(symbols):
        raise StageFailed(_LOST)
    _show_findings(server, len(TYPED) + 1, clock, show)
    return line, character


def _show_findings(server: Server, version: int, clock: Clock, show: Show) -> None:
    findings = server.wait_for(FINDINGS, version)["diagnostics"]
    show.text(_FINDINGS, ms=clock.ms)
    for one in findings:
        print(f"     → {one['range']['start']['line'] + 1}: {one['message']}")
    if not findings:
        raise StageFailed(_NO_FINDING)


def _complete(server: Server, document: dict[str, Any], line: int, character: int, show: Show) -> None:
    clock = Clock()
    at = {"line": line, "character": character}
    answer = server.request("textDocument/completion", {"textDocument": document, "position": at})
    items = answer["items"] if isinstance(answer, dict) else answer or []
    labels = [item["label"] for item in items]
    shown = sorted(labels, key=lambda label: label != WANTED)[:6]
    show.text(_COMPLETED, ms=clock.ms, labels=", ".join(shown))
    if WANTED not in labels:
        raise StageFailed(_NO_COMPLETION.filled(wanted=WANTED))
