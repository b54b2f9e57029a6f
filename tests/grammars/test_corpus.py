"""The corpus tests of both grammars, through the library that the server uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from tree_sitter import Language, Parser

from bsl_pilot.syntax.languages import BSL, SDBL

from tests.grammars.corpus_format import Case, cases, normal

GRAMMARS = Path(__file__).resolve().parents[2] / "grammars"
LANGUAGES = {"bsl": BSL, "sdbl": SDBL}

CORPUS = [
    (name, case)
    for name in LANGUAGES
    for path in sorted((GRAMMARS / name / "test" / "corpus").glob("*.txt"))
    for case in cases(path)
]
ALL = [pytest.param(LANGUAGES[name], case, id=f"{name}: {case.title}") for name, case in CORPUS]


@pytest.mark.parametrize(("language", "case"), ALL)
def test_tree(language: Language, case: Case) -> None:
    tree = Parser(language).parse(case.source.encode())
    assert normal(str(tree.root_node)) == case.tree


@pytest.mark.parametrize(("language", "case"), ALL)
def test_same_tree_with_crlf_and_in_any_case(language: Language, case: Case) -> None:
    for source in (case.source.replace("\n", "\r\n"), case.source.upper(), case.source.lower()):
        tree = Parser(language).parse(source.encode())
        assert normal(str(tree.root_node)) == case.tree


def test_every_node_of_the_grammars_is_in_the_corpus() -> None:
    for name, language in LANGUAGES.items():
        trees = " ".join(case.tree for owner, case in CORPUS if owner == name)
        kinds = {
            language.node_kind_for_id(number) or ""
            for number in range(language.node_kind_count)
            if language.node_kind_is_named(number) and language.node_kind_is_visible(number)
        }
        missing = {kind for kind in kinds if f"({kind}" not in trees} - {"ERROR", "end"}
        assert not missing
