"""Calls among the arguments of a call."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, call_of, reason
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    allow_oneliner: bool = True
    allowed_method_names: tuple[str, ...] = ("НСтр", "NStr", "ПредопределенноеЗначение", "PredefinedValue")


RULE = Rule(
    key="NestedFunctionInParameters",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("Вложенные вызовы в параметрах", "Calls inside the arguments of a call"),
    about=Text(
        "Вызов, параметры которого сами вычисляются вызовами, трудно читать и отлаживать. Вычислите значения заранее, в "
        "переменных с понятными именами.",
        "A call whose arguments are calls themselves is hard to read and to debug. Work the values out before, in "
        "variables with telling names.",
    ),
    message=Text(
        "В параметрах «{name}» вызываются другие методы",
        "Other methods are called in the arguments of `{name}`",
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "allowOneliner",
            Text("разрешить вызовы, записанные в одну строку", "allow calls that stand on one line"),
        ),
        ("allowedMethodNames", Text("методы, вызов которых разрешён", "methods that may be called")),
    ),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad("Таблица.⟦Вставить⟧(Имя(А),\n\tАдрес(Б));\nВ = Найти(Имя(А));\n"),
        Bad("⟦Show⟧(NStr(\"en = 'A'\"),\n\t1 + Find(a));", parameters={"allowedMethodNames": "nstr"}),
        Bad("А = ⟦Б⟧(⟦В⟧(Г()));\n", parameters={"allowOneliner": False}, hidden=True),
        Bad('А = Новый ⟦Структура⟧("Б",\n\tВ.Г(1));', hidden=True),
        Good("А = НСтр(\"ru = 'А'\",\n\tЯзык());\n", hidden=True),
        Good(
            'Сообщить(СтрШаблон(А, Б));\nСообщить(\n\tНСтр("ru = \'А\'"));\nА = Новый Структура("Б",\n\tВ.Г);\n'
        ),
        Good("А(\n\tБ[В", hidden=True),
    ),
)
_HERE = Text("Вложенный вызов", "A call inside")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    allowed = {fold(one) for one in parameters.allowed_method_names}
    nested: dict[Node, list[Node]] = {}
    for inner in code.of("call", "method_call"):
        outer = inner.inside("arguments")
        if outer is not None and inner.word_of("name") not in allowed:
            nested.setdefault(outer, []).append(inner)
    for outer, calls in nested.items():
        call = call_of(outer.parent) if outer.parent is not None else None
        if call is None or call.word in allowed:
            continue
        if parameters.allow_oneliner and b"\n" not in code.data[outer.start : outer.end]:
            continue
        yield RULE.at(call.name, name=call.name.text, reasons=[reason(one, _HERE) for one in calls])
