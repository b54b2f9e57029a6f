"""A handler of writing does its work on data that come from elsewhere, too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Method,
    ModuleType,
    Node,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.code.node import STATEMENTS
from bsl_pilot.review.edits import indent_of, line_end, line_stop
from bsl_pilot.text.words import is_latin


@dataclass(frozen=True, slots=True)
class Parameters:
    find_first: bool = False


_PATH = "Catalogs/Товары/Ext/ObjectModule.bsl"
RULE = Rule(
    key="DataExchangeLoading",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.OBJECT, ModuleType.RECORD_SET, ModuleType.VALUE_MANAGER),
    title=Text("Нет проверки ОбменДанными.Загрузка", "No check of DataExchange.Load"),
    about=Text(
        "При обмене объект записывается таким, каким пришёл: проверять и дополнять его нельзя, это сделано в базе, откуда "
        "он. Обработчик записи и удаления должен начинаться с выхода, если ОбменДанными.Загрузка.",
        "An exchange writes an object as it came: it must not be checked or completed, that was done where it comes from. "
        "A handler of writing or deletion must begin with leaving if DataExchange.Load.",
    ),
    message=Text(
        "В начале «{name}» нет проверки ОбменДанными.Загрузка",
        "`{name}` does not begin with a check of DataExchange.Load",
    ),
    fix=Text("Добавить проверку", "Add the check"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        ("findFirst", Text("проверка должна быть первой в методе", "the check must be the first statement")),
    ),
    see=(
        "https://its.1c.ru/db/v8std/content/464/hdoc",
        "https://its.1c.ru/db/v8std/content/465/hdoc",
    ),
    examples=(
        Bad(
            "Процедура ⟦ПередЗаписью⟧(Отказ)\n\t\n\tБ();\nКонецПроцедуры\n",
            fixed="Процедура ПередЗаписью(Отказ)\n\tЕсли ОбменДанными.Загрузка Тогда\n\t\tВозврат;\n\tКонецЕсли;\n\t\n\tБ();\n"
            "КонецПроцедуры\n",
            path=_PATH,
            hidden=True,
        ),
        Bad(
            'Процедура ⟦ПередЗаписью⟧(Отказ)\n\tСумма = Товары.Итог("Сумма");\nКонецПроцедуры\n',
            fixed="Процедура ПередЗаписью(Отказ)\n\tЕсли ОбменДанными.Загрузка Тогда\n\t\tВозврат;\n\tКонецЕсли;\n\n"
            '\tСумма = Товары.Итог("Сумма");\nКонецПроцедуры\n',
            path=_PATH,
        ),
        Bad(
            "Procedure ⟦OnWrite⟧(Cancel)\r\n\tVar A;\r\n\tA = 1;\r\nEndProcedure\r\n",
            fixed="Procedure OnWrite(Cancel)\r\n\tVar A;\r\n\tIf DataExchange.Load Then\r\n\t\tReturn;\r\n\tEndIf;\r\n\r\n"
            "\tA = 1;\r\nEndProcedure\r\n",
            path=_PATH,
        ),
        Bad(
            "Процедура ⟦ПередУдалением⟧(Отказ)\n\tА();\n\tЕсли ОбменДанными.Загрузка Тогда\n\t\tВозврат;\n\tКонецЕсли;\n"
            "КонецПроцедуры\n",
            path=_PATH,
            parameters={"findFirst": True},
            hidden=True,
        ),
        Good(
            "Процедура ПриЗаписи(Отказ)\n\t// обмен\n\tЕсли ОбменДанными.Загрузка Или А Тогда\n\t\tВозврат;\n\tКонецЕсли;\n"
            "\tБ();\nКонецПроцедуры\n\nПроцедура ПередЗаписью(Отказ)\nКонецПроцедуры\n\nПроцедура Своя()\n\tБ();\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Good(
            "Процедура ПриЗаписи(Отказ)\n\tЕсли Не ЭтотОбъект.ОбменДанными.Загрузка Тогда\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n",
            path=_PATH,
            hidden=True,
        ),
    ),
)
_HANDLERS = frozenset(
    {"передзаписью", "beforewrite", "призаписи", "onwrite", "передудалением", "beforedelete"}
)
_LOAD = frozenset({"загрузка", "load"})
_EXCHANGE = frozenset({"обменданными", "dataexchange"})


@RULE.methods
def check(method: Method, code: Code, parameters: Parameters) -> Found:
    if method.word not in _HANDLERS:
        return
    statements = [
        one for one in code.statements if one.kind in STATEMENTS and one.kind != "variable_statement"
    ]
    looked_at = statements[:1] if parameters.find_first else statements
    if statements and not any(_is_guard(one, alone=len(statements) == 1) for one in looked_at):
        yield RULE.at(method.name, name=method.name.text, fix=partial(_fix, method, statements[0], code))


def _is_guard(node: Node, *, alone: bool) -> bool:
    """Whether a statement leaves while data are loaded, or is all of the method and does nothing then."""
    condition = node.child("condition") if node.kind == "if_statement" else None
    if condition is None or not any(map(_asks, condition.below("member_access"))):
        return False
    return alone or any(node.below("return_statement"))


def _asks(node: Node) -> bool:
    owner = node.child("object")
    if owner is None or node.word_of("name") not in _LOAD:
        return False
    return (owner.word_of("name") or owner.word) in _EXCHANGE


def _fix(method: Method, first: Node, code: Code) -> Edits | None:
    """The check on lines of its own, behind the header or the last `Перем`."""
    declared = [one for one in code.of("variable_statement") if one.start < first.start]
    header = method.export or method.node.child("parameters")
    before = (
        code.statement_end(declared[-1]) if declared else header.end if header is not None else first.start
    )
    at = code.data.find(b"\n", before) + 1
    if not at or at > first.start:
        return None
    end, indent = line_end(code), indent_of(first.start, code)
    words = ("If DataExchange.Load Then", "Return;", "EndIf;")
    if not is_latin(method.word):
        words = ("Если ОбменДанными.Загрузка Тогда", "Возврат;", "КонецЕсли;")
    is_blank = not code.data[at : line_stop(at, code)].strip()
    gap = ("",) if is_blank else ("", "")
    lines = (f"{indent}{words[0]}", f"{indent}{_step(indent)}{words[1]}", f"{indent}{words[2]}", *gap)
    return [insert(at, end.join(lines))]


def _step(indent: str) -> str:
    return "    " if indent.startswith(" ") else "\t"
