"""Where metadata name the methods that the platform calls: handlers of forms, subscriptions, jobs, services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.features.meanings.symbols import Declared
from bsl_pilot.features.places import Place, place_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.layout import Module, ModuleKind
from bsl_pilot.project.metadata.model import Form, Handler
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.text.positions import LineIndex, Span
from bsl_pilot.text.words import fold

_NAMED_BY = ("EventSubscription", "ScheduledJob")
"""Kinds whose objects name a method of a common module."""
_ELEMENTS = (
    rb"<(?:Event|Action|Handler|MethodName|ProcedureName)\b[^>]*>(?:CommonModule\.[^<.]*\.)?(%b)</",
    rb"<(?:handler|methodName|procedureName)>(?:CommonModule\.[^<.]*\.)?(%b)</",
    rb"<handlers?>\s*(?:<event>[^<]*</event>\s*)?<name>(%b)</name>",
)
"""How the layouts write the name of a handler."""


class _File(NamedTuple):
    """A file of metadata that names the method."""

    path: str
    method: str
    """As written there."""


def handler_places(project: ProjectView, what: Declared) -> Iterator[Place]:
    """The places in files of metadata that name a method (its bare name where they give the module, too)."""
    for file in dict.fromkeys(_files(project, what)):
        data = project.text(file.path)
        if isinstance(data, bytes):
            lines = LineIndex(data)
            word = re.escape(file.method.encode())
            spans = {one.span(1) for pattern in _ELEMENTS for one in re.finditer(pattern % word, data)}
            yield from (place_of(lines, file.path, Span(*span)) for span in sorted(spans))


def _files(project: ProjectView, what: Declared) -> Iterator[_File]:
    for home in what.homes:
        module, root = project.module(home), project.root(home)
        metadata = project.known.of_root.get(root.key) if root is not None else None
        if module is None or root is None or metadata is None or module.owner is None:
            continue
        for path, method in _names(metadata, module, what.name):
            yield _File(project.shown(Path(root.folder) / path), method)


def _names(metadata: MetadataView, module: Module, name: str) -> Iterator[tuple[str, str]]:
    """Files, relative to the root, with the method's name as they write it."""
    assert module.owner is not None
    if module.kind is ModuleKind.FORM:
        form = metadata.form(module.owner, module.form or "")
        yield from (
            ((form.path, one.method) for one in _of_form(form) if fold(one.method) == name) if form else ()
        )
    elif module.kind is ModuleKind.SERVICE:
        known = metadata.get(*module.owner)
        for one in known.operations if known is not None else ():
            if known is not None and fold(one.handler) == name:
                yield known.path, one.handler
    elif module.kind is ModuleKind.COMMON:
        yield from _of_common_module(metadata, module.owner.name, name)


def _of_form(form: Form) -> Iterator[Handler]:
    yield from form.handlers
    for item in form.items:
        yield from item.handlers
    for command in form.commands:
        yield from command.handlers


def _of_common_module(metadata: MetadataView, module: str, name: str) -> Iterator[tuple[str, str]]:
    yield from _subscribed(metadata).get((fold(module), name), ())


@lru_cache(maxsize=8)
def _subscribed(metadata: MetadataView) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Files and methods, as they write them, by the folded names of common module and method."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for kind in _NAMED_BY:
        for name in metadata.names(kind):
            known = metadata.get(kind, name)
            for one in known.handlers if known is not None else ():
                *_, module, method = ("", *one.method.split("."))
                key = fold(module), fold(method)
                found.setdefault(key, []).append((known.path if known is not None else "", method))
    return found
