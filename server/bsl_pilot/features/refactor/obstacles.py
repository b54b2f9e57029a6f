"""Why a piece of code can't be taken out of its method."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from bsl_pilot.features.refactor.flow import LOOPS
from bsl_pilot.features.refactor.scope import Scope, annotation_names
from bsl_pilot.features.refactor.selection import Statements, ancestors
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.syntax.nodes import METHODS, walk
from bsl_pilot.syntax.preproc import LINE, instruction
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold, fold_bytes

_BROKEN = Text("В методе есть синтаксическая ошибка", "The method has a syntax error")
_RETURN = Text("В выделении есть `Возврат`", "The selection has a `Return`")
_JUMP = Text(
    "В выделении есть `{word}` цикла, который выделен не весь",
    "The selection has a `{word}` of a loop that is not wholly selected",
)
_GOTO = Text("В методе есть переходы по меткам", "The method has labels and jumps to them")
_VAR = Text("В выделении есть объявление `Перем`", "The selection has a `Var` declaration")
_DYNAMIC = Text(
    "Метод выполняет код из строк, которому видны все его переменные",
    "The method runs code in strings, which sees all of its variables",
)
_PROCEED = Text(
    "`ПродолжитьВызов` возможен только в самом методе расширения",
    "`ProceedWithCall` is possible only in the extension's method itself",
)
_CONTROL = Text(
    "Текст метода с `&ИзменениеИКонтроль` должен совпадать с текстом основной конфигурации",
    "The text of a method with `&ChangeAndValidate` must be equal to that of the base configuration",
)
_PREPROCESSOR = Text(
    "Выделение разрывает инструкцию препроцессора",
    "The selection cuts a preprocessor instruction apart",
)

_CONTROLLED = frozenset(map(fold, ("ИзменениеИКонтроль", "ChangeAndValidate")))
_PROCEEDS = frozenset(map(fold, ("ПродолжитьВызов", "ProceedWithCall")))
_CLOSES = {
    "endregion": "region",
    "endif": "if",
    "endinsert": "insert",
    "enddelete": "delete",
    "elsif": "if",
    "else": "if",
}


def obstacle(document: Document, scope: Scope, piece: Statements) -> Text | None:
    """The first reason why statements can't become a method; None where they can, as far as it is not about
    variables."""
    return method_obstacle(scope) or next(_inside(document, piece), None)


def method_obstacle(scope: Scope) -> Text | None:
    """Why nothing at all of a method can be taken out."""
    if not is_sound(scope.method):
        return _BROKEN
    if scope.jumps:
        return _GOTO
    if scope.dynamic:
        return _DYNAMIC
    return _CONTROL if _CONTROLLED.intersection(annotation_names(scope.method)) else None


def calls_on(node: Node) -> Text | None:
    """Why an expression can't be taken out: it goes on with what the extension's method replaces."""
    return _PROCEED if any(_proceeds(one) for one in walk(node)) else None


def _inside(document: Document, piece: Statements) -> Iterator[Text]:
    if not is_balanced(document, piece.span):
        yield _PREPROCESSOR
    for statement in piece.nodes:
        for node in walk(statement):
            kind = node.type
            if kind == "return_statement":
                yield _RETURN
            elif kind in ("break_statement", "continue_statement") and not _loop_inside(node, piece.span):
                word = document.text.slice(node.start_byte, node.end_byte)
                yield _JUMP.filled(word=word)
            elif kind == "variable_statement":
                yield _VAR
            elif kind == "call" and _proceeds(node):
                yield _PROCEED


def _proceeds(node: Node) -> bool:
    name = node.child_by_field_name("name") if node.type == "call" else None
    return name is not None and fold_bytes(name.text or b"") in _PROCEEDS


def _loop_inside(node: Node, span: Span) -> bool:
    """Whether the loop that a jump belongs to lies inside of a range."""
    for one in ancestors(node):
        if one.type in LOOPS:
            return one.start_byte >= span.start
        if one.type in METHODS:
            break
    return False


def is_balanced(document: Document, span: Span) -> bool:
    """Whether the preprocessor lines in a range belong together."""
    opened: list[str] = []
    for match in LINE.finditer(document.text.data, span.start, span.end):
        kind = instruction(match.group(1), match.start(1)).kind
        if kind in _CLOSES:
            if opened[-1:] != [_CLOSES[kind]]:
                return False
            if kind.startswith("end"):
                opened.pop()
        elif kind in ("region", "if", "insert", "delete"):
            opened.append(kind)
    return not opened
