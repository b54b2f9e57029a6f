"""More blank lines than needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text, delete


@dataclass(frozen=True, slots=True)
class Parameters:
    allowed_empty_lines_count: int = 1


RULE = Rule(
    key="ConsecutiveEmptyLines",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Лишние пустые строки", "Too many blank lines"),
    about=Text(
        "Одной пустой строки довольно, чтобы отделить одно от другого. Больше — меньше кода на экране.",
        "One blank line is enough to part one thing from another. More of them leave less code on the screen.",
    ),
    message=Text(
        "Пустых строк подряд: {count}, больше {limit}", "{count} blank lines in a row, more than {limit}"
    ),
    fix=Text("Убрать лишние пустые строки", "Remove the blank lines"),
    parameters=Parameters,
    parameter_docs=(
        ("allowedEmptyLinesCount", Text("сколько пустых строк можно подряд", "blank lines that are fine")),
    ),
    examples=(
        Bad("А = 1;\n⟦\n⟧\nБ = 2;\n", fixed="А = 1;\n\nБ = 2;\n"),
        Bad("A = 1;\r\n⟦\t\r\n  \r\n\r\n⟧\r\nB = 2;\r\n", fixed="A = 1;\r\n\t\r\nB = 2;\r\n"),
        Bad("\ufeff⟦\n\n⟧\nА = 1;\n", fixed="\ufeff\nА = 1;\n", hidden=True),
        Bad("А = 1;\n⟦\n\n⟧\n", fixed="А = 1;\n\n", hidden=True),
        Good("А();\n\n\nБ();", parameters={"allowedEmptyLinesCount": 2}, hidden=True),
        Good("А = 1;\n\nБ = 2;\n"),
        Good("", hidden=True),
    ),
)
_LINE = re.compile(rb"[ \t]*(?:\r\n|\n|\Z)")


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    limit = max(parameters.allowed_empty_lines_count, 0)
    for start, end in _runs(module.data, limit + 1):
        lines = [one for one in _LINE.finditer(module.data, start, end) if one.end() > one.start()]
        place = Range(start, start + len(module.data[start:end].rstrip(b"\r\n")))
        if len(lines) > 1:
            place = Range(start, lines[-1].start() + len(lines[-1].group().rstrip(b"\r\n")))
        edit = delete(lines[limit].start(), end)
        yield RULE.at(place, count=len(lines), limit=limit, fix=partial(list, (edit,)))


def _runs(data: bytes, least: int) -> Iterator[tuple[int, int]]:
    """Runs of so many blank lines or more: where the first begins, and behind the last."""
    head = len(_BOM) if data.startswith(_BOM) else 0
    if b"\n" * least not in data.translate(None, b" \t\r"):
        return  # which is seen many times faster than what the patterns look for
    first = re.compile(rb"(?:[ \t]*\r?\n){%d,}" % least).match(data, head)
    if first is not None:
        yield first.span()
    for match in re.compile(rb"\n((?:[ \t]*\r?\n){%d,})" % least).finditer(
        data, first.end() - 1 if first else head
    ):
        if first is None or match.start() >= first.end():
            yield match.span(1)


_BOM = b"\xef\xbb\xbf"
