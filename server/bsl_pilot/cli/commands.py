"""The commands by name, and running one of them."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from bsl_pilot import __version__
from bsl_pilot.cli.console import PROGRAM
from bsl_pilot.cli.parser import Leave
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

COMMANDS = {
    "lsp": Text("языковой сервер для редактора", "the language server for an editor"),
    "check": Text("проверить файлы и папки", "check files and folders"),
    "rules": Text("правила, по которым проверяется код", "the rules that code is checked by"),
    "learn": Text("чему учат замечания к вашим изменениям", "what the findings in your changes teach"),
    "format": Text("отформатировать файлы и папки", "format files and folders"),
    "index": Text("построить или обновить индекс папки", "build or refresh the index of a folder"),
    "symbols": Text("где метод определён и где вызван", "where a method is defined and where it is called"),
    "graph": Text("подсистемы, модули и вызовы как схема", "subsystems, modules and calls as a diagram"),
    "model": Text("модели автодополнения", "the models that write completions"),
    "complete": Text("дописать код в одном месте файла", "complete code at one place of a file"),
    "eval": Text("измерить автодополнение на папке", "measure completion on a folder"),
    "stats": Text("что предлагалось и что принято", "what was offered and what was taken"),
    "platform": Text("что известно о платформе 1С", "what is known of the 1C platform"),
    "doctor": Text("проверить установку и сказать, что делать", "check the installation and say what to do"),
    "demo": Text("показать основное на примере", "show the main job on an example"),
}
"""Each is the function ``run`` of the file of the same name in this package."""

_HELP = Text(
    "BSL Pilot: инструменты для языка 1С:Предприятие 8\n\n"
    "Использование: {program} [--lang ru|en] КОМАНДА ...\n\nКоманды:\n{commands}\n\n"
    "{program} КОМАНДА --help покажет ключи команды, {program} --version версию.\n",
    "BSL Pilot: tools for the language of 1C:Enterprise 8\n\n"
    "Usage: {program} [--lang ru|en] COMMAND ...\n\nCommands:\n{commands}\n\n"
    "{program} COMMAND --help shows the options of a command, {program} --version the version.\n",
)
_NO_COMMAND = Text("нужна команда: {names}", "a command is needed: {names}")
_UNKNOWN = Text(
    "нет команды {name!r}{guess}; есть: {names}", "there is no command {name!r}{guess}; there are: {names}"
)
_GUESS = Text(" (может быть, {name}?)", " (did you mean {name}?)")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Runs the command that the arguments name; returns the exit code.

    Raises:
        UsageError: there is no such command, or its arguments are wrong.
    """
    rest = list(arguments)
    while rest and rest[0].startswith("--lang"):
        del rest[: 1 if "=" in rest[0] else 2]
    name = rest[0] if rest else ""
    if name in ("-h", "--help", "help"):
        print(_help(locale), end="")
        return 0
    if name in ("-V", "--version"):
        print(f"{PROGRAM} {__version__}")
        return 0
    if name not in COMMANDS:
        raise UsageError(_no_such(name))
    module = importlib.import_module(f"bsl_pilot.cli.{name}")
    try:
        code: int = module.run(rest[1:], locale)
    except Leave as leave:
        return leave.code
    return code


def _help(locale: Locale) -> str:
    lines = "\n".join(f"  {name:9}{text.to(locale)}" for name, text in COMMANDS.items())
    return _HELP.to(locale, program=PROGRAM, commands=lines)


def _no_such(name: str) -> Text:
    names = ", ".join(COMMANDS)
    if not name:
        return _NO_COMMAND.filled(names=names)
    import difflib  # noqa: PLC0415  (keeps the start of the server short)

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    guess = _GUESS.filled(name=near[0]) if near else Text("", "")
    return Text(
        _UNKNOWN.ru.format(name=name, guess=guess.ru, names=names),
        _UNKNOWN.en.format(name=name, guess=guess.en, names=names),
    )
