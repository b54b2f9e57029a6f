"""``bsl-pilot demo``: shows the main job on the example project, stage by stage."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.cli import demo_complete, demo_session, demo_stages
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.cli.parser import Parser
from bsl_pilot.errors import InputError, PilotError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Показывает основное на учебном проекте, без сети.",
    "Shows the main job on the example project, offline.",
)
_PART = Text("показать только эту часть", "show this part only")
_NO_PROJECT = Text(
    "учебного проекта нет: {path}; demo работает из клона репозитория: python3 dev.py demo",
    "the example project is not there: {path}; the demo runs in a clone of the repository: python3 dev.py demo",
)
_DONE = Text("Всё сработало за {seconds:.1f} с.", "Everything worked, in {seconds:.1f} s.")
_FAILED = Text("   НЕ СРАБОТАЛО: {why}", "   FAILED: {why}")
_BROKEN = Text("Не сработало частей: {count}.", "Parts that failed: {count}.")

PROJECT = Path(__file__).parents[3] / "tests" / "fixtures" / "trade"


class Stage(NamedTuple):
    """A part of the demo: its name on the command line, its title, and what it does."""

    part: str
    title: Text
    run: Callable[[Path, Show], None]


STAGES: tuple[Stage, ...] = (
    Stage("check", Text("Проверка учебного проекта", "Checking the example project"), demo_stages.check),
    Stage(
        "repair",
        Text(
            "Недописанный модуль: что не так и как исправить",
            "A half-typed module: what is wrong and its repair",
        ),
        demo_stages.repair,
    ),
    Stage(
        "outline",
        Text("Структура модуля с областями", "Outline of a module with regions"),
        demo_stages.outline,
    ),
    Stage("format", Text("Форматирование", "Formatting"), demo_stages.formatting),
    Stage(
        "lsp",
        Text("Языковой сервер: живой сеанс по stdio", "The language server: a real session over stdio"),
        demo_session.session,
    ),
    Stage(
        "complete",
        Text(
            "Дописывание кода моделью на этом компьютере, после каждой клавиши",
            "Ghost text from the model on this machine, after each key",
        ),
        demo_complete.complete,
    ),
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Runs one stage, or all; 0 only when every one worked."""
    parser = Parser("demo", _ABOUT.to(locale), locale)
    parts = [stage.part for stage in STAGES]
    parser.add_argument("part", nargs="?", choices=parts, help=_PART.to(locale))
    wanted = parser.parse_args(arguments).part
    if not PROJECT.is_dir():
        raise InputError(_NO_PROJECT.filled(path=PROJECT))
    began = time.perf_counter()
    stages = [stage for stage in STAGES if wanted in (None, stage.part)]
    failed = sum(not _stage(number, stage, locale) for number, stage in enumerate(stages, 1))
    if failed:
        print("\n" + _BROKEN.to(locale, count=failed))
        return 1
    print("\n" + _DONE.to(locale, seconds=time.perf_counter() - began))
    return 0


def _stage(number: int, stage: Stage, locale: Locale) -> bool:
    """Runs one stage; whether it worked."""
    print(f"\n{number}. {stage.title.to(locale)}")
    try:
        stage.run(PROJECT, Show(locale))
    except StageFailed as failure:
        print(_FAILED.to(locale, why=failure.args[0].to(locale)))
        return False
    except PilotError as error:
        print(_FAILED.to(locale, why=error.to(locale)))
        return False
    finally:
        sys.stdout.flush()
    return True
