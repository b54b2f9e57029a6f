"""A member that the value's type does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.platform import version
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.review.scenes import platform_of
from bsl_pilot.types.lookup import platform_members
from bsl_pilot.types.members import MemberKind, has_member, members
from bsl_pilot.types.model import Type, Types
from bsl_pilot.types.ports import World

RULE = Rule(
    key="UnknownMember",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    on=False,
    need=Need.TYPES,
    title=Text("Неизвестный метод или свойство", "Unknown method or property"),
    about=Text(
        "У значения этого типа нет такого метода или свойства: код прервётся с ошибкой. Чаще всего это опечатка. Правило "
        "молчит, если тип известен не точно.",
        "A value of this type has no such method or property: the code ends with an error. Mostly the name is misspelt. The "
        "rule is silent where the type is not known for sure.",
    ),
    message=Text("У типа «{type}» нет «{name}»", "The type `{type}` has no `{name}`"),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            'Процедура А()\n\tТ = Новый ТаблицаЗначений;\n\tТ.⟦Колонка⟧.Добавить("А");\n\tТ.⟦Добавит⟧();\nКонецПроцедуры\n',
            fixed='Процедура А()\n\tТ = Новый ТаблицаЗначений;\n\tТ.Колонки.Добавить("А");\n\tТ.Добавить();\nКонецПроцедуры\n',
        ),
        Bad(
            "Procedure P()\r\n\tA = New Array;\r\n\tA.⟦Isnert⟧ (0, 1); B = A.⟦Isnert⟧; // c\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tA = New Array;\r\n\tA.Insert (0, 1); B = A.Isnert; // c\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad("Procedure P()\n\tA = New Array;\n\tA.⟦Push⟧(1);\n\tB = A.⟦Length⟧;\nEndProcedure\n"),
        Good(
            'Процедура А(Данные)\n\tТ = Новый ТаблицаЗначений;\n\tТ.Колонки.Добавить("А");\n\tДанные.Любое();\n'
            "\tС = Новый Структура;\n\tС.Поле = 1;\n\tТ.\nКонецПроцедуры\n"
        ),
    ),
)
_METHODS = frozenset({MemberKind.METHOD, MemberKind.EXPORT})


class Place(NamedTuple):
    """A name behind a dot, by bytes of the piece."""

    dot: int
    start: int
    end: int
    name: str
    called: bool


@RULE.collect
def places(code: Code) -> Sequence[Place]:
    """All that stands behind a dot."""
    return list(_places(code))


def _places(code: Code) -> Iterator[Place]:
    for node in code.of("member_access", "method_call"):
        name, dot = node.child("name"), node.token(".")
        if name is not None and dot is not None:
            yield Place(dot.start, name.start, name.end, name.text, node.kind == "method_call")


@RULE.project
def check(collected: Sequence[Place], project: Project) -> Found:
    complete = _is_complete(project)
    for one in collected:
        types, world = project.receiver(one.dot), project.inference.world
        if types.partial or not types or not all(_is_known(world, type_, complete) for type_ in types):
            continue
        if not has_member(project.inference, types, one.name):
            place, shown = Range(one.start, one.end), _shown(types.options[0], project)
            new = nearest(one.name, _names(types, project, called=one.called))
            yield RULE.at(place, name=one.name, type=shown, new=new or "", fix=respelling(place, new))


def _names(types: Types, project: Project, *, called: bool) -> Iterator[str]:
    """Members that are called, or those that are not, in both languages."""
    for one in members(project.inference, types):
        if (one.kind in _METHODS) is called:
            yield from filter(None, one.name)


def _is_complete(project: Project) -> bool:
    """Whether the catalogue lists all that the platform has which the configuration is made for."""
    mode = platform_of(project.metadata)
    return bool(mode) and mode <= version(project.catalogue.about.complete_to)


def _is_known(world: World, type_: Type, complete: bool) -> bool:
    """Whether the type has no members but those that are known."""
    if not complete and type_.name not in _SETTLED:
        return False
    if type_.object:
        return False  # its metadata may be read in part only
    known = platform_members(world, type_)
    return bool(known.methods or known.properties) and not known.dynamic and not type_.fields


def _shown(type_: Type, project: Project) -> str:
    known = project.catalogue.type(type_.name)
    return known.name.ru if known is not None else type_.name


_SETTLED = frozenset(
    {
        *(
            "Array",
            "FixedArray",
            "Map",
            "FixedMap",
            "ValueTable",
            "ValueTableColumnCollection",
            "ValueTableColumn",
        ),
        *("ValueTree", "ValueTreeColumnCollection", "ValueTreeRowCollection", "ValueList", "ValueListItem"),
        *(
            "Query",
            "QueryResult",
            "TypeDescription",
            "KeyAndValue",
            "UUID",
            "TextDocument",
            "TempTablesManager",
        ),
    }
)
"""Types that no release of the last ten years has given new members."""
