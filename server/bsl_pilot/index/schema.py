"""The columns of a segment.

Rows of a table stand file by file; ``<table>.of`` says where the rows of each file begin, and has one entry more than
there are files. ``names`` is sorted by bytes, and number 0 is the empty name; ``uses.by_name`` lists the rows of
``uses`` by name, those of name ``n`` from ``uses.at[n]`` to ``uses.at[n + 1]``. ``methods.by_name`` and
``variables.by_name`` are rows sorted by name.
"""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {
    "uses": ("name", "line", "character", "kind"),
    "methods": (
        *("name", "spelling", "trait", "directive", "overlay", "target", "parameters", "required"),
        *("doc", "start", "header_end", "end"),  # bytes
        *("line", "character", "first", "last"),  # place of the name; first and last line
    ),
    "variables": ("name", "spelling", "trait", "line", "character"),
    "regions": ("spelling", "first", "last"),
}
"""Columns of each table; in a segment they are called ``<table>.<column>``."""

NAMED = ("uses.name", "methods.name", "methods.target", "variables.name")
"""Columns whose values are numbers of ``names``."""

SPELLED = ("methods.spelling", "variables.spelling", "regions.spelling")
"""Columns whose values are numbers of ``spellings``."""

FILES = ("files.size", "files.time", "files.lines")
"""One value a file, beside ``paths`` (words) and ``files.digest`` (16 bytes a file)."""

DIGEST = 16
"""Bytes of the hash of a file's contents."""

BY_NAME = ("methods", "variables")
"""Tables beside ``uses`` that can be asked for a name."""
