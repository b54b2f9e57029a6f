"""A method or variable with more than one compilation directive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Method, Node, Rank, Rule, Text
from bsl_pilot.review.code.method import DIRECTIVES
from bsl_pilot.review.edits import without_range

RULE = Rule(
    key="SeveralCompilerDirectives",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Несколько директив компиляции", "Several compilation directives"),
    about=Text(
        "У метода или переменной может быть одна директива компиляции: с двумя модуль не компилируется или работает не "
        "там, где ожидают.",
        "A method or variable may have one compilation directive: with two the module does not compile, or runs "
        "elsewhere than expected.",
    ),
    message=Text("У «{name}» несколько директив компиляции", "`{name}` has several compilation directives"),
    fix=Text("Убрать повторную директиву", "Remove the repeated directive"),
    examples=(
        Bad("&НаКлиенте\n&НаСервере\nПроцедура ⟦Пример⟧()\nКонецПроцедуры\n"),
        Bad(
            "&AtServer\n// why twice?\n&atserver\nProcedure ⟦P⟧()\nEndProcedure\n",
            fixed="&AtServer\n// why twice?\nProcedure P()\nEndProcedure\n",
        ),
        Bad("&НаКлиенте\n&НаСервере\nПерем ⟦А⟧, ⟦Б⟧ Экспорт;\n", hidden=True),
        Good('&НаКлиенте\n&После("А")\nПроцедура Расш_А()\nКонецПроцедуры\n\n&НаКлиенте\nПерем А;\n'),
        Good("&НаКлиенте\n&НаКлиенте\n", hidden=True),
    ),
)


@RULE.methods
def check(method: Method, code: Code) -> Found:
    directives = [one.node for one in method.directives]
    if len(directives) > 1:
        yield RULE.at(method.name, name=method.name.text, fix=partial(_fix, directives, code))


@RULE.nodes("module_variable")
def check_variable(node: Node, code: Code) -> Found:
    directives = [
        one for one in node.children if one.kind == "annotation" and one.word_of("name") in DIRECTIVES
    ]
    if len(directives) < 2:
        return
    for one in node.children:
        name = one.child("name") if one.kind == "variable" else None
        if name is not None:
            yield RULE.at(name, name=name.text, fix=partial(_fix, directives, code))


def _fix(directives: Sequence[Node], code: Code) -> Edits | None:
    """Only where all of them say the same: which one is meant is not known otherwise."""
    first, *others = directives
    if any(one.word_of("name") != first.word_of("name") for one in others):
        return None
    return [edit for one in others for edit in without_range(one.start, one.end, code)]
