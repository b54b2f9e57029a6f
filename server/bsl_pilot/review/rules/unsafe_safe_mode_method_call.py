"""What SafeMode() gives is taken for a boolean."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="UnsafeSafeModeMethodCall",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=1,
    language=For.BSL,
    since=(8, 3, 1),
    title=Text("БезопасныйРежим() как логическое значение", "SafeMode() as a boolean"),
    about=Text(
        "БезопасныйРежим() даёт не только Истина и Ложь: если режим задан профилем безопасности, результат — строка с "
        "его именем, и условие прервётся с ошибкой. Сравнивайте результат с Ложь.",
        "SafeMode() gives more than True and False: where a security profile sets the mode, the result is a string with "
        "its name, and the condition ends with an error. Compare the result with False.",
    ),
    message=Text(
        "БезопасныйРежим() может дать строку: сравните с Ложь",
        "SafeMode() may give a string: compare it with False",
    ),
    fix=Text("Сравнить с Ложь", "Compare with False"),
    examples=(
        Bad(
            "Если ⟦БезопасныйРежим()⟧ Тогда\n\tВозврат;\nКонецЕсли;\n",
            fixed="Если БезопасныйРежим() <> Ложь Тогда\n\tВозврат;\nКонецЕсли;\n",
        ),
        Bad(
            "If Not ⟦SafeMode()⟧ And A Then\nEndIf;\nB = ?((⟦safemode()⟧), 1, 2);\n",
            fixed="If Not SafeMode() <> False And A Then\nEndIf;\nB = ?((safemode() <> False), 1, 2);\n",
        ),
        Good("Если БезопасныйРежим() = Ложь Тогда\nКонецЕсли;\nРежим = БезопасныйРежим();\n"),
    ),
)
_CONDITIONAL = frozenset({"if_statement", "elsif_clause", "while_statement", "ternary"})
_LOGICAL = frozenset({"and", "or"})


@RULE.calls("БезопасныйРежим", "SafeMode")
def check(call: Call, _code: Code) -> Found:
    if _is_condition(call.node):
        no = "False" if is_latin(call.word) else "Ложь"
        yield RULE.at(call.node, fix=lambda: [insert(call.node.end, f" <> {no}")])


def _is_condition(node: Node) -> bool:
    """Whether the language wants a boolean here."""
    parent = node.parent
    while parent is not None and parent.kind == "parenthesized":
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.kind in _CONDITIONAL:
        return node.field == "condition"
    if parent.kind == "unary":
        return parent.token("not") is not None
    return parent.kind == "binary" and parent.token(*_LOGICAL) is not None
