"""Settings: every source, every kind of mistake, and that nothing ever raises."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.features.format import FormatOptions
from bsl_pilot.locale import Locale
from bsl_pilot.settings import FormatSettings, Settings, find_workspace, load, parse
from bsl_pilot.settings.model import DEFAULT_EXCLUDE


def messages(values: object, locale: Locale = Locale.EN, *, camel: bool = False) -> list[str]:
    return [problem.message(locale) for problem in parse(values, "f.toml", camel=camel)[1]]


def test_nothing_given_is_all_defaults() -> None:
    assert parse({}) == (Settings(), [])
    assert parse(None) == (Settings(), [])


def test_values_are_taken_in_both_spellings() -> None:
    snake, problems = parse(
        {
            "language": "ru",
            "exclude": ["build/"],
            "check": {"fail_on": "error", "jobs": 2, "severity": {"LineLength": "hint"}},
            "format": {"tab_size": 2, "keyword_case": "upper"},
        }
    )
    assert not problems
    assert (snake.language, snake.exclude, snake.check.fail_on, snake.check.jobs) == (
        "ru",
        ("build/",),
        "error",
        2,
    )
    assert snake.check.severity == {"LineLength": "hint"}
    assert (snake.format.tab_size, snake.format.keyword_case) == (2, "upper")
    camel, problems = parse({"check": {"failOn": "error"}, "maxFileMb": 3, "language": None}, camel=True)
    assert not problems
    assert (camel.check.fail_on, camel.max_file_mb, camel.language) == ("error", 3, "auto")


def test_ghost_text_is_set_in_both_spellings() -> None:
    snake, problems = parse({"completion": {"mode": "on_demand", "delay_ms": 120, "exclude": "old/"}})
    camel, more = parse({"completion": {"delayMs": 120, "docComments": False, "maxLines": 3}}, camel=True)
    assert not problems + more
    assert (snake.completion.mode, snake.completion.delay_ms) == ("on_demand", 120)
    assert snake.completion.exclude == ("old/",)
    assert (camel.completion.delay_ms, camel.completion.doc_comments, camel.completion.max_lines) == (
        120,
        False,
        3,
    )
    assert messages({"completion": {"delay_ms": 9999}}) == [
        "f.toml: completion.delay_ms: expected a whole number from 0 to 5000, got 9999"
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"langage": "ru"}, "f.toml: langage: there is no such setting; did you mean language?"),
        ({"check": {"selekt": []}}, "f.toml: check.selekt: there is no such setting; did you mean select?"),
        ({"зззз": 1}, "f.toml: зззз: there is no such setting"),
        ({"language": "de"}, "f.toml: language: expected one of auto, ru, en, got 'de'"),
        ({"language": []}, "f.toml: language: expected one of auto, ru, en, got []"),
        ({"max_file_mb": True}, "f.toml: max_file_mb: expected a whole number from 1 to 1024, got True"),
        ({"format": {"tab_size": 0}}, "f.toml: format.tab_size: expected a whole number from 1 to 16, got 0"),
        ({"format": 3}, "f.toml: format: expected a table of names and values, got 3"),
        ({"exclude": [1]}, "f.toml: exclude: expected a list of strings, got [1]"),
        (
            {"format": {"insert_spaces": "yes"}},
            "f.toml: format.insert_spaces: expected true or false, got 'yes'",
        ),
        (
            {"check": {"severity": {"A": "bad", "B": "hint"}}},
            "f.toml: check.severity.A: expected one of error, warning, information, hint, got 'bad'",
        ),
        ([], "f.toml: expected a table of names and values, got []"),
    ],
)
def test_each_mistake_is_one_problem(values: object, expected: str) -> None:
    assert messages(values) == [expected]


def test_problems_speak_russian() -> None:
    assert messages({"langage": "ru"}, Locale.RU) == [
        "f.toml: langage: такой настройки нет; может быть, language?"
    ]
    assert messages({"exclude": 5}, Locale.RU) == ["f.toml: exclude: ожидается список строк, а задано 5"]


def test_what_is_right_beside_a_mistake_is_kept() -> None:
    settings, problems = parse(
        {"check": {"select": ["A"], "jobs": -1, "severity": {"A": "bad", "B": "hint"}}}
    )
    assert settings.check.select == ("A",)
    assert settings.check.jobs == 0
    assert settings.check.severity == {"B": "hint"}
    assert len(problems) == 2


def test_the_editors_own_settings_are_no_problem() -> None:
    assert messages({"trace": {"server": "off"}, "server": {"path": "x"}}, camel=True) == []


def test_format_settings_are_the_options_of_the_formatter() -> None:
    assert dataclasses.asdict(FormatSettings()) == dataclasses.asdict(FormatOptions())


def test_settings_travel_to_another_process() -> None:
    settings, _ = parse({"check": {"parameters": {"A": {"b": [1]}}}})
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301  (our own bytes)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Settings.__dataclass_fields__, "select", "severity", "x"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(ANYTHING, st.booleans())
def test_parse_never_raises(values: object, camel: bool) -> None:
    settings, problems = parse(values, "any", camel=camel)
    assert isinstance(settings, Settings)
    for problem in problems:
        assert problem.message(Locale.RU)
        assert problem.message(Locale.EN)


def test_files_are_joined_and_the_nearer_wins(tmp_path: Path) -> None:
    (tmp_path / "bsl-pilot.toml").write_text('language = "en"\n[check]\njobs = 3\n', encoding="utf-8-sig")
    (tmp_path / "pyproject.toml").write_text('[tool.bsl-pilot]\nlanguage = "ru"\ncheck.fail_on = "error"\n')
    (tmp_path / ".bsl-language-server.json").write_text('{"language": "ru", "configurationRoot": "src/cf"}')
    settings, problems = load(tmp_path, {"check": {"jobs": 4}, "language": None})
    assert not problems
    assert (settings.language, settings.configuration_root) == ("en", "src/cf")
    assert (settings.check.jobs, settings.check.fail_on) == (4, "error")


@pytest.mark.parametrize(
    ("diagnostics", "select", "ignore"),
    [
        ('{"parameters": {"A": false, "B": true, "C": {"max": 1}}}', (), ("A",)),
        ('{"mode": "off"}', (), ("*",)),
        ('{"mode": "only", "parameters": {"A": true, "B": false}}', ("A",), ("B",)),
        ('{"mode": "ONLY", "parameters": {}}', (), ("*",)),
        ('{"mode": "except", "parameters": {"A": true}}', (), ("A",)),
        ('{"mode": "all"}', ("*",), ()),
    ],
)
def test_settings_of_another_tool(
    tmp_path: Path, diagnostics: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    (tmp_path / ".bsl-language-server.json").write_text(
        f'{{"$schema": "x", "excludePaths": ["out"], "diagnostics": {diagnostics}}}', encoding="utf-8-sig"
    )
    settings, problems = load(tmp_path)
    assert not problems
    assert (settings.check.select, settings.check.ignore) == (select, ignore)
    assert settings.exclude == (*DEFAULT_EXCLUDE, "out")
    assert settings.check.parameters == ({"C": {"max": 1}} if '"C"' in diagnostics else {})


@pytest.mark.parametrize(
    ("name", "body", "part"),
    [
        ("bsl-pilot.toml", b"[check\n", "line 1, column 7"),
        ("pyproject.toml", b"[tool", "left out"),
        (".bsl-language-server.json", b'{"language":\n  }', "line 2, column 3"),
        ("bsl-pilot.toml", b"\xff\xfe\x00bad", "left out"),
        (".bsl-language-server.json", b"[" * 100_000, "left out"),
        (".bsl-language-server.json", b"[]", "expected a table"),
        (".bsl-language-server.json", b'{"diagnostics": 1}', "diagnostics"),
        (".bsl-language-server.json", b'{"diagnostics": {"mode": "maybe"}}', "unknown mode 'maybe'"),
        (".bsl-language-server.json", b'{"diagnostics": {"parameters": 1}}', "diagnostics.parameters"),
    ],
)
def test_a_broken_file_is_one_problem_with_its_place(
    tmp_path: Path, name: str, body: bytes, part: str
) -> None:
    (tmp_path / name).write_bytes(body)
    settings, problems = load(tmp_path)
    assert settings == Settings()
    (problem,) = problems
    assert part in problem.message(Locale.EN)
    assert name in problem.message(Locale.EN)


def test_a_settings_file_that_cant_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "bsl-pilot.toml").mkdir()
    _, problems = load(tmp_path)
    (problem,) = problems
    assert "a folder, not a file" in problem.message(Locale.EN)


def test_the_workspace_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    deep = tmp_path / "src" / "cf"
    deep.mkdir(parents=True)
    module = deep / "Модуль.bsl"
    module.touch()
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    (tmp_path / "src" / "pyproject.toml").write_text("[tool.bsl-pilot]\n")
    (tmp_path / "bsl-pilot.toml").touch()
    assert find_workspace(module) == tmp_path / "src"
    (tmp_path / "src" / "pyproject.toml").unlink()
    assert find_workspace(deep) == tmp_path
