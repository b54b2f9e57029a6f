"""The queries for other editors compile against the grammars and find what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tree_sitter import Language, Parser, Query, QueryCursor

from bsl_pilot.syntax.languages import BSL, SDBL

GRAMMARS = Path(__file__).resolve().parents[2] / "grammars"
LANGUAGES = {"bsl": BSL, "sdbl": SDBL}
KINDS = ("highlights", "folds", "locals", "tags", "injections", "indents")

MODULE = """// Описание 🙂
&НаСервере
Функция Сумма(Знач А) Экспорт
	Если А = Неопределено Тогда
		Возврат 0;
	КонецЕсли;
	Запрос = Новый Запрос("ВЫБРАТЬ
	| 1 КАК Один");
	Возврат Запрос.Выполнить() + Прочее(А);
КонецФункции
"""
QUERY = "ВЫБРАТЬ СУММА(Т.А) КАК Б ПОМЕСТИТЬ ВТ ИЗ Справочник.Т КАК Т ГДЕ Т.В = &П // 🙂"

# Of each query some captures with the text that they must be on.
EXPECTED = {
    ("bsl", "highlights"): {
        "function": "Сумма",
        "type": "Запрос",
        "keyword.conditional": "КонецЕсли",
        "attribute": "НаСервере",
        "variable.parameter": "А",
    },
    ("bsl", "folds"): {"fold": "Если А = Неопределено Тогда\n\t\tВозврат 0;\n\tКонецЕсли"},
    ("bsl", "locals"): {"local.definition.var": "Запрос", "local.definition.parameter": "А"},
    ("bsl", "tags"): {"name": "Сумма", "doc": "// Описание 🙂"},
    ("bsl", "injections"): {"injection.content": '"ВЫБРАТЬ\n\t| 1 КАК Один"'},
    ("bsl", "indents"): {"indent.end": "КонецЕсли"},
    ("sdbl", "highlights"): {
        "keyword": "ПОМЕСТИТЬ",
        "function.call": "СУММА",
        "type": "Справочник.Т",
        "variable.parameter": "&П",
    },
    ("sdbl", "folds"): {"fold": "ГДЕ Т.В = &П"},
    ("sdbl", "locals"): {"local.definition.type": "ВТ", "local.definition.var": "Т"},
    ("sdbl", "tags"): {"name": "ВТ"},
    ("sdbl", "injections"): {"injection.content": "// 🙂"},
    ("sdbl", "indents"): {"indent.branch": "ИЗ"},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", LANGUAGES)
def test_query(name: str, kind: str) -> None:
    found = captures(LANGUAGES[name], name, kind)
    for capture, text in EXPECTED[name, kind].items():
        assert text in found[capture], capture


def captures(language: Language, name: str, kind: str) -> dict[str, list[str]]:
    """Texts of the nodes under each capture of one query in the sample."""
    query = Query(language, (GRAMMARS / name / "queries" / f"{kind}.scm").read_text(encoding="utf-8"))
    source = (MODULE if name == "bsl" else QUERY).encode()
    found = QueryCursor(query).captures(Parser(language).parse(source).root_node)
    return {capture: [(node.text or b"").decode() for node in nodes] for capture, nodes in found.items()}


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_keyword_has_a_colour(name: str) -> None:
    language = LANGUAGES[name]
    text = (GRAMMARS / name / "queries" / "highlights.scm").read_text(encoding="utf-8")
    words = {
        word
        for number in range(language.node_kind_count)
        if not language.node_kind_is_named(number)
        and (word := language.node_kind_for_id(number) or "").isascii()
        if word.isalpha() and language.node_kind_is_visible(number)
    }
    assert words - {"end"}
    assert {word for word in words if f'"{word}"' not in text} <= {
        "true",
        "false",
        "null",
        "undefined",
        "end",
    }
