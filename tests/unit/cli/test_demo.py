"""``bsl-pilot demo``: works from a clone, says so when there is nothing to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.cli import demo
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.locale import Text


def test_all_stages_work(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["demo", "--lang", "ru"])
    shown = capsys.readouterr().out
    assert code == 0, shown
    assert all(f"\n{number}. {title.ru}" in shown for number, (title, _) in enumerate(demo.STAGES, 1))
    assert "Всё сработало" in shown


def test_without_the_example_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "PROJECT", tmp_path / "нет")
    assert main(["demo", "--lang", "en"]) == 2
    assert "the example project is not there" in capsys.readouterr().err


def test_a_stage_that_fails_is_told_and_the_others_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_project: Path, _show: Show) -> None:
        raise StageFailed(Text("не вышло", "no luck"))

    def working(_project: Path, show: Show) -> None:
        show.line("works")

    monkeypatch.setattr(demo, "STAGES", ((Text("а", "a"), failing), (Text("б", "b"), working)))
    assert main(["demo", "--lang", "en"]) == 1
    assert (
        capsys.readouterr().out == "\n1. a\n   FAILED: no luck\n\n2. b\n   works\n\nParts that failed: 1.\n"
    )
