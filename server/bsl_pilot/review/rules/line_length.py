"""A line longer than the limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import Bad, Edits, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text
from bsl_pilot.review.long_line import LongLine


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
    fix=Text("Перенести", "Break the line"),
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
        Bad(
            "Процедура А()\n⟦\tСообщить(Первый, Второй, Третий);⟧\n⟦\tЕсли Первый = 1 И Второй = 2 Или Третий Тогда⟧\n\t\tА = 1;\n\tКонецЕсли;\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tСообщить(Первый, Второй,\n\t\tТретий);\n\tЕсли Первый = 1 И Второй = 2\n\t\tИли Третий Тогда\n\t\tА = 1;\n\tКонецЕсли;\nКонецПроцедуры\n",
            parameters={"maxLineLength": 30},
        ),
        Bad(
            "Процедура А()\n⟦    Сообщить(Первый, Второй, Третий(А, Б));⟧\n⟦    Сообщить(НСтр(Один, Два), Третий);⟧\nКонецПроцедуры\n"
            "⟦//  Слово, которое описано - Строка - б⟧\n⟦//  Слова и ещё // слова слова слова⟧\nПроцедура Б(Слово, описано)\nКонецПроцедуры\n",
            fixed="Процедура А()\n    Сообщить(Первый, Второй, Третий(А, Б));\n    Сообщить(НСтр(Один, Два),\n        Третий);\nКонецПроцедуры\n"
            "//  Слово, которое описано - Строка - б\n//  Слова и ещё // слова слова\n//  слова\nПроцедура Б(Слово, описано)\nКонецПроцедуры\n",
            parameters={"maxLineLength": 30},
            hidden=True,
        ),
        Bad(
            "Procedure P()\r\n\tIf A Then\r\n⟦\t\tB = 1; // why it is so, at last 😀⟧\r\n⟦\t\t// A comment of many words that goes on⟧\r\n⟦\t\tMessage(NStr(\"en = 'Long text'\"));⟧\r\n\t\tC(1,\r\n⟦\t\t\tFirst(1, 2) + Second + 33333333);⟧\r\n\tEndIf;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tIf A Then\r\n\t\t// why it is so, at last 😀\r\n\t\tB = 1;\r\n\t\t// A comment of many words\r\n\t\t// that goes on\r\n\t\tMessage(NStr(\"en = 'Long text'\"));\r\n\t\tC(1,\r\n\t\t\tFirst(1, 2) + Second\r\n\t\t\t+ 33333333);\r\n\tEndIf;\r\nEndProcedure\r\n",
            parameters={"maxLineLength": 31},
            hidden=True,
        ),
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
    lines = zip(starts, [*starts[1:], len(data)], strict=True)
    for start, end in [
        one for one in lines if one[1] - one[0] > limit
    ]:  # no character is shorter than a byte
        line = data[start:end].decode("utf-8", "replace").removeprefix("\ufeff").rstrip()
        if parameters.exclude_trailing_comments and not line.lstrip().startswith("//"):
            line = _without_comment(module, start, line)
        if len(line) <= limit or (comments is not None and any(a <= start < b for a, b in comments)):
            continue
        place = Range(start, start + len(line.encode()))
        yield RULE.at(place, length=len(line), limit=limit, fix=partial(_fix, module, place, limit))


def _fix(module: ModuleFacts, place: Range, limit: int) -> Edits | None:
    skipped = len(module.data[place.start : place.end]) - len(
        module.data[place.start : place.end].lstrip(_BOM)
    )
    return LongLine(module, place.start + skipped, place.end + skipped, limit).edits()


_BOM = b"\xef\xbb\xbf"


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
