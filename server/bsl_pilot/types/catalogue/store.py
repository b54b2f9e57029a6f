"""Which catalogue is in use: the one that the user imported, else the one in the package."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.folders import data_folder
from bsl_pilot.types.catalogue.catalogue import Catalogue
from bsl_pilot.types.catalogue.tables import VERSION

_logger = logging.getLogger(__name__)


def imported_path() -> Path:
    """Where ``bsl-pilot platform import`` writes; programs of other versions of the format have their own."""
    return data_folder() / "platform" / f"catalogue-{VERSION}.bin"


def shipped_path() -> Path:
    """The package's own catalogue."""
    return Path(__file__).parent / "data" / "catalogue.bin"


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The package's catalogue; opened once.

    Raises:
        InputError: the installation is damaged.
    """
    return Catalogue(shipped_path())


@lru_cache(maxsize=1)
def current() -> Catalogue:
    """The catalogue to work with; opened once in a process.

    One that was imported and is damaged is deleted, and one line in the log says so.
    """
    return imported() or shipped()


def imported() -> Catalogue | None:
    """The catalogue that the user imported; None where there is none that can be read."""
    path = imported_path()
    try:
        return Catalogue(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        _logger.warning("%s can't be read, the built-in catalogue is used: %s", path, error)
    except InputError as error:
        _logger.warning("%s; it is dropped, import it again with: bsl-pilot platform import", error)
        _drop(path)
    return None


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _logger.warning("%s can't be deleted: %s", path, error)
