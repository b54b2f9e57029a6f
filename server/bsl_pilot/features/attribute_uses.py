"""Where parts of objects of metadata are used: attributes, tabular sections, values; common attributes.

By the types of what stands before the dot, in queries by their tables, in the object's own module by the bare name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.data import data_meaning
from bsl_pilot.features.meanings.identity import symbol_of, symbols_of
from bsl_pilot.features.meanings.symbols import ObjectPart
from bsl_pilot.features.names import Role, names
from bsl_pilot.features.patience import Patience
from bsl_pilot.features.places import Place, place_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.typed_uses import VALUES, Sought, files_with, looked_for, typed_uses
from bsl_pilot.index.kinds import Use
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.positions import LineIndex, Span
from bsl_pilot.text.words import fold
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import field_of
from bsl_pilot.types.model import UNKNOWN, Type
from bsl_pilot.types.module import DocumentCode, ModuleCode

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Occurrence

COMMON = "CommonAttribute"
_OWN_MODULES = (ModuleKind.OBJECT, ModuleKind.RECORD_SET, ModuleKind.VALUE_MANAGER)
_OWN = frozenset({Role.FREE, Role.ASSIGNED})


def attribute_uses(project: ProjectView, what: ObjectPart, path: str, spent: Patience) -> Iterator[Place]:
    """The places in the family of the module at ``path``, which is looked at first."""
    resolver = project.resolver
    if resolver is None:
        return
    name = fold(what.part[-1] if what.part else what.owner.name)
    owner = fold(what.owner.name) if what.owner.kind != COMMON else ""
    sought = Sought(path, what, name, owner, spent)

    def means(seen_from: str, type_: Type) -> bool:
        member = data_meaning(project.world(seen_from), type_, Text(name, ""), UNKNOWN)
        return symbol_of(member, project, seen_from) == what

    yield from _in_own_modules(project, sought, what)
    yield from typed_uses(project, sought, VALUES, means)
    if not what.form:
        yield from _in_queries(project, sought, what)


def _in_queries(project: ProjectView, sought: Sought, what: ObjectPart) -> Iterator[Place]:
    """Fields of that name in the modules whose queries name the table, if there is one that they must name."""
    resolver = project.resolver
    if resolver is None:
        return
    files = files_with(resolver, sought, (Use.FIELD,))
    if sought.owner:
        tables = {one.place.path for one in resolver.view.occurrences(sought.owner, (Use.TABLE,))}
        files = [one for one in files if one.path in tables]

    def look(inference: Inference, found: list[Occurrence]) -> Iterator[Place]:
        code = inference.code
        lines = LineIndex(code.data)
        at = {use.place: lines.offset(use.place.range.end) for use in found}
        for (start, end), uses in groupby(at, key=lambda place: _stretch_at(code, at[place])):
            alone = _alone(inference, start, end)
            yield from (one for one in uses if _means(alone, project, at[one] - start, what))

    yield from looked_for(project, sought, files, look, "queries")


def _stretch_at(code: ModuleCode, offset: int) -> tuple[int, int]:
    """The method around a byte, or the code between two of them: queries are understood without the rest."""
    return next((start, end) for start, end in _stretches(code) if offset <= end)


def _alone(inference: Inference, start: int, end: int) -> Inference:
    document = Document.parse(inference.code.data[start:end].decode("utf-8", "surrogatepass"))
    return Inference(inference.world, DocumentCode(inference.code.where, document))


def _means(inference: Inference, project: ProjectView, offset: int, what: ObjectPart) -> bool:
    """Whether the word of a query at a byte means the part."""
    assert isinstance(inference.code, DocumentCode)
    found = meaning_at(Asked(inference.code.document, inference, project), offset)
    return found is not None and what in symbols_of(found, project, inference.code.where.path)


def _in_own_modules(project: ProjectView, sought: Sought, what: ObjectPart) -> Iterator[Place]:
    """Bare names in the modules of the object, or of the form."""
    resolver = project.resolver
    if len(what.part) != 1 or resolver is None:
        return
    owner = (what.owner.kind, fold(what.owner.name))
    for kind in (ModuleKind.FORM,) if what.form else _OWN_MODULES:
        for file in resolver.modules.of(kind, owner, fold(what.form), sought.path):
            inference = project.inference_in(file)
            if inference is not None and _is_own(inference, sought.name):
                yield from _bare(inference.code, sought.name)


def _is_own(inference: Inference, name: str) -> bool:
    """Whether a bare name means a field of the module's own object or form."""
    this = inference.scope(inference.code).this
    return (
        this is not None
        and name not in inference.code.variables
        and field_of(inference.world, this, name) is not None
    )


def _bare(code: ModuleCode, name: str) -> Iterator[Place]:
    """Where a name alone is no variable of its method. Code that does not mention the name is not read."""
    lines = LineIndex(code.data)
    for start, end in _stretches(code):
        data = code.data[start:end]
        if name not in fold(data.decode("utf-8", "replace")):
            continue
        for one in names(data, tokens(data)):
            if one.text == name and one.role in _OWN:
                yield place_of(lines, code.where.path, Span(start + one.start, start + one.end))


def _stretches(code: ModuleCode) -> Iterator[tuple[int, int]]:
    """The methods, and what lies between them."""
    at = 0
    for method in sorted(code.methods.values(), key=lambda one: one.start):
        yield at, method.start
        yield method.start, method.end
        at = method.end
    yield at, len(code.data)
