"""What modules show of themselves: typing inside of a method changes nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.features.faces import Changed, Faces
from bsl_pilot.index.index import Index
from bsl_pilot.syntax.document import Document

TEXT = "// 🙂 Складывает\r\nФункция Сумма(А, Б = 1) Экспорт\r\n\tВозврат А;\r\nКонецФункции\r\n"
OWN = "Процедура Своя()\r\nКонецПроцедуры\r\n"


class Typed:
    """Two open modules of one folder; the first is typed into."""

    def __init__(self, folder: Path) -> None:
        self.index = Index(folder)
        self.first, self.second = (f"{folder.resolve().as_posix()}/{name}.bsl" for name in ("а", "б"))
        self.faces = Faces()
        self.index.update(self.second, Document.parse(TEXT))
        self.becomes(TEXT + OWN)

    def becomes(self, text: str) -> Changed:
        self.index.update(self.first, Document.parse(text))
        return self.faces.compare(self.index.view, [self.first, self.second])


@pytest.mark.parametrize(
    ("before", "after", "own", "shown"),
    [
        ("Возврат А", "Возврат А + Б", False, False),
        ("Сумма(", "Итог(", True, True),
        ("А, Б = 1", "А, Б", True, True),
        (" Экспорт", "", True, True),
        ("Складывает", "Складывает. Устарела", True, True),
        ("Своя", "Чужая", True, False),
        ("// 🙂", "Перем Имя Экспорт;\r\n// 🙂", True, True),
        ("// 🙂", "Перем Имя;\r\n// 🙂", True, False),
    ],
)
def test_what_changes_a_face(before: str, after: str, own: bool, shown: bool, tmp_path: Path) -> None:
    typed = Typed(tmp_path)
    changed = typed.becomes((TEXT + OWN).replace(before, after, 1))
    assert changed == Changed(frozenset({typed.first} if own else ()), shown)
    assert typed.faces.own(typed.first) == own
    assert typed.faces.of_others(typed.second) == shown
    assert typed.faces.of_others(typed.first) == typed.faces.own(typed.second) == 0
    assert typed.becomes((TEXT + OWN).replace(before, after, 1)) == Changed(frozenset(), shown=False)


def test_closing_brings_back_what_the_file_shows(tmp_path: Path) -> None:
    (tmp_path / "а.bsl").write_text(TEXT, "utf-8")
    typed = Typed(tmp_path)
    typed.index.update(typed.first)
    typed.index.close(typed.first)
    assert typed.faces.compare(typed.index.view, [typed.second]) == Changed(
        frozenset({typed.first}), shown=False
    )
