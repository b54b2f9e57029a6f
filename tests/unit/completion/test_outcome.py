"""What becomes of offers: counted, watched in the code, remembered when refused, kept on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bsl_pilot.completion.ledger import Ledger
from bsl_pilot.completion.outcome import Outcomes
from bsl_pilot.completion.ports import Source
from bsl_pilot.completion.rejected import Rejected
from bsl_pilot.completion.request import Offer
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

URI = "a"


class Scene:
    """A document with one accepted text, and a clock."""

    def __init__(self, before: str, accepted: str, after: str = "") -> None:
        self.now = 0.0
        self.ledger = Ledger()
        self.outcomes = Outcomes(self.ledger, lambda: self.now)
        self.start = len(before.encode())
        self.text = TextSnapshot.of(before + accepted + after)
        offer = Offer("1", accepted, self.start, self.start, Source.EDGE, 0.5)
        self.outcomes.offered(URI, offer, {"mean": -0.123456})
        self.outcomes.shown("1")
        self.outcomes.accepted("1", None, self.text)

    def edit(self, old: str, new: str) -> None:
        start = self.text.data.index(old.encode())
        edit = ByteEdit(start, start + len(old.encode()), new.encode())
        self.text = self.text.edit(edit)
        self.outcomes.changed(URI, [edit], self.text)

    def kept(self, now: float) -> dict[str, str]:
        self.now = now
        self.outcomes.look()
        kept = self.ledger.summary()["kept"]
        return {age: f"{figures['kept']}/{figures['looked']}" for age, figures in kept.items()}


def test_survival_is_looked_at_three_times() -> None:
    scene = Scene("Ы = 1;\r\n", "Сообщить(Ё); // 🙂", "\r\n")
    assert scene.kept(29) == {}
    assert scene.kept(30) == {"30": "1/1"}
    scene.edit("Ы = 1", "Длинное = 22222")
    assert scene.kept(120) == {"30": "1/1", "120": "1/1"}
    scene.edit("Сообщить(Ё); // 🙂", "")
    assert scene.kept(10_000) == {"30": "1/1", "120": "1/1", "600": "0/1"}


def test_a_look_that_is_late_sees_the_text_as_it_was_when_due() -> None:
    scene = Scene("", "Сообщить(А);")
    scene.now = 700
    scene.edit("Сообщить(А);", "")
    assert scene.kept(700) == {"30": "1/1", "120": "1/1", "600": "1/1"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ПолучитьТекст", "ПолучитьТекстИз", "1/1"),
        ("\tА", "\t\tА", "1/1"),
        ("Истина", "Ложь", "1/1"),
        ("ПолучитьТекст(Файл, Истина)", "Иное", "0/1"),
        (";", "; Б = 2; // дальше", "1/1"),
    ],
)
def test_small_changes_leave_it_alive(old: str, new: str, expected: str) -> None:
    scene = Scene("", "\tА = ПолучитьТекст(Файл, Истина).ВСтроку;")
    scene.edit(old, new)
    assert scene.kept(30) == {"30": expected}


def test_acceptance_that_is_told_before_the_edit_is_found_all_the_same() -> None:
    scene = Scene("", "")
    offer = Offer("2", "Текст;", 0, 0, Source.EDGE, 0.5)
    scene.outcomes.offered(URI, offer, {})
    scene.outcomes.accepted("2", None, scene.text)
    edit = ByteEdit(0, 0, "Текст;".encode())
    scene.text = scene.text.edit(edit)
    scene.outcomes.changed(URI, [edit], scene.text)
    assert scene.kept(30)["30"] == "2/2"


def test_what_was_only_shown_is_ignored_and_what_was_refused_is_not() -> None:
    ledger = Ledger()
    outcomes = Outcomes(ledger, lambda: 0.0)
    for name in ("1", "2", "3"):
        outcomes.offered(URI, Offer(name, "Текст", 0, 0, Source.EDGE, 0.5), {"mean": -1.0})
    outcomes.shown("1")
    outcomes.shown("1")
    outcomes.shown("2")
    assert outcomes.of("2") is not None
    outcomes.rejected("2")
    outcomes.rejected("2")
    assert outcomes.of("2") is None
    outcomes.closed(URI)
    summary = ledger.summary()
    assert [summary[name] for name in ("shown", "accepted", "rejected", "ignored")] == [2, 0, 1, 1]
    assert ledger.observations() == [
        {"mean": -1.0, "outcome": "rejected"},
        {"mean": -1.0, "outcome": "ignored"},
    ]


def test_ledgers_of_two_servers_add_up(tmp_path: Path) -> None:
    path = tmp_path / "Данные 🙂" / "completion.json"
    one, two = Ledger(path), Ledger(path)
    for ledger in (one, two, one):
        ledger.count("shown")
        ledger.took("edge", 0.012)
        ledger.looked(30, still_there=True)
        ledger.observe({"mean": -0.123456}, "accepted")
        ledger.save()
    two.took("edge", 9)
    summary = two.summary()
    assert summary["shown"] == 3
    assert summary["kept"] == {"30": {"looked": 3, "kept": 3}}
    assert summary["latency_ms"]["edge"] == {"count": 4, "p50": 15, "p95": None}
    assert two.observations() == [{"mean": -0.1235, "outcome": "accepted"}] * 3
    assert [file.name for file in path.parent.iterdir()] == ["completion.json"]


@pytest.mark.parametrize(
    "damage",
    ["", "[]", "{", "null", '{"version": 9}', '{"version":1,"checksum":0,"body":{}}', "\x00🙂"],
)
def test_a_damaged_file_is_dropped_with_one_line(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "completion.json"
    path.write_text(damage, encoding="utf-8")
    ledger = Ledger(path)
    ledger.count("shown")
    ledger.save()
    assert len(caplog.records) == 1
    assert json.loads(path.read_text(encoding="utf-8"))["body"]["counts"] == {"shown": 1}


def test_a_folder_that_can_not_be_written_costs_the_figures_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ledger = Ledger(tmp_path / "file" / "completion.json")
    ledger.count("shown")
    ledger.save()
    assert "statistics are not written" in caplog.text
    assert ledger.summary()["shown"] == 1


REFUSED = [
    # `Сообщить(Ё);` was refused at the start of the second line: edits, then an offer there
    ([], 0, "Сообщить(Ё);", True),
    ([], 0, "Сообщить(Ё);\nБ();", True),
    ([], 0, "Сообщить(Б);", False),
    ([("Ы", "🙂🙂")], 0, "Сообщить(Ё);", True),
    ([("Ы", "")], 0, "Сообщить(Ё);", True),
    ([("В", "СооВ")], len("Соо".encode()), "бщить(Ё);", True),
    ([("В", "СооВ")], len("Соо".encode()), "бразить(Ё);", False),
    ([("В", "И")], len("И".encode()), "Сообщить(Ё);", False),
    ([("Ы\nВ", "Ы В")], 0, "Сообщить(Ё);", False),
]


@pytest.mark.parametrize(("edits", "further", "text", "expected"), REFUSED)
def test_refused_texts_move_with_the_edits(
    edits: list[tuple[str, str]], further: int, text: str, expected: bool
) -> None:
    document = TextSnapshot.of("Ы\nВ")
    rejected = Rejected()
    start = 3
    rejected.add(URI, start, "Сообщить(Ё);")
    for old, new in edits:
        at = document.data.index(old.encode())
        edit = ByteEdit(at, at + len(old.encode()), new.encode())
        document = document.edit(edit)
        rejected.changed(URI, [edit])
    start = document.data.index(b"\n") + 1 if b"\n" in document.data else 0
    assert rejected.holds(URI, document, start + further, text) == expected


def test_twenty_refused_texts_are_remembered() -> None:
    rejected, document = Rejected(), TextSnapshot.of("")
    for number in range(21):
        rejected.add(URI, 0, f"Текст{number:02}")
        assert rejected.holds(URI, document, 0, "Текст00") or number == 20
    held = [number for number in range(21) if rejected.holds(URI, document, 0, f"Текст{number:02}")]
    assert held == [0, *range(2, 21)]
    rejected.closed(URI)
    assert not rejected.holds(URI, document, 0, "Текст05")
