"""Regions and #Если branches from the flat list of preprocessor lines."""

from __future__ import annotations

import pytest

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Region, conditionals, instructions, regions
from bsl_pilot.text.snapshot import ByteEdit

MODULE = """\
#Область Снаружи
Процедура А()
\t# Область Внутри 🙂
\tХ = "#Область НеОбласть
\t|#Область ИЭтоНет";
\t#КонецОбласти
КонецПроцедуры
#КонецОбласти // Снаружи
#region Second
#endregion
"""


def shape(found: list[Region]) -> list[object]:
    return [(region.name, region.last is not None, shape(region.children)) for region in found]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_regions_nest(newline: str) -> None:
    document = Document.parse(MODULE.replace("\n", newline))
    assert shape(regions(document)) == [("Снаружи", True, [("Внутри", True, [])]), ("Second", True, [])]
    first = regions(document)[0]
    assert document.text.slice(*first.span(0)).startswith("#Область Снаружи")
    assert document.text.slice(*first.span(0)).endswith("#КонецОбласти // Снаружи")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Область А\n#Область Б\n#КонецОбласти\n", [("А", False, [("Б", True, [])])]),
        ("#КонецОбласти\n#Область А\n#КонецОбласти\n", [("А", True, [])]),
        ("#Область\n#КонецОбласти", [("", True, [])]),
    ],
)
def test_unbalanced_regions_are_tolerated(text: str, expected: list[object]) -> None:
    assert shape(regions(Document.parse(text))) == expected


def test_branches_of_conditionals() -> None:
    document = Document.parse(
        "#Если Сервер Тогда\nА = 1;\n#Если Клиент Тогда\n#КонецЕсли\n#ИначеЕсли Клиент Тогда\n#Иначе\n#КонецЕсли\n#КонецЕсли\n#Если В Тогда"
    )
    outer, inner, open_ = conditionals(document)
    assert [(one.kind, one.argument) for one in outer.branches] == [
        ("if", "Сервер Тогда"),
        ("elsif", "Клиент Тогда"),
        ("else", ""),
    ]
    assert outer.last is not None
    assert [one.kind for one in inner.branches] == ["if"]
    assert open_.last is None


def test_places_follow_an_edit() -> None:
    document = Document.parse(MODULE)
    list(instructions(document))
    edited = document.edit([ByteEdit(0, 0, "// 🙂\r\n".encode())])
    found = list(instructions(edited))
    assert found == list(instructions(Document.parse(edited.text)))
    assert all(edited.text.data[one.start : one.start + 1] == b"#" for one in found)
