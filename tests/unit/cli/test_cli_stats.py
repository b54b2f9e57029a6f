"""``bsl-pilot stats``: what is kept of this user's completions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.app.statistics import ledger_path
from bsl_pilot.completion.ledger import Ledger


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "дом 🙂"))


def used() -> None:
    """Writes what a day's work leaves behind."""
    ledger = Ledger(ledger_path())
    for name, count in (("shown", 40), ("accepted", 12), ("partial", 3), ("rejected", 5), ("cache_hits", 7)):
        ledger.count(name, count)
    ledger.count("dropped_show", 9)
    ledger.looked(30.0, still_there=True)
    ledger.looked(30.0, still_there=False)
    for _ in range(20):
        ledger.took("edge", 0.012)
    ledger.took("cache", 9.0)
    ledger.save()


def test_nothing_was_offered_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--lang", "ru"]) == 0
    assert capsys.readouterr().out == f"Пока ничего не предлагалось.\nфайл: {ledger_path()}\n"
    assert main(["stats", "--json"]) == 0
    known = json.loads(capsys.readouterr().out)
    assert (known["shown"], known["cache_hits"], known["breaker"]) == (0, 0, "off")
    assert not ledger_path().exists()


def test_all_that_the_contract_names_is_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    used()
    assert main(["stats", "--json"]) == 0
    captured = capsys.readouterr()
    known = json.loads(captured.out)
    assert captured.err == ""
    counts = {name: known[name] for name in ("shown", "accepted", "partial", "rejected", "cache_hits")}
    assert counts == {"shown": 40, "accepted": 12, "partial": 3, "rejected": 5, "cache_hits": 7}
    assert known["kept"] == {"30": {"looked": 2, "kept": 1}}
    assert known["dropped"] == {"show": 9}
    assert known["latency_ms"]["edge"] == {"count": 20, "p50": 15, "p95": 15}
    assert known["latency_ms"]["cache"] == {"count": 1, "p50": None, "p95": None}


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ru",
            [
                "показано 40",
                "принято целиком 12",
                "осталось в коде через 30 с 1 / 2",
                "edge: ответов 20, p50 до 15 мс",
            ],
        ),
        (
            "en",
            [
                "shown 40",
                "accepted 12",
                "still in the code after 30 s 1 / 2",
                "edge: 20 answers, p50 up to 15 ms",
            ],
        ),
    ],
)
def test_the_same_for_people(language: str, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    used()
    assert main(["stats", "--lang", language]) == 0
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    for line in lines:
        assert any(one.startswith(line) for one in shown), (line, shown)
    assert not any("None" in one for one in shown)
    assert any(("больше 1500" if language == "ru" else "over 1500") in one for one in shown)


def test_damaged_statistics_begin_anew(capsys: pytest.CaptureFixture[str]) -> None:
    used()
    ledger_path().write_bytes(ledger_path().read_bytes()[:-20])
    assert main(["stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shown"] == 0
