"""Metadata as it is with extensions applied: the base's objects with what extensions add to them, and theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from bsl_pilot.project.kinds import order_of
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.model import (
    CommonModule,
    Finding,
    Form,
    Header,
    MetadataObject,
    TabularSection,
)
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.text.words import fold

_OWN = {"ObjectBelonging", "ExtendedConfigurationObject"}
"""Properties that say how an extension holds an object, not what the object is."""

_Named = TypeVar("_Named")


class Overlay(MetadataView):
    """``base`` with ``extensions`` over it, in the order in which they are applied."""

    def __init__(self, base: MetadataView, extensions: Sequence[MetadataView]) -> None:
        self._layers = (base, *extensions)
        self._merged = lru_cache(maxsize=64)(self._merge)
        self._merged_forms = lru_cache(maxsize=16)(self._merge_form)

    def kinds(self) -> Sequence[str]:
        found = {kind for layer in self._layers for kind in layer.kinds()}
        return tuple(sorted(found, key=order_of))

    def names(self, kind: str) -> Sequence[str]:
        found = {fold(name): name for layer in reversed(self._layers) for name in layer.names(kind)}
        return tuple(found[key] for key in sorted(found))

    def headers(self) -> Iterator[Header]:
        seen: set[tuple[str, str]] = set()
        for layer in self._layers:
            for one in layer.headers():
                key = (one.kind, "" if one.kind == "Configuration" else fold(one.name))
                if key not in seen:
                    seen.add(key)
                    yield one

    def get(self, kind: str, name: str) -> MetadataObject | None:
        return self._merged(kind, name)

    def _merge(self, kind: str, name: str) -> MetadataObject | None:
        found = [one for layer in self._layers if (one := layer.get(kind, name))]
        return _over(found, merged) if found else None

    def has(self, kind: str, name: str) -> bool:
        return any(layer.has(kind, name) for layer in self._layers)

    def form(self, owner: ObjectName, name: str = "") -> Form | None:
        return self._merged_forms(owner, name)

    def _merge_form(self, owner: ObjectName, name: str) -> Form | None:
        found = [one for layer in self._layers if (one := layer.form(owner, name))]
        return _over(found, merged_form) if found else None

    def common_modules(self) -> Iterable[CommonModule]:
        return self._common_modules.values()

    def common_module(self, name: str) -> CommonModule | None:
        return self._common_modules.get(fold(name))

    @cached_property
    def _common_modules(self) -> dict[str, CommonModule]:
        """By name; where a module is adopted, what its base says counts."""
        return {fold(one.name): one for layer in reversed(self._layers) for one in layer.common_modules()}

    @property
    def findings(self) -> Sequence[Finding]:
        """Of the base; an extension's are its own, with paths below its own folder."""
        return self._layers[0].findings


def _over(found: Sequence[_Named], merge: Callable[[_Named, _Named], _Named]) -> _Named:
    below = found[0]
    for above in found[1:]:
        below = merge(below, above)
    return below


def merged(below: MetadataObject, above: MetadataObject) -> MetadataObject:
    """An object with what an extension adds to it."""
    properties = {key: value for key, value in above.properties.items() if key not in _OWN}
    lists = {
        key: _united(below.lists.get(key, ()), above.lists.get(key, ()))
        for key in (*below.lists, *above.lists)
    }
    fields: dict[str, Any] = {name: _added(getattr(below, name), getattr(above, name)) for name in _GROUPS}
    return replace(
        below,
        properties={**properties, **below.properties},
        lists=lists,
        types=_united(below.types, above.types),
        forms=_united(below.forms, above.forms),
        handlers=_united(below.handlers, above.handlers),
        tabular_sections=_sections(below.tabular_sections, above.tabular_sections),
        **fields,
    )


_GROUPS = (
    "attributes",
    "dimensions",
    "resources",
    "accounting_flags",
    "ext_dimension_accounting_flags",
    "addressing_attributes",
    "columns",
    "enum_values",
    "predefined",
    "templates",
    "commands",
    "operations",
    "nested",
)
"""Parts of an object that have a name each."""


def merged_form(below: Form, above: Form) -> Form:
    """A form with what an extension adds to it: the extension's file has the whole form, what it adds included."""
    if not above.items:
        return replace(below, handlers=_united(below.handlers, above.handlers))
    return replace(
        above,
        path=below.path,
        synonym=below.synonym,
        attributes=_added(below.attributes, above.attributes),
        commands=_added(below.commands, above.commands),
        parameters=_added(below.parameters, above.parameters),
        handlers=_united(below.handlers, above.handlers),
    )


def _sections(below: Sequence[TabularSection], above: Sequence[TabularSection]) -> tuple[TabularSection, ...]:
    """Tabular sections; one that both have gets the attributes that the extension adds."""
    adds = {fold(one.name): one for one in above}
    grown = [
        replace(one, attributes=_added(one.attributes, adds[fold(one.name)].attributes))
        if fold(one.name) in adds
        else one
        for one in below
    ]
    return _added(grown, above)


def _added(below: Sequence[Any], above: Sequence[Any]) -> tuple[Any, ...]:
    """Parts by name: those of the base, then those that only the extension has."""
    names = {fold(one.name) for one in below}
    return (*below, *(one for one in above if fold(one.name) not in names))


def _united(below: Sequence[Any], above: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*below, *above)))
