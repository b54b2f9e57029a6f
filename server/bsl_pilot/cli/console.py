"""The terminal: its encoding, the language of its user, lines for people beside the output for programs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bsl_pilot.locale import Locale

PROGRAM = "bsl-pilot"


def prepare() -> None:
    """Makes output UTF-8 wherever a program reads it, and on Windows always; no character is ever refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf8 = os.name == "nt" or not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")


def locale_of(arguments: Sequence[str]) -> Locale:
    """The language that ``--lang`` asks for, else that of the system."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return Locale.of(arguments[at + 1])
        if argument.startswith("--lang="):
            return Locale.of(argument.removeprefix("--lang="))
    return system_locale()


def system_locale() -> Locale:
    """The language of the user's environment; on Windows that of its interface."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Locale.of(value)
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        russian = 0x19  # the primary language is the lower ten bits of the identifier
        return (
            Locale.RU if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == russian else Locale.EN
        )
    return Locale.EN


@contextmanager
def only_defects() -> Iterator[None]:
    """While the block runs the log is silent but for defects of ours: the command itself tells what matters."""
    import logging  # noqa: PLC0415  (keeps the start of the server short)

    log = logging.getLogger("bsl_pilot")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def complain(message: str) -> None:
    """One line on the standard error output."""
    print(f"{PROGRAM}: {' '.join(message.splitlines())}", file=sys.stderr)


def forget_stdout() -> None:
    """Nobody reads the output any more: keeps Python from complaining about that at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, io.UnsupportedOperation):
        return  # the output is not a real file, so nothing is flushed to it at the end
