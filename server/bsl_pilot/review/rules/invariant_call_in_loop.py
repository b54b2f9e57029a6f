"""A slow function is called with the same literal at each turn of a loop."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    insert,
    replace,
)
from bsl_pilot.review.code.literals import is_literal
from bsl_pilot.review.code.loops import outermost
from bsl_pilot.review.edits import indent_of, line_end, line_start
from bsl_pilot.text.words import fold, is_latin

RULE = Rule(
    key="InvariantCallInLoop",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    title=Text("Одно и то же вычисляется на каждом обороте", "The same is worked out at each turn"),
    about=Text(
        'ПолучитьФункциональнуюОпцию("…") и поиск в метаданных по постоянному имени дают одно и то же на каждом обороте, а '
        "обходятся недёшево. Получите значение один раз, до цикла.",
        'GetFunctionalOption("…") and a search in the metadata by a constant name give the same at each turn and are not '
        "cheap. Get the value once, before the loop.",
    ),
    message=Text("«{name}» даёт одно и то же на каждом обороте", "`{name}` gives the same at each turn"),
    fix=Text("Вынести перед циклом", "Move before the loop"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура Пример(Строки)\n\tДля Каждого Строка Из Строки Цикл\n"
            '\t\tСтрока.Склад = ⟦ПолучитьФункциональнуюОпцию("ВестиСклады")⟧;\n\tКонецЦикла;\nКонецПроцедуры\n',
            fixed='Процедура Пример(Строки)\n\tФункциональнаяОпция = ПолучитьФункциональнуюОпцию("ВестиСклады");\n'
            "\tДля Каждого Строка Из Строки Цикл\n\t\tСтрока.Склад = ФункциональнаяОпция;\n\tКонецЦикла;\nКонецПроцедуры\n",
        ),
        Bad(
            'While A Do\n\tFor I = 1 To 2 Do\n\t\tB(⟦Metadata.FindByFullName("Catalog.C")⟧);\n\tEndDo;\nEndDo;\n',
            fixed='FoundMetadata = Metadata.FindByFullName("Catalog.C");\nWhile A Do\n\tFor I = 1 To 2 Do\n\t\tB(FoundMetadata);\n'
            "\tEndDo;\nEndDo;\n",
        ),
        Good(
            'А = ПолучитьФункциональнуюОпцию("Б");\nДля Каждого В Из Г Цикл\n\tД = ПолучитьФункциональнуюОпцию(В);\n'
            '\tЕ = ПолучитьФункциональнуюОпцию("Б", Новый Структура("А", В));\n\tЖ = Метаданные.НайтиПоТипу(В);\n\tЗ.НайтиПоТипу("а");\nКонецЦикла;\n'
        ),
        Good('Пока А Цикл\n\tПолучитьФункциональнуюОпцию("', hidden=True),
    ),
)
_METADATA = frozenset({"метаданные", "metadata"})


@RULE.calls("ПолучитьФункциональнуюОпцию", "GetFunctionalOption")
def of_option(call: Call, code: Code) -> Found:
    return _check(call, code, "FunctionalOptionValue" if is_latin(call.word) else "ФункциональнаяОпция")


@RULE.members("НайтиПоПолномуИмени", "FindByFullName")
def of_metadata(call: Call, code: Code) -> Found:
    if call.path and call.path[0] in _METADATA:
        yield from _check(call, code, "FoundMetadata" if is_latin(call.word) else "НайденныеМетаданные")


def _check(call: Call, code: Code, name: str) -> Found:
    loop = outermost(call.node)
    if loop is None or not call.arguments or not all(is_literal(one) for one in call.arguments):
        return
    yield RULE.at(call.node, name=call.name.text, fix=partial(_fix, call.node, loop, name, code))


def _fix(node: Node, loop: Node, name: str, code: Code) -> Edits | None:
    """The value in a variable of its own, on a line before the outermost loop."""
    start = line_start(loop.start, code)
    if fold(name) in code.words or code.data[start : loop.start].strip() or "\n" in node.text:
        return None
    return [
        insert(start, f"{indent_of(loop.start, code)}{name} = {node.text};{line_end(code)}"),
        replace(node, name),
    ]
