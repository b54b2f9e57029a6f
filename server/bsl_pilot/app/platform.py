"""The user's own syntax helper: finding it, reading it in, telling what is known of the platform."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.app.progress import Advance
from bsl_pilot.errors import CatalogueDamaged, InputError, UsageError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason, write_bytes
from bsl_pilot.types.catalogue import About, Catalogue, shipped
from bsl_pilot.types.catalogue.store import imported_path, shipped_path

RUSSIAN, ENGLISH = "shcntx_ru.hbk", "shcntx_root.hbk"
_VERSION = re.compile(r"8\.\d+\.\d+\.\d+")
_RELEASE = re.compile(r"8\.\d+\.\d+(?:\.\d+)?")

_NOTHING = Text(
    "{path}: здесь нет {ru} и {en}; они лежат в папке bin установленной платформы 1С:Предприятие",
    "{path}: there is no {ru} and no {en} here; they are in the folder bin of an installed 1C:Enterprise platform",
)
_NOT_INSTALLED = Text(
    "платформа 1С:Предприятие на этой машине не найдена; укажите путь к {ru} или к папке с ним",
    "no 1C:Enterprise platform is found on this machine; give the path of {ru} or of the folder that has it",
)
_NO_VERSION = Text(
    "{version}: это не версия платформы, нужна вида 8.3.24.1467",
    "{version}: no platform version like 8.3.24.1467",
)


class Helps(NamedTuple):
    """Help files of one platform: those that are there; its version, empty where the path does not tell."""

    russian: Path | None
    english: Path | None
    version: str


class Imported(NamedTuple):
    """What an import brought. ``unreadable`` counts pages of help that could not be read."""

    catalogue: Catalogue
    path: Path
    unreadable: int


class CatalogueState(NamedTuple):
    """The catalogue in use: its file, whether the user imported it, what is wrong with the imported one."""

    catalogue: Catalogue
    path: Path
    imported: bool
    problem: Text | None


def import_help(path: str, version: str = "", advance: Advance = lambda _done, _all: None) -> Imported:
    """Reads the syntax helper and writes the catalogue that is used from now on.

    Args:
        path: a help file or a folder that has it; empty for the newest installed platform.
        version: the platform's version where the path does not tell.

    Raises:
        UsageError: there is nothing to read, or the version is none.
        InputError: it can't be read or is damaged, or the catalogue can't be written.
    """
    from bsl_pilot.types.catalogue.encode import encode  # noqa: PLC0415  (only import needs them)
    from bsl_pilot.types.catalogue.hbk.book import read_book  # noqa: PLC0415
    from bsl_pilot.types.catalogue.hbk.enrich import enriched  # noqa: PLC0415
    from bsl_pilot.types.catalogue.hbk.join import join  # noqa: PLC0415

    if version and not _RELEASE.fullmatch(version):
        raise UsageError(_NO_VERSION.filled(version=version))
    helps = find_help(Path(path)) if path else _newest()
    files = [one for one in (helps.russian, helps.english) if one]
    books = [read_book(file, _part(advance, place, len(files))) for place, file in enumerate(files)]
    version = version or helps.version
    own = shipped()
    complete = ".".join(version.split(".")[:3]) or own.about.complete_to
    about = About("help", complete, version, tuple(file.as_posix() for file in files))
    told = join(books[0], books[1] if len(books) > 1 else None, about, own)
    target = imported_path()
    _write(target, encode(enriched(told, own)))
    return Imported(Catalogue(target), target, sum(book.unreadable for book in books))


def catalogue_state() -> CatalogueState:
    """The catalogue in use, without touching a damaged one."""
    path = imported_path()
    try:
        return CatalogueState(Catalogue(path), path, imported=True, problem=None)
    except FileNotFoundError:
        problem = None
    except OSError as error:
        problem = reason(error).filled(path=path)
    except CatalogueDamaged as error:
        problem = Text(*error.args[0])
    return CatalogueState(shipped(), shipped_path(), imported=False, problem=problem)


def forget_help() -> bool:
    """Deletes what was imported; whether there was anything.

    Raises:
        InputError: it can't be deleted.
    """
    path = imported_path()
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise InputError(reason(error).filled(path=path)) from None
    return True


def find_help(path: Path) -> Helps:
    """The help files that a path names: a file and its twin beside it, or those of a folder, the newest version's.

    Raises:
        UsageError: there is none.
    """
    if path.is_file():
        if path.name not in (RUSSIAN, ENGLISH):
            return Helps(path, None, _version(path))
        return Helps(_there(path.with_name(RUSSIAN)), _there(path.with_name(ENGLISH)), _version(path))
    found = sorted(_in_folder(path), key=lambda one: _order(one.version))
    if not found:
        raise UsageError(_NOTHING.filled(path=path, ru=RUSSIAN, en=ENGLISH))
    return found[-1]


def installed() -> list[Helps]:
    """The platforms of this machine that have help files, the oldest first."""
    found = [helps for folder in _places() if folder.is_dir() for helps in _in_folder(folder)]
    return sorted(found, key=lambda one: _order(one.version))


def _newest() -> Helps:
    found = installed()
    if not found:
        raise UsageError(_NOT_INSTALLED.filled(ru=RUSSIAN))
    return found[-1]


def _in_folder(folder: Path) -> Iterator[Helps]:
    """Help files in the folder, in its ``bin``, or the same of folders of versions in it."""
    inside = sorted(one for one in folder.glob("*") if one.is_dir())
    for place in dict.fromkeys((folder, folder / "bin", *inside, *(one / "bin" for one in inside))):
        helps = Helps(_there(place / RUSSIAN), _there(place / ENGLISH), _version(place))
        if helps.russian or helps.english:
            yield helps


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None


def _places() -> Iterator[Path]:
    """Where platforms are installed by default."""
    if sys.platform == "win32":
        for name in ("ProgramFiles", "ProgramFiles(x86)"):
            if folder := os.environ.get(name):
                yield Path(folder) / "1cv8"
        return
    yield from (Path(f"/opt/1cv8{part}") for part in ("/x86_64", "/i386", ""))
    yield Path("/opt/1C/v8.3")


def _version(path: Path) -> str:
    found: list[str] = _VERSION.findall(str(path.absolute()))
    return found[-1] if found else ""


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")) if version else ()


def _part(advance: Advance, place: int, parts: int) -> Advance:
    """Progress of one of several files of about the same size."""
    return lambda done, of: advance(place * of + done, parts * of)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(reason(error).filled(path=path.parent)) from None
    write_bytes(path, data)
