"""Something of the platform: both names, ways to call, where it is available, since when, what the help says."""

from __future__ import annotations

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.meanings.model import Platform
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.features.signing.labels import platform_label
from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import (
    Contexts,
    Enumeration,
    EnumValue,
    Life,
    Method,
    PlatformType,
    Property,
    Signature,
)

MOST_VALUES = 12
_EVERYWHERE = 511
_CONTEXTS = {
    Contexts.THIN_CLIENT: Text("тонкий клиент", "thin client"),
    Contexts.WEB_CLIENT: Text("веб-клиент", "web client"),
    Contexts.MOBILE_CLIENT: Text("мобильный клиент", "mobile client"),
    Contexts.SERVER: Text("сервер", "server"),
    Contexts.THICK_CLIENT: Text("толстый клиент", "thick client"),
    Contexts.EXTERNAL_CONNECTION: Text("внешнее соединение", "external connection"),
    Contexts.MOBILE_APP_CLIENT: Text("мобильное приложение (клиент)", "mobile application (client)"),
    Contexts.MOBILE_APP_SERVER: Text("мобильное приложение (сервер)", "mobile application (server)"),
    Contexts.MOBILE_STANDALONE_SERVER: Text("мобильный автономный сервер", "mobile standalone server"),
    Contexts.INTEGRATION: Text("интеграция", "integration"),
}
_AVAILABLE = Text("Доступность: {places}", "Available: {places}")
_ANYWHERE = Text("везде", "everywhere")
_SINCE = Text("С версии {version}", "Since {version}")
_UNTIL = Text("В справке до версии {version}", "In the help up to {version}")
_DEPRECATED = Text("Не рекомендуется использовать", "Not recommended")
_INSTEAD = Text("вместо этого: {what}", "instead: {what}")
_READ_ONLY = Text("только чтение", "read only")
_WRITE_ONLY = Text("только запись", "write only")
_AWAITS = Text("Ждать даёт: {types}", "Await gives: {types}")
_VALUES = Text("Значения", "Values")


def write_platform(page: Page, found: Platform, about: About) -> None:
    """Writes about a function, method, property, enumeration, its value, or a type."""
    names = about.names
    page.code("\n".join(_heads(found, names)))
    entry = found.entry
    other = entry.name.en if names.russian else entry.name.ru
    notes = [page.style.name(other)] if other and other != names.of(entry.name) else []
    if isinstance(entry, Property):
        notes += [] if entry.writable else [page.style.say(_READ_ONLY)]
        notes += [] if entry.readable else [page.style.say(_WRITE_ONLY)]
    page.text(" · ".join(notes))
    _deprecated(page, entry.life)
    description = about.world.catalogue.description(entry)
    if description is not None:
        page.prose(page.style.said(description).split("\n"))
    if isinstance(entry, Enumeration):
        _values(page, entry, names)
    _notes(page, entry, names)


def _heads(found: Platform, names: TypeNames) -> list[str]:
    entry = found.entry
    owner = f"{names.one(found.owner)}." if found.owner is not None else ""
    name = names.of(entry.name)
    if isinstance(entry, Method):
        returns = names.union(found.types) or names.texts(entry.returns)
        return [platform_label(owner + name, one, returns, names).text for one in entry.signatures or ()] or [
            f"{owner}{name}(…)" + (f": {returns}" if returns else "")
        ]
    if isinstance(entry, Property):
        types = names.union(found.types) or names.texts(entry.types)
        return [f"{owner}{name}" + (f": {types}" if types else "")]
    if isinstance(entry, PlatformType):
        return (
            _constructors(name, entry.constructors, names)
            if found.owner is None
            else [names.one(found.owner)]
        )
    if isinstance(entry, EnumValue):
        return [f"{owner}{name}"]
    return [name]


def _constructors(name: str, known: tuple[Signature, ...] | None, names: TypeNames) -> list[str]:
    new = "Новый" if names.russian else "New"
    return [platform_label(f"{new} {name}", one, "", names).text for one in known or ()] or [name]


def _values(page: Page, entry: Enumeration, names: TypeNames) -> None:
    values = [page.style.name(names.of(one.name)) for one in entry.values[:MOST_VALUES]]
    if values:
        more = ["…"] if len(entry.values) > MOST_VALUES else []
        page.text(f"{page.style.say(_VALUES)}: {', '.join(values + more)}")


def _deprecated(page: Page, life: Life) -> None:
    if life.deprecated is None:
        return
    style = page.style
    said = style.say(_DEPRECATED)
    since = f" ({life.deprecated.since})" if life.deprecated.since else ""
    instead = life.deprecated.replacement
    more = f" — {style.say(_INSTEAD, what=style.prose(instead))}" if instead else ""
    page.text(f"**{said}**{since}{more}" if style.markdown else f"{said}{since}{more}")


def _notes(
    page: Page, entry: Method | Property | Enumeration | EnumValue | PlatformType, names: TypeNames
) -> None:
    style = page.style
    said: list[str] = []
    if isinstance(entry, Method) and entry.awaits:
        said.append(style.say(_AWAITS, types=style.name(names.texts(entry.awaits))))
    contexts = None if isinstance(entry, EnumValue) else entry.contexts
    if contexts:
        said.append(style.say(_AVAILABLE, places=_places(page, contexts)))
    if entry.life.since:
        said.append(style.say(_SINCE, version=entry.life.since))
    if entry.life.until:
        said.append(style.say(_UNTIL, version=entry.life.until))
    page.text("\n".join(f"{one}  " if style.markdown else one for one in said).rstrip())


def _places(page: Page, contexts: Contexts) -> str:
    if contexts & _EVERYWHERE == _EVERYWHERE:
        return page.style.say(_ANYWHERE)
    return ", ".join(page.style.say(text) for context, text in _CONTEXTS.items() if context & contexts)
