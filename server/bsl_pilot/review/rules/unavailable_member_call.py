"""Something is used that the platform only got later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.platform import Version, new_members, since
from bsl_pilot.review.scenes import platform_of
from bsl_pilot.text.words import fold
from bsl_pilot.types.lookup import field_of, platform_member

_OLD = {"Configuration.xml": "CompatibilityMode=Version8_3_5"}
RULE = Rule(
    key="UnavailableMemberCall",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    need=Need.TYPES,
    title=Text("Недоступно в этой версии платформы", "Not available in this version of the platform"),
    about=Text(
        "Метод или свойство появилось в более новой версии, чем та, с которой совместима конфигурация: там код прервётся "
        "с ошибкой. Замените его или поднимите режим совместимости.",
        "The method or property came with a newer version than the one that the configuration is compatible with: there the "
        "code ends with an error. Replace it, or raise the compatibility mode.",
    ),
    message=Text(
        "«{name}» появилось в версии {version}, а нужна совместимость с {mode}",
        "`{name}` came with {version}, compatibility with {mode} is wanted",
    ),
    examples=(
        Bad('Процедура А()\n\tБ = ⟦СтрШаблон⟧("%1", 1);\nКонецПроцедуры\n', files=_OLD),
        Bad(
            "Procedure P()\n\tStream = New MemoryStream;\n\tStream.⟦CopyTo⟧(Other);\n\tA = ⟦StrSplit⟧(B, C);\nEndProcedure\n",
            files=_OLD,
        ),
        Good(
            'Процедура А()\n\tБ = СтрШаблон("%1", 1);\n\tСтрСоединить(2);\nКонецПроцедуры\n\nПроцедура СтрСоединить(А)\nКонецПроцедуры\n'
            "\nФункция СтрШаблон(А, Б)\nКонецФункции\n",
            files=_OLD,
        ),
        Good('Процедура А()\n\tБ = СтрШаблон("%1", 1);\nКонецПроцедуры\n'),
    ),
)
NO_DOT = -1
_RENAMED = "ClientApplicationForm"
"""Since 8.3.14 by this name, its members long before."""
Places = Sequence[tuple[int, int, int, str]]


@RULE.collect
def uses(code: Code) -> Places:
    """Calls by the name alone, and members whose name is newer than the configuration in some type."""
    mode = code.scene.platform
    if not mode:
        return []
    found = [
        (NO_DOT, one.name.start, one.name.end, one.name.text)
        for calls in code.called.values()
        for one in calls
    ]
    return [*found, *_members(code, mode)]


def _members(code: Code, mode: Version) -> Iterator[tuple[int, int, int, str]]:
    known = new_members()
    if not any(known.get(word, ()) > mode for word in code.words):
        return  # each member is one of the words
    for node in code.of("member_access", "method_call"):
        name, dot = node.child("name"), node.token(".")
        if name is not None and dot is not None and known.get(name.word, ()) > mode:
            yield dot.start, name.start, name.end, name.text


@RULE.project
def check(collected: Places, project: Project) -> Found:
    mode = platform_of(project.metadata)
    for dot, start, end, name in collected if mode else ():
        release = _of_function(name, project) if dot == NO_DOT else _of_member(dot, name, project)
        if release > mode:
            yield RULE.at(Range(start, end), name=name, version=_shown(release), mode=_shown(mode))


def _shown(one: Version) -> str:
    return ".".join(map(str, one))


def _of_function(name: str, project: Project) -> Version:
    """The release that brought a global function; nothing where the module has a method of that name."""
    known = project.catalogue.function(name)
    release = since(known.life) if known is not None else ()
    if release and project.resolver.view.method(project.path, fold(name)) is not None:
        return ()
    return release


def _of_member(dot: int, name: str, project: Project) -> Version:
    """The release that brought a member, the oldest of all that the receiver may be."""
    types, world = project.receiver(dot), project.inference.world
    if (
        types.partial
        or not types
        or types.named(_RENAMED) is not None
        or any(field_of(world, one, fold(name)) is not None for one in types)
    ):
        return ()
    known = [platform_member(world, one, name) for one in types]
    return min((since(one.life) if one is not None else () for one in known), default=())
