"""Highlights of names: within the method for what belongs to it, else across the module."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.features.highlight_kinds import Highlight, HighlightKind, read_or_write
from bsl_pilot.features.names import Name, Role, names
from bsl_pilot.features.units import Unit, unit_fact, units
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_METHODS = frozenset({Role.METHOD, Role.CALL})
_OWN = frozenset({Role.PARAMETER, Role.LOCAL, Role.ASSIGNED})
_SHARED = frozenset({Role.FREE, Role.ASSIGNED, Role.VARIABLE})
_MEMBERS = frozenset({Role.MEMBER, Role.MEMBER_CALL})
_WORD = re.compile(WORD_BYTES)
_QUOTED = re.compile(rb'"(' + WORD_BYTES + rb')"')


def name_highlights(document: Document, unit: Unit, name: Name) -> Iterator[Highlight]:
    """Places that mean the same as ``name``, which stands in ``unit``."""
    role = name.role
    if role in _METHODS:
        return method_highlights(document, name.text)
    if role in _MEMBERS:
        return _member(document, unit, name)
    if role in _OWN and not (role is Role.ASSIGNED and _is_module_variable(document, name.text)):
        return _in_scope(document, unit, name)
    if role in _SHARED:
        return variable_highlights(document, name.text)
    return _in_scope(document, unit, name)


def quoted_highlights(document: Document, literal: bytes) -> Iterator[Highlight]:
    """Places of the method that a string literal names: `Новый ОписаниеОповещения("ПослеВопроса", …)`."""
    match = _QUOTED.fullmatch(literal)
    if match is None:
        return
    text = fold_bytes(match.group(1))
    if any(one.role is Role.METHOD for _, one in _names_across(document, text)):
        yield from method_highlights(document, text)


def unit_names(document: Document, unit: Unit) -> list[Name]:
    """The names of a unit; to be asked for through `unit_fact`."""
    data = unit.data(document)
    return names(data, tokens(data))


def _in_scope(document: Document, unit: Unit, name: Name) -> Iterator[Highlight]:
    for one in same_names(document, unit, name):
        yield read_or_write(unit.start + one.start, unit.start + one.end, write=one.write)


def _across(document: Document, text: str, roles: frozenset[Role]) -> Iterator[Highlight]:
    for base, one in _names_across(document, text):
        if one.role in roles:
            yield read_or_write(base + one.start, base + one.end, write=one.write)


def method_highlights(document: Document, text: str) -> Iterator[Highlight]:
    """Declaration and calls, and the strings that are nothing but the method's name."""
    yield from _across(document, text, _METHODS)
    for unit in _units_with(document, text):
        data = unit.data(document)
        for match in _QUOTED.finditer(data):
            if fold_bytes(match.group(1)) == text:
                yield Highlight(unit.start + match.start(1), unit.start + match.end(1), HighlightKind.TEXT)


def variable_highlights(document: Document, text: str) -> Iterator[Highlight]:
    """Declaration and uses of a variable of the module; `text` is folded."""
    return _across(document, text, _SHARED)


def same_names(document: Document, unit: Unit, name: Name) -> Iterator[Name]:
    """The places of a local name in its unit, relative to it."""
    roles = _OWN if name.role in _OWN else frozenset({name.role})
    for one in unit_fact(document, unit, unit_names):
        if one.text == name.text and one.scope == name.scope and one.role in roles:
            yield one


def _is_module_variable(document: Document, text: str) -> bool:
    return any(one.role is Role.VARIABLE for _, one in _names_across(document, text))


def _names_across(document: Document, text: str) -> Iterator[tuple[int, Name]]:
    """The names of this text in the whole module, each with the offset of its unit."""
    for unit in _units_with(document, text):
        for one in unit_fact(document, unit, unit_names):
            if one.text == text:
                yield unit.start, one


def _units_with(document: Document, text: str) -> Iterator[Unit]:
    """The units of code in which the word stands anywhere: reading words is far cheaper than names."""
    return (unit for unit in units(document) if text in unit_fact(document, unit, _words))


def _words(document: Document, unit: Unit) -> frozenset[str]:
    if unit.kind == "comment":
        return frozenset()
    return frozenset(map(fold_bytes, _WORD.findall(unit.data(document))))


def _member(document: Document, unit: Unit, name: Name) -> Iterator[Highlight]:
    """The same member of the same object, as far as its text tells, within the method."""
    data = unit.data(document)
    found = unit_fact(document, unit, unit_names)
    chain = _chain(data, found, name)
    for one in found:
        same_name = one.text == name.text and one.scope == name.scope and one.role in _MEMBERS
        if same_name and _chain(data, found, one) == chain:
            yield read_or_write(unit.start + one.start, unit.start + one.end, write=False)


def _chain(data: bytes, found: list[Name], name: Name) -> tuple[str, ...]:
    """The names that lead to a member: `Объект`, `Товары` for `Объект.Товары.Количество`.

    Where something else than names and dots stands before, the chain begins with an empty name.
    """
    at = next(index for index, one in enumerate(found) if one.start == name.start)
    chain: list[str] = []
    while found[at].role in _MEMBERS:
        if at == 0 or data[found[at - 1].end : found[at].start].strip() != b".":
            return ("", *reversed(chain))
        at -= 1
        chain.append(found[at].text)
    return tuple(reversed(chain))
