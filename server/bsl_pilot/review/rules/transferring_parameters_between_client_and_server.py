"""A parameter goes back over the network though nobody changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bsl_pilot.review.api import (
    Access,
    Bad,
    Code,
    Edits,
    Finding,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Node,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
    Use,
    insert,
    reason,
)
from bsl_pilot.review.code.method import CLIENT_DIRECTIVES, SERVER_DIRECTIVES, SERVER_NO_CONTEXT
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    cached_value_names: tuple[str, ...] = ()


_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
RULE = Rule(
    key="TransferringParametersBetweenClientAndServer",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Параметр вызова сервера без «Знач»", "A parameter of a server call without `Val`"),
    about=Text(
        "Значение параметра без «Знач» после вызова сервера возвращается на клиент, даже если метод его не менял. «Знач» "
        "избавляет от этой передачи.",
        "The value of a parameter without `Val` travels back to the client after the call, even if the method did not change "
        "it. `Val` saves that.",
    ),
    message=Text(
        "Параметр «{name}» серверного метода «{method}» не меняется: укажите «Знач»",
        "The parameter `{name}` of the server method `{method}` is not changed: declare it as `Val`",
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "cachedValueNames",
            Text(
                "имена параметров, которые можно не проверять", "names of parameters that need not be checked"
            ),
        ),
    ),
    fix=Text("Добавить «Знач»", "Add `Val`"),
    see=("https://its.1c.ru/db/v8std/content/487/hdoc",),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура А()\n\tБ(1, 2, 3);\nКонецПроцедуры\n\n&НаСервере\n"
            "Процедура Б(⟦Цена⟧, Знач Сумма, Итог)\n\tИтог = Цена * Сумма;\nКонецПроцедуры\n",
            fixed="&НаКлиенте\nПроцедура А()\n\tБ(1, 2, 3);\nКонецПроцедуры\n\n&НаСервере\n"
            "Процедура Б(Знач Цена, Знач Сумма, Итог)\n\tИтог = Цена * Сумма;\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Bad(
            "&AtClient\nProcedure A()\n\tC = b(1, 2);\nEndProcedure\n\n&AtServerNoContext\n"
            'Function B(⟦X⟧, ⟦Y⟧ = 1)\n\tReturn New Structure("a", X, String(Y));\nEndFunction\n',
            fixed="&AtClient\nProcedure A()\n\tC = b(1, 2);\nEndProcedure\n\n&AtServerNoContext\n"
            'Function B(Val X, Val Y = 1)\n\tReturn New Structure("a", X, String(Y));\nEndFunction\n',
            path=_PATH,
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tБ(1, 2, 3, 4);\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б(В, Г, Д, Е)\n"
            '\tВ.Вставить("а");\n\tГ.Имя = 1;\n\tД[0] = 2;\n\tДругое(Е);\nКонецПроцедуры\n\n&НаСервере\nПроцедура З(И)\n'
            "\tБ(И, 1, 2, 3);\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tБ(1);\nКонецПроцедуры\n&НаСервере\nПроцедура Б(Кэш)\nКонецПроцедуры\n",
            path=_PATH,
            parameters={"cachedValueNames": "кэш, другое"},
            hidden=True,
        ),
    ),
)
_CALLED = Text("Вызов с клиента", "The call from the client")
_SERVER = SERVER_DIRECTIVES | SERVER_NO_CONTEXT


class Facts(NamedTuple):
    """What one method does; offsets of the piece."""

    calls: tuple[tuple[str, int, int], ...] = ()
    """Of a client method: methods that it calls by their name, and where."""
    unchanged: tuple[str, ...] = ()
    """Of a server method: folded names of parameters by reference that stay as they are."""


@RULE.collect
def facts(code: Code) -> Facts | None:
    """What a method with a directive calls, or leaves as it is."""
    method = code.method
    if method is None or not method.directives:
        return None
    word = method.directives[0].word
    if word in CLIENT_DIRECTIVES:
        places = {word: (found[0].node.start, found[0].node.end) for word, found in code.called.items()}
        return Facts(calls=tuple((word, *place) for word, place in places.items()))
    if word not in _SERVER:
        return None
    return Facts(
        unchanged=tuple(one.word for one in method.parameters if not one.by_value and _stays(one.word, code))
    )


def _stays(word: str, code: Code) -> bool:
    variable = code.variables.get(word)
    return variable is None or not any(_may_change(one) for one in variable.uses)


def _may_change(use: Use) -> bool:
    """Whether a variable, or what it holds, may be another afterwards."""
    if use.access is Access.WRITE:
        return True
    if use.access is Access.PASS:
        return not _is_harmless(use.node)
    node = use.node
    while node.parent is not None and node.field == "object" and node.parent.kind in _INTO:
        node = node.parent
    if node is use.node:
        return False
    parent = node.parent
    if node.kind == "method_call":
        return parent is not None and parent.kind == "call_statement"
    return parent is not None and parent.kind == "assignment" and node.field == "left"


def _is_harmless(node: Node) -> bool:
    """Whether a whole argument goes to a constructor or to one of the functions that only look at it."""
    call = node.parent.parent if node.parent is not None else None
    return call is not None and (call.kind == "new_expression" or call.word_of("name") in _LOOK)


_INTO = frozenset({"member_access", "method_call", "index_access"})
_LOOK = frozenset(
    fold(name)
    for name in [
        "Строка",
        "String",
        "Число",
        "Number",
        "Дата",
        "Date",
        "Булево",
        "Boolean",
        "Тип",
        "Type",
        "ТипЗнч",
        "TypeOf",
        "ЗначениеЗаполнено",
        "ValueIsFilled",
        "СокрЛП",
        "TrimAll",
        "НРег",
        "Lower",
        "ВРег",
        "Upper",
        "СтрДлина",
        "StrLen",
        "СтрНайти",
        "StrFind",
        "Лев",
        "Left",
        "Прав",
        "Right",
        "Сред",
        "Mid",
        "Формат",
        "Format",
        "СтрШаблон",
        "StrTemplate",
        "СтрЗаменить",
        "StrReplace",
        "СтрРазделить",
        "StrSplit",
        "ПустаяСтрока",
        "IsBlankString",
        "НачалоДня",
        "BegOfDay",
        "КонецДня",
        "EndOfDay",
        "Сообщить",
        "Message",
        "УстановитьПараметр",
        "SetParameter",
        "ПолучитьИзВременногоХранилища",
        "GetFromTempStorage",
        "XMLСтрока",
        "XMLString",
        "ЭтоАдресВременногоХранилища",
        "IsTempStorageURL",
        "НайтиПоКоду",
        "FindByCode",
        "НайтиПоНаименованию",
        "FindByDescription",
    ]
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    called: dict[str, Range] = {}
    unchanged: list[tuple[PieceFacts, Facts]] = []
    for piece, one in module.collected(RULE):
        for word, start, end in one.calls:
            called.setdefault(word, Range(piece.start + start, piece.start + end))
        if one.unchanged:
            unchanged.append((piece, one))
    skipped = {fold(one.strip()) for one in parameters.cached_value_names}
    for piece, one in unchanged:
        method = piece.method
        call = called.get(method.word) if method is not None else None
        if call is not None:
            yield from _findings(module, piece, set(one.unchanged) - skipped, call)


def _findings(module: ModuleFacts, piece: PieceFacts, words: set[str], call: Range) -> Iterator[Finding]:
    method = piece.method
    assert method is not None
    keyword = module.data[piece.start + method.header.start : piece.start + method.start]
    word = "Val" if keyword.isascii() else "Знач"
    for one in method.parameters:
        if one.word in words:
            place = piece.place(one)
            fix = partial(_fix, place.start, f"{word} ")
            yield RULE.at(place, name=one.name, method=method.name, reasons=[reason(call, _CALLED)], fix=fix)


def _fix(at: int, text: str) -> Edits:
    return [insert(at, text)]
