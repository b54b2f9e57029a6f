"""Formats files in place, as ``bsl-pilot format`` does."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bsl_pilot.errors import InputError
from bsl_pilot.features.format import FormatOptions, format_document
from bsl_pilot.locale import Locale
from bsl_pilot.review.job import DEFECT
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot, apply


class Formatted(NamedTuple):
    """What came of one file; ``error`` says why it could not be formatted."""

    path: str
    changed: bool = False
    error: str = ""


def format_file(
    path: str, options: FormatOptions, max_bytes: int, locale: Locale, *, write: bool
) -> Formatted:
    """Formats one file and writes it, in its own encoding, when that changed it and ``write`` is set."""
    try:
        source = files.read(Path(path), max_bytes)
        text = TextSnapshot.of(source.text)
        after = apply(text, format_document(Document.parse(text), options))
        if after.data == text.data:
            return Formatted(path)
        if write:
            files.write(Path(path), files.SourceFile(after.text, source.encoding))
    except InputError as error:
        return Formatted(path, error=error.to(locale))
    except Exception as error:  # noqa: BLE001  (a defect of ours on one file must not stop the other files)
        return Formatted(path, error=DEFECT.to(locale, path=path, name=type(error).__name__, error=error))
    return Formatted(path, changed=True)
