"""The same is put into a collection twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    Rank,
    Rule,
    Text,
    call_of,
    path_of,
    reason,
)
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.edits import comment_behind, without_statement
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import WORD


@dataclass(frozen=True, slots=True)
class Parameters:
    is_allowed_method_add: bool = True


RULE = Rule(
    key="DuplicatedInsertionIntoCollection",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Повторная вставка в коллекцию", "The same is put into a collection twice"),
    about=Text(
        "Вторая вставка с тем же ключом затирает первую, а второе добавление того же значения обычно лишнее: код "
        "скопировали и забыли изменить.",
        "The second insertion of the same key overwrites the first, and the second adding of the same value is mostly a "
        "mistake: the code was copied and not changed.",
    ),
    message=Text(
        "{key} вставляется в «{collection}» повторно", "{key} is put into `{collection}` more than once"
    ),
    fix=Text("Убрать повторную вставку", "Remove the second insertion"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        ("isAllowedMethodADD", Text("проверять и метод «Добавить»", "check the method `Add`, too")),
    ),
    examples=(
        Bad('⟦Отбор.Вставить("Имя", А)⟧;\nОтбор.Вставить("Код", Б);\nОтбор.Вставить("имя", В);\n'),
        Bad(
            '⟦Отбор.Вставить("Имя", А)⟧;\nОтбор.Вставить("Код", Б);\nОтбор.Вставить("Имя", А);\n',
            fixed='Отбор.Вставить("Имя", А);\nОтбор.Вставить("Код", Б);\n',
        ),
        Bad(
            'Procedure P()\r\n\t⟦A.Insert("B", C.D)⟧; // b\r\n\tA.Insert( "b", c.d );\r\n\tA.Insert("B", C.D); C();\r\nEndProcedure\r\n',
            fixed='Procedure P()\r\n\tA.Insert("B", C.D); // b\r\n\t C();\r\nEndProcedure\r\n',
            hidden=True,
        ),
        Bad(
            '⟦А.Вставить("Б", 1)⟧;\nА.Вставить("В", А.Б);\nА.Вставить("Б", 1);\n\n⟦Б.Вставить("Б", В)⟧;\nВ = 1;\nБ.Вставить("Б", В);\n\n'
            '⟦В.Вставить("Б", Ф())⟧;\nВ.Вставить("Б", Ф());\n\n⟦Г.Вставить("Б", 1)⟧;\nГ.Вставить("Б", 1); // так\n',
            fixed='А.Вставить("Б", 1);\nА.Вставить("В", А.Б);\nА.Вставить("Б", 1);\n\nБ.Вставить("Б", В);\nВ = 1;\nБ.Вставить("Б", В);\n\n'
            'В.Вставить("Б", Ф());\nВ.Вставить("Б", Ф());\n\nГ.Вставить("Б", 1);\nГ.Вставить("Б", 1); // так\n',
            hidden=True,
        ),
        Bad(
            "If A Then\n\t⟦B.List.Add(C.Name)⟧;\n\tD = 1;\n\tb.list.ADD( C.Name );\n\tB.List.Add(C.Name);\nEndIf;\n"
        ),
        Good(
            'Отбор.Вставить("Имя", А);\nЕсли Б Тогда\n\tОтбор.Вставить("Имя", В);\nКонецЕсли;\n'
            'Отбор = Новый Структура;\nОтбор.Вставить("Имя", А);\nСтроки.Добавить("");\nСтроки.Добавить("");\n'
        ),
        Good("Поля.Добавить(А, 1);\nПоля.Добавить(А, 2);\n", hidden=True),
        Good(
            "Список.Добавить(А);\nА = А + 1;\nСписок.Добавить(А);\nСписок.Добавить(Б());\nСписок.Добавить(Б());\n"
        ),
        Good(
            "Список.Добавить(А);\nСписок.Добавить(А);\n",
            parameters={"isAllowedMethodADD": False},
            hidden=True,
        ),
        Good(
            "Список.Вставить(0, А);\nСписок.Вставить(0, Б);\nСписок.Добавить(0);\nСписок.Добавить(0);\n",
            hidden=True,
        ),
        Good(
            '#Если Сервер Тогда\nС.Вставить("А", 1);\n#Иначе\nС.Вставить("А", 2);\n#КонецЕсли\n', hidden=True
        ),
        Good(
            'С.Вставить("А", 1);\nС.Очистить();\nС.Вставить("А", 1);\nД(С);\nС.Вставить("А", 1);\nВ.Добавить(Х.А);\nХ.Следующий();\n'
            "В.Добавить(Х.А);\nВ.Добавить(\nВ.",
            hidden=True,
        ),
    ),
)
_ADD = frozenset({"добавить", "add"})
_INSERT = frozenset({"вставить", "insert"})
_SAME = Text("То же самое здесь", "The same here")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    names = _INSERT | _ADD if parameters.is_allowed_method_add else _INSERT
    if not names & code.called_members.keys():
        return
    alike: dict[object, list[Call]] = {}
    for call in sorted((one for name in names for one in code.called_members.get(name, ())), key=_start):
        key = _key(call)
        if key is not None:
            alike.setdefault(key, []).append(call)
    for calls in alike.values():
        for run in _runs(calls, code) if len(calls) > 1 else ():
            first, *others = run
            receiver, key = first.receiver, first.argument(0)
            if others and receiver is not None and key is not None:
                reasons = [reason(one.node, _SAME) for one in others]
                fix = partial(_fix, run, code) if first.word in _INSERT else None
                yield RULE.at(first.node, key=key.text, collection=receiver.text, reasons=reasons, fix=fix)


def _fix(run: list[Call], code: Code) -> Edits | None:
    """Removes the later insertions, where they put in the same value, and nothing but insertions of values that change
    nothing, and do not look at the collection, stands between."""
    first, last = run[0], run[-1]
    key = first.argument(0)
    if key is None or key.bare.kind != "string" or any(_value(one) != _value(first) for one in run):
        return None
    if not all(_is_insertion(one, first) for one in _between(first.node.parent, last.node.parent)):
        return None
    edits: list[TextEdit] = []
    for one in run[1:]:
        statement = one.node.parent
        if statement is None or comment_behind(statement.end, code) is not None:
            return None
        edits += without_statement(statement, code)
    return edits


def _value(call: Call) -> list[tuple[str, ...]]:
    return [one.words if one is not None else () for one in call.arguments[1:]]


def _between(first: Node | None, last: Node | None) -> Iterator[Node]:
    """The statements from the first to the last one."""
    node = first
    while node is not None:
        if node.kind != ";":
            yield node
        node = node.next if node is not last else None


def _is_insertion(statement: Node, first: Call) -> bool:
    """Whether a statement puts harmless values in somewhere, none of them out of the collection."""
    call = call_of(statement.children[0]) if statement.kind == "call_statement" else None
    if call is None or call.word not in _INSERT | _ADD or not call.path:
        return False
    given = [one for one in call.arguments if one is not None]
    names = {name.word for one in given for name in one.below("identifier")}
    return all(map(is_harmless, given)) and first.path[0] not in names


def _start(call: Call) -> int:
    return call.node.start


def _key(call: Call) -> object:
    """Calls of equal keys put the same into the same, in the same block; None where that can't be told."""
    statement = call.node.parent
    value = call.argument(0)
    if value is None or statement is None or statement.kind != "call_statement" or not call.path:
        return None
    value = value.bare
    said = path_of(value)
    if value.kind == "string" and not value.children and WORD.search(value.text):
        said = (value.word,) if call.word in _INSERT else (value.text,)
    elif not said or said[0] in ("символы", "chars"):
        return None
    elif call.word in _ADD:
        said = (
            *said,
            *(word for one in call.arguments[1:] for word in (",", *(one.words if one is not None else ()))),
        )
    return statement.parent, call.path, call.word in _ADD, said


def _runs(calls: list[Call], code: Code) -> Iterator[list[Call]]:
    """The calls between which neither the collection nor the value changes."""
    run = [calls[0]]
    for one in calls[1:]:
        if _changed(run[-1], one, code):
            yield run
            run = []
        run.append(one)
    yield run


def _changed(first: Call, second: Call, code: Code) -> bool:
    start, end = first.node.end, second.node.start
    if any(start < one.start < end for one in code.of("preproc_else", "preproc_elsif")):
        return True
    value = second.argument(0)
    roots = [second.path[0], *(path_of(value.bare)[:1] if value is not None else ())]
    return any(
        start < use.node.start < end and _may_change(use.node, use.access)
        for root in roots
        if (variable := code.variables.get(root)) is not None
        for use in variable.uses
    )


def _may_change(node: Node, access: Access) -> bool:
    """Whether a use of the collection's or the value's variable may change what is put in, or take something out."""
    if access is Access.WRITE:
        return True
    place = node
    while (
        place.parent is not None
        and place.parent.kind in ("member_access", "index_access")
        and place.field != "index"
    ):
        place = place.parent
    parent = place.parent
    if parent is None:
        return False
    if parent.kind == "assignment":
        return place.field == "left"
    if parent.kind == "method_call" and place.field == "object":
        return parent.word_of("name") not in _ADD | _INSERT
    return parent.kind == "arguments" and parent.parent is not None and parent.parent.kind == "call"
