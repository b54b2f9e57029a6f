"""Parameters of a rule out of the settings: what fits is taken, the rest becomes problems."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NamedTuple, get_type_hints

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold

_UNKNOWN = Text(
    "у правила {rule} нет такого параметра; есть: {names}",
    "rule {rule} has no such parameter; it has: {names}",
)
_NONE = Text("у правила {rule} нет параметров", "rule {rule} has no parameters")
_WRONG = Text("ожидается {what}, а задано {value!r}", "expected {what}, got {value!r}")
_WHAT = {
    bool: Text("true или false", "true or false"),
    int: Text("целое число", "a whole number"),
    float: Text("число", "a number"),
    str: Text("строка", "a string"),
    tuple: Text("список строк или строка через запятую", "a list of strings, or one with commas"),
}


class ParameterProblem(NamedTuple):
    """A mistake in the parameters of a rule: the parameter as it is written there, and what is wrong."""

    name: str
    text: Text


def parsed(rule_key: str, cls: type[Any], values: Mapping[str, object]) -> tuple[Any, list[ParameterProblem]]:
    """The parameters of a rule; names are compared without case, as the incumbents of a project write them.

    A list of strings may be written as one string with commas.
    """
    problems: list[ParameterProblem] = []
    if not dataclasses.is_dataclass(cls):
        problems += (ParameterProblem(name, _NONE.filled(rule=rule_key)) for name in values)
        return cls(), problems
    names = {fold(one.name.replace("_", "")): one.name for one in dataclasses.fields(cls)}
    hints = get_type_hints(cls)
    given: dict[str, object] = {}
    for name, value in values.items():
        own = names.get(fold(name.replace("_", "")))
        if own is None:
            shown = ", ".join(map(camel, names.values()))
            problems.append(ParameterProblem(name, _UNKNOWN.filled(rule=rule_key, names=shown)))
            continue
        kind = _kind(hints[own])
        fitting = _fitting(kind, value)
        if fitting is None:
            what = _WHAT[kind]
            text = Text(
                _WRONG.ru.format(what=what.ru, value=value), _WRONG.en.format(what=what.en, value=value)
            )
            problems.append(ParameterProblem(name, text))
        else:
            given[own] = fitting
    return cls(**given), problems


def _kind(hint: Any) -> type:
    """The plain type of a field."""
    kind: type = getattr(hint, "__origin__", hint)
    return kind


def _fitting(kind: type, value: object) -> object:
    """The value in the field's type; None where it is of another one."""
    if kind is tuple:
        return _strings(value)
    if kind is bool or isinstance(value, bool):
        return value if kind is type(value) else None
    if kind is str:
        return str(value) if isinstance(value, str | int | float) else None
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
        value = int(value)
    if kind is float and isinstance(value, int | float):
        return float(value)
    return value if type(value) is kind else None


def _strings(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(one for part in value.split(",") if (one := part.strip()))
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float) for one in value):
        return tuple(str(one) for one in value)
    return None


def camel(name: str) -> str:
    """A field's name as the settings write it."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].title() + part[1:] for part in rest)
