"""Programs that are made up and run: after a refactoring they do what they did before."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context, Place, Refused
from bsl_pilot.features.refactor.catalogue import REFACTORINGS, edits_of
from bsl_pilot.features.refactor.scope import Use, scope_of
from bsl_pilot.features.refactor.selection import is_expression
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults
from bsl_pilot.syntax.faults.health import is_statement
from bsl_pilot.syntax.nodes import METHODS, walk
from bsl_pilot.text.snapshot import apply

from tests.machine import Machine

COMMON = Context(ModuleFacts("common"))
NAMES = ["а", "б", "в", "г"]
RUNS = [(0, 0), (1, 2), (2, 5), (3, 1)]
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Author:
    """Writes a method; a variable is read only below a place that writes it, as the compiler wants it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._known = ["п", "з"]

    def module(self) -> str:
        declared = self._chance.sample(NAMES, self._chance.randint(0, 2))
        self._known += declared
        rows = [f"\tПерем {', '.join(declared)};"] if declared else []
        rows += self._block(0, in_loop=False, indent="\t")
        return "\n".join(["Функция Тест(П, Знач З)", *rows, "КонецФункции", ""])

    def _block(self, depth: int, *, in_loop: bool, indent: str) -> list[str]:
        rows = []
        for _ in range(self._chance.randint(1, 4)):
            rows += [indent + row for row in self._statement(depth, in_loop=in_loop)]
        return rows

    def _statement(self, depth: int, *, in_loop: bool) -> list[str]:
        kinds = ["assign"] * 5 + ["say"] * 3 + ["change", "fail"]
        kinds += ["if", "if", "for", "while", "try"] if depth < 3 else []
        kinds += ["break", "continue"] if in_loop else []
        kinds += ["return"] if depth else []
        kind = self._chance.choice(kinds)
        if kind == "assign":
            once = f"н{len(self._known)}"  # written nowhere else: may be inlined
            value, name = self._expression(), self._chance.choice([*NAMES, "п", once, once])
            self._knows(name)
            return [f"{name} = {value};"]
        if kind == "say":
            return [f"Сообщить({self._expression()});"]
        if kind == "change":
            return [f"Изменить({self._chance.choice(self._known)});"]
        if kind == "fail":
            return [f"Сбой({self._expression()});"]
        if kind == "return":
            return [f"Если {self._expression()} Тогда Возврат {self._expression()}; КонецЕсли;"]
        if kind in ("break", "continue"):
            word = "Прервать" if kind == "break" else "Продолжить"
            return [f"Если {self._expression()} Тогда {word}; КонецЕсли;"]
        return self._compound(kind, depth + 1, in_loop=in_loop)

    def _compound(self, kind: str, depth: int, *, in_loop: bool) -> list[str]:
        if kind == "if":
            rows = [f"Если {self._expression()} Тогда", *self._block(depth, in_loop=in_loop, indent="\t")]
            if self._chance.random() < 0.6:
                rows += ["Иначе", *self._block(depth, in_loop=in_loop, indent="\t")]
            return [*rows, "КонецЕсли;"]
        if kind == "try":
            body = self._block(depth, in_loop=in_loop, indent="\t")
            return [
                "Попытка",
                *body,
                "Исключение",
                *self._block(depth, in_loop=in_loop, indent="\t"),
                "КонецПопытки;",
            ]
        if kind == "for":
            name = self._chance.choice(NAMES)
            self._knows(name)
            head = f"Для {name} = 1 По 3 Цикл"
        else:
            head = f"Пока {self._expression()} Цикл"
        return [head, *self._block(depth, in_loop=True, indent="\t"), "КонецЦикла;"]

    def _knows(self, name: str) -> None:
        if name not in self._known:
            self._known.append(name)

    def _expression(self, depth: int = 0) -> str:
        kind = self._chance.choice(
            ["name", "name", "number", "binary", "call"] if depth < 2 else ["name", "number"]
        )
        if kind == "name":
            return self._chance.choice(self._known)
        if kind == "number":
            return str(self._chance.randint(0, 3))
        if kind == "call":
            return f"{self._chance.choice(['Шаг', 'Изменить'])}({self._expression(depth + 1)})"
        operator = self._chance.choice(["+", "-", "*", "=", "<", "И", "Или"])
        return f"({self._expression(depth + 1)} {operator} {self._expression(depth + 1)})"


def same_after(document: Document, start: int, end: int, key: str) -> bool:
    """Applies a refactoring where it can be done and compares what the programs do; whether it could."""
    place = Place(document, start, end, COMMON)
    (one,) = (one for one in REFACTORINGS if one.key == key)
    proposal = one.find(place)
    if proposal is None or proposal.refused is not None:
        return False
    after = apply(document.text, edits_of(place, key)).text
    parsed = Document.parse(after)
    assert faults(parsed) == [], after
    for node in parsed.root.children:
        if node.type in METHODS:
            assert unknown(parsed, node) == set(), after
    for arguments in RUNS:
        assert Machine(document.text.text).run("тест", *arguments) == Machine(after).run(
            "тест", *arguments
        ), after
    return True


def unknown(document: Document, method: Node) -> set[str]:
    """Names that are read where nothing above writes them: the compiler would not know them."""
    scope = scope_of(document, method, COMMON)
    known = {*scope.parameters, *scope.variables}
    found = set()
    for one in sorted(scope.occurrences, key=lambda one: one.node.start_byte):
        if one.use is Use.WRITE:
            known.add(one.name)
        elif one.name not in known:
            found.add(one.name)
    return found


def programs() -> st.SearchStrategy[tuple[Document, random.Random]]:
    def written(seed: int) -> tuple[Document, random.Random]:
        chance = random.Random(seed)
        return Document.parse(Author(chance).module()), chance

    return st.integers(0, 2**32).map(written)


@given(programs())
@SETTINGS
def test_extracted_statements(program: tuple[Document, random.Random]) -> None:
    document, chance = program
    blocks = [node for node in walk(document.root) if node.type == "block"]
    nodes = [node for node in chance.choice(blocks).children if is_statement(node.type)]
    first = chance.randrange(len(nodes))
    last = chance.randrange(first, len(nodes))
    same_after(document, nodes[first].start_byte, nodes[last].end_byte, "extract_method")


@given(programs(), st.sampled_from(["extract_method", "extract_variable"]))
@SETTINGS
def test_extracted_expressions(program: tuple[Document, random.Random], key: str) -> None:
    document, chance = program
    nodes = [node for node in walk(document.root) if is_expression(node) and node.type != "identifier"]
    if nodes:
        node = chance.choice(nodes)
        same_after(document, node.start_byte, node.end_byte, key)


@given(programs())
@SETTINGS
def test_inlined_variables(program: tuple[Document, random.Random]) -> None:
    document, chance = program
    nodes = [node for node in walk(document.root) if node.type == "identifier"]
    once = [node for node in nodes if (node.text or b"").startswith("н".encode())]
    node = chance.choice(once or nodes)
    same_after(document, node.start_byte, node.start_byte, "inline_variable")


@given(programs())
@SETTINGS
def test_inverted_conditions(program: tuple[Document, random.Random]) -> None:
    document, chance = program
    nodes = [node for node in walk(document.root) if node.type == "if_statement"]
    if not nodes:
        return
    start = chance.choice(nodes).start_byte
    if same_after(document, start, start, "invert_if"):
        once = apply(document.text, edits_of(Place(document, start, start, COMMON), "invert_if"))
        again = Document.parse(once)
        assert (
            apply(once, edits_of(Place(again, start, start, COMMON), "invert_if")).data == document.text.data
        )


@given(
    st.text(st.sampled_from('Если Б Тогда;\n()"+.,=АВ1#|/'), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
@SETTINGS
def test_no_text_brings_a_refactoring_down(text: str, one: int, other: int) -> None:
    document = Document.parse(f"Процедура А()\n{text}\nКонецПроцедуры")
    start, end = sorted((min(one * 2, len(document.text.data)), min(other * 2, len(document.text.data))))
    place = Place(document, start, end, COMMON)
    for refactoring in REFACTORINGS:
        proposal = refactoring.find(place)
        if proposal is None or proposal.refused is not None:
            continue
        try:
            after = apply(document.text, edits_of(place, refactoring.key))
        except Refused:
            continue
        assert len(faults(Document.parse(after))) <= len(faults(document))
