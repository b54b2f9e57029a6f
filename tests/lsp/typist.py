"""A user of ghost text: a server with a model, a document, a cursor, and what an editor tells of it all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.lsp.raw import URI, Json, Server

STATUS = "bslPilot/completion/status"
INLINE = "textDocument/inlineCompletion"
INVOKED, AUTOMATIC = 1, 2
TURNS = 10
"""How often is asked again what could not be answered in time."""

METHOD = """\
Процедура Пересчитать{name}(Отказ) Экспорт
\tЕсли НЕ Отказ Тогда
\t\tСообщить("Остаток 🙂", Отказ, Склад.ОстатокНаДату);
\t\tОбщегоНазначения.ЗаписатьОстаток(Отказ, "Склад");
\tКонецЕсли;
КонецПроцедуры

"""
BODY = "".join(METHOD.format(name=name) for name in ("Первый", "Второй", "Третий", "Четвёртый", "Пятый"))
"""A text so regular that any model with a memory knows how its next method goes on."""
HALF = "Процедура ПересчитатьШестой(Отказ) Экспорт\n\tЕсли НЕ Отказ Тогда\n\t\tОбщегоНазначения.Запи"
REST = "сатьОстаток(Отказ, "


def on(**completion: Any) -> Json:
    """What a client sends with ``initialize`` to have ghost text; settings of ``bslPilot.completion``."""
    return {"settings": {"completion": completion}}


def state(message: Json) -> str:
    """The state that a message tells; empty for other messages."""
    return str(message["params"]["state"]) if message.get("method") == STATUS else ""


class Typist:
    """Types at the end of one document."""

    def __init__(self, server: Server, text: str = BODY, uri: str = URI) -> None:
        self.server = server
        self.uri = uri
        self.version = 1
        self.text = text
        server.open(text, uri)

    @property
    def end(self) -> Json:
        """The end of the text."""
        lines = self.text.replace("\r\n", "\n").split("\n")
        return {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}

    def type(self, text: str) -> None:
        """Types a text at once."""
        self.version += 1
        change = {"range": {"start": self.end, "end": self.end}, "text": text}
        self.server.change([change], self.version, self.uri)
        self.text += text

    def undo(self, text: str) -> None:
        """Deletes what was typed last."""
        end, self.text = self.end, self.text.removesuffix(text)
        self.version += 1
        change = {"range": {"start": self.end, "end": end}, "text": ""}
        self.server.change([change], self.version, self.uri)

    def params(self, kind: int = AUTOMATIC, **context: Any) -> Json:
        """Parameters of a request for ghost text at the end."""
        return {
            "textDocument": {"uri": self.uri},
            "position": self.end,
            "context": {"triggerKind": kind, **context},
        }

    def items(self, kind: int = AUTOMATIC, **context: Any) -> list[Json]:
        """What is offered at the end of the text."""
        for _ in range(TURNS):
            late = self._late()
            items: list[Json] = self.server.request(INLINE, self.params(kind, **context))["items"]
            if items or self._late() == late:
                break
        for item in items:
            start, end = item["range"]["start"], item["range"]["end"]
            assert start["line"] == end["line"], "an editor shows only what replaces text of one line"
        return items

    def _late(self) -> int:
        """How many requests were not answered in time, which on a busy machine says nothing about the answer."""
        return int(self.stats()["dropped"].get("deadline", 0))

    def ghost(self, kind: int = AUTOMATIC, **context: Any) -> str:
        """The text that is seen behind the cursor: what is offered, without what stands there already."""
        items = self.items(kind, **context)
        if not items:
            return ""
        (item,) = items
        start = item["range"]["start"]["character"]
        typed = self.text.rpartition("\n")[2].encode("utf-16-le")[2 * start :].decode("utf-16-le")
        assert item["range"]["end"] == self.end
        assert item["insertText"].startswith(typed), (item, typed)
        return str(item["insertText"])[len(typed) :]

    def offer(self, kind: int = INVOKED) -> Json:
        """The offer at the end of the text."""
        (item,) = self.items(kind)
        return item

    def stats(self) -> Json:
        """The user's statistics."""
        found: Json = self.server.request("bslPilot/stats")
        return found


def ident(item: Json) -> str:
    """An offer's id, which its command names."""
    (argument,) = item["command"]["arguments"]
    return str(argument)


@contextmanager
def serving(options: Json | None = None, **params: Any) -> Iterator[Server]:
    """A server whose model is ready."""
    with Server() as server:
        server.initialize(initializationOptions=options or on(), **params)
        assert until_loaded(server) == "ready", server.log
        yield server


def until_loaded(server: Server) -> str:
    """The state of the model once it is loaded or can't be."""
    return state(server.until(lambda message: state(message) not in ("", "loading")))


def left_over(pid: int) -> list[str]:
    """Processes of a server that outlived it. Its own process must have ended."""
    import psutil  # noqa: PLC0415

    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return [
        " ".join(one.cmdline())
        for one in psutil.Process(os.getpid()).children(recursive=True)
        if one.ppid() == pid
    ]


def unfinished(folder: Path) -> list[Path]:
    """Temporary files that were left in a folder."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name.startswith(".")]
