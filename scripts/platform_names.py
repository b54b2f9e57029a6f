#!/usr/bin/env python3
"""Writes the names of the platform that inline completion knows, from a description of the platform's interface.

    python3 scripts/platform_names.py PLATFORM_API.json LANGUAGE.json            writes the package's data file
    python3 scripts/platform_names.py PLATFORM_API.json LANGUAGE.json --check    exit code 1 where it differs

PLATFORM_API.json has `functions`, `properties`, `enums` (values in `val`), `types` (methods in `m`, properties in
`p`), `events`, `aliases`, `primitives`; LANGUAGE.json has `bsl.keywords`. Every entry has a Russian and an English
name. Names in angle brackets stand for names that the developer gives, and are left out. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

TARGET = (
    Path(__file__).resolve().parents[1] / "server" / "bsl_pilot" / "completion" / "data" / "platform.json"
)
NAME = re.compile(r"[^\W\d]\w*")

Entry = Mapping[str, Any]


def names(entries: Iterable[Entry]) -> Iterator[str]:
    """Both names of every entry."""
    for entry in entries:
        yield entry.get("ru", "")
        yield entry.get("en", "")


def free_names(api: Mapping[str, Any], language: Mapping[str, Any]) -> Iterator[str]:
    """Names that stand for themselves: global functions and properties, enumerations, types, keywords."""
    for group in ("functions", "properties", "enums", "types", "events", "primitives"):
        yield from names(api[group])
    for old, new in api["aliases"].items():
        yield from (old, new)
    yield from names(language["bsl"]["keywords"])


def member_names(api: Mapping[str, Any]) -> Iterator[str]:
    """Names that stand behind a dot: methods, properties, values of enumerations."""
    for one in api["types"]:
        yield from names(one.get("m", ()))
        yield from names(one.get("p", ()))
    for one in api["enums"]:
        for value in one.get("val", ()):
            yield from value[:2]
    yield from names(api["events"])


def folded(found: Iterable[str]) -> list[str]:
    """The names among the texts in small letters, sorted, each once."""
    return sorted({name.lower() for name in found if NAME.fullmatch(name)})


def render(api: Mapping[str, Any], language: Mapping[str, Any]) -> str:
    """The data file's text: one string of names per kind, which loads faster than a list."""
    lists = {"free": folded(free_names(api, language)), "members": folded(member_names(api))}
    return json.dumps({kind: " ".join(found) for kind, found in lists.items()}, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("api", type=Path)
    parser.add_argument("language", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether the file is up to date"
    )
    options = parser.parse_args()
    text = render(
        json.loads(options.api.read_text(encoding="utf-8")),
        json.loads(options.language.read_text(encoding="utf-8")),
    )
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text.encode()) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
