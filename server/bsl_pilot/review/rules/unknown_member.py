"""A member that the value's type does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.platform import version
from bsl_pilot.review.scenes import platform_of
from bsl_pilot.types.lookup import platform_members
from bsl_pilot.types.members import has_member
from bsl_pilot.types.model import Type
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
    examples=(
        Bad(
            'Процедура А()\n\tТ = Новый ТаблицаЗначений;\n\tТ.⟦Колонка⟧.Добавить("А");\n\tТ.⟦Добавит⟧();\nКонецПроцедуры\n'
        ),
        Bad("Procedure P()\n\tA = New Array;\n\tA.⟦Push⟧(1);\n\tB = A.⟦Length⟧;\nEndProcedure\n"),
        Good(
            'Процедура А(Данные)\n\tТ = Новый ТаблицаЗначений;\n\tТ.Колонки.Добавить("А");\n\tДанные.Любое();\n'
            "\tС = Новый Структура;\n\tС.Поле = 1;\n\tТ.\nКонецПроцедуры\n"
        ),
    ),
)
Places = Sequence[tuple[int, int, int, str]]


@RULE.collect
def members(code: Code) -> Places:
    """All that stands behind a dot: the dot, the name."""
    return list(_members(code))


def _members(code: Code) -> Iterator[tuple[int, int, int, str]]:
    for node in code.of("member_access", "method_call"):
        name, dot = node.child("name"), node.token(".")
        if name is not None and dot is not None:
            yield dot.start, name.start, name.end, name.text


@RULE.project
def check(collected: Places, project: Project) -> Found:
    complete = _is_complete(project)
    for dot, start, end, name in collected:
        types, world = project.receiver(dot), project.inference.world
        if types.partial or not types or not all(_is_known(world, one, complete) for one in types):
            continue
        if not has_member(project.inference, types, name):
            yield RULE.at(Range(start, end), name=name, type=_shown(types.options[0], project))


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
