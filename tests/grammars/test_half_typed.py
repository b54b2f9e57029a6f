"""Half-typed code keeps every method of the module, and edits lead to the tree that a fresh parse gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node, Parser, Tree

from bsl_pilot.syntax.languages import BSL

STATES = json.loads((Path(__file__).parent / "half_typed_states.json").read_text(encoding="utf-8"))
PARSER = Parser(BSL)

FIRST = """Процедура Первая(Параметр)
	Если Параметр Тогда
		Сообщить("🙂 первая");
	КонецЕсли;
КонецПроцедуры
"""
EDITED = """&НаСервере
Процедура Вторая()
	А = 1;
%s
	Для Каждого Строка Из Таблица() Цикл
		Б = Строка.Сумма + 1;
	КонецЦикла;
	Возврат;
КонецПроцедуры
"""
LAST = """Функция Третья(Знач А, Б = 1) Экспорт
	Попытка
		Возврат А;
	Исключение
		ВызватьИсключение;
	КонецПопытки;
КонецФункции
"""
TWICE = "#Если Сервер Тогда\n{0}#Иначе\n{0}#КонецЕсли\n"


def module(state: dict[str, str]) -> str:
    """A module of three methods with the state in its place."""
    plain = EDITED % "\tВ = 2;"
    match state["where"]:
        case "inside a procedure":
            return FIRST + EDITED % ("\t" + state["text"]) + LAST
        case "between procedures":
            return FIRST + plain + state["text"] + "\n" + LAST
        case "missing end":
            return FIRST + plain.replace("КонецПроцедуры", "") + LAST
        case "across procedures":
            return FIRST + plain + TWICE.format(LAST)
        case other:
            raise AssertionError(other)


def methods(tree: Tree) -> list[str]:
    """Names of the methods of a tree, wherever they stand."""
    found: list[str] = []
    stack: list[Node] = [tree.root_node]
    while stack:
        node = stack.pop()
        name = node.child_by_field_name("name")
        if node.type in ("procedure_definition", "function_definition") and name and name.text:
            found.append(name.text.decode())
        stack.extend(reversed(node.children))
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state["where"] + ": " + state["text"])
def test_every_method_is_kept(state: dict[str, str], line_end: str) -> None:
    text = module(state).replace("\n", line_end)
    kept = [name for name in methods(PARSER.parse(text.encode())) if name != "Новая"]
    twice = ["Третья"] if state["where"] == "across procedures" else []
    assert kept == ["Первая", "Вторая", "Третья", *twice]


PIECES = st.sampled_from(
    ["Если", ";", "(", ")", '"', ".", "\n", "\r\n", "Х = ", "#Если", "КонецЕсли", "🙂", "|", "'"]
)
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), PIECES), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(edits=EDITS)
def test_edited_tree_equals_a_fresh_one(edits: list[tuple[int, int, str]]) -> None:
    text = FIRST + EDITED % "\tВ = 2;" + LAST
    tree = PARSER.parse(text.encode())
    for at, cut, piece in edits:
        start = at % (len(text) + 1)
        end = min(start + cut, len(text))
        after = text[:start] + piece + text[end:]
        tree.edit(
            len(text[:start].encode()),
            len(text[:end].encode()),
            len((text[:start] + piece).encode()),
            point(text, start),
            point(text, end),
            point(after, start + len(piece)),
        )
        text = after
        tree = PARSER.parse(text.encode(), tree)
        assert str(tree.root_node) == str(PARSER.parse(text.encode()).root_node)


def point(text: str, at: int) -> tuple[int, int]:
    """Row and byte column of a character."""
    before = text[:at]
    line = before.rfind("\n") + 1
    return before.count("\n"), len(before[line:].encode())
