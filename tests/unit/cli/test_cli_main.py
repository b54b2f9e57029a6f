"""The command line as a whole: languages, errors in one line, signals, closed pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bsl_pilot import __version__
from bsl_pilot.__main__ import main
from bsl_pilot.cli import commands, console
from bsl_pilot.locale import Locale

COMMAND = [sys.executable, "-m", "bsl_pilot"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "bsl-pilot: a command is needed: lsp, check, rules, learn, format, "),
        (["chek"], "bsl-pilot: there is no command 'chek' (did you mean check?); there are: lsp"),
        (["check"], "bsl-pilot: a file or folder is needed"),
        (["check", "x", "--format", "yaml"], "bsl-pilot: argument --format: invalid choice: 'yaml'"),
        (["check", "x", "--fail-on"], "bsl-pilot: argument --fail-on: expected one argument"),
        (["check", "x", "--jobs", "many"], "bsl-pilot: argument --jobs: invalid int value: 'many'"),
        (["check", "x", "--jobs", "-1"], "bsl-pilot: --jobs: a number from 0 to 64 is needed"),
        (["check", "x", "--sel", "A"], "bsl-pilot: unrecognized arguments: --sel A"),
        (["lsp", "--tcp", "nonsense"], "bsl-pilot: --tcp: expected HOST:PORT, got 'nonsense'"),
        (["lsp", "--ws", "host:99999"], "bsl-pilot: --ws: expected HOST:PORT, got 'host:99999'"),
        (["lsp", "--stdio", "--tcp", "a:1"], "bsl-pilot: argument --tcp: not allowed with argument --stdio"),
        (["demo", "nothing"], "bsl-pilot: argument part: invalid choice: 'nothing'"),
        (["--lang", "ru", "check"], "bsl-pilot: нужен файл или папка"),
        (["check", "--lang=ru", "x", "--format", "yaml"], "bsl-pilot: --format: 'yaml' не подходит, можно: "),
        (["--lang=ru", "chek"], "bsl-pilot: нет команды 'chek' (может быть, check?); есть: lsp"),
        (["format", "--lang", "ru", "x", "-z"], "bsl-pilot: лишнее: -z; справка: bsl-pilot format --help"),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(line)
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("name", list(commands.COMMANDS))
@pytest.mark.parametrize("language", list(Locale))
def test_every_command_has_help_in_both_languages(
    name: str, language: Locale, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--lang", language, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Использование: " if language is Locale.RU else "Usage: ")
    assert "--lang" in shown


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "ru", "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in commands.COMMANDS)
    assert "проверить файлы" in shown


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"bsl-pilot {__version__}\n"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ru_RU.UTF-8"}, Locale.RU),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "en_GB"}, Locale.EN),
        ({"LANG": "de_DE", "LC_MESSAGES": "ru"}, Locale.RU),
    ],
)
def test_the_language_of_the_system(
    environment: dict[str, str], expected: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.system_locale() is expected


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("bsl_pilot.__main__.run", interrupted)
    assert main(["check", "x"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C can't be sent to one process on Windows")
def test_ctrl_c_during_a_check_in_several_processes(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"М{number}.bsl").write_text("А = 1;\n" * 60_000, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "check", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    parent = psutil.Process(process.pid)
    while len(parent.children()) < 2 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows close differently")
def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "М.bsl").write_text("Если\n" * 5000, encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*COMMAND, "check", str(tmp_path), "--json"], check=False, stdout=write, stderr=subprocess.PIPE
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_russian_output_survives_an_ascii_terminal() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [*COMMAND, "--lang", "ru", "--help"], capture_output=True, env=environment, check=True
    )
    assert "Использование" in done.stdout.decode("utf-8")


def test_the_server_starts_without_the_parser() -> None:
    """What the command line loads before it hands over to the server: nothing that costs time."""
    code = (
        "import sys; from bsl_pilot.__main__ import main; main(['lsp', '--tcp', 'bad']);"
        "print(*sys.modules, file=sys.stdout)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "tree_sitter",
        "asyncio",
        "difflib",
        "tomllib",
        "bsl_pilot.app",
        "bsl_pilot.syntax.document",
    }
