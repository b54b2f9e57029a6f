"""What the completion engine itself costs for a keystroke, beside its writer: the writer answers at once.

    python bench/engine.py [--lines 20000] [--keys 200]

Types in the middle of a generated module. Times are of the thread, not of the clock: other work on the machine does
not count. `written` includes the filters; the edit's parse is not part of it, as the server has done it before.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import defaultdict

from bsl_pilot.completion.engine import Engine, Parts
from bsl_pilot.completion.ports import Answer, Confidence, End, Job, Source
from bsl_pilot.completion.request import Request
from bsl_pilot.completion.show import EVERYTHING
from bsl_pilot.completion.writers import Writer
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

from table import milliseconds, table

METHOD = """Процедура Обработать{number}(Товары, Склад) Экспорт
\tДля Каждого Строка Из Товары Цикл
\t\tЕсли Строка.Количество > 0 Тогда
\t\t\tСписать(Строка.Номенклатура, Склад, Строка.Количество);
\t\tКонецЕсли;
\tКонецЦикла;
КонецПроцедуры

"""
TYPED = "Результат = ПолучитьОстатки(Товары, Склад);"


class Ready:
    """A writer that knows what is typed next in the line."""

    async def complete(self, job: Job) -> Answer:
        """Answers at once."""
        line = job.prompt.prefix.rpartition("\n")[2].strip()
        text = TYPED[len(line) :] if TYPED.startswith(line) else "Сообщить(Склад);"
        return Answer(text, Source.EDGE, End.STOP, Confidence(4, -0.1, -0.2, -0.1))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    taken = asyncio.run(typing(options.lines, options.keys))
    rows = [(step, len(times), *milliseconds(times)) for step, times in sorted(taken.items())]
    print(table(("answered from", "keys", "p50 ms", "p95 ms", "max ms"), rows))


async def typing(lines: int, keys: int) -> dict[str, list[float]]:
    """Types lines in the middle of a module; thread seconds by what answered."""
    methods = lines // METHOD.count("\n")
    text = "".join(METHOD.format(number=number) for number in range(methods))
    document = Document.parse(text)
    at = document.text.data.index(f"Обработать{methods // 2}(".encode())
    at = document.text.data.index(b"\n", at) + 1
    document = document.edit([ByteEdit(at, at, b"\n")])
    engine = Engine(
        Parts([Writer("ready", Ready())], CompletionSettings(), curve=EVERYTHING, clock=time.monotonic)
    )
    taken: dict[str, list[float]] = defaultdict(list)
    count = 0
    while count < keys:
        for char in "\t" + TYPED + "\n":
            edit = ByteEdit(at, at, char.encode())
            document = document.edit([edit])
            at += len(edit.text)
            engine.changed("a", [edit], document)
            await one(engine, Request("a", "a.bsl", document, at), taken)
            count += 1
        engine.closed("a")
    await one(engine, Request("a", "a.bsl", document, at, invoked=True), taken)
    await engine.close()
    return taken


async def one(engine: Engine, request: Request, taken: dict[str, list[float]]) -> None:
    """One request, and what follows when its answer is shown."""
    before = time.thread_time()
    result = await engine.complete(request)
    seconds = time.thread_time() - before
    if not result.offers:
        taken["nothing: " + next(iter(result.dropped))].append(seconds)
        return
    offer = result.offers[0]
    taken["typing as suggested" if offer.start < request.offset else f"{offer.source}: written"].append(
        seconds
    )
    if offer.start == request.offset:
        engine.shown(offer.id)
        await asyncio.sleep(0.01)  # the speculation


if __name__ == "__main__":
    main()
