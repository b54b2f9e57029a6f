"""A form is opened by way of its object."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bsl_pilot.review.api import (
    Bad,
    Call,
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
    call_of,
    delete,
    replace,
)
from bsl_pilot.review.code.transactions import statement_after
from bsl_pilot.review.edits import comment_behind, is_plain
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="GetFormMethod",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    title=Text("Вызов ПолучитьФорму()", "Call of GetForm()"),
    about=Text(
        "Форму, полученную как объект, настраивают обращениями к её реквизитам и методам: вызывающий код зависит от "
        "устройства формы, а обращений к серверу больше. ОткрытьФорму() передаёт всё нужное параметрами.",
        "A form got as an object is set up through its attributes and methods: the caller depends on how the form is "
        "made, and the server is asked more often. OpenForm() hands over all that is needed as parameters.",
    ),
    message=Text("Вместо ПолучитьФорму() нужен ОткрытьФорму()", "OpenForm() instead of GetForm()"),
    fix=Text("Заменить на ОткрытьФорму()", "Replace by OpenForm()"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/404/hdoc",),
    examples=(
        Bad(
            'Форма = ⟦ПолучитьФорму⟧("Справочник.Товары.ФормаЭлемента");\nФорма.Открыть();\n',
            fixed='ОткрытьФорму("Справочник.Товары.ФормаЭлемента");\n',
        ),
        Bad(
            '// Форма\nА = 1; Ф = ⟦ПолучитьФорму⟧("А"); Ф.Открыть(); Б = 1;\n',
            fixed='// Форма\nА = 1; ОткрытьФорму("А"); Б = 1;\n',
            hidden=True,
        ),
        Bad(
            '⟦getForm⟧("A", B(), // b\r\n\tC).Open(); A();\r\nForm = ⟦GetForm⟧("B"); // form\r\nForm.Open();\r\nForm.A = 1;\r\n',
            fixed='OpenForm("A", B(), // b\r\n\tC); A();\r\nForm = GetForm("B"); // form\r\nForm.Open();\r\nForm.A = 1;\r\n',
            hidden=True,
        ),
        Bad(
            'Перем Ф;\nПроцедура А()\n\tФ = ⟦ПолучитьФорму⟧("А");\n\tФ.Открыть();\nКонецПроцедуры\n'
            'Процедура Б()\n\tГ = ⟦ПолучитьФорму⟧("А"); // а\n\tГ.Открыть();\n\tВ = ⟦ПолучитьФорму⟧("А");\n\tВ.Открыть(1);\nКонецПроцедуры\n',
            fixed='Перем Ф;\nПроцедура А()\n\tФ = ПолучитьФорму("А");\n\tФ.Открыть();\nКонецПроцедуры\n'
            'Процедура Б()\n\tОткрытьФорму("А"); // а\n\tВ = ПолучитьФорму("А");\n\tВ.Открыть(1);\nКонецПроцедуры\n',
            hidden=True,
        ),
        Bad('Form = Catalogs.Goods.⟦GetForm⟧("ItemForm");\nForm.Open();\n'),
        Good('ОткрытьФорму("Справочник.Товары.ФормаЭлемента", Новый Структура("Ключ", Ссылка));\n'),
    ),
)


_NAMES = ("получитьформу", "getform")
_OPEN = frozenset({"открыть", "open"})


class Use(NamedTuple):
    """A call by its name's bytes in the piece; the variable that its repair makes needless, and that repair."""

    start: int
    end: int
    variable: str
    edits: tuple[TextEdit, ...]


@RULE.collect
def uses(code: Code) -> Sequence[Use]:
    plain = [call for name in _NAMES for call in code.called.get(name, ())]
    behind = [call for name in _NAMES for call in code.called_members.get(name, ())]
    found = [Use(one.name.start, one.name.end, *_repair(one, code)) for one in plain]
    return tuple(found + [Use(one.name.start, one.name.end, "", ()) for one in behind])


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, collected in module.collected(RULE):
        for one in collected:
            fix = (
                partial(_moved, piece, one.edits)
                if one.edits and one.variable not in module.variables
                else None
            )
            yield RULE.at(piece.place(Range(one.start, one.end)), fix=fix)


def _moved(piece: PieceFacts, edits: Sequence[TextEdit]) -> Edits:
    return [TextEdit(piece.start + one.start, piece.start + one.end, one.new_text) for one in edits]


def _repair(call: Call, code: Code) -> tuple[str, tuple[TextEdit, ...]]:
    """The variable that holds the form only to open it (empty for none), and the edits."""
    parent = call.node.parent
    opened = replace(call.name, "OpenForm" if is_latin(call.name.text) else "ОткрытьФорму")
    if parent is not None and _opens(parent, call.node):
        return "", (opened, delete(call.node.end, parent.end))
    target = parent.child("left") if parent is not None and parent.kind == "assignment" else None
    if parent is None or target is None or target.kind != "identifier":
        return "", ()
    after = statement_after(parent)
    receiver = (
        after.children[0].child("object") if after is not None and after.kind == "call_statement" else None
    )
    known = code.variables.get(target.word)
    if (
        after is None
        or receiver is None
        or known is None
        or [one.node for one in known.uses] != [target, receiver]
    ):
        return "", ()
    removed = _without(parent, after, code)
    if known.is_local or not _opens(after.children[0], receiver) or removed is None:
        return "", ()
    return target.word, (delete(parent.start, call.node.start), opened, removed)


def _opens(node: Node, receiver: Node) -> bool:
    """Whether a node is `Форма.Открыть()` as a statement."""
    call = call_of(node) if node.kind == "method_call" else None
    if call is None or call.receiver is not receiver or call.word not in _OPEN or any(call.arguments):
        return False
    return call.is_statement


def _without(before: Node, statement: Node, code: Code) -> TextEdit | None:
    """Removes a statement with what parts it from the one before."""
    end = code.statement_end(before)
    comment = comment_behind(end, code)
    behind = comment.end if comment is not None else end
    if not is_plain(behind, statement.end, code):
        return None
    return delete(behind, code.statement_end(statement))
