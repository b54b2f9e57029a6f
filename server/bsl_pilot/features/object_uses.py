"""Where objects of metadata, their forms, common modules and classes are named in code, queries and strings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from bsl_pilot.features.highlight_names import variable_highlights
from bsl_pilot.features.meanings.symbols import ModuleFile, ObjectPart
from bsl_pilot.features.objects import collection_kind
from bsl_pilot.features.places import Place, place_in
from bsl_pilot.features.project import ProjectView
from bsl_pilot.index.kinds import Use
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # numpy
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.index.rows import Occurrence

_IN_CODE = (Use.PROPERTY, Use.METHOD, Use.ASSIGNED)
_IN_TEXT = (Use.TABLE, Use.STRING)
_DESCRIPTIONS = frozenset({"метаданные", "metadata"})
_FORM = frozenset({"форма", "form"})
_FORMS = frozenset({"формы", "forms"})
_COMMON_MODULE = "CommonModule"


def object_uses(
    document: Document, project: ProjectView, what: ObjectPart | ModuleFile, path: str
) -> Iterator[Place]:
    """The places in the family of the module at ``path``. Of parts of objects none (`attribute_uses`)."""
    resolver = project.resolver
    if resolver is None:
        return
    if isinstance(what, ModuleFile):
        yield from _of_script(document, project, resolver, what, path)
        return
    if what.part:
        return
    seen = resolver.modules.identity(path)
    for use in resolver.view.occurrences(fold(what.form or what.owner.name)):
        identity = resolver.modules.identity(use.place.path)
        same = seen is not None and identity is not None and identity.family == seen.family
        if same and (_means_form(use, what) if what.form else _means(use, what.owner.kind)):
            yield use.place
    if what.owner.kind == _COMMON_MODULE:
        yield from _bare(document, fold(what.owner.name), path)


def _of_script(
    document: Document, project: ProjectView, resolver: Resolver, what: ModuleFile, path: str
) -> Iterator[Place]:
    """A class where one of it is made, a module where a chain begins with it."""
    module = project.module(what.path)
    name = fold(module.owner.name if module is not None and module.owner else PurePath(what.path).stem)
    is_class = module is not None and module.kind is ModuleKind.CLASS
    means = resolver.modules.class_ if is_class else resolver.modules.common
    for use in resolver.view.occurrences(name, (Use.TYPE,) if is_class else (Use.HEAD,)):
        if not use.local and not use.chain and what.path in means(name, use.place.path):
            yield use.place
    if not is_class and what.path in means(name, path):
        yield from _bare(document, name, path)


def _bare(document: Document, name: str, path: str) -> Iterator[Place]:
    """The module that asks where it has the name alone: the index knows only those that a dot follows."""
    for one in variable_highlights(document, name):
        yield place_in(document, path, Span(one.start, one.end))


def _means(use: Occurrence, wanted: str) -> bool:
    """Whether a use of an object's name means the object of that kind."""
    if not use.known or use.local:
        return False
    if wanted == _COMMON_MODULE and use.use is Use.HEAD:
        return not use.chain
    if use.use in _IN_TEXT:
        found = kind(use.chain[0]) if len(use.chain) == 1 else None
        return found is not None and found.en == wanted
    *before, last = use.chain or ("",)
    described = len(before) == 1 and before[0] in _DESCRIPTIONS
    return use.use in _IN_CODE and (described or not before) and collection_kind(last) == wanted


def _means_form(use: Occurrence, what: ObjectPart) -> bool:
    """``"Справочник.Товары.Форма.Имя"``, ``Метаданные.Справочники.Товары.Формы.Имя``."""
    if not use.known or use.local or len(use.chain) < 3:
        return False
    *_, head, owner, forms = use.chain
    if owner != fold(what.owner.name):
        return False
    if use.use is Use.STRING:
        found = kind(head)
        return forms in _FORM and len(use.chain) == 3 and found is not None and found.en == what.owner.kind
    described = len(use.chain) == 4 and use.chain[0] in _DESCRIPTIONS
    return use.use in _IN_CODE and described and forms in _FORMS and collection_kind(head) == what.owner.kind
