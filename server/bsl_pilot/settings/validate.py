"""From a mapping of anything to values of the right types: what fits is taken, the rest becomes problems.

The dataclasses of ``model`` are the schema; nothing is written down twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from bsl_pilot.locale import Text
from bsl_pilot.settings.model import Bounds
from bsl_pilot.settings.problem import Problem
from bsl_pilot.text.words import upper

CLIENT_ONLY = frozenset({"server", "trace"})
"""Settings of the editor's extension itself, which it sends along with ours."""

_TABLE = Text("таблица «имя — значение»", "a table of names and values")
_STRINGS = Text("список строк", "a list of strings")
_PLAIN: dict[type, Text] = {
    bool: Text("true или false", "true or false"),
    str: Text("строка", "a string"),
}
_NUMBER = Text("целое число от {least} до {most}", "a whole number from {least} to {most}")
_ONE_OF = Text("одно из: {names}", "one of {names}")
_EXPECTED = Text("ожидается {what}, а задано {value}", "expected {what}, got {value}")
_UNKNOWN = Text("такой настройки нет", "there is no such setting")
_NEAREST = Text("такой настройки нет; может быть, {name}?", "there is no such setting; did you mean {name}?")


class _Wrong(Exception):  # noqa: N818  (never leaves this file)
    """A value has the wrong type; ``expected`` says what it should be."""

    def __init__(self, expected: Text) -> None:
        self.expected = expected


class Source(NamedTuple):
    """Where values come from, how names are spelled there, and the problems found so far."""

    name: str
    camel: bool
    problems: list[Problem]

    def spelled(self, name: str) -> str:
        """A setting's name as it is written in this source."""
        if not self.camel:
            return name
        first, *rest = name.split("_")
        return first + "".join(upper(part[:1]) + part[1:] for part in rest)

    def report(self, key: str, text: Text) -> None:
        """Adds a problem."""
        self.problems.append(Problem(self.name, key, text))


def valid_fields(cls: type, values: object, path: str, source: Source) -> dict[str, Any]:
    """Fields of the dataclass ``cls`` that ``values`` gives, by our names; nested tables as dictionaries."""
    if not isinstance(values, Mapping):
        if values is not None:
            source.report(path, _wrong(_TABLE, values))
        return {}
    hints = get_type_hints(cls, include_extras=True)
    names = {source.spelled(one.name): one.name for one in dataclasses.fields(cls)}
    given: dict[str, Any] = {}
    for key, value in values.items():
        place = f"{path}.{key}" if path else str(key)
        if source.camel and (value is None or place in CLIENT_ONLY):
            continue
        if key not in names:
            source.report(place, _unknown(str(key), names))
            continue
        name = names[key]
        try:
            given[name] = _value(hints[name], value, place, source)
        except _Wrong as wrong:
            source.report(place, _wrong(wrong.expected, value))
    return given


def _value(hint: Any, value: object, place: str, source: Source) -> object:
    """A value of the hinted type, or ``_Wrong``."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return valid_fields(hint, value, place, source)
    origin = get_origin(hint)
    if origin is Annotated:
        return _number(hint.__metadata__[0], value)
    if origin is Literal:
        return _choice(get_args(hint), value)
    if origin is tuple:
        return _strings(value)
    if origin is Mapping:
        return _entries(get_args(hint)[1], value, place, source)
    return value if hint is object else _plain(hint, value)


def _plain(hint: type, value: object) -> object:
    if type(value) is not hint:
        raise _Wrong(_PLAIN[hint])
    return value


def _number(bounds: Bounds, value: object) -> object:
    if type(value) is not int or not bounds.least <= value <= bounds.most:
        raise _Wrong(_NUMBER.filled(**bounds._asdict()))
    return value


def _choice(choices: tuple[str, ...], value: object) -> object:
    if not isinstance(value, str) or value not in choices:
        raise _Wrong(_ONE_OF.filled(names=", ".join(choices)))
    return value


def _strings(value: object) -> tuple[str, ...]:
    """A list of strings; one string stands for a list of one."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _Wrong(_STRINGS)
    return tuple(value)


def _entries(hint: Any, value: object, place: str, source: Source) -> dict[str, object]:
    """A table with free names: each wrong entry is a problem of its own."""
    if not isinstance(value, Mapping):
        raise _Wrong(_TABLE)
    entries: dict[str, object] = {}
    for key, one in value.items():
        try:
            entries[str(key)] = _value(hint, one, f"{place}.{key}", source)
        except _Wrong as wrong:
            source.report(f"{place}.{key}", _wrong(wrong.expected, one))
    return entries


def _wrong(expected: Text, value: object) -> Text:
    shown = "null" if value is None else repr(value)
    if len(shown) > 60:
        shown = shown[:57] + "..."
    return Text(
        _EXPECTED.ru.format(what=expected.ru, value=shown), _EXPECTED.en.format(what=expected.en, value=shown)
    )


def _unknown(key: str, names: Mapping[str, str]) -> Text:
    import difflib  # noqa: PLC0415  (only for a mistake: keeps the start of the server short)

    nearest = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
    return _NEAREST.filled(name=nearest[0]) if nearest else _UNKNOWN
