"""What a user may choose about formatting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KeywordCase = Literal["keep", "canonical", "upper", "lower"]


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """Settings of the formatter; the defaults are what 1C's own modules look like.

    Attributes:
        tab_size: columns from one tab stop to the next, and the width of one level of indentation.
        insert_spaces: indent with spaces; 1C's editor writes tabs.
        keyword_case: ``keep`` leaves keywords as written, ``canonical`` writes them as the platform's
            documentation does (``КонецЕсли``), ``upper`` and ``lower`` in one case.
        max_blank_lines: blank lines in a row that stay. One is the coding standard's limit, and 99.7 %
            of the blank lines in the standard library stand alone.
        trim_trailing_whitespace: remove blanks at the ends of lines and on blank lines.
        final_newline: end the last line with a line end where it has none. The platform writes modules
            of both kinds, so by default the end stays as it is.
        trim_final_newlines: remove blank lines at the end of the text.
    """

    tab_size: int = 4
    insert_spaces: bool = False
    keyword_case: KeywordCase = "keep"
    max_blank_lines: int = 1
    trim_trailing_whitespace: bool = True
    final_newline: bool = False
    trim_final_newlines: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.tab_size <= 16:
            raise ValueError(f"tab_size is a number from 1 to 16, not {self.tab_size}")
        if self.max_blank_lines < 0:
            raise ValueError(f"max_blank_lines is a number from 0, not {self.max_blank_lines}")

    def unit(self) -> bytes:
        """One level of indentation."""
        return b" " * self.tab_size if self.insert_spaces else b"\t"

    def blanks(self, columns: int) -> bytes:
        """Indentation of so many columns."""
        if self.insert_spaces:
            return b" " * columns
        return b"\t" * (columns // self.tab_size) + b" " * (columns % self.tab_size)
