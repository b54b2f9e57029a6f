"""The single checks of ``bsl-pilot doctor``."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bsl_pilot import __version__
from bsl_pilot.cli import health_model
from bsl_pilot.cli.checked import Check
from bsl_pilot.errors import PilotError
from bsl_pilot.folders import cache_folder
from bsl_pilot.locale import Locale, Text
from bsl_pilot.settings import find_workspace, load

OLDEST_PYTHON = (3, 11)
DEPENDENCIES = ("tree-sitter", "websockets", "numpy", "onnxruntime", "tokenizers")
_SAMPLE = 'Процедура Тест()\n\tЗапрос = Новый Запрос("ВЫБРАТЬ 1 КАК Один");\nКонецПроцедуры\n'

_PYTHON_OLD = Text("установите Python 3.11 или новее", "install Python 3.11 or newer")
_REINSTALL = Text(
    "установите заново: python -m pip install --force-reinstall bsl-pilot",
    "reinstall: python -m pip install --force-reinstall bsl-pilot",
)
_MISSING = Text("установите: python -m pip install {name}", "install it: python -m pip install {name}")
_ENCODING = Text(
    "включите UTF-8: в Windows chcp 65001 или PYTHONUTF8=1, иначе LANG с UTF-8",
    "switch to UTF-8: chcp 65001 or PYTHONUTF8=1 on Windows, a LANG with UTF-8 elsewhere",
)
_CACHE = Text(
    "дайте права на запись в эту папку или задайте другую: XDG_CACHE_HOME (LOCALAPPDATA в Windows)",
    "allow writing to this folder or choose another with XDG_CACHE_HOME (LOCALAPPDATA on Windows)",
)
_GIT = Text(
    "установите git; без него не работает только check --since",
    "install git; only check --since needs it",
)
_SETTINGS = Text(
    "исправьте файл настроек; пока действуют значения по умолчанию",
    "correct the settings file; defaults apply until then",
)
_NO_PROBLEMS = Text("замечаний нет", "no problems")


def checks(folder: str, locale: Locale) -> Iterator[Check]:
    """All checks, each on its own: one that fails does not keep the others from running."""
    yield Check(
        "version", Text("BSL Pilot", "BSL Pilot"), "ok", f"{__version__} ({Path(__file__).parents[1]})"
    )
    yield _python()
    yield Check("platform", Text("Система", "System"), "ok", f"{platform.platform()}, {platform.machine()}")
    yield from map(_dependency, DEPENDENCIES)
    yield _grammars()
    yield _console()
    yield _cache()
    yield health_model.statistics_folder()
    yield health_model.model(folder, locale)
    yield _git()
    yield _settings(folder, locale)


def _python() -> Check:
    new = sys.version_info >= OLDEST_PYTHON
    detail = f"{platform.python_version()} ({sys.executable})"
    return Check(
        "python", Text("Python", "Python"), "ok" if new else "failed", detail, None if new else _PYTHON_OLD
    )


def _dependency(name: str) -> Check:
    title = Text("Библиотека", "Library")
    try:
        return Check(f"dependency:{name}", title, "ok", f"{name} {importlib.metadata.version(name)}")
    except importlib.metadata.PackageNotFoundError:
        return Check(f"dependency:{name}", title, "failed", name, _MISSING.filled(name=name))


def _grammars() -> Check:
    """The compiled grammars load, and both languages parse a sample without an error."""
    title = Text("Грамматики", "Grammars")
    try:
        from tree_sitter import Parser  # noqa: PLC0415  (may be what is missing)

        from bsl_pilot.syntax.languages import BSL, SDBL  # noqa: PLC0415

        broken = Parser(BSL).parse(_SAMPLE.encode()).root_node.has_error
        broken |= Parser(SDBL).parse("ВЫБРАТЬ 1 КАК Один".encode()).root_node.has_error
    except (PilotError, ImportError, OSError, ValueError) as error:
        return Check("grammars", title, "failed", " ".join(str(error).splitlines()), _REINSTALL)
    if broken:
        return Check("grammars", title, "failed", "BSL, SDBL", _REINSTALL)
    return Check("grammars", title, "ok", f"BSL, SDBL (ABI {BSL.abi_version})")


def _console() -> Check:
    """Whether Russian text can be printed where the user reads it."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "КонецПроцедуры".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Check(
            "console", Text("Кодировка терминала", "Console encoding"), "warning", encoding, _ENCODING
        )
    return Check("console", Text("Кодировка терминала", "Console encoding"), "ok", encoding)


def _cache() -> Check:
    """Whether the cache folder can be written; nothing stays behind but the folder."""
    title = Text("Папка кэша", "Cache folder")
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"bsl-pilot")
    except (OSError, RuntimeError) as error:
        return Check("cache", title, "failed", str(error), _CACHE)
    return Check("cache", title, "ok", str(folder))


def _git() -> Check:
    title = Text("git", "git")
    program = shutil.which("git")
    if program is None:
        return Check("git", title, "warning", "-", _GIT)
    try:
        done = subprocess.run(  # noqa: S603  (found on the user's PATH)
            [program, "--version"], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Check("git", title, "warning", str(error), _GIT)
    return Check("git", title, "ok", done.stdout.strip())


def _settings(folder: str, locale: Locale) -> Check:
    title = Text("Настройки", "Settings")
    workspace = find_workspace(Path(folder))
    _, problems = load(workspace)
    if problems:
        detail = "; ".join(problem.message(locale) for problem in problems)
        return Check("settings", title, "failed", detail, _SETTINGS)
    return Check("settings", title, "ok", f"{workspace}: {_NO_PROBLEMS.to(locale)}")
