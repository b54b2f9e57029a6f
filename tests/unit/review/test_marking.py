"""A finding is known again by its rule, its method and the words of its line."""

from __future__ import annotations

from bsl_pilot.features.diagnostics import Diagnostic, Severity
from bsl_pilot.review.marking import marked, method_at
from bsl_pilot.syntax.document import Document

MODULE = "Процедура А()\r\n\tБ  =  Б; // 😀\r\n\tБ  =  Б; // 😀\r\nКонецПроцедуры\r\n\r\nБ = 1;\r\n"


def fingerprints(text: str, *needles: str) -> list[str]:
    """Of findings of one rule that begin at each of the texts, one behind the other."""
    document = Document.parse(text)
    data, at, found = document.text.data, 0, []
    for needle in needles:
        at = data.index(needle.encode(), at)
        found.append(Diagnostic(at, at + 1, "SelfAssign", "", Severity.ERROR))
        at += 1
    return [one.fingerprint for one in marked(found, document)]


def test_blanks_letter_case_and_other_lines_change_nothing() -> None:
    before = fingerprints(MODULE, "Б  =", "Б  =")
    assert len(set(before)) == 2
    after = MODULE.replace("\tБ  =  Б", "\t\t\tб = Б").replace("\r\n\r\n", "\n\nПерем Х;\n\n")
    assert fingerprints("// Новое\n" + after, "б =", "б =") == before


def test_another_method_or_line_is_another_finding() -> None:
    (before, _) = fingerprints(MODULE, "Б  =", "Б  =")
    (renamed,) = fingerprints(MODULE.replace("Процедура А", "Процедура Я"), "Б  =")
    (changed,) = fingerprints(MODULE.replace("Б; //", "Б;; //"), "Б  =")
    assert len({before, renamed, changed}) == 3


def test_the_method_around_a_byte() -> None:
    document = Document.parse(MODULE)
    assert method_at(document, document.text.data.index("Б  =".encode())) == "а"
    assert method_at(document, document.text.data.index("Б = 1".encode())) == ""
