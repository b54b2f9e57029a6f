"""Settings that a project already has for another BSL tool, in ``.bsl-language-server.json``.

Its keys ``language``, ``diagnostics.mode``, ``diagnostics.parameters``, ``excludePaths`` and
``configurationRoot`` keep their meaning; its other keys are that tool's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bsl_pilot.locale import Text
from bsl_pilot.settings.model import DEFAULT_EXCLUDE
from bsl_pilot.settings.validate import Source

EVERYTHING = "*"
"""In ``check.ignore`` and ``check.select``: all rules."""

_PLAIN_KEYS = {"language": "language", "configurationRoot": "configuration_root"}
_NOT_A_TABLE = Text("ожидается таблица «имя — значение»", "expected a table of names and values")
_MODES = Text(
    "неизвестный режим {mode!r}; известны on, off, all, only, except",
    "unknown mode {mode!r}; known are on, off, all, only, except",
)


def values_of_foreign(values: object, source: Source) -> dict[str, Any]:
    """Our values of the file's."""
    if not isinstance(values, Mapping):
        source.report("", _NOT_A_TABLE)
        return {}
    ours: dict[str, Any] = {_PLAIN_KEYS[key]: value for key, value in values.items() if key in _PLAIN_KEYS}
    if isinstance(excluded := values.get("excludePaths"), list):
        ours["exclude"] = [*DEFAULT_EXCLUDE, *excluded]
    diagnostics = values.get("diagnostics", {})
    if isinstance(diagnostics, Mapping):
        ours["check"] = _check(diagnostics, source)
    else:
        source.report("diagnostics", _NOT_A_TABLE)
    return ours


def _check(diagnostics: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """``check`` of the file's ``diagnostics``: a rule's entry is a switch or a table of parameters."""
    entries = diagnostics.get("parameters", {})
    if not isinstance(entries, Mapping):
        source.report("diagnostics.parameters", _NOT_A_TABLE)
        entries = {}
    check: dict[str, Any] = {
        "parameters": {key: value for key, value in entries.items() if isinstance(value, Mapping)},
        "ignore": [key for key, value in entries.items() if value is False],
        "also": [key for key, value in entries.items() if value is not False],
    }
    check.update(_by_mode(diagnostics.get("mode", "on"), entries, source))
    return check


def _by_mode(mode: object, entries: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """What the mode changes: ``only`` the listed rules, all ``except`` the listed ones, or none."""
    match mode:
        case "on" | "ON":
            return {}
        case "all" | "ALL":
            return {"select": [EVERYTHING]}
        case "off" | "OFF":
            return {"ignore": [EVERYTHING]}
        case "only" | "ONLY":
            only = [key for key, value in entries.items() if value is not False]
            return {"select": only} if only else {"ignore": [EVERYTHING]}
        case "except" | "EXCEPT":
            return {"ignore": list(entries)}
    source.report("diagnostics.mode", _MODES.filled(mode=mode))
    return {}
