"""Cursors: what qualifies, kinds of places, the same sample in every run."""

from __future__ import annotations

import pytest

from bsl_pilot.evaluation.cursors import Cursor, sample
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.places import Kind, kind_at
from bsl_pilot.evaluation.scan import Group, Scan
from bsl_pilot.syntax.document import Document

from tests import marks
from tests.unit.evaluation.engines import modules, trade

KINDS = [
    (Kind.BLOCK_START, "Процедура А(Б, В = 1) Экспорт\r\n\t│"),
    (Kind.BLOCK_START, "Если А Тогда\n\t│Б = 1;"),
    (Kind.BLOCK_START, "Пока А Цикл // 😀\n\t│"),
    (Kind.BLOCK_START, "Try\n\t│"),
    (Kind.LINE_START, "А = 1;\n\t│Б = 2;"),
    (Kind.LINE_START, "Вызов(А)\n│"),
    (Kind.LINE_START, "│А = 1;"),
    (Kind.MEMBER, "А = Объект.│Имя;"),
    (Kind.MEMBER, "А = Объект.Наи│менование;"),
    (Kind.CONDITION, "Если А = │1 Тогда"),
    (Kind.CONDITION, "ElsIf Проверить(А│) Then"),
    (Kind.CONDITION, "Пока Не│Готово Цикл"),
    (Kind.ARGUMENT, 'Сообщить("😀" + │Текст);'),
    (Kind.ARGUMENT, "А = Вызов(Б,\n\tВ, │Г);"),
    (Kind.WORD, "Для Каж│дого А Из Б Цикл"),
    (Kind.WORD, "Е│сли А Тогда"),
    (Kind.INSIDE, "А = │Б;"),
    (Kind.INSIDE, "А = (Б + │В);"),
    (Kind.INSIDE, "Если А Тогда Б │= 1;"),
    (Kind.INSIDE, 'А = "😀"│;'),
    (Kind.INSIDE, "А = Вызов(Б)│ + 1;"),
]


@pytest.mark.parametrize(("kind", "marked"), KINDS, ids=[f"{kind}-{text[:20]!r}" for kind, text in KINDS])
def test_kinds_of_places(kind: Kind, marked: str) -> None:
    text = marks.parse(marked)
    document = Document.parse(text.text)
    start = document.text.lines.starts[document.text.lines.line_of(text.cursor)]
    assert kind_at(Scan(document).code_before(text.cursor), start, text.cursor) is kind


SCANNED = """\ufeff#Область Имя
// Возвращает 😀 сумму.
//
// ----
Функция Сумма(А) // хвост
\tТекст = "ВЫБРАТЬ
\t|\tСсылка КАК Ссылка
\t|
\t|ИЗ Справочник.Товары";
\tДругое = "строка
\t|вторая";
\t// в теле
\tДата = '20240101';
\tИ;
КонецФункции
"""


def test_lines_that_qualify() -> None:
    scan = Scan(Document.parse(SCANNED.replace("\n", "\r\n")))
    found = {at: line for at in range(len(scan.lines)) if (line := scan.line(at))}
    assert {at: line.group for at, line in found.items()} == {
        1: Group.COMMENT,
        5: Group.CODE,
        6: Group.QUERY,
        8: Group.QUERY,
        9: Group.CODE,
        12: Group.CODE,
        14: Group.CODE,
    }
    text = scan.lines[12]
    places = [text[column:] for column in found[12].columns]
    assert places[0] == "Дата = '20240101';"
    assert (
        places[-1] == "'20240101';"
    )  # no cursor inside of a date, none with fewer than three characters left
    assert next(scan.lines[6][at:] for at in found[6].columns) == "\tСсылка КАК Ссылка"
    assert [scan.lines[1][at:] for at in found[1].columns][-1] == "му."


def everything(found: Modules, seed: int = 7) -> list[Cursor]:
    return sample(found, {Group.CODE: 60, Group.QUERY: 5, Group.COMMENT: 5}, seed)


def test_a_cursor_gives_the_line_back() -> None:
    found = trade()
    cursors = everything(found)
    assert len(cursors) == 70
    for one in cursors:
        text = found[one.path]
        start, end = text.lines.line_span(one.line)
        assert one.typed + one.target == text.slice(start, end).rstrip()
        assert text.slice(start, one.offset) == one.typed
        assert text.slice(one.offset, one.end) == one.target
        assert len(one.target) >= 3


def test_the_sample_is_the_same_in_every_run_and_another_with_another_seed() -> None:
    assert everything(trade()) == everything(trade())
    assert everything(trade()) != everything(trade(), seed=8)


def test_another_file_shuffles_nothing() -> None:
    found = trade()
    more = Modules({**found, "Новый.bsl": next(iter(found.values()))})
    before, after = everything(found), everything(more)
    stayed = [one for one in after if one.path != "Новый.bsl"]
    assert stayed == [one for one in before if one in stayed]
    assert len(before) - len(stayed) < 15


def test_fewer_lines_than_asked_for() -> None:
    assert [one.target for one in everything(modules(а="А1;\n\nБ2;\n"))] in (["А1;", "Б2;"], ["Б2;", "А1;"])
    assert everything(modules(а="")) == []


def test_lines_like_those_of_the_training_are_left_out() -> None:
    found = modules(а="Первая = 1;\nВторая = 2;\nТретья = 3;\n")
    cursors = sample(found, {Group.CODE: 9}, 1, lambda lines, at: lines[at].startswith("Вторая"))
    assert {one.line for one in cursors} == {0, 2}
