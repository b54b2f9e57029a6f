"""``bsl-pilot demo``: works from a clone, says so when there is nothing to show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.cli import demo, demo_complete
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.locale import Text


def test_all_stages_work(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["demo", "--lang", "ru"])
    shown = capsys.readouterr().out
    assert code == 0, shown
    assert all(f"\n{number}. {stage.title.ru}" in shown for number, stage in enumerate(demo.STAGES, 1))
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

    stages = (demo.Stage("x", Text("а", "a"), failing), demo.Stage("y", Text("б", "b"), working))
    monkeypatch.setattr(demo, "STAGES", stages)
    assert main(["demo", "--lang", "en"]) == 1
    assert (
        capsys.readouterr().out == "\n1. a\n   FAILED: no luck\n\n2. b\n   works\n\nParts that failed: 1.\n"
    )


def test_one_part_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []
    stages = (
        demo.Stage("check", Text("а", "a"), lambda _project, _show: ran.append("check")),
        demo.Stage("complete", Text("б", "b"), lambda _project, _show: ran.append("complete")),
    )
    monkeypatch.setattr(demo, "STAGES", stages)
    assert main(["demo", "complete", "--lang", "en"]) == 0
    assert ran == ["complete"]
    assert "1. b" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"items": []}, "ghost text never appeared"),
        (
            {"items": [{"insertText": "Чушь", "range": {"start": {"line": 0, "character": 0}}}]},
            "no ghost text was right",
        ),
    ],
)
def test_ghost_text_that_never_comes_is_a_failure(
    answer: dict[str, Any], why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Silent:
        """A server that has nothing to offer."""

        def __init__(self, home: str) -> None:
            assert Path(home).is_dir()

        def __enter__(self) -> Silent:
            return self

        def __exit__(self, *_error: object) -> None:
            return

        def request(self, method: str, _params: object) -> Any:
            return answer if method == demo_complete.INLINE else {}

        def notify(self, _method: str, _params: object) -> None:
            return

        def wait_until(self, *_arguments: object) -> dict[str, str]:
            return {"state": "ready", "reason": ""}

        def exit_code(self) -> int:
            return 0

    monkeypatch.setattr(demo_complete, "Server", Silent)
    assert main(["demo", "complete", "--lang", "en"]) == 1
    assert f"FAILED: {why}" in capsys.readouterr().out
