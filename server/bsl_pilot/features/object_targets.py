"""Where objects of metadata and their parts are described: a module, an XML file, an mdo file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bsl_pilot.features.meanings.symbols import ObjectPart
from bsl_pilot.features.places import Target, place_of, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.project.root import Root
from bsl_pilot.text.positions import LineIndex, Span
from bsl_pilot.text.words import fold


def object_targets(project: ProjectView, what: ObjectPart, path: str) -> list[Target]:
    """The places that an object, as it is seen from a module, is described at; the base's first."""
    if what.form and not what.part:
        module = _form_module(project, what, path)
        if module:
            return [top_of(module)]
    if what.owner.kind == "CommonModule" and project.resolver is not None:
        return [top_of(one) for one in project.resolver.modules.common(fold(what.owner.name), path)]
    found = list(_files(project, what, path))
    return [_part(project, file, what.part) for file in found]


def _form_module(project: ProjectView, what: ObjectPart, path: str) -> str:
    resolver = project.resolver
    owner = (what.owner.kind, fold(what.owner.name))
    found = resolver.modules.of(ModuleKind.FORM, owner, fold(what.form), path) if resolver else []
    return found[0] if found else ""


def _files(project: ProjectView, what: ObjectPart, path: str) -> Iterator[str]:
    """The main files of an object (or the form's) in the roots of the module's family."""
    modules, roots = project.known.modules, project.known.roots
    identity = modules.identity(path) if modules is not None else None
    for root in roots.roots[:-1] if roots is not None and identity is not None else ():
        if identity is not None and root.family == identity.family:
            file = object_file(project, root, what)
            if file:
                yield file


def object_file(project: ProjectView, root: Root, what: ObjectPart) -> str:
    """The main file of an object, or the form's, in one root; empty where it has none there."""
    metadata = project.known.of_root.get(root.key)
    if metadata is None:
        return ""
    found = (
        metadata.form(what.owner, what.form) if what.form else metadata.get(what.owner.kind, what.owner.name)
    )
    return project.shown(root.folder / found.path) if found is not None and found.path else ""


def _part(project: ProjectView, file: str, part: tuple[str, ...]) -> Target:
    """The line of a part's name in the file; the file's top where it is not in it."""
    data = project.text(file) if part else None
    if not isinstance(data, bytes):
        return top_of(file)
    span = _named(data, part)
    if span is None and file.endswith(".xml"):
        predefined = f"{Path(file).with_suffix('').as_posix()}/Ext/Predefined.xml"
        other = project.text(predefined)
        inside = _named(other, part) if isinstance(other, bytes) else None
        if isinstance(other, bytes) and inside is not None:
            return _target(predefined, other, inside)
    return top_of(file) if span is None else _target(file, data, span)


def _target(file: str, data: bytes, span: Span) -> Target:
    place = place_of(LineIndex(data), file, span)
    return Target(place, (place.line, place.line))


def _named(data: bytes, part: tuple[str, ...]) -> Span | None:
    """The name of the last of parts inside of each other: an element's text, or its attribute ``name``."""
    own = re.search(rb"<[Nn]ame>[^<]*</[Nn]ame>", data)
    at = own.end() if own else 0
    span: Span | None = None
    for name in part:
        word = re.escape(name.encode())
        found = re.compile(rb'<[Nn]ame>(%b)</[Nn]ame>|\bname="(%b)"' % (word, word)).search(data, at)
        if found is None:
            return None
        at, span = found.end(), Span(*found.span(found.lastindex or 1))
    return span
