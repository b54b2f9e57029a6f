"""Types of expressions in a query, by the tables that they stand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tree_sitter import Node

from bsl_pilot.project.kinds import kind
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import fields_of
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one, union
from bsl_pilot.types.ports import World
from bsl_pilot.types.shapes import row_of

_LITERALS = {
    "number": "Number",
    "string": "String",
    "date": "Date",
    "boolean": "Boolean",
    "undefined": "Undefined",
    "null": "Null",
    "in": "Boolean",
    "between": "Boolean",
    "like": "Boolean",
    "is_null": "Boolean",
    "refs": "Boolean",
}
_ARITHMETIC = frozenset({"+", "-", "*", "/"})

_NUMBERS = """сумма sum среднее avg количество count год year квартал quarter месяц month деньгода dayofyear день day
неделя week деньнедели weekday час hour минута minute секунда second разностьдат datediff длинастроки stringlength
стрнайти strfind цел int окр round acos asin atan cos sin tan exp log log10 pow sqrt сгруппированопо groupedby
автономерзаписи recordautonumber размерхранимыхданных storeddatasize"""
_STRINGS = """подстрока substring представление presentation представлениессылки refpresentation лев left прав right
сокрл triml сокрп trimr сокрлп trimall врег upper нрег lower стрзаменить strreplace строка string"""
_DATES = "началопериода beginofperiod конецпериода endofperiod добавитькдате dateadd датавремя datetime"
_RESULTS = {
    **dict.fromkeys(_NUMBERS.split(), one("Number")),
    **dict.fromkeys(_STRINGS.split(), one("String")),
    **dict.fromkeys(_DATES.split(), one("Date")),
    **dict.fromkeys(("тип", "type", "типзначения", "valuetype"), one("Type")),
    **dict.fromkeys(("уникальныйидентификатор", "uuid"), one("UUID")),
}
_OF_ARGUMENT = frozenset({"минимум", "min", "максимум", "max"})
_IF_NULL = frozenset({"естьnull", "isnull"})
_VALUE = frozenset({"значение", "value"})
_CASTS = {
    "число": "Number", "number": "Number", "строка": "String", "string": "String",
    "дата": "Date", "date": "Date", "булево": "Boolean", "boolean": "Boolean",
}  # fmt: skip


class Scope:
    """The tables of one select by alias; a table whose fields are not known is there without fields."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._tables: dict[str, dict[str, Field] | None] = {}

    def add(self, alias: str, fields: dict[str, Field] | None) -> None:
        """Adds a table."""
        self._tables.setdefault(fold(alias), fields)

    def has(self, alias: str) -> bool:
        """Whether a table is called so."""
        return fold(alias) in self._tables

    def field(self, names: list[str]) -> Types:
        """The field at a path: `Таблица.Поле.Поле` or `Поле.Поле`."""
        head = fold(names[0])
        if head in self._tables and len(names) > 1:
            table = self._tables[head]
            found = table.get(fold(names[1])) if table is not None else None
            return self.deeper(found.types if found is not None else UNKNOWN, names[2:])
        for fields in self._tables.values():
            if fields is not None and head in fields:
                return self.deeper(fields[head].types, names[1:])
        return UNKNOWN

    def deeper(self, types: Types, names: list[str]) -> Types:
        """What fields of fields hold."""
        for name in names:
            folded = fold(name)
            found = [self.fields_of(type_).get(folded) for type_ in types]
            types = union(one_.types for one_ in found if one_ is not None) or UNKNOWN
        return types

    def fields_of(self, type_: Type) -> dict[str, Field]:
        """The fields of a value: attributes of a reference, columns of a tabular section."""
        row = row_of(type_)
        return dict(fields_of(self.world, row.options[0] if row else type_))

    def all(self, alias: str) -> Iterator[Field]:
        """What `*` stands for."""
        for name, fields in self._tables.items():
            if fields is not None and (not alias or name == fold(alias)):
                yield from dict.fromkeys(fields.values())


def expression_types(node: Node, scope: Scope) -> Types:
    """The types of an expression; `UNKNOWN` for what a parameter or a template puts there."""
    literal = _LITERALS.get(node.type)
    if literal is not None:
        return one(literal)
    handler = _HANDLERS.get(node.type)
    return handler(node, scope) if handler is not None else UNKNOWN


def _column(node: Node, scope: Scope) -> Types:
    base = node
    names: list[str] = []
    while base.type == "column":
        name = base.child_by_field_name("name")
        inner = base.child_by_field_name("object")
        if name is None or inner is None:
            return UNKNOWN
        names.append(_text(name))
        base = inner
    names.reverse()
    if base.type == "identifier":
        return scope.field([_text(base), *names])
    return scope.deeper(expression_types(base, scope), names)


def _call(node: Node, scope: Scope) -> Types:
    name = fold(_text(node.child_by_field_name("name")))
    known = _RESULTS.get(name)
    if known is not None:
        return known
    arguments = node.child_by_field_name("arguments")
    values = (
        [one_ for one_ in arguments.named_children if one_.type != "comment"] if arguments is not None else []
    )
    if name in _OF_ARGUMENT:
        return expression_types(values[0], scope) if values else UNKNOWN
    if name in _IF_NULL:
        return union(expression_types(value, scope) for value in values).without("Null")
    if name in _VALUE and values:
        return constant(scope.world, _text(values[0]))
    return UNKNOWN


def constant(world: World, path: str) -> Types:
    """The value `Справочник.Товары.ПустаяСсылка`, `Перечисление.Цвета.Синий`, `ВидДвиженияНакопления.Приход`."""
    names = path.split(".")
    named = kind(names[0])
    if named is not None and len(names) > 2:
        known = world.metadata.get(named.en, names[1])
        return one(f"{named.en}Ref", known.name) if known is not None else UNKNOWN
    enum = world.catalogue.enum(names[0])
    return one(enum.name.en or enum.name.ru) if enum is not None else UNKNOWN


def _case(node: Node, scope: Scope) -> Types:
    found = NOTHING
    for child in node.named_children:
        value = child.child_by_field_name("value") if child.type == "when" else None
        if value is not None:
            found = found | expression_types(value, scope)
    default = node.child_by_field_name("default")
    found = found | (expression_types(default, scope) if default is not None else one("Null"))
    return found.without("Null") or UNKNOWN


def _cast(node: Node, scope: Scope) -> Types:
    target = node.child_by_field_name("type")
    if target is None:
        return UNKNOWN
    if target.type == "call":
        target = target.child_by_field_name("name") or target
    names = _text(target).split(".")
    if len(names) == 1:
        simple = _CASTS.get(fold(names[0]))
        return one(simple) if simple is not None else UNKNOWN
    named = kind(names[0])
    known = scope.world.metadata.get(named.en, names[1]) if named is not None else None
    return one(f"{known.kind}Ref", known.name) if known is not None else UNKNOWN


def _binary(node: Node, scope: Scope) -> Types:
    operator = node.child_by_field_name("operator")
    if operator is None or operator.type not in _ARITHMETIC:
        return one("Boolean")
    sides = [node.child_by_field_name(name) for name in ("left", "right")]
    found = union(expression_types(side, scope) for side in sides if side is not None).without("Null")
    return Types(found.options) if found else one("Number")


def _unary(node: Node, _scope: Scope) -> Types:
    operator = node.child_by_field_name("operator")
    return one("Boolean") if operator is not None and operator.type == "not" else one("Number")


def _inner(node: Node, scope: Scope) -> Types:
    values = node.named_children
    return expression_types(values[0], scope) if values else UNKNOWN


_HANDLERS: dict[str, Callable[[Node, Scope], Types]] = {
    "identifier": _column,
    "column": _column,
    "call": _call,
    "case": _case,
    "cast": _cast,
    "binary": _binary,
    "unary": _unary,
    "parenthesized": _inner,
}


def _text(node: Node | None) -> str:
    if node is None or node.text is None:
        return ""
    return "".join(node.text.decode("utf-8", "replace").split())
