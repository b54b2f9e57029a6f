"""Ranges that are edited together: those of equal text, the cursor's among them."""

from __future__ import annotations

import pytest

from bsl_pilot.features.linked_editing import linked_editing
from bsl_pilot.syntax.document import Document

from tests import marks

LINKED = [
    "Процедура А()\n\t⟦Ес│ли⟧ 𝄞 Тогда\n\tКонец⟦Если⟧;\nКонецПроцедуры",
    "Процедура А()\r\n\t⟦Если⟧ Б Тогда\r\n\tИначе\r\n\tКонец⟦Если│⟧;\r\nКонецПроцедуры",
    "⟦Procedure│⟧ A()\nEnd⟦Procedure⟧",
    "⟦function⟧ a()\n\t// 🙂\nend⟦func│tion⟧",
    "While True ⟦│Do⟧\nEnd⟦Do⟧;",
    "⟦Try⟧\nExcept\nEnd⟦Tr│y⟧;",
    "Если А Тогда\n\t⟦Если│⟧ Б Тогда\n\tКонец⟦Если⟧;\nКонецЕсли;",
    "Процедура А()\n\t~⟦Мет│ка⟧:\n\tПерейти ~⟦Метка⟧;\nКонецПроцедуры",
    "#Область ⟦Имя│⟧\n\n#КонецОбласти // ⟦Имя⟧\n",
    "#Region ⟦Имя⟧\r\n#EndRegion // ⟦И│мя⟧\r\n",
]

ALONE = [
    "Про│цедура А()\nКонецПроцедуры",  # КонецПроцедуры has another ending
    "Пока А Ци│кл\nКонецЦикла;",
    "Ес│ли А Тогда\n",  # nothing closes it
    "ЕСЛИ│ А Тогда\nКонецЕсли;",  # not the same letters
    "Если А Тогда\nКон│ецЕсли;",  # in the part that only the closer has
    "А│ = А;",
    "~М│:\n",
    "~М│:\nПерейти ~м;",
    "#Область И│мя\n#КонецОбласти",
    "#Область И│мя\n#КонецОбласти // Другое",
    "#Обл│асть Имя\n#КонецОбласти // Имя",
    'А = "Ес│ли";',
    "// Ес│ли",
    "│",
]


@pytest.mark.parametrize("marked", LINKED)
def test_linked(marked: str) -> None:
    text = marks.parse(marked)
    found = linked_editing(Document.parse(text.text), text.cursor)
    assert marks.render(text.text, found) == marked.replace(marks.CURSOR, "")


@pytest.mark.parametrize("marked", ALONE)
def test_alone(marked: str) -> None:
    text = marks.parse(marked)
    assert linked_editing(Document.parse(text.text), text.cursor) == []
