"""Writes the pages of all rules: ``docs/rules/ru/Key.md``, ``docs/rules/en/Key.md`` and an index in each language.

    python scripts/rule_pages.py [--check]

With ``--check`` nothing is written; the exit code is 1 where a page is missing, left over or not up to date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.locale import Locale
from bsl_pilot.review.page import index_of, page_of
from bsl_pilot.review.registry import rules
from bsl_pilot.review.syntax_rules import SYNTAX_RULES

DOCS = Path(__file__).parents[1] / "docs" / "rules"
INDEX = "README.md"


class Page(NamedTuple):
    """A file below the folder of pages, and its text."""

    name: str
    text: str


def main() -> int:
    options = arguments()
    wrong = list(differences(DOCS))
    if options.check:
        print("\n".join(wrong))
        return int(bool(wrong))
    write(DOCS)
    print(f"{len(wrong)} pages changed")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def pages() -> Iterator[Page]:
    """All pages."""
    every = sorted((*SYNTAX_RULES, *rules().values()), key=lambda one: one.key)
    for locale in Locale:
        yield Page(f"{locale.value}/{INDEX}", index_of(every, locale))
        for one in every:
            yield Page(f"{locale.value}/{one.key}.md", page_of(one, locale))


def differences(folder: Path) -> Iterator[str]:
    """Names of the pages that are missing, left over or have another text."""
    wanted = {one.name: one.text for one in pages()}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md")}
    for name in sorted(wanted.keys() | there.keys()):
        if name not in wanted or name not in there or there[name].read_text(encoding="utf-8") != wanted[name]:
            yield name


def write(folder: Path) -> None:
    """Writes all pages and removes those of rules that are no more."""
    wanted = {one.name: one.text for one in pages()}
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
