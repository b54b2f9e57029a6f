"""What a name of code means: by the method around it, by the module, by types, and last by the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.code import (
    call_meanings,
    member_meanings,
    own_meanings,
    shared_meanings,
    type_meanings,
)
from bsl_pilot.features.meanings.indexed import (
    application_variable,
    by_names,
    called_everywhere,
    homes,
    module_variables,
    of_types,
    own_method,
    script_class,
    script_module,
)
from bsl_pilot.features.meanings.model import Meaning
from bsl_pilot.features.meanings.symbols import Declared, Local
from bsl_pilot.features.meanings.words import annotation
from bsl_pilot.features.names import Name, Role
from bsl_pilot.features.word_at import WordAt, chain_before
from bsl_pilot.types.model import UNKNOWN, Types

_BELONGS = frozenset({Role.PARAMETER, Role.LOCAL, Role.LABEL})
_MEMBERS = frozenset({Role.MEMBER, Role.MEMBER_CALL})
_OF_METHOD = frozenset({Role.PARAMETER, Role.LOCAL, Role.ASSIGNED})


def name_meanings(asked: Asked, word: WordAt, name: Name) -> Iterable[Meaning]:
    """What a name may mean; nothing where that is not certain."""
    role = name.role
    if role in _BELONGS:
        return (Local(word.unit, name),)
    if role is Role.METHOD:
        own = own_method(asked, name.text)
        return (own,) if own is not None else ()
    if role is Role.VARIABLE:
        return (Declared(name.text, homes(asked.project, asked.path), is_variable=True),)
    if role in (Role.FREE, Role.ASSIGNED):
        return _variable(asked, word, name)
    if role is Role.CALL:
        return called(asked, name.text)
    if role is Role.TYPE:
        return script_class(asked, name.text) or type_meanings(asked.inference, name.text)
    if role is Role.ANNOTATION:
        known = annotation(name.text)
        return (known,) if known is not None else ()
    if role in _MEMBERS and word.before.kind == ".":
        return _member(asked, word, name)
    return ()


def called(asked: Asked, name: str) -> tuple[Meaning, ...]:
    """What is called by a folded name alone."""
    own = own_method(asked, name)
    if own is not None:
        return (own,)
    return call_meanings(asked.inference, name) or tuple(called_everywhere(asked, name))


def _variable(asked: Asked, word: WordAt, name: Name) -> Iterable[Meaning]:
    """A name that no method declares: of the module, of the module's object, a local one, one that all know."""
    if name.text in module_variables(asked):
        return (Declared(name.text, homes(asked.project, asked.path), is_variable=True),)
    own = tuple(own_meanings(asked.inference, name.text, _given(asked, word)))
    if own:
        return own
    if name.role is Role.ASSIGNED:
        return (Local(word.unit, name),)
    shared = shared_meanings(asked.inference, name.text) or application_variable(asked, name.text)
    return shared or script_module(asked, name.text)


def _given(asked: Asked, word: WordAt) -> Types:
    return asked.inference.at(word.span.start) if asked.values else UNKNOWN


def _member(asked: Asked, word: WordAt, name: Name) -> Iterator[Meaning]:
    """A name behind a dot, by the types of what stands before it, else by the names there."""
    types = asked.inference.receiver(word.unit.start + word.before.start)
    found = tuple(member_meanings(asked.inference, types, name.text, _given(asked, word)))
    if not found:
        chain = chain_before(word.unit.data(asked.document), word.names, name)
        if chain and not _is_variable(asked, chain[0]):
            found = by_names(asked, tuple(one.text for one in chain), name.text)
    yield from found or of_types(asked, types, name.text)


def _is_variable(asked: Asked, first: Name) -> bool:
    return first.role in _OF_METHOD or first.text in module_variables(asked)
