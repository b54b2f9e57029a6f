"""``bsl-pilot check``: output of the contract, exit codes, files that can't be checked, fixes."""

from __future__ import annotations

import codecs
import dataclasses
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.app import checking
from bsl_pilot.app.checking import CheckRequest
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.locale import Locale
from bsl_pilot.settings import CheckSettings
from bsl_pilot.text import files

GOOD = 'Процедура А() Экспорт\n\tБ = "😀";\nКонецПроцедуры\n'
BAD = 'Процедура А()\n\tВ = "😀"; Если Б Тогда\n\t\tГ = 1;\nКонецПроцедуры\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def write(name: str, text: str = GOOD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


SYNTAX = ("--select", "ParseError")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, list[str]]:
    """Exit code, parsed JSON and lines of stderr; of the syntax alone where no rules are named."""
    chosen = () if {"--select", "--ignore"} & {*arguments} else SYNTAX
    code = main(["check", *arguments, *chosen, "--json"])
    captured = capsys.readouterr()
    return code, json.loads(captured.out), captured.err.splitlines()


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    write("src/а.bsl")
    code, body, err = check(capsys, "src")
    assert (code, err) == (0, [])
    assert body["files"] == [{"path": "src/а.bsl", "diagnostics": []}]
    assert (body["stats"]["files"], body["stats"]["lines"]) == (1, 3)
    assert body["stats"]["peak_rss_mb"] > 5


def test_a_finding_stands_where_the_editor_puts_it(capsys: pytest.CaptureFixture[str]) -> None:
    write("src/а.bsl", BAD)
    code, body, _ = check(capsys, "src", "--select", "ParseError", "--lang", "ru")
    assert code == 1
    (found,) = body["files"][0]["diagnostics"]
    assert (found["code"], found["severity"]) == ("ParseError", "error")
    assert found["range"]["start"]["line"] <= 3
    assert "КонецЕсли" in found["message"]


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", BAD)
    assert main(["check", "а.bsl", *SYNTAX]) == 1
    first, line, marks, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("а.bsl:")
    assert ": error ParseError: " in first
    assert line == "    Г = 1;"
    assert set(marks) == {" ", "^"}
    assert last.startswith("1 file checked: 1 finding.")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--select", "*", "--ignore", "*"), 0),
        (("--ignore", "*"), 0),
        (("--select", "QueryParseError"), 0),
        (("--select", "Other", "--select", "x,parseerror"), 1),
        (("--fail-on", "error"), 1),
    ],
)
def test_selection(arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", BAD)
    assert check(capsys, "а.bsl", *arguments)[0] == code


def test_an_unknown_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    _, _, err = check(capsys, "а.bsl", "--select", "ParsError")
    assert err == ["bsl-pilot: there is no rule ParsError; did you mean ParseError?"]


def test_severity_of_the_settings_and_fail_on(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", BAD)
    write("bsl-pilot.toml", '[check]\nfail_on = "warning"\nseverity.ParseError = "hint"\n')
    code, body, _ = check(capsys, "а.bsl")
    assert code == 0
    assert body["files"][0]["diagnostics"][0]["severity"] == "hint"
    assert check(capsys, "а.bsl", "--fail-on", "hint")[0] == 1


def test_broken_settings_are_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", BAD)
    write("bsl-pilot.toml", "[check\n")
    code, body, (line,) = check(capsys, "а.bsl")
    assert code == 1
    assert body["files"]
    assert "bsl-pilot.toml: the file is broken" in line


def test_settings_choose_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    write("bsl-pilot.toml", 'language = "ru"\n')
    main(["check", "а.bsl", *SYNTAX])
    assert capsys.readouterr().out == "Проверено файлов: 1. Замечаний нет.\n"


def test_what_cant_be_checked_is_told_and_the_rest_is_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("а.bsl", BAD)
    write("б/двоичный.bsl", "MZ\0\0")
    with Path("б/огромный.bsl").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    write("б/закрытый.bsl")
    real = Path.open

    def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "закрытый.bsl":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    code, body, err = check(capsys, "а.bsl", "б", "нет.bsl", "--jobs", "1")
    assert code == 2
    assert [file["path"] for file in body["files"]] == ["а.bsl"]
    assert body["files"][0]["diagnostics"]
    assert err == [
        "bsl-pilot: нет.bsl: no such file or folder",
        "bsl-pilot: б/двоичный.bsl: a binary file, not source text",
        "bsl-pilot: б/закрытый.bsl: permission denied",
        "bsl-pilot: б/огромный.bsl: 50 MB, over the limit of 16 MB for a module",
    ]
    assert len(body["errors"]) == 4


@pytest.mark.parametrize("output", ["sarif", "junit", "codequality", "generic"])
def test_other_formats_reach_stdout_alone(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", BAD)
    assert main(["check", "а.bsl", "--format", output]) == 1
    captured = capsys.readouterr()
    assert captured.out[0] in "{[<"
    assert captured.err == ""


ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with BOM": (codecs.BOM_UTF8, "utf-8"),
    "utf-16": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "cp1251": (b"", "cp1251"),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_keeps_encoding_and_line_ends(name: str, end: str, capsys: pytest.CaptureFixture[str]) -> None:
    bom, codec = ENCODINGS[name]
    text = BAD.replace("😀", "ё").replace("\n", end)
    path = Path("а.bsl")
    path.write_bytes(bom + text.encode(codec))
    code, body, _ = check(capsys, "а.bsl", "--fix")
    assert (code, body["files"][0]["fixed"]) == (0, 1)
    data = path.read_bytes()
    assert data.startswith(bom)
    after = data[len(bom) :].decode(codec)
    assert "КонецЕсли" in after
    assert after.count(end) == after.count("\n") > text.count(end)
    assert files.read(path).encoding == files.Encoding(codec, bom)
    assert check(capsys, "а.bsl")[0] == 0


def test_fix_leaves_alone_what_is_right_or_suppressed_or_known(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    write("б.bsl", "// bsl-pilot:off ParseError\n" + BAD)
    write("в.bsl", BAD)
    assert main(["check", "в.bsl", *SYNTAX, "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr() == ("", "bsl-pilot: known.json: findings accepted: 1\n")
    before = {path: path.read_bytes() for path in Path().glob("*.bsl")}
    code, _, _ = check(capsys, ".", "--fix", "--baseline", "known.json")
    assert code == 0
    assert before == {path: path.read_bytes() for path in Path().glob("*.bsl")}


def test_a_baseline_that_is_not_there_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    assert main(["check", "а.bsl", "--baseline", "нет.json"]) == 2
    assert capsys.readouterr() == ("", "bsl-pilot: нет.json: no such file or folder\n")


def test_since_without_a_repository_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    assert main(["check", "а.bsl", "--since", "HEAD"]) == 2
    assert "git" in capsys.readouterr().err


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bsl_pilot", "check", *arguments, *SYNTAX], capture_output=True, check=False
    )


def test_the_real_command_gives_the_same_findings_for_any_number_of_processes() -> None:
    for number in range(30):
        write(f"src/м{number}/Модуль.bsl", (BAD if number % 2 else GOOD) * (1 + number % 5))
    outputs = []
    for jobs in ("1", "2", "2"):
        done = run("src", "--json", "--jobs", jobs)
        assert (done.returncode, done.stderr) == (1, b"")
        body = json.loads(done.stdout)
        assert body["stats"]["jobs"] == int(jobs)
        outputs.append(body["files"])
    assert outputs[0] == outputs[1] == outputs[2]
    assert [file["path"] for file in outputs[0]] == sorted(file["path"] for file in outputs[0])


def test_a_module_of_the_users_folder_does_not_get_into_a_checking_process() -> None:
    write("json.py", "raise SystemExit('wrong json')\n")
    write("src/a.bsl", GOOD)
    write("src/b.bsl", BAD)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bsl_pilot", "check", "src", "--jobs", "2", "--format", "generic"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_folder_without_modules_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/a.txt")
    code, body, err = check(capsys, "docs", "--jobs", "2")
    assert (code, body["files"]) == (0, [])
    assert err == ["bsl-pilot: there are no modules (.bsl, .os) here: docs"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux only")
@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit", "codequality", "generic"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_name_that_is_no_text(output: str, jobs: str) -> None:
    Path("src").mkdir()
    Path(os.fsdecode(b"src/\xff.bsl")).write_bytes(BAD.encode())
    write("src/b.bsl", BAD)
    done = run("src", "--format", output, "--jobs", jobs)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode("utf-8")
    if output in ("json", "sarif", "codequality", "generic"):
        assert json.loads(done.stdout)


def test_mistakes_in_settings_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl")
    write(
        "bsl-pilot.toml", '[check]\nignore = ["Zzz"]\nparameters.LineLength = {maxLineLength = "x", y = 1}\n'
    )
    code, _, err = check(capsys, "а.bsl")
    assert code == 0
    assert err == [
        "bsl-pilot: check.ignore: there is no rule Zzz",
        "bsl-pilot: check.parameters.LineLength.maxLineLength: expected a whole number, got 'x'",
        (
            "bsl-pilot: check.parameters.LineLength.y: rule LineLength has no such parameter; it has: "
            "maxLineLength, checkMethodDescription, excludeTrailingComments"
        ),
    ]


def test_settings_of_the_other_tool_choose_rules(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", "А = А;;\nБ = Б;\n")
    other = {"diagnostics": {"mode": "only", "parameters": {"SelfAssign": True, "EmptyStatement": False}}}
    write(".bsl-language-server.json", json.dumps(other))
    assert main(["check", "а.bsl", "--json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [one["code"] for one in file["diagnostics"]] == ["SelfAssign", "SelfAssign"]


def test_rules_are_off_by_path(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("src/а.bsl", "old/а.bsl"):
        write(name, "А = А;;\n")
    write("bsl-pilot.toml", '[check]\nper_path = {"old/" = ["selfassign"]}\n')
    _, body, _ = check(capsys, ".", "--select", "SelfAssign,EmptyStatement")
    found = {file["path"]: [one["code"] for one in file["diagnostics"]] for file in body["files"]}
    assert found == {"./old/а.bsl": ["EmptyStatement"], "./src/а.bsl": ["SelfAssign", "EmptyStatement"]}


def test_the_least_severity(capsys: pytest.CaptureFixture[str]) -> None:
    write("а.bsl", "А = А;;\n")
    keys = ("--select", "SelfAssign,EmptyStatement")
    _, body, _ = check(capsys, "а.bsl", *keys, "--min-severity", "warning")
    assert [one["code"] for one in body["files"][0]["diagnostics"]] == ["SelfAssign"]


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "selfassign", "--lang", "ru"]) == 0
    assert capsys.readouterr().out.startswith("# Присваивание")
    assert main(["check", "--explain", "SelfAsign"]) == 2
    assert capsys.readouterr().err == "bsl-pilot: there is no rule SelfAsign; did you mean SelfAssign?\n"


def test_nothing_to_check_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr().err == "bsl-pilot: a file or folder is needed\n"


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    rules = {one["key"]: one for one in json.loads(capsys.readouterr().out)["rules"]}
    assert rules["SelfAssign"]["severity"] == "error"
    assert rules["ParseError"]["fix"] is True
    assert main(["rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rules) + 2


def test_a_file_of_its_own_does_not_lead_to_the_index_of_the_whole_disk(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[str] = []
    real = checking._index

    def spied(workspace: Any, folder: str, *rest: Any) -> Any:
        indexed.append(folder)
        return real(workspace, folder, *rest)

    monkeypatch.setattr(checking, "_index", spied)
    write("src/а.bsl")
    check(capsys, "src", "--select", "MissingCommonModuleMethod")
    assert indexed in ([os.path.realpath(".")], [os.path.realpath("src")])


def test_how_far_the_index_is_that_rules_ask_is_shown_first() -> None:
    for number in range(3):
        write(f"src/м{number}.bsl")
    told: list[str] = []
    workspace = Workspace.of("src", lambda _: Locale.EN)
    select = CheckSettings(select=("MissingCommonModuleMethod",))
    workspace = dataclasses.replace(workspace, settings=dataclasses.replace(workspace.settings, check=select))

    def noting(what: str) -> Callable[[int, int], None]:
        return lambda done, total: told.append(f"{what} {done}/{total}")

    checking.check(workspace, CheckRequest(("src",)), noting("check"), noting("index"))
    assert "index 3/3" in told
    assert told.index("index 3/3") < told.index("check 3/3")
    assert told == sorted(told, key=lambda one: one.startswith("check"))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("fix", [False, True])
def test_since_looks_at_changed_lines_only(fix: bool, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("src/а.bsl", "А = А;\n// 😀\nБ = 1;\n")
    write("src/б.bsl", "А = А;\n")
    program = shutil.which("git") or "git"
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
        subprocess.run([program, *identity, *arguments], check=True, capture_output=True)
    path.write_text("А = А;\n// 😀\nБ = Б;\nВ = 1;\n", encoding="utf-8")
    options = ("--select", "SelfAssign", "--since", "HEAD", *(["--fix"] if fix else []))
    _, body, _ = check(capsys, "src", *options)
    (file,) = body["files"]
    lines = [one["range"]["start"]["line"] for one in file["diagnostics"]]
    assert (file["path"], lines) == ("src/а.bsl", [] if fix else [2])
    if fix:
        assert path.read_text(encoding="utf-8").startswith("А = А;\n")
        assert "Б = Б" not in path.read_text(encoding="utf-8")


SUBSYSTEM = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" xmlns:xr="http://v8.1c.ru/8.3/xcf/readable" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.13"><Subsystem uuid="1"><Properties>'
    '<Name>Продажи</Name><Content><xr:Item xsi:type="xr:MDObjectRef">CommonModule.Первый</xr:Item></Content>'
    "</Properties></Subsystem></MetaDataObject>"
)
OBJECT = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" version="2.13"><{kind} uuid="1"><Properties>'
    "<Name>{name}</Name></Properties>{more}</{kind}></MetaDataObject>"
)


def test_modules_of_a_subsystem(capsys: pytest.CaptureFixture[str]) -> None:
    listed = "<ChildObjects><Subsystem>Продажи</Subsystem>{modules}</ChildObjects>".format(
        modules="".join(f"<CommonModule>{one}</CommonModule>" for one in ("Первый", "Второй"))
    )
    write("Configuration.xml", OBJECT.format(kind="Configuration", name="К", more=listed))
    write("Subsystems/Продажи.xml", SUBSYSTEM)
    for name in ("Первый", "Второй"):
        write(f"CommonModules/{name}.xml", OBJECT.format(kind="CommonModule", name=name, more=""))
        write(f"CommonModules/{name}/Ext/Module.bsl", "А = А;\n")
    _, body, _ = check(capsys, ".", "--select", "SelfAssign", "--subsystem", "продажи")
    assert [file["path"] for file in body["files"]] == ["./CommonModules/Первый/Ext/Module.bsl"]
