"""``bsl-pilot model``: the models that write completions."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from bsl_pilot.app.models import ModelState, ModelStates, import_model, model_states, remove_model, use_model
from bsl_pilot.cli import console
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Модели, которые пишут продолжение кода.\n\n"
    "  info [ИМЯ]      всё, что известно об установленных моделях\n"
    "  list            имена установленных моделей, * у той, что в работе\n"
    "  import ПАПКА    взять модель типа Llama или Qwen2 в формате ONNX с её tokenizer.json\n"
    "  use ИМЯ         работать с этой моделью\n"
    "  remove ИМЯ      удалить импортированную модель\n\n"
    "Код выхода: 0 готово, 1 с моделью что-то не так, 2 неверный вызов или модель не подходит.",
    "The models that write completions.\n\n"
    "  info [NAME]      all that is known of the installed models\n"
    "  list             names of the installed models, * at the one in use\n"
    "  import FOLDER    take in a Llama or Qwen2 type model in ONNX with its tokenizer.json\n"
    "  use NAME         work with this model\n"
    "  remove NAME      delete an imported model\n\n"
    "Exit code: 0 done, 1 something is wrong with a model, 2 wrong usage or a model that does not fit.",
)
_ACTION = Text("что сделать", "what to do")
_TARGET = Text("имя модели или папка", "name of a model, or a folder")
_NAME = Text("имя для импортируемой модели", "name for the imported model")
_JSON = Text("ответ в JSON (info, list)", "the answer as JSON (info, list)")
_NEEDED = {
    "import": Text("model import: нужна папка с моделью", "model import: a folder with a model is needed"),
    "use": Text("model use: нужно имя модели", "model use: the name of a model is needed"),
    "remove": Text("model remove: нужно имя модели", "model remove: the name of a model is needed"),
}
_NO_SUCH = Text("модель {name} не установлена", "the model {name} is not installed")
_NO_NAME = Text("--name нужен только для import", "--name goes with import only")
_NO_TARGET = Text("model list: лишнее: {target}", "model list: unexpected: {target}")
_IMPORTED = Text(
    "модель {name} установлена; чтобы работать с ней: bsl-pilot model use {name}",
    "the model {name} is installed; to work with it: bsl-pilot model use {name}",
)
_USED = Text("в работе модель {name}", "the model {name} is in use")
_OVERRIDDEN = Text(
    "настройка completion.model этой рабочей папки выбирает другую модель: {name}",
    "the setting completion.model of this workspace chooses another model: {name}",
)
_REMOVED = Text("модель {name} удалена", "the model {name} is removed")
_UNKNOWN = Text("неизвестно", "unknown")
_FIELDS = (
    ("parameters", Text("параметров", "parameters")),
    ("bytes", Text("байт", "bytes")),
    ("sha256", Text("SHA-256", "SHA-256")),
    ("licence", Text("лицензия", "licence")),
    ("context", Text("контекст, токенов", "context, tokens")),
    ("trained_on", Text("обучена на", "trained on")),
    ("scores", Text("оценки", "scores")),
    ("folder", Text("папка", "folder")),
    ("problem", Text("неисправность", "problem")),
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Does what the first argument says."""
    # Intermixed, since an optional argument behind an option (info --json NAME) is refused otherwise.
    asked = _parser(locale).parse_intermixed_args(arguments)
    if asked.name and asked.action != "import":
        raise UsageError(_NO_NAME)
    if asked.action in _NEEDED and not asked.target:
        raise UsageError(_NEEDED[asked.action])
    workspace = open_workspace(".", asked.lang)
    locale = workspace.locale
    match asked.action:
        case "import":
            manifest = import_model(asked.target, asked.name)
            print(_IMPORTED.to(locale, name=manifest.name))
        case "use":
            use_model(asked.target)
            print(_USED.to(locale, name=asked.target))
            if workspace.settings.completion.model not in ("", asked.target):
                console.complain(_OVERRIDDEN.to(locale, name=workspace.settings.completion.model))
        case "remove":
            remove_model(asked.target)
            print(_REMOVED.to(locale, name=asked.target))
        case "list":
            if asked.target:
                raise UsageError(_NO_TARGET.filled(target=asked.target))
            return _list(model_states(workspace.settings), asked, locale)
        case _:
            return _info(model_states(workspace.settings), asked, locale)
    return 0


def _list(states: ModelStates, asked: argparse.Namespace, locale: Locale) -> int:
    if asked.json:
        _print_json([{"name": one.name, "active": one.active} for one in states.models])
    else:
        sys.stdout.write("".join(f"{'*' if one.active else ' '} {one.name}\n" for one in states.models))
    return _told_problems(states, states.models, locale)


def _info(states: ModelStates, asked: argparse.Namespace, locale: Locale) -> int:
    """The active model's fields stand at the top of the JSON document, too."""
    chosen = tuple(one for one in states.models if asked.target in (None, one.name))
    if asked.target and not chosen:
        raise UsageError(_NO_SUCH.filled(name=asked.target))
    first = chosen[0] if asked.target else states.active
    if asked.json:
        top = _fields(first, locale) if first else {}
        _print_json({"version": 1, **top, "models": [_fields(one, locale) for one in chosen]})
    else:
        sys.stdout.write("\n".join(_as_text(one, locale) for one in chosen))
    return _told_problems(states, chosen, locale)


def _told_problems(states: ModelStates, models: Sequence[ModelState], locale: Locale) -> int:
    """Tells on the error output what is wrong; the exit code."""
    problems = [states.problem, *(one.problem for one in models)]
    for problem in filter(None, problems):
        console.complain(problem.to(locale))
    return int(any(problems))


def _fields(one: ModelState, locale: Locale) -> dict[str, Any]:
    known = one.manifest
    return {
        "name": one.name,
        "active": one.active,
        "shipped": one.shipped,
        "folder": one.folder.as_posix(),
        "parameters": known.parameters if known else None,
        "bytes": known.bytes if known else None,
        "sha256": known.sha256 if known else None,
        "licence": known.licence if known else None,
        "context": known.context if known else None,
        "trained_on": known.trained_on if known else None,
        "scores": known.scores if known else None,
        "made": known.made if known else None,
        "problem": one.problem.to(locale) if one.problem else None,
    }


def _as_text(one: ModelState, locale: Locale) -> str:
    values = _fields(one, locale)
    lines = [f"{'*' if one.active else ' '} {one.name}"]
    for key, title in _FIELDS:
        if key == "problem" and not values[key]:
            continue
        lines.append(f"    {title.to(locale)}: {_shown(values[key], locale)}")
    return "\n".join(lines) + "\n"


def _shown(value: Any, locale: Locale) -> str:
    if value in (None, "", [], {}):
        return _UNKNOWN.to(locale)
    if isinstance(value, int):
        return f"{value:,}".replace(",", " ")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print_json(body: object) -> None:
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")


def _parser(locale: Locale) -> Parser:
    parser = Parser("model", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("action", choices=("info", "list", "import", "use", "remove"), help=_ACTION.to(locale))
    add("target", nargs="?", metavar="NAME", help=_TARGET.to(locale))
    add("--name", default="", metavar="N", help=_NAME.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    return parser
