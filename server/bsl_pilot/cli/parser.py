"""Command line arguments, with messages in the user's language and errors as exceptions."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from bsl_pilot.cli.console import PROGRAM
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_HELP = Text("показать эту справку", "show this help")
_LANG = Text("язык сообщений", "language of messages")
_TITLES = (Text("Аргументы", "Arguments"), Text("Ключи", "Options"))
_USAGE = Text("Использование: ", "Usage: ")
_SEE = Text("{message}; справка: {program} --help", "{message}; help: {program} --help")

_RUSSIAN = (
    (r"the following arguments are required: (.+)", r"не хватает: \1"),
    (r"unrecognized arguments: (.+)", r"лишнее: \1"),
    (r"argument (.+): expected one argument", r"\1: нужно значение"),
    (r"argument (.+): expected at least one argument", r"\1: нужно хотя бы одно значение"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 не подходит, можно: \3"),
    (r"argument (.+): invalid \S+ value: (.+)", r"\1: \2 не подходит"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 нельзя вместе с \2"),
    (r"argument (.+): ignored explicit argument (.+)", r"\1: лишнее значение \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 можно понять как \2"),
)
"""argparse has no Russian; what isn't listed stays English."""


class Parser(argparse.ArgumentParser):
    """Arguments of one command. An error is a ``UsageError``; abbreviations of options are not taken."""

    def __init__(self, command: str, description: str, locale: Locale) -> None:
        super().__init__(
            prog=f"{PROGRAM} {command}".strip(),
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self._locale = locale
        self._positionals.title, self._optionals.title = (one.to(locale) for one in _TITLES)
        self.add_argument("-h", "--help", action="help", help=_HELP.to(locale))
        self.add_argument("--lang", choices=[one.value for one in Locale], help=_LANG.to(locale))

    def error(self, message: str) -> NoReturn:
        """Instead of printing the usage and leaving: one line that says what is wrong."""
        raise UsageError(
            Text(
                _SEE.ru.format(message=_in_russian(message), program=self.prog),
                _SEE.en.format(message=message, program=self.prog),
            )
        )

    def format_help(self) -> str:
        """The help, with the word for "usage" in the user's language."""
        return super().format_help().replace("usage: ", _USAGE.to(self._locale), 1)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leaves after the help has been shown."""
        raise Leave(status if message is None else 2)


class Leave(Exception):  # noqa: N818  (it is no error)
    """The arguments are done with: the exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


def _in_russian(message: str) -> str:
    for english, russian in _RUSSIAN:
        if match := re.fullmatch(english, message):
            return match.expand(russian)
    return message
