"""The keyword tables of the grammar, of the TextMate grammars and of the server hold the same words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bsl_pilot.syntax.keywords import KEYWORDS
from bsl_pilot.text.words import fold

GRAMMARS = Path(__file__).parents[2] / "grammars"
ROW = re.compile(r"^  (\w+): \[(.+)\],$", re.MULTILINE)


def of_the_grammar() -> dict[str, set[str]]:
    text = (GRAMMARS / "bsl" / "keywords.js").read_text(encoding="utf-8")
    return {name: set(re.findall(r"'([^']+)'", words)) for name, words in ROW.findall(text)}


def of_textmate() -> set[str]:
    table = json.loads((GRAMMARS / "keywords.json").read_text(encoding="utf-8"))["bsl"]
    return {fold(word) for word in words({"keywords": table["keywords"], "literals": table["literals"]})}


def words(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    else:
        for value in table.values() if isinstance(table, dict) else table:
            yield from words(value)


def test_the_server_knows_the_words_of_the_grammar() -> None:
    assert {one.kind: {fold(one.ru), fold(one.en)} for one in KEYWORDS} == of_the_grammar()


def test_textmate_knows_the_words_of_the_grammar() -> None:
    assert of_textmate() == set().union(*of_the_grammar().values())
