"""``bsl-pilot demo``: shows the main job on the example project, stage by stage."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bsl_pilot.cli import demo_session, demo_stages
from bsl_pilot.cli.demo_stages import Show, StageFailed
from bsl_pilot.cli.parser import Parser
from bsl_pilot.errors import InputError, PilotError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Показывает основное на учебном проекте, без сети.",
    "Shows the main job on the example project, offline.",
)
_NO_PROJECT = Text(
    "учебного проекта нет: {path}; demo работает из клона репозитория: python3 dev.py demo",
    "the example project is not there: {path}; the demo runs in a clone of the repository: python3 dev.py demo",
)
_DONE = Text("Всё сработало за {seconds:.1f} с.", "Everything worked, in {seconds:.1f} s.")
_FAILED = Text("   НЕ СРАБОТАЛО: {why}", "   FAILED: {why}")
_BROKEN = Text("Не сработало частей: {count}.", "Parts that failed: {count}.")

PROJECT = Path(__file__).parents[3] / "tests" / "fixtures" / "trade"

Stage = Callable[[Path, Show], None]
STAGES: tuple[tuple[Text, Stage], ...] = (
    (Text("Проверка учебного проекта", "Checking the example project"), demo_stages.check),
    (
        Text(
            "Недописанный модуль: что не так и как исправить",
            "A half-typed module: what is wrong and its repair",
        ),
        demo_stages.repair,
    ),
    (Text("Структура модуля с областями", "Outline of a module with regions"), demo_stages.outline),
    (Text("Форматирование", "Formatting"), demo_stages.formatting),
    (
        Text("Языковой сервер: живой сеанс по stdio", "The language server: a real session over stdio"),
        demo_session.session,
    ),
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Runs all stages; 0 only when every one worked."""
    Parser("demo", _ABOUT.to(locale), locale).parse_args(arguments)
    if not PROJECT.is_dir():
        raise InputError(_NO_PROJECT.filled(path=PROJECT))
    began = time.perf_counter()
    failed = sum(not _stage(number, *stage, locale) for number, stage in enumerate(STAGES, 1))
    if failed:
        print("\n" + _BROKEN.to(locale, count=failed))
        return 1
    print("\n" + _DONE.to(locale, seconds=time.perf_counter() - began))
    return 0


def _stage(number: int, title: Text, stage: Stage, locale: Locale) -> bool:
    """Runs one stage; whether it worked."""
    print(f"\n{number}. {title.to(locale)}")
    try:
        stage(PROJECT, Show(locale))
    except StageFailed as failure:
        print(_FAILED.to(locale, why=failure.args[0].to(locale)))
        return False
    except PilotError as error:
        print(_FAILED.to(locale, why=error.to(locale)))
        return False
    finally:
        sys.stdout.flush()
    return True
