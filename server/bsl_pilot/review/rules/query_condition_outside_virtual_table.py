"""A condition on a dimension of a virtual table stands in WHERE: the table is worked out for everything first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from bsl_pilot.project.kinds import kind
from bsl_pilot.review.api import (
    EXTRAS,
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Need,
    Node,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    delete,
    insert,
)
from bsl_pilot.review.code.calls import arguments_of
from bsl_pilot.review.code.query_tables import Source, chain, columns, in_full, sources
from bsl_pilot.text.words import fold

_REGISTER = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" version="2.13">'
    '<AccumulationRegister uuid="1"><Properties><Name>Склад</Name></Properties><ChildObjects>'
    '<Dimension uuid="2"><Properties><Name>Товар</Name></Properties></Dimension>'
    '<Resource uuid="3"><Properties><Name>Вес</Name></Properties></Resource>'
    "</ChildObjects></AccumulationRegister></MetaDataObject>"
)
_FILES = {"AccumulationRegisters/Склад.xml": _REGISTER}
RULE = Rule(
    key="QueryConditionOutsideVirtualTable",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    need=Need.METADATA,
    title=Text("Отбор виртуальной таблицы в «ГДЕ»", "Filter of a virtual table in WHERE"),
    about=Text(
        "Условие на измерение в «ГДЕ» применяется к уже рассчитанной виртуальной таблице: сначала СУБД обработает весь "
        "регистр. В параметре «Условие» оно отбирает записи до расчёта.",
        "A condition on a dimension in WHERE works on the virtual table when that is there already: the database goes "
        "through the whole register first. In the parameter Condition it chooses the records before.",
    ),
    message=Text(
        "Условие на измерение «{name}» лучше передать параметром виртуальной таблицы",
        "The condition on the dimension `{name}` is better passed as a parameter of the virtual table",
    ),
    fix=Text("Перенести в параметр виртуальной таблицы", "Move it to the parameter of the virtual table"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/657/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ О.ВесОстаток КАК Вес\n|ИЗ РегистрНакопления.Склад.Остатки(&Дата, ) КАК О\n'
            '|ГДЕ ⟦О.Товар = &Товар⟧ И О.ВесОстаток > 0";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ О.ВесОстаток КАК Вес\n'
            "|ИЗ РегистрНакопления.Склад.Остатки(&Дата, Товар = &Товар) КАК О\n"
            '|ГДЕ О.ВесОстаток > 0";\n',
            files=_FILES,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ О.ВесОстаток КАК Вес ИЗ РегистрНакопления.Склад.Остатки КАК О\n'
            '|ГДЕ ⟦О.Товар.Вид В (&Виды)⟧";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ О.ВесОстаток КАК Вес ИЗ РегистрНакопления.Склад.Остатки'
            '(, Товар.Вид В (&Виды)) КАК О";\n',
            files=_FILES,
            hidden=True,
        ),
        Bad(
            'Q.Text = "SELECT О.ВесBalance AS A FROM AccumulationRegister.Склад.Balance(, Товар = 1 OR Товар = 2) AS О\n'
            '|WHERE О.ВесBalance > 1 AND (⟦О.Товар <> &A⟧)";\n',
            files=_FILES,
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ О.ВесОстаток КАК Вес\n'
            "|ИЗ ВТ КАК ВТ ЛЕВОЕ СОЕДИНЕНИЕ РегистрНакопления.Склад.Остатки(, ) КАК О ПО ВТ.Товар = О.Товар\n"
            "|ГДЕ О.Товар = 1 И ВТ.Товар = 2;\n"
            "|ВЫБРАТЬ О.ВесОстаток КАК Вес ИЗ РегистрНакопления.Склад.Остатки(, Товар = 1) КАК О, ВТ КАК ВТ\n"
            '|ГДЕ О.Товар = ВТ.Товар И О.ВесОстаток = &Вес И (О.Товар = 1 ИЛИ О.ВесОстаток = 3)";\n',
            files=_FILES,
        ),
    ),
)
_CONDITION = "Condition"


class Filter(NamedTuple):
    """A condition on one field of a virtual table, with the edits that move it."""

    table: tuple[str, ...]
    field: str
    start: int
    end: int
    edits: Edits


@RULE.collect
def filters(code: Code) -> Sequence[Filter]:
    return [
        one
        for query in code.queries
        if query.whole and not query.is_broken
        for where in query.of("where")
        if where.named and where.parent is not None
        for one in _filters(where, sources(where.parent))
    ]


@RULE.project
def check(collected: Sequence[Filter], project: Project) -> Found:
    for one in collected:
        named = kind(one.table[0])
        known = project.metadata.get(named.en, one.table[1]) if named is not None else None
        names = {fold(dimension.name): dimension.name for dimension in known.dimensions} if known else {}
        if one.field in names:
            place = Range(one.start, one.end)
            yield RULE.at(place, name=names[one.field], fix=partial(_edits, one))


def _edits(one: Filter) -> Edits | None:
    return one.edits or None


def _filters(where: Node, known: list[Source]) -> Iterator[Filter]:
    aliases = {one.name for one in known}
    conditions = list(_conjuncts(where.named_children[0]))
    for one in conditions:
        test = one.bare
        left = test.child("left")
        if test.kind not in ("binary", "in") or left is None or test.token("or", "and") is not None:
            continue
        names = chain(left)
        table = next((source for source in known if names[:1] == (source.alias,)), None)
        if table is None or table.optional or len(names) < 2 or not _has_condition(table):
            continue
        right = test.child("right")
        if right is None or any(columns(right)) or _mentions(right, aliases):
            continue
        edits = _moved(where, conditions, one, left, table) if one is test else []
        yield Filter(table.path, names[1], test.start, test.end, edits)


def _mentions(node: Node, aliases: set[str]) -> bool:
    """Whether a subquery in it uses a table from outside of it."""
    return any(chain(one)[:1] and chain(one)[0] in aliases for one in node.below("column"))


def _conjuncts(node: Node) -> Iterator[Node]:
    if node.kind != "binary" or node.token("and") is None:
        yield node
        return
    for name in ("left", "right"):
        one = node.child(name)
        if one is not None:
            yield from _conjuncts(one)


def _has_condition(source: Source) -> bool:
    known = source.virtual
    return known is not None and any(one.name.en == _CONDITION for one in known.parameters)


def _moved(where: Node, conditions: list[Node], one: Node, left: Node, table: Source) -> Edits:
    names = list(left.below("identifier"))
    if any(inner.kind in EXTRAS or inner.kind == "placeholder" for inner in where.below()):
        return []
    bare = one.data[names[1].start : one.end].decode("utf-8", "replace")
    added = _added(table, bare)
    at = conditions.index(one)
    if len(conditions) == 1:
        before = where.previous
        removed = delete(before.end, where.end) if before is not None else None
    elif at:
        removed = delete(conditions[at - 1].end, one.end)
    else:
        removed = delete(one.start, conditions[1].start)
    return [*added, removed] if added and removed is not None else []


def _added(table: Source, text: str) -> Edits:
    """Puts the condition into the parameters; nothing where another stands there already that may need parentheses."""
    known = table.virtual
    assert known is not None
    at = next(place for place, one in enumerate(known.parameters) if one.name.en == _CONDITION)
    given = table.node.child("parameters")
    if given is None:
        return [insert(in_full(table).end, f"({', ' * at}{text})")]
    arguments = arguments_of(given)
    commas = [one for one in given.children if one.kind == ","]
    if at < len(arguments) and arguments[at] is not None:
        return []
    if len(commas) > at:
        return [insert(commas[at].start, text)]
    blank = " " if commas and given.data[given.end - 2 : given.end - 1] == b"," else ""
    if len(commas) == at:
        return [insert(given.end - 1, f"{blank}{text}")]
    return [insert(given.end - 1, f"{', ' * (at - len(commas))}{text}")]
