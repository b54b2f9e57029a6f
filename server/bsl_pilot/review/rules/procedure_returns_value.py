"""`Возврат` of a procedure has a value."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, delete

RULE = Rule(
    key="ProcedureReturnsValue",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    title=Text("Процедура возвращает значение", "A procedure returns a value"),
    about=Text(
        "Процедура не может вернуть значение: такой модуль не компилируется. Сделайте её функцией или уберите значение.",
        "A procedure can't give a value: such a module does not compile. Make it a function, or remove the value.",
    ),
    message=Text("Процедура «{name}» возвращает значение", "The procedure `{name}` returns a value"),
    fix=Text("Убрать значение", "Remove the value"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура Пример(А)\n\t⟦Возврат А + 1⟧;\nКонецПроцедуры\n",
            fixed="Процедура Пример(А)\n\tВозврат;\nКонецПроцедуры\n",
        ),
        Bad("Procedure P()\n\tIf True Then ⟦RETURN F(1)⟧; EndIf;\nEndProcedure\n", hidden=True),
        Good("Процедура П()\n\tВозврат;\nКонецПроцедуры\n\nФункция Ф()\n\tВозврат 1;\nКонецФункции\n"),
        Good("Процедура П()\n\tВозврат", hidden=True),
    ),
)


@RULE.nodes("return_statement")
def check(node: Node, code: Code) -> Found:
    value = node.child("value")
    if value is not None and code.method is not None and not code.method.is_function:
        yield RULE.at(node, name=code.method.name.text, fix=lambda: _fix(node, value))


def _fix(node: Node, value: Node) -> Edits | None:
    """Not where a call would be lost."""
    if any(node.below("call", "method_call", "new_expression", "comment")):
        return None
    return [delete(node.children[0].end, value.end)]
