"""``bsl-pilot eval``: what completion is worth on a folder of code.

``eval completion`` is here, ``eval members`` and ``eval types`` are in `eval_types`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bsl_pilot import app
from bsl_pilot.cli.console import only_defects
from bsl_pilot.cli.eval_types import run_members, run_types
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.evaluation.evaluate import Plan
from bsl_pilot.evaluation.report import as_json
from bsl_pilot.evaluation.tables import as_text
from bsl_pilot.evaluation.windows import TrainedWindows
from bsl_pilot.locale import Locale, Text
from bsl_pilot.text.files import read

_ABOUT = Text(
    "Измеряет автодополнение на настоящем коде: стирает конец строки и спрашивает, что там было;\n"
    "набирает методы заново по букве. Память проекта строится без проверяемого модуля.\n"
    "Код выхода: 0 измерено, 2 папку не прочитать или модель не установлена.",
    "Measures completion on real code: takes the rest of a line away and asks for it; types methods anew, key by\n"
    "key. The project's memory is built without the module under test.\n"
    "Exit code: 0 measured, 2 the folder can't be read, or no model is installed.",
)
_WHAT = Text("что измеряется", "what is measured")
_NAMES = "completion|members|types"
_FOLDER = Text("папка с модулями", "folder with modules")
_JSON = Text("результат в JSON", "the result as JSON")
_LIMIT = Text("курсоров в коде", "cursors in code")
_SEED = Text("другое число даёт другие курсоры", "another number gives other cursors")
_REPLAY = Text("методов, набираемых заново; 0: ни одного", "methods that are typed anew; 0 for none")
_ABLATIONS = Text("измерить и без каждой из частей", "measure without each of the parts, too")
_BASELINES = Text("сравнить с простыми способами", "compare with simple ways")
_NO_MEMORY = Text("без памяти проекта", "without the project's memory")
_NO_MODEL = Text("без модели: только память проекта", "without the model: the project's memory alone")
_MODEL = Text("имя установленной модели", "name of an installed model")
_WINDOWS = Text(
    "файл train_windows.npy: не брать строк, похожих на обучающие",
    "a file train_windows.npy: take no lines that are like those of the training",
)
_ONLY = Text(
    "файл с путями модулей от DIR, по одному в строке: курсоры только в них",
    "a file with paths of modules below DIR, one a line: cursors in these only",
)
_NUMBER = Text(
    "{option}: нужно число от {least} до {most}", "{option}: a number from {least} to {most} is needed"
)
_CURSORS = Text("Шагов: {done} из {total} ({percent} %)", "Steps: {done} of {total} ({percent}%)")

_MOST_PATHS = 16 * 1024 * 1024
"""Bytes of a list of paths."""
_OTHERS = {"members": run_members, "types": run_types}
_BOUNDS = {"limit": (1, 100_000), "replay": (0, 1_000)}


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Measures, prints the figures, returns the exit code."""
    what = next((one for one in arguments if one in ("completion", *_OTHERS)), "")
    return _OTHERS.get(what, _run_completion)(arguments, locale)


def _run_completion(arguments: Sequence[str], locale: Locale) -> int:
    asked = _parser(locale).parse_args(arguments)
    for option, (least, most) in _BOUNDS.items():
        if not least <= getattr(asked, option) <= most:
            raise UsageError(_NUMBER.filled(option=f"--{option}", least=least, most=most))
    workspace = open_workspace(asked.folder, asked.lang)
    known = TrainedWindows.load(Path(asked.trained)).hold if asked.trained else None
    only = frozenset(read(Path(asked.only), _MOST_PATHS).text.splitlines()) if asked.only else None
    plan = Plan(asked.limit, asked.seed, asked.replay, asked.baselines, known, only)
    options = app.CompletionOptions(asked.model, not asked.no_model, not asked.no_memory)
    request = app.EvalRequest(Path(asked.folder), plan, options, asked.ablations)
    with only_defects(), Progress(workspace.locale, _CURSORS) as progress:
        evaluation, model = app.evaluate_completion(workspace, request, progress)
    if asked.json:
        document = as_json(evaluation, model, asked.seed)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(as_text(evaluation, model, workspace.locale))
    return 0


def _parser(locale: Locale) -> argparse.ArgumentParser:
    parser = Parser("eval", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("what", choices=("completion", *_OTHERS), metavar=_NAMES, help=_WHAT.to(locale))
    add("folder", metavar="DIR", help=_FOLDER.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    add("--limit", type=int, default=400, metavar="N", help=_LIMIT.to(locale))
    add("--seed", type=int, default=0, metavar="S", help=_SEED.to(locale))
    add("--replay", type=int, default=10, metavar="N", help=_REPLAY.to(locale))
    add("--ablations", action="store_true", help=_ABLATIONS.to(locale))
    add("--baselines", action="store_true", help=_BASELINES.to(locale))
    add("--no-memory", action="store_true", help=_NO_MEMORY.to(locale))
    add("--no-model", action="store_true", help=_NO_MODEL.to(locale))
    add("--model", default="", metavar="NAME", help=_MODEL.to(locale))
    add("--trained", default="", metavar="F", help=_WINDOWS.to(locale))
    add("--only", default="", metavar="F", help=_ONLY.to(locale))
    return parser
