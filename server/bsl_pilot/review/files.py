"""The files of the rules, without reading any."""

from __future__ import annotations

from functools import cache
from pkgutil import iter_modules

from bsl_pilot.review import rules as package

PACKAGE = package.__name__


@cache
def file_names() -> tuple[str, ...]:
    """Names of the rules' files, sorted. A file is called as its rule is, in snake_case."""
    return tuple(sorted(one.name for one in iter_modules(package.__path__)))
