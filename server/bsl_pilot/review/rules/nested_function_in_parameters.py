"""Calls among the arguments of a call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from bsl_pilot.features.refactor.names import unlike
from bsl_pilot.review.again import call_at
from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Node,
    Range,
    Rank,
    Rule,
    Text,
    call_of,
    insert,
    reason,
    replace,
)
from bsl_pilot.review.code.effects import CALLS
from bsl_pilot.review.code.logic import LOGICAL, operator
from bsl_pilot.review.code.node import STATEMENTS
from bsl_pilot.review.edits import indent_of, is_marked, is_plain, line_end, line_start
from bsl_pilot.review.nominative import value_name
from bsl_pilot.review.own_methods import is_global_value
from bsl_pilot.review.scene import ModuleType
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import fold, humps, is_latin, upper
from bsl_pilot.types.catalogue import current


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
    fix=Text("Вычислить значения заранее, в переменных", "Work the values out before, in variables"),
    fix_is_safe=False,
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
        Bad(
            "Таблица.⟦Вставить⟧(Имя(А),\n\tПолучитьАдрес(Б));\nВ = Найти(Имя(А));\n",
            fixed="Имя = Имя(А);\nАдрес = ПолучитьАдрес(Б);\nТаблица.Вставить(Имя,\n\tАдрес);\nВ = Найти(Имя(А));\n",
        ),
        Bad(
            "Procedure P()\r\n\tIf A Then\r\n\t\tB = 1; Return ⟦C⟧(Value, B.GetValue(D), // d\r\n\t\t\tE + New F(1).G(H())); // r\r\n\tEndIf;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tIf A Then\r\n\t\tB = 1; ValueValue = B.GetValue(D); ValueG = New F(1).G(H()); Return C(Value, ValueValue, // d\r\n"
            "\t\t\tE + ValueG); // r\r\n\tEndIf;\r\nEndProcedure\r\n",
            path="Catalogs/Goods/Ext/ObjectModule.bsl",
            hidden=True,
        ),
        Bad(
            "А.⟦Б⟧(ПолучитьДокументы(),\n\t1);\n",
            fixed="ЗначениеДокументы = ПолучитьДокументы();\nА.Б(ЗначениеДокументы,\n\t1);\n",
            hidden=True,
        ),
        Bad(
            "Если ⟦А⟧(1,\n\tБ()) Тогда\nКонецЕсли;\nВ = Г() + ⟦А⟧(1,\n\tБ());\nВ = Г И ⟦А⟧(1,\n\tБ());\nВ = ?(Г, ⟦А⟧(1,\n\tБ()), 1);\n"
            "В = ⟦А⟧(Г И Б(),\n\t1);\nВ = Г().⟦А⟧(1,\n\tБ());\nВ[Г()] = ⟦А⟧(1,\n\tБ());\n",
            fixed="Если А(1,\n\tБ()) Тогда\nКонецЕсли;\nВ = Г() + А(1,\n\tБ());\nВ = Г И А(1,\n\tБ());\nВ = ?(Г, А(1,\n\tБ()), 1);\n"
            "В = А(Г И Б(),\n\t1);\nВ = Г().А(1,\n\tБ());\nВ[Г()] = А(1,\n\tБ());\n",
            hidden=True,
        ),
        Bad("А.⟦Б⟧(В().Равно(1),\n\t2);\n", fixed="А.Б(В().Равно(1),\n\t2);\n", hidden=True),
        Bad(
            "А.⟦Б⟧(Тип(В),\n\tСтрШаблон(Г));\nА.⟦Б⟧(А.НайтиЦену(1),\n\tА.Цена(2));\nА.⟦Б⟧(А.Найти(1),\n\t2);\n"
            "// @skip-check some-rule\nА.⟦Б⟧(Цена(1),\n\t2);\nА.⟦Б⟧(ПолучитьТекущуюЦену(),\n\t2);\n",
            fixed="А.Б(Тип(В),\n\tСтрШаблон(Г));\nА.Б(А.НайтиЦену(1),\n\tА.Цена(2));\nА.Б(А.Найти(1),\n\t2);\n"
            "// @skip-check some-rule\nА.Б(Цена(1),\n\t2);\nТекущаяЦена = ПолучитьТекущуюЦену();\nА.Б(ТекущаяЦена,\n\t2);\n",
            hidden=True,
        ),
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


class Nest(NamedTuple):
    """The name of a call, and the calls in its arguments, by their bytes in the piece."""

    start: int
    end: int
    name: str
    calls: tuple[Range, ...]


@RULE.collect
def nests(code: Code, parameters: Parameters) -> Sequence[Nest]:
    calls = code.of("call", "method_call")
    if not calls or code.count(("call", "method_call", "new_expression")) < _FEWEST:
        return ()
    allowed = _folded(parameters.allowed_method_names)
    nested: dict[Node, list[Node]] = {}
    for inner in calls:
        outer = _arguments_around(inner)
        if outer is not None and inner.word_of("name") not in allowed:
            nested.setdefault(outer, []).append(inner)
    return tuple(_nests(nested, code, parameters, allowed))


_FEWEST = 2


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))


def _arguments_around(call: Node) -> Node | None:
    """The innermost list of arguments that it stands in; a statement stands in none."""
    node = call.parent
    while node is not None and node.kind != "arguments":
        if node.kind in STATEMENTS:
            return None
        node = node.parent
    return node


def _nests(
    nested: dict[Node, list[Node]], code: Code, parameters: Parameters, allowed: Set[str]
) -> Iterator[Nest]:
    for outer, calls in nested.items():
        call = call_of(outer.parent) if outer.parent is not None else None
        if call is None or call.word in allowed:
            continue
        if parameters.allow_oneliner and b"\n" not in code.data[outer.start : outer.end]:
            continue
        places = tuple(Range(one.start, one.end) for one in calls)
        yield Nest(call.name.start, call.name.end, call.name.text, places)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, collected in module.collected(RULE):
        for one in collected:
            place = piece.place(Range(one.start, one.end))
            reasons = [reason(piece.place(call), _HERE) for call in one.calls]
            fix = partial(_fix, module, place.start, [piece.place(call).start for call in one.calls])
            yield RULE.at(place, name=one.name, reasons=reasons, fix=fix)


def _fix(module: ModuleFacts, start: int, places: Sequence[int]) -> Edits | None:
    """Works the calls out in variables before the statement, where that changes neither the order of calls nor which of
    them are made."""
    found = call_at(module.document, start)
    statement = found[1].node.statement if found is not None else None
    if found is None or statement is None or statement.kind not in _SIMPLE:
        return None
    piece, call = found
    code = piece.code
    inner = _outermost(
        [one for one in code.calls if one.node.start + piece.start in places and _is_in(one, call)]
    )
    if not inner or _is_earlier_call(statement, [one.node for one in inner]):
        return None
    for one in inner:
        if _is_conditional(one.node, statement) or not is_plain(one.node.start, one.node.end, code):
            return None
    taken = {one.word for one in code.variables} | {*module.variables, *KIND_OF_WORD, *_modules(module)}
    gap = " "
    if not code.data[line_start(statement.start, code) : statement.start].strip():
        gap = f"{line_end(code)}{indent_of(statement.start, code)}"
    wishes = [_name(one, plain=module.scene.type in _WITHOUT_ATTRIBUTES) for one in inner]
    if len(set(wishes)) < len(wishes) or is_marked(statement, code):
        return None
    edits, made = [], ""
    for one, wish in zip(inner, wishes, strict=True):
        if wish is None:
            return None
        name = unlike(wish, taken)
        if len(gap) + len(name) + len(one.node.text.partition("\n")[0]) > _LONGEST:
            return None
        taken.add(fold(name))
        edits.append(replace(one.node, name))
        made += f"{name} = {one.node.text};{gap}"
    return piece.moved([insert(statement.start, made), *edits])


_LONGEST = 110
"""Characters of a statement that is written, more or less."""


def _is_in(inner: Call, outer: Call) -> bool:
    return outer.list is not None and inner.node.inside("arguments") is outer.list


def _outermost(calls: list[Call]) -> list[Call]:
    """The calls that stand in no other one of them: of `А().Б()` the whole."""
    nodes = {one.node for one in calls}
    return [one for one in calls if nodes.isdisjoint(one.node.ancestors())]


def _is_earlier_call(statement: Node, inner: Sequence[Node]) -> bool:
    """Whether another call of the statement is worked out before one of those."""
    last = max(one.start for one in inner)
    for node in statement.below(*CALLS):
        is_around = node.start <= inner[0].start and inner[-1].end <= node.end
        is_inside = any(one.start <= node.start and node.end <= one.end for one in inner)
        if node.start < last and not is_around and not is_inside:
            return True
    return False


def _is_conditional(node: Node, statement: Node) -> bool:
    """Whether a part of the statement is worked out only if something before it says so, or awaited."""
    child = node
    for parent in node.ancestors():
        if parent.kind == "await_expression" or (parent.kind == "ternary" and child.field != "condition"):
            return True
        if operator(parent) in LOGICAL and child.field == "right":
            return True
        if parent is statement:
            break
        child = parent
    return False


def _name(call: Call, *, plain: bool) -> str | None:
    """After the method; with a word before it where an attribute may have that name, or the platform has it. None where
    the method has the name of what it does, as most functions of the platform do."""
    own = call.name.text
    if call.receiver is not None and any(call.receiver.below("call", "method_call")):
        return None  # the last call of a chain says little of what comes of it
    name = value_name(own)
    if name is None or (call.receiver is None and name == own and _is_operation(own)):
        return None
    prefix = "Value" if is_latin(own) else "Значение"
    return name if plain and not is_global_value(name) else prefix + name


def _is_operation(name: str) -> bool:
    """Whether a global function of the platform makes something of its arguments: `Тип`, `СтрШаблон`, `XMLСтрока`."""
    first, *others = humps(name)
    is_global = current().function(name) is not None
    return is_global and (not others or len(first) < _NOUN or first == upper(first)) and fold(first) != "имя"


_NOUN = 5
"""Letters that the first word of such a function has at least if it is a thing: `ИмяПользователя`, but not `СтрШаблон`."""


def _modules(module: ModuleFacts) -> frozenset[str]:
    project = module.project
    return project.metadata.common_module_names if project is not None else frozenset()


_SIMPLE = frozenset({"assignment", "call_statement", "return_statement", "raise_statement"})
_WITHOUT_ATTRIBUTES = frozenset(
    {
        *(ModuleType.COMMON, ModuleType.MANAGER, ModuleType.COMMAND, ModuleType.SESSION, ModuleType.SERVICE),
        *(ModuleType.HTTP_SERVICE, ModuleType.WEB_SERVICE, ModuleType.OS_SCRIPT, ModuleType.OS_CLASS),
    }
)
"""Where a name that is assigned and not declared can only be a variable of the method."""
