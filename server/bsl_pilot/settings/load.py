"""Finds the settings of a workspace and joins them: what stands in an earlier source wins.

1. the editor (``bslPilot.*``)   2. ``bsl-pilot.toml``   3. ``[tool.bsl-pilot]`` of ``pyproject.toml``
4. ``.bsl-language-server.json``   5. the defaults
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_type_hints

from bsl_pilot.locale import Text
from bsl_pilot.settings.foreign import values_of_foreign
from bsl_pilot.settings.model import Settings
from bsl_pilot.settings.problem import Problem
from bsl_pilot.settings.validate import Source, valid_fields
from bsl_pilot.text.files import reason

T = TypeVar("T")

OWN_FILE = "bsl-pilot.toml"
PYPROJECT = "pyproject.toml"
FOREIGN_FILE = ".bsl-language-server.json"

_BROKEN = Text("файл не читается и не учитывается: {why}", "the file is broken and left out: {why}")
_PLACE = Text("строка {line}, столбец {column}: {why}", "line {line}, column {column}: {why}")


class _Layer(NamedTuple):
    """A file that may hold settings: its name, its parser, and how our values are picked from it."""

    name: str
    read: Callable[[str], object]
    pick: Callable[[object, Source], object]


def _toml(text: str) -> object:
    import tomllib  # noqa: PLC0415  (only where there is such a file: keeps the start of the server short)

    return tomllib.loads(text)


def _whole(values: object, _source: Source) -> object:
    return values


def _tool_table(values: object, _source: Source) -> object:
    tool = values.get("tool") if isinstance(values, dict) else None
    return tool.get("bsl-pilot") if isinstance(tool, dict) else None


_LAYERS = (
    _Layer(FOREIGN_FILE, json.loads, values_of_foreign),
    _Layer(PYPROJECT, _toml, _tool_table),
    _Layer(OWN_FILE, _toml, _whole),
)


def parse(values: object, source: str = "", *, camel: bool = False) -> tuple[Settings, list[Problem]]:
    """Settings of a mapping; every part that is wrong or missing has its default. Never raises.

    Args:
        values: what a TOML or JSON file or an LSP client gave; anything at all.
        source: name of the file or client, for the problems.
        camel: names are in camelCase and ``null`` means "not set", as LSP clients write.
    """
    origin = Source(source, camel, [])
    return _built(Settings, valid_fields(Settings, values, "", origin)), origin.problems


def load(folder: Path, client: object = None) -> tuple[Settings, list[Problem]]:
    """Settings of a workspace folder, under those that an LSP client gave (``bslPilot``). Never raises."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for layer in _LAYERS:
        source = Source(str(folder / layer.name), False, problems)
        _merge(values, _valid_layer(layer, folder / layer.name, source))
    _merge(values, valid_fields(Settings, client, "", Source("bslPilot", True, problems)))
    return _built(Settings, values), problems


def find_workspace(path: Path) -> Path:
    """The nearest folder at or above ``path`` with a settings file or ``.git``; the path's own otherwise."""
    start = path if path.is_dir() else path.parent
    for folder in (start.absolute(), *start.absolute().parents):
        if any(_exists(folder / name) for name in (OWN_FILE, FOREIGN_FILE, ".git")):
            return folder
        if "[tool.bsl-pilot" in _text(folder / PYPROJECT):
            return folder
    return start


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder above that this user may not look into
        return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _valid_layer(layer: _Layer, path: Path, source: Source) -> dict[str, Any]:
    """Valid values of one file; none when it is not there, none and one problem when it is broken."""
    try:
        picked = layer.pick(layer.read(path.read_text(encoding="utf-8-sig")), source)
    except FileNotFoundError:
        return {}
    except OSError as error:
        source.report("", reason(error).filled(path=path.name))
        return {}
    except (ValueError, RecursionError) as error:
        source.report("", _why_broken(error))
        return {}
    return valid_fields(Settings, picked, "", source)


def _why_broken(error: ValueError | RecursionError) -> Text:
    """The parser's words, with the place where it gives one apart from them (TOML's words hold it)."""
    if isinstance(error, json.JSONDecodeError):
        place = _PLACE.filled(line=error.lineno, column=error.colno, why=error.msg)
        return Text(_BROKEN.ru.format(why=place.ru), _BROKEN.en.format(why=place.en))
    return _BROKEN.filled(why=error)


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> None:
    """Puts ``over`` on top of ``base``; tables are joined, everything else is replaced."""
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        else:
            base[key] = value


def _built(cls: type[T], values: Mapping[str, Any]) -> T:
    """A dataclass of valid values."""
    hints = get_type_hints(cls)
    given = {
        name: _built(hints[name], value) if dataclasses.is_dataclass(hints[name]) else value
        for name, value in values.items()
    }
    return cls(**given)
