"""Pages of rules: made of the rule alone, whole in both languages, and up to date where they are committed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.review.page import index_of, page_of
from bsl_pilot.review.registry import rules
from bsl_pilot.review.rule import Rule
from bsl_pilot.review.syntax_rules import SYNTAX_RULES, described

REPOSITORY = Path(__file__).parents[3]


def test_a_page_has_all_that_a_user_asks() -> None:
    known = described("linelength")
    assert known is not None
    page = page_of(known, Locale.EN)
    assert page.startswith("# ")
    assert "- `maxLineLength`: " in page
    assert "(default `120`)" in page
    assert "```bsl\n" in page
    assert "⟦" not in page
    assert "// bsl-pilot:off LineLength" in page


@pytest.mark.parametrize("rule", [*SYNTAX_RULES, *rules().values()], ids=lambda one: one.key)
def test_every_rule_has_a_page_in_both_languages(rule: Rule) -> None:
    pages = [page_of(rule, locale) for locale in Locale]
    assert pages[0] != pages[1]
    for page in pages:
        assert page.count("```") % 2 == 0
        assert "\n\n\n" not in page.split("```")[0]
        assert all(f"`{name}`" in page for name, _ in rule.parameter_docs)


def test_the_index_links_to_every_page() -> None:
    every = list(rules().values())
    for locale in Locale:
        index = index_of(every, locale)
        assert all(f"[{one.key}]({one.key}.md)" in index for one in every)


@pytest.mark.skipif(not (REPOSITORY / "docs" / "rules").is_dir(), reason="no pages are committed yet")
def test_committed_pages_are_up_to_date() -> None:
    command = [sys.executable, str(REPOSITORY / "scripts" / "rule_pages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().split()) == (0, []), "run python scripts/rule_pages.py"
