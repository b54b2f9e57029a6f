"""A statement without its semicolon."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import STATEMENTS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.text.snapshot import TextEdit

RULE = Rule(
    key="SemicolonPresence",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Оператор без точки с запятой", "Statement without a semicolon"),
    about=Text(
        "Перед «КонецЕсли» и подобными точку с запятой можно не ставить, но оператор, который допишут следом, без неё "
        "не скомпилируется. Ставьте её всегда.",
        "Before `EndIf` and the like a semicolon may be left out, but a statement that is added behind does not compile "
        "then. Write it always.",
    ),
    message=Text("Нет точки с запятой в конце оператора", "The statement lacks a semicolon"),
    fix=Text("Поставить точку с запятой", "Add the semicolon"),
    examples=(
        Bad("Если А Тогда\n\tБ = ⟦1⟧\n⟦КонецЕсли⟧\n", fixed="Если А Тогда\n\tБ = 1;\nКонецЕсли;\n"),
        Bad(
            "Function F()\n\tReturn A.B(1⟦)⟧ // yes\nEndFunction\n",
            fixed="Function F()\n\tReturn A.B(1); // yes\nEndFunction\n",
        ),
        Good("Если А Тогда\n\tБ = 1\n\t;\nКонецЕсли;\n~Метка:\nПерейти ~Метка;\n"),
        Bad('А = "1\r\n\t⟦|2"⟧\r\n', fixed='А = "1\r\n\t|2";\r\n', hidden=True),
        Good("А = ;\nБ.\n", hidden=True),
        Good("Пока А Цикл\n", hidden=True),
        Good("Процедура А()\nКонецПроцедуры\n", hidden=True),
    ),
)
_WHOLE = STATEMENTS - {"label", "incomplete_statement"}


@RULE.pieces
def check(code: Code) -> Found:
    data = code.data
    for kind in _WHOLE & code.by_kind.keys():
        open_ = [one for one in code.by_kind[kind] if data[one.end : one.end + 1] != b";"]
        for node in open_:
            after = node.next
            if (after is None or after.kind != ";") and not _is_unfinished(node):
                yield RULE.at(_last(node), fix=partial(_semicolon, node))


def _semicolon(node: Node) -> list[TextEdit]:
    return [insert(node.end, ";")]


def _last(node: Node) -> Node:
    while node.children:
        node = node.children[-1]
    return node


def _is_unfinished(node: Node) -> bool:
    """Whether the statement has an error of syntax, which says enough."""
    last = _last(node)
    if last.start == last.end or last.kind.startswith("missing_"):
        return True
    after = node.next
    return after is not None and after.kind == "ERROR"
