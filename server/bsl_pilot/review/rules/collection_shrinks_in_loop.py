"""Items are deleted in a loop by index whose end was worked out before."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Access,
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Range,
    Rank,
    Rule,
    Text,
    path_of,
    reason,
    replace,
)
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.edits import indent_of, line_end, step_of
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="CollectionShrinksInLoop",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    title=Text("Удаление в цикле по индексу", "Deletion in a loop by index"),
    about=Text(
        "Граница «По Товары.Количество() - 1» вычисляется один раз, до цикла. После удаления строк их становится меньше, "
        "элемент за удалённым пропускается, а в конце индекс выходит за границу. Идите по индексам с конца: "
        "«Индекс = Количество; Пока Индекс > 0 Цикл Индекс = Индекс - 1; …».",
        "The end `To Goods.Count() - 1` is worked out once, before the loop. After a deletion there are fewer items, the one "
        "behind the deleted is skipped, and at the end the index is out of bounds. Go by index from the end: "
        "`Index = Count; While Index > 0 Do Index = Index - 1; …`.",
    ),
    fix=Text("Идти по индексам с конца", "Go by index from the end"),
    fix_is_safe=False,
    message=Text(
        "«{name}» уменьшается, а граница цикла вычислена до него",
        "`{name}` shrinks, but the end of the loop was worked out before it",
    ),
    examples=(
        Bad(
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tЕсли Товары[Индекс].Сумма = 0 Тогда\n\t\t⟦Товары.Удалить(Индекс)⟧;\n\tКонецЕсли;\nКонецЦикла;\n",
            fixed="Индекс = Товары.Количество();\nПока Индекс > 0 Цикл\n\tИндекс = Индекс - 1;\n\tЕсли Товары[Индекс].Сумма = 0 Тогда\n\t\tТовары.Удалить(Индекс);\n\tКонецЕсли;\nКонецЦикла;\n",
        ),
        Bad(
            "Procedure P()\r\n\tFor I = 1 To A.Rows.Count() Do // a\r\n\t\tIf B Then\r\n\t\t\t⟦a.rows.Delete(A.Rows[I - 1])⟧;\r\n\t\tEndIf;\r\n\tEndDo;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tI = A.Rows.Count() + 1;\r\n\tWhile I > 1 Do\r\n\t\tI = I - 1; // a\r\n\t\tIf B Then\r\n\t\t\ta.rows.Delete(A.Rows[I - 1]);\r\n\t\tEndIf;\r\n\tEndDo;\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad(
            "Для А = 0 По Б.Количество() - 1 Цикл\n\t⟦Б.Удалить(А)⟧;\nКонецЦикла;\nВ(А);\nДля А = 0 По Б.Количество() - 2 Цикл\n\t⟦Б.Удалить(А)⟧;\n\tА = А - 1;\nКонецЦикла;\n",
            fixed="Для А = 0 По Б.Количество() - 1 Цикл\n\tБ.Удалить(А);\nКонецЦикла;\nВ(А);\nДля А = 0 По Б.Количество() - 2 Цикл\n\tБ.Удалить(А);\n\tА = А - 1;\nКонецЦикла;\n",
            hidden=True,
        ),
        Bad(
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tЕсли Товары[Индекс].Сумма = 0 Тогда\n"
            "\t\t⟦Товары.Удалить(Индекс)⟧;\n\tКонецЕсли;\nКонецЦикла;\n"
        ),
        Bad(
            "For I = 1 To A.Rows.Count() Do\n\tIf B Then\n\t\t⟦a.rows.Delete(A.Rows[I - 1])⟧;\n\tEndIf;\nEndDo;\n"
        ),
        Good(
            "Для Индекс = 1 По Товары.Количество() Цикл\n\tТовары.Удалить(0);\nКонецЦикла;\n"
            "Для Обратный = 1 По Товары.Количество() Цикл\n\tИндекс = Товары.Количество() - Обратный;\n\tТовары.Удалить(Индекс);\n"
            "КонецЦикла;\nДля Индекс = 0 По Товары.Количество() - 1 Цикл\n\tТовары.Удалить(Индекс);\n\tПрервать;\nКонецЦикла;\n"
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tДругие.Удалить(Индекс);\nКонецЦикла;\n"
        ),
        Good(
            "Для А = 0 По Б.Количество() - 1 Цикл\n\tЕсли В Тогда\n\t\tПопытка\n\t\t\tЕсли Г Тогда\n\t\t\t\tД();\n\t\t\tИначе\n"
            "\t\t\t\tБ.Удалить(А); // д\n\t\t\tКонецЕсли;\n\t\tИсключение\n\t\t\tЕ();\n\t\tКонецПопытки;\n\t\tЖ = Ложь;\n"
            "\t\tПрервать;\n\tКонецЕсли;\nКонецЦикла;\n",
            hidden=True,
        ),
        Bad(
            "Для А = 0 По Б.Количество() - 1 Цикл\n\tЕсли В Тогда\n\t\tЕсли Г Тогда\n\t\t\t⟦Б.Удалить(А)⟧;\n\t\t\tПродолжить;\n"
            "\t\tКонецЕсли;\n\t\tПрервать;\n\tИначеЕсли Д Тогда\n\t\t⟦Б.Удалить(А)⟧;\n\tИначе\n\t\tПрервать;\n\tКонецЕсли;\n"
            "КонецЦикла;\n",
            hidden=True,
        ),
        Good("Для А = 0 По Б.Количество() Цикл Б.Удалить(", hidden=True),
    ),
)
_END = Text("Граница вычисляется здесь, один раз", "The end is worked out here, once")
_LEAVING = ("break_statement", "return_statement", "raise_statement")
_STAYING = ("continue_statement", "goto_statement", "label")
_LOOPS = ("for_statement", "for_each_statement", "while_statement")


@RULE.members("Удалить", "Delete")
def check(call: Call, code: Code) -> Found:
    deleted, receiver = call.argument(0), call.receiver
    if not call.path or deleted is None or receiver is None or _leaves_after(call.node):
        return
    loop = call.node.inside(*_LOOPS)
    end = loop.child("to") if loop is not None and loop.kind == "for_statement" else None
    if loop is None or end is None or not any(_counts(one, call.path) for one in end.below("method_call")):
        return
    if any(one.word == loop.word_of("variable") for one in _direct(deleted)):
        fix = partial(_fix, loop, end, code)
        yield RULE.at(call.node, name=receiver.text, reasons=[reason(end, _END)], fix=fix)


def _fix(loop: Node, end: Node, code: Code) -> Edits | None:
    """`Для И = 0 По А.Количество() - 1` as a `Пока` that counts down."""
    first, variable, do = loop.child("from"), loop.child("variable"), loop.token("do")
    if first is None or variable is None or do is None or first.text not in ("0", "1"):
        return None
    head = code.data[loop.start : do.end]
    if b"//" in head or b"\n" in head or not _is_free(variable, loop, code):
        return None
    count = end.child("left") if operator(end) == "-" and end.words[-1] == "1" else None
    if count is not None and (count.kind != "method_call" or end.children[-1].kind != "number"):
        return None
    behind = count.text if count is not None else f"{end.text} + 1"
    name, english = variable.text, is_latin(loop.children[0].text)
    while_, do_ = ("While", "Do") if english else ("Пока", "Цикл")
    between = f"{line_end(code)}{indent_of(loop.start, code)}"
    rows = (
        f"{name} = {behind};",
        f"{while_} {name} > {first.text} {do_}",
        f"{step_of(code)}{name} = {name} - 1;",
    )
    return [replace(Range(loop.start, do.end), between.join(rows))]


def _is_free(variable: Node, loop: Node, code: Code) -> bool:
    """Whether nothing but the loop itself changes its variable, and nothing behind it asks for the last value."""
    known = code.variables.get(variable.word)
    if known is None:
        return False
    inside = [
        one for one in known.uses if loop.start <= one.node.start < loop.end and one.node is not variable
    ]
    behind = next((one for one in known.uses if one.node.start >= loop.end), None)
    if any(one.access is not Access.READ and not _is_of_platform(one.node) for one in inside):
        return False
    return behind is None or behind.access is Access.WRITE


def _is_of_platform(node: Node) -> bool:
    """Whether it is given to a method of an object: those of collections don't change what they are given."""
    around = node.parent.parent if node.parent is not None else None
    return around is not None and around.kind == "method_call"


def _counts(node: Node, path: tuple[str, ...]) -> bool:
    return node.word_of("name") in ("количество", "count") and path_of(node.child("object")) == path


def _direct(deleted: Node) -> list[Node]:
    """The variable of the loop counts up where it is the index itself, or the index of the item."""
    bare = deleted.bare
    if bare.kind == "identifier":
        return [bare]
    return list(bare.below("identifier")) if bare.kind == "index_access" else []


def _leaves_after(call: Node) -> bool:
    """Whether the loop ends behind the call, in its block or behind an `Если` or a `Попытка` around it."""
    at = call.parent
    while at is not None and at.kind not in _LOOPS:
        after = at.next
        while after is not None and after.kind not in (*_LEAVING, *_STAYING):
            after = after.next
        if after is not None:
            return after.kind in _LEAVING
        at = at.parent
    return False
