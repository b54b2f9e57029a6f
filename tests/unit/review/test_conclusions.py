"""What the workspace tells of pieces that another process looked at is what one process finds by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bsl_pilot.review import conclusions
from bsl_pilot.review.conclusions import Conclusions, Steps
from bsl_pilot.review.engine import Outcome, answered, run
from bsl_pilot.review.handing import NOTHING, Handing, Handover, packed, unpacked
from bsl_pilot.review.program import Check, Program
from bsl_pilot.review.programs import program_of, workspace_program_of
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scenes import scene_of
from bsl_pilot.review.selection import Selection
from bsl_pilot.settings import CheckSettings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

from tests.unit.review.configurations import placed

KEYS = ("MissingCommonModuleMethod", "TooManyArguments", "AssignToReadOnlyProperty", "SelfAssign")
USER = "CommonModules/Иной/Ext/Module.bsl"
COMMON = "CommonModules/Общий/Ext/Module.bsl"
CODE = (
    "// 🙂\r\nПроцедура А() Экспорт\r\n\tОбщий.Нет();\r\n\tА = А;\r\nКонецПроцедуры\r\n\r\n"
    "Функция Б()\r\n\tА(1);\r\n\tВозврат Новый Массив;\r\nКонецФункции\r\n\r\n"
    "Процедура В()\r\n\tП = Б();\r\n\tОбщий.Есть(1);\r\nКонецПроцедуры\r\n\r\nОбщий.Нету();\r\n"
)


class Pair:
    """One document as its two processes see it."""

    def __init__(self, folder: Path) -> None:
        files = {COMMON: "Процедура Есть() Экспорт\nКонецПроцедуры\n"}
        self.where = placed(folder, USER, CODE, files)
        view, path = self.where
        root = view.root(path)
        assert root is not None
        scene = scene_of(root, USER, view.metadata(path))
        selection = Selection.of(CheckSettings(select=KEYS))
        self.whole = program_of(selection, scene, Need.TYPES)
        self.part = workspace_program_of(selection, scene, Need.TYPES)
        self.document = Document.parse(CODE)
        self.handing = Handing()
        self.conclusions = Conclusions()

    @property
    def project(self) -> Project:
        return Project(self.where.view, self.where.path, self.document, Need.TYPES)

    def handover(self, have: int | None = None) -> Handover:
        state = self.conclusions.state if have is None else have
        found = unpacked(packed(self.handing.over(self.document, self.whole, state)))
        assert isinstance(found, Handover)
        return found

    def edit(self, before: str, after: str) -> None:
        start = self.document.text.data.index(before.encode())
        self.document = self.document.edit([ByteEdit(start, start + len(before.encode()), after.encode())])

    def found(self, *, related: bool = False) -> Outcome:
        return done(self.conclusions.steps(self.document, self.part, self.project, related=related))

    def expected(self) -> list[tuple[str, int, int]]:
        """What a process finds that parses and knows it all."""
        document = Document.parse(self.document.text.text)
        project = Project(self.where.view, self.where.path, document, Need.TYPES)
        return said(run(document, self.part, project))


def done(steps: Steps) -> Outcome:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome


def said(outcome: Outcome) -> list[tuple[str, int, int]]:
    assert not outcome.crashes
    return [(hit.key, hit.finding.start, hit.finding.end) for hit in outcome.hits]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often which rule was asked about a piece."""
    count: Counter[str] = Counter()

    def counted(check: Check, *about: object) -> object:
        if len(about) > 1:  # not of the module, which is asked about at every key
            count[check.key] += 1
        return answered(check, *about)

    monkeypatch.setattr(conclusions, "answered", counted)
    return count


def test_both_ways_find_the_same_after_any_edit(pair: Pair) -> None:
    edits = (
        ("Общий.Нет()", "Общий.Есть()"),
        ("Общий.Есть(1)", "Общий.Есть()"),
        ("Процедура В()", "Общий.Нигде();\r\nПроцедура В()"),
        ("Процедура А()", "Процедура А(П)"),
        ("Функция Б()", "Функция Бэ("),
        (CODE[:6], "// 🙂🙂\r\n"),
    )
    assert pair.conclusions.take(pair.handover())
    assert said(pair.found()) == pair.expected()
    assert {key for key, _, _ in pair.expected()} == {"MissingCommonModuleMethod", "TooManyArguments"}
    for before, after in edits:
        pair.edit(before, after)
        assert pair.conclusions.take(pair.handover())
        assert said(pair.found()) == pair.expected()


def test_only_what_changed_is_handed_on_and_asked_about(pair: Pair, asked: Counter[str]) -> None:
    first = pair.handover()
    assert len(first.pieces) == len(first.places) > 4
    assert pair.conclusions.take(first)
    pair.found()
    assert asked["MissingCommonModuleMethod"] == 3
    asked.clear()
    pair.found()
    assert not asked
    pair.edit("Общий.Нет()", "Общий.Нет();;")
    second = pair.handover()
    assert len(second.pieces) == 1
    assert pair.conclusions.take(second)
    pair.found()
    assert asked["MissingCommonModuleMethod"] == 1


def test_a_handover_that_was_lost_does_no_harm(pair: Pair) -> None:
    assert pair.conclusions.take(pair.handover())
    pair.edit("Общий.Нет()", "Общий.Есть()")
    pair.handover()  # nobody took it
    pair.edit("Общий.Нету()", "Общий.Есть()")
    last = pair.handover()
    assert last.after == pair.conclusions.state
    assert len(last.pieces) == 2
    late = pair.handover(have=12345)
    assert late.after == NOTHING
    assert pair.conclusions.take(last)
    assert not pair.conclusions.take(last._replace(after=1))
    assert pair.conclusions.take(late)
    assert said(pair.found()) == pair.expected()


def test_methods_that_have_to_do_with_a_changed_one_are_looked_at_when_there_is_time(
    pair: Pair, asked: Counter[str]
) -> None:
    pair.edit("П = Б();", "П = Б();\r\n\tП.Количество = 1;")
    assert pair.conclusions.take(pair.handover())
    pair.found()
    asked.clear()
    pair.edit("Возврат Новый Массив", "Возврат Новый Структура")
    assert pair.conclusions.take(pair.handover())
    pair.found()
    assert asked["AssignToReadOnlyProperty"] == 0
    pair.found(related=True)
    assert asked["AssignToReadOnlyProperty"] == 1
    pair.found(related=True)
    assert asked["AssignToReadOnlyProperty"] == 1


def test_a_worker_asks_nothing_that_it_can_not_know(pair: Pair) -> None:
    program = Program(pair.whole.chosen, pair.whole.scene)
    outcome = run(pair.document, program, elsewhere=True)
    assert [key for key, _, _ in said(outcome)] == ["SelfAssign"]
