"""Links in comments: where they begin and end, what they lead to."""

from __future__ import annotations

import pytest

from bsl_pilot.features.links import links
from bsl_pilot.syntax.document import Document

from tests.marks import parse, render


@pytest.mark.parametrize(
    ("marked", "target"),
    [
        ("// 🙂 ⟦https://its.1c.ru/db/v8std⟧.", "https://its.1c.ru/db/v8std"),
        ("// (⟦http://a.ru/b(c)?d=1&e⟧), и", "http://a.ru/b(c)?d=1&e"),
        ("//⟦https://ру.рф/Справка⟧", "https://ру.рф/Справка"),
        ("// См. ⟦ОбщегоНазначения.Сообщить⟧.", ("ОбщегоНазначения", "Сообщить")),
        ("//  Б - см. также ⟦Метод⟧()", ("Метод",)),
        ("// See ⟦Catalogs.Items.Find⟧", ("Catalogs", "Items", "Find")),
    ],
)
def test_link(marked: str, target: str | tuple[str, ...]) -> None:
    text = parse(marked).text
    for before in ("", "Процедура А()\n\tБ();\n\t", "\ufeff"):
        document = Document.parse(before + text + "\r\n")
        (found,) = links(document)
        assert render(before + text, [(found.start, found.end)]) == before + marked
        assert target in (found.url, found.names)


@pytest.mark.parametrize(
    "text", ['Х = "https://a.ru";', "// тсм. Метод", "// См. 5", "// http://", "См. Метод", '"// См. Метод"']
)
def test_no_link(text: str) -> None:
    assert links(Document.parse(text)) == []


@pytest.mark.parametrize(
    ("marked", "library"),
    [
        ('#Использовать ⟦"../src/ядро"⟧', '"../src/ядро"'),
        ("#использовать ⟦logos⟧ // 🙂", "logos"),
        ("  #Use ⟦cmdline⟧", "cmdline"),
    ],
)
def test_a_library_that_a_script_uses(marked: str, library: str) -> None:
    text = parse(marked).text + "\r\nА();\n"
    (found,) = links(Document.parse(text))
    assert render(text, [(found.start, found.end)]) == marked + "\r\nА();\n"
    assert found.library == library


def test_links_follow_edits_by_parts() -> None:
    text = "// См. А\nПроцедура А()\nКонецПроцедуры\n// http://a.ru\n"
    assert [(one.url, one.names) for one in links(Document.parse(text))] == [
        ("", ("А",)),
        ("http://a.ru", ()),
    ]
