"""A parameter that the method does not use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bsl_pilot.review.again import Piece
from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Node,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
    delete,
)
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.edits import is_plain
from bsl_pilot.review.own_methods import calls_to, mentions, own_pieces

RULE = Rule(
    key="UnusedParameters",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.ONESCRIPT,
    title=Text("Неиспользуемый параметр", "Unused parameter"),
    about=Text(
        "Параметр есть в заголовке, но метод на него не смотрит: его забыли использовать или убрать.",
        "The parameter stands in the header, but the method does not look at it: somebody forgot to use or to remove it.",
    ),
    message=Text("Параметр «{name}» не используется", "The parameter `{name}` is not used"),
    fix=Text("Убрать параметр из метода и его вызовов", "Remove the parameter from the method and its calls"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура Пример(А, Знач ⟦Б⟧ = 1)\n\tСообщить(А);\nКонецПроцедуры\n\nПример(1, 2);\nПример(3);\n",
            fixed="Процедура Пример(А)\n\tСообщить(А);\nКонецПроцедуры\n\nПример(1);\nПример(3);\n",
            path="x.os",
        ),
        Bad(
            "Function F(⟦A⟧)\n\tReturn B.A + C.A();\nEndFunction\n",
            fixed="Function F(A)\n\tReturn B.A + C.A();\nEndFunction\n",
            path="x.os",
        ),
        Bad(
            "Function F( ⟦A⟧ , &D(1) B, ⟦C⟧)\r\n\tReturn F(1, F(X.A,\r\n\t\tB) , B); // F\r\nEndFunction\r\nFunction G(⟦A⟧) Export\r\nEndFunction\r\n",
            fixed="Function F(&D(1) B)\r\n\tReturn F(F(B) ); // F\r\nEndFunction\r\nFunction G(A) Export\r\nEndFunction\r\n",
            path="x.os",
            hidden=True,
        ),
        Bad(
            '// Параметры:\n//  А - Число\nПроцедура П(⟦А⟧)\nКонецПроцедуры\nФункция Р(⟦А⟧)\n\tР(П());\nКонецФункции\nФункция С(⟦А⟧)\n\tФ("С");\nКонецФункции\n',
            fixed='// Параметры:\n//  А - Число\nПроцедура П(А)\nКонецПроцедуры\nФункция Р(А)\n\tР(П());\nКонецФункции\nФункция С(А)\n\tФ("С");\nКонецФункции\n',
            path="x.os",
            hidden=True,
        ),
        Good("Процедура Пример(А, Б)\n\tа.В = б;\nКонецПроцедуры\n", path="x.os"),
        Good('Процедура П(А)\n\tВыполнить("А = 1");\nКонецПроцедуры\nПроцедура Б(', path="x.os", hidden=True),
    ),
)
_CODE_IN_TEXT = frozenset({"вычислить", "eval"})


class Unused(NamedTuple):
    """A parameter by its place in the list, and its bytes in the piece."""

    number: int
    start: int
    end: int
    name: str


@RULE.collect
def unused(code: Code) -> Sequence[Unused]:
    method = code.method
    if method is None or code.of("execute_statement") or code.called.keys() & _CODE_IN_TEXT:
        return ()
    return tuple(
        Unused(number, one.name.start, one.name.end, one.name.text)
        for number, one in enumerate(method.parameters)
        if (known := code.variables.get(one.word)) is not None and not known.uses
    )


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, collected in module.collected(RULE):
        for one in collected:
            place = piece.place(Range(one.start, one.end))
            yield RULE.at(place, name=one.name, fix=partial(_fix, module, piece, one.number))


def _fix(module: ModuleFacts, piece: PieceFacts, number: int) -> Edits | None:
    """The parameter goes, and what calls give for it; not where working that out does something, where the comment above
    describes the parameter, or where the method may be called from elsewhere."""
    found, method = own_pieces(module, piece), piece.method
    if found is None or method is None:
        return None
    comment = module.comment_above(piece)
    if any(mentions(method.parameters[number].word, comment, 0, len(comment))):
        return None
    own = next(one for one in found if one.start == piece.start)
    list_ = own.code.root.child("parameters")
    edits = _without(list_, number, own) if list_ is not None else None
    for one, call in calls_to(method.word, found):
        if edits is None or not is_harmless(call.argument(number)):
            return None
        if number < len(call.arguments) and call.list is not None:
            removed = _without(call.list, number, one)
            edits = [*edits, *removed] if removed is not None else None
    return edits


def _without(list_: Node, number: int, piece: Piece) -> Edits | None:
    """Removes one item of a list in parentheses with the comma that it needs no more."""
    signs = [one for one in list_.children if one.kind in ("(", ",", ")")]
    before, behind = signs[number], signs[number + 1]
    if number == 0 and behind.kind == ",":
        start, end = before.end, behind.end
        following = list_.children[list_.children.index(behind) + 1]
        start, end = before.end, following.start
    else:
        start, end = before.end if number == 0 else before.start, behind.start
    return piece.moved([delete(start, end)]) if is_plain(start, end, piece.code) else None
