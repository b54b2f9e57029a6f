"""Fixes are applied one by one, and only those that help stay."""

from __future__ import annotations

from bsl_pilot.features.diagnostics import Diagnostic, Fix, Severity
from bsl_pilot.review.repair import repaired
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit


def every_x(document: Document) -> list[Diagnostic]:
    """A rule that dislikes each ``X``: its fix writes ``Ы`` for it, but ``XX`` for one before a ``!``."""
    data = document.text.data
    found = []
    for at in (index for index, byte in enumerate(data) if byte == ord("X")):
        worse = data[at + 1 : at + 2] == b"!"
        fix = Fix("fix", (TextEdit(at, at + 1, "XX" if worse else "Ы"),))
        found.append(Diagnostic(at, at + 1, "NoX", "no X", Severity.ERROR, (fix,)))
    return found


def test_all_fixes_that_help_are_applied() -> None:
    document, count = repaired(Document.parse("А😀 = X;\r\nБ = X;"), every_x)
    assert (document.text.text, count) == ("А😀 = Ы;\r\nБ = Ы;", 2)


def test_a_fix_that_makes_it_worse_is_not_applied() -> None:
    document, count = repaired(Document.parse("X; X!; X;"), every_x)
    assert (document.text.text, count) == ("Ы; X!; Ы;", 2)


def test_a_fix_that_trades_one_rule_for_another_is_not_applied() -> None:
    def rule(document: Document) -> list[Diagnostic]:
        codes = {b"1": ["A", "A"], b"2": ["B"]}[document.text.data]
        fix = Fix("fix", (TextEdit(0, 1, "2"),))
        return [Diagnostic(0, 1, code, "", Severity.ERROR, (fix,)) for code in codes]

    document, count = repaired(Document.parse("1"), rule)
    assert (document.text.text, count) == ("1", 0)


def test_nothing_to_repair() -> None:
    document = Document.parse("А = 1;")
    assert repaired(document, every_x) == (document, 0)


def test_several_edits_of_one_fix_all_refer_to_the_same_text() -> None:
    def rule(document: Document) -> list[Diagnostic]:
        if document.text.data != "ааа".encode():
            return []
        fix = Fix("fix", (TextEdit(0, 2, "Б"), TextEdit(6, 6, ";"), TextEdit(2, 2, "(")))
        return [Diagnostic(0, 2, "A", "", Severity.ERROR, (fix,))]

    document, _ = repaired(Document.parse("ааа"), rule)
    assert document.text.text == "Б(аа;"
