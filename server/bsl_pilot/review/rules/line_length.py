"""A line longer than the limit."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    max_line_length: int = 120
    check_method_description: bool = True
    exclude_trailing_comments: bool = False


RULE = Rule(
    key="LineLength",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Слишком длинная строка", "Line too long"),
    about=Text(
        "Длинные строки не помещаются на экран, и в сравнении версий за их концом не видно изменений.",
        "Long lines don't fit the screen, and a comparison of versions hides what changed behind their end.",
    ),
    message=Text(
        "В строке {length} символов, больше {limit}", "The line has {length} characters, more than {limit}"
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxLineLength", Text("наибольшая длина строки в символах", "the longest line in characters")),
        ("checkMethodDescription", Text("проверять и описания методов", "check comments above methods, too")),
        (
            "excludeTrailingComments",
            Text("не считать комментарий в конце строки", "don't count a comment behind code"),
        ),
    ),
    examples=(
        Bad("⟦Сообщение = НСтр(\"ru = 'Не заполнено'\");⟧\n", parameters={"maxLineLength": 30}),
        Good("Сообщение = НСтр(\"ru = 'Не заполнено'\");\n"),
        Bad(
            "⟦Message(NStr(\"en = 'Empty 😀'\")); // why⟧\r\n", parameters={"maxLineLength": 30}, hidden=True
        ),
        Bad(
            "// Описание метода.\n⟦// Комментарий в коде⟧\n\nА();\n",
            parameters={"maxLineLength": 19},
            hidden=True,
        ),
        Good(
            "// Длинное описание метода.\nПроцедура А()\nКонецПроцедуры\n",
            parameters={"maxLineLength": 20, "checkMethodDescription": False},
            hidden=True,
        ),
        Good("А = 1; // отчего единица\n", parameters={"maxLineLength": 10, "excludeTrailingComments": True}),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    limit = parameters.max_line_length
    comments = None if parameters.check_method_description else _above_methods(module)
    data = module.data
    starts = module.lines.starts
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        if end - start <= limit:  # no character is shorter than a byte
            continue
        line = data[start:end].decode("utf-8", "replace").removeprefix("\ufeff").rstrip()
        if parameters.exclude_trailing_comments and not line.lstrip().startswith("//"):
            line = _without_comment(module, start, line)
        if len(line) <= limit or (comments is not None and any(a <= start < b for a, b in comments)):
            continue
        yield RULE.at(Range(start, start + len(line.encode())), length=len(line), limit=limit)


def _above_methods(module: ModuleFacts) -> list[tuple[int, int]]:
    found = []
    for one in module.methods:
        line = module.lines.starts[module.lines.line_of(one.start)]
        found.append((line - len(module.comment_above(one)), line))
    return found


def _without_comment(module: ModuleFacts, start: int, line: str) -> str:
    """The line up to the comment at its end."""
    end = start + len(line.encode())
    node = module.document.root.descendant_for_byte_range(end - 1, end)
    if node is None or node.type != "comment" or node.start_byte <= start:
        return line
    return module.data[start : node.start_byte].decode("utf-8", "replace").rstrip()
