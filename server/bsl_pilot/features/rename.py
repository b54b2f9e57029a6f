"""Rename: every place that means the same, or a clear refusal.

What is renamed must mean afterwards what it meant before. So a name that the platform gives, that something outside of
the workspace may use, or that would meet another one of its kind is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.errors import RenameRefused
from bsl_pilot.features.attribute_uses import COMMON
from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.data import STANDARD
from bsl_pilot.features.meanings.identity import symbols_of
from bsl_pilot.features.meanings.model import Data, Meaning, Platform
from bsl_pilot.features.meanings.symbols import Declared, Local, ObjectPart, Spots, Symbol
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.references import uses
from bsl_pilot.features.rename_conflicts import check_conflicts
from bsl_pilot.features.targets import declared_targets
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import KEYWORDS
from bsl_pilot.text.positions import LineIndex, Span
from bsl_pilot.text.words import fold, is_name
from bsl_pilot.types.catalogue.query import QueryFunction

if TYPE_CHECKING:
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.index.rows import Method

_NOTHING = Text("здесь нет имени, которое можно переименовать", "there is no name here that can be renamed")
_METADATA = Text(
    "«{name}» - имя объекта метаданных: переименуйте его в конфигураторе или EDT",
    "“{name}” is the name of a metadata object: rename it in the Designer or in EDT",
)
_ATTRIBUTE = Text(
    "«{name}» - часть метаданных ({owner}): переименуйте ее в конфигураторе или EDT",
    "“{name}” is a part of metadata ({owner}): rename it in the Designer or in EDT",
)
_GIVEN = Text(
    "«{name}» - имя, заданное платформой: его нельзя изменить",
    "“{name}” is a name that the platform gives: it can't be changed",
)
_PLATFORM = Text(
    "«{name}» вызывает платформа: обработчик события нельзя назвать иначе",
    "the platform calls “{name}”: the handler of an event can't be called otherwise",
)
_GROWING = Text(
    "проект еще индексируется, найдены не все использования; повторите позже",
    "the workspace is still being indexed, not all uses are found; try again later",
)
_OF_BASE = Text(
    "«{name}» объявлен в расширяемой конфигурации: переименуйте его там",
    "“{name}” is declared in the configuration that is extended: rename it there",
)
_NO_NAME = Text("«{name}» - не имя", "“{name}” is no name")
_KEYWORD = Text("«{name}» - ключевое слово", "“{name}” is a keyword")
_CHANGED = Text("{path}: файл изменился; повторите", "{path}: the file has changed meanwhile; try again")
_RESERVED = frozenset(fold(word) for one in KEYWORDS for word in (one.ru, one.en))
_FREE_NAMES = (ModuleKind.FORM, ModuleKind.COMMON, ModuleKind.SERVICE, ModuleKind.UNKNOWN)
"""Modules whose handlers are named by metadata, so that a new name can be written there."""


class Renaming(NamedTuple):
    """What can be renamed: its bytes, and its name as it is written there."""

    span: Span
    name: str


def prepare(document: Document, offset: int, project: ProjectView, path: str) -> Renaming:
    """What stands at byte ``offset``.

    Raises:
        RenameRefused: it has no name of its own, or one that can't be changed.
    """
    span, _ = _renamed(document, offset, project, path)
    return Renaming(span, document.text.slice(*span))


def rename(document: Document, offset: int, new: str, project: ProjectView, path: str) -> list[Place]:
    """The places whose text becomes ``new``, each once, in the order of files and lines.

    Raises:
        RenameRefused: it can't be done so that everything means what it meant.
    """
    span, what = _renamed(document, offset, project, path)
    if not is_name(new):
        raise RenameRefused(_NO_NAME.filled(name=new))
    if fold(new) in _RESERVED:
        raise RenameRefused(_KEYWORD.filled(name=new))
    old = fold(document.text.slice(*span))
    if fold(new) != old:
        check_conflicts(document, what, new, project, path)
    places = sorted(set(_places(document, what, project, path)))
    _check_text(document, places, old, project, path)
    return places


def _renamed(document: Document, offset: int, project: ProjectView, path: str) -> tuple[Span, Symbol]:
    found = meaning_at(asked(document, project, path), offset)
    symbols = symbols_of(found, project, path) if found is not None else ()
    if found is None:
        raise RenameRefused(_NOTHING)
    name = document.text.slice(*found.span)
    if not symbols and all(map(_is_given, found.meanings)):
        raise RenameRefused(_GIVEN.filled(name=name))
    if len(symbols) != 1 or isinstance(symbols[0], Spots):
        raise RenameRefused(_NOTHING)
    (what,) = symbols
    if isinstance(what, Declared):
        _check_declared(document, what, name, project, path)
    elif isinstance(what, ObjectPart) and (what.part or what.owner.kind == COMMON):
        raise RenameRefused(_ATTRIBUTE.filled(name=name, owner=str(what.owner)))
    elif not isinstance(what, Local):
        raise RenameRefused(_METADATA.filled(name=name))
    return found.span, what


def _is_given(meaning: Meaning) -> bool:
    """Whether a name is the platform's: one of its own, or a standard attribute."""
    if isinstance(meaning, Data):
        return meaning.info is not None and meaning.info.group is STANDARD
    return isinstance(meaning, Platform | QueryFunction)


def _check_declared(document: Document, what: Declared, name: str, project: ProjectView, path: str) -> None:
    if project.folder is None:
        return
    if not project.complete or project.resolver is None:
        raise RenameRefused(_GROWING)
    if _is_event(project, what):
        raise RenameRefused(_PLATFORM.filled(name=name))
    root = project.root(path)
    places = (one.place for one in declared_targets(document, what, project, path))
    declared = [one.path for one in places if not _stands_over(project, one, what)]
    roots = {found.folder for one in declared if (found := project.root(one)) is not None}
    if root is not None and root.extension and root.folder not in roots and roots:
        raise RenameRefused(_OF_BASE.filled(name=name))


def _is_event(project: ProjectView, what: Declared) -> bool:
    """Whether the platform finds the method by its name: in modules of objects, of the application, of commands."""
    module = project.module(what.homes[0])
    if what.is_variable or module is None or module.kind in _FREE_NAMES:
        return False
    if module.kind in (ModuleKind.SCRIPT, ModuleKind.CLASS):
        return what.name in _CONSTRUCTOR
    return what.name in {
        fold(name) for one in project.catalogue.all_events() for name in (one.name.ru, one.name.en)
    }


_CONSTRUCTOR = frozenset({"присозданииобъекта", "onobjectcreate"})


def _places(document: Document, what: Symbol, project: ProjectView, path: str) -> Iterator[Place]:
    over = _over(what, project)
    if over is not None and project.resolver is not None:
        yield over.place
        yield from _called_by_own_name(project.resolver, over, what)
        return
    yield from uses(document, what, project, path)
    if isinstance(what, Declared):
        for one in declared_targets(document, what, project, path):
            if not _stands_over(project, one.place, what):
                yield one.place


def _over(what: Symbol, project: ProjectView) -> Method | None:
    """The renamed method where it is one of an extension that stands over another: its uses are that one's."""
    resolver = project.resolver
    if resolver is None or not isinstance(what, Declared) or what.is_variable:
        return None
    methods = (resolver.view.method(home, what.name) for home in what.homes)
    return next((one for one in methods if one is not None and one.overlay), None)


def _called_by_own_name(resolver: Resolver, method: Method, what: Symbol) -> Iterator[Place]:
    assert isinstance(what, Declared)
    for use in resolver.candidates(what.name, list(what.homes)):
        if method in resolver.targets(use):
            yield use.place


def _stands_over(project: ProjectView, place: Place, what: Declared) -> bool:
    """Whether a method stands over the renamed one under another name; its annotation is one of the uses."""
    resolver = project.resolver
    method = resolver.view.method_at(place.path, place.line) if resolver is not None else None
    return method is not None and fold(method.name) != what.name


def _check_text(document: Document, places: list[Place], old: str, project: ProjectView, path: str) -> None:
    """Whether the old name stands at each place: files may have changed since they were read."""
    lines: dict[str, LineIndex | None] = {path: document.text.lines}
    for place in places:
        if place.path not in lines:
            text = project.text(place.path)
            found = text.text.lines if isinstance(text, Document) else LineIndex(text) if text else None
            lines[place.path] = found
        known = lines[place.path]
        if known is None or _text_at(known, place) != old:
            raise RenameRefused(_CHANGED.filled(path=place.path))


def _text_at(lines: LineIndex, place: Place) -> str:
    line = lines.line_bytes(place.line) if place.line < len(lines) else b""
    text = line.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    start = 2 * place.character
    return fold(text[start : start + 2 * place.length].decode("utf-16-le", "replace"))
