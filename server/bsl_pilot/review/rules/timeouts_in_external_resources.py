"""A connection that may wait forever."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import (
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
    insert,
    replace,
)
from bsl_pilot.review.edits import indent_of, is_marked, line_end, put_before
from bsl_pilot.text.words import fold, is_latin


@dataclass(frozen=True, slots=True)
class Parameters:
    analyze_internet_mail_profile_zero_timeout: bool = True


RULE = Rule(
    key="TimeoutsInExternalResources",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Соединение без таймаута", "Connection without timeout"),
    about=Text(
        "Без таймаута сеанс ждёт ответа, пока не вмешается администратор: пользователь видит зависшую программу, фоновое "
        "задание не заканчивается. Укажите, сколько секунд ждать.",
        "Without a timeout the session waits until an administrator steps in: the user sees a program that hangs, a "
        "background job never ends. Say how many seconds to wait.",
    ),
    message=Text("У «{name}» не задан таймаут", "No timeout is set for `{name}`"),
    fix=Text("Задать таймаут 30 секунд", "Set a timeout of 30 seconds"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        (
            "analyzeInternetMailProfileZeroTimeout",
            Text("проверять и таймаут почтового профиля", "check the timeout of mail profiles, too"),
        ),
    ),
    examples=(
        Bad(
            "С = ⟦Новый HTTPСоединение(Сервер, 443)⟧;\n",
            fixed="ТаймаутСоединения = 30;\nС = Новый HTTPСоединение(Сервер, 443, , , , ТаймаутСоединения);\n",
        ),
        Bad(
            "Procedure A()\n\tC = ⟦New FTPConnection(Host, , , , , True, 0)⟧;\n\tP = ⟦New InternetMailProfile⟧;\nEndProcedure\n",
            fixed="Procedure A()\n\tConnectionTimeout = 30;\n\tC = New FTPConnection(Host, , , , , True, ConnectionTimeout);\n"
            "\tP = New InternetMailProfile;\n\tP.Timeout = 30;\nEndProcedure\n",
        ),
        Bad(
            "Function A()\r\n    Return ⟦New WSDefinitions(Url, , , , , SSL)⟧; // a\r\nEndFunction\r\n",
            fixed="Function A()\r\n    ConnectionTimeout = 30;\r\n    Return New WSDefinitions(Url, , , , ConnectionTimeout, SSL); // a\r\n"
            "EndFunction\r\n",
            hidden=True,
        ),
        Bad("С = ⟦Новый WSПрокси(О, А, Б, В)⟧;\nС.Таймаут = 0;\n", hidden=True),
        Good(
            "С = Новый HTTPСоединение(Сервер, , , , , Таймаут);\nП = Новый ИнтернетПочтовыйПрофиль;\nП.Таймаут = 60;\n"
            "Ф = Новый FTPСоединение(Сервер);\nФ.Таймаут = 5;\n"
        ),
        Good(
            "П = Новый ИнтернетПочтовыйПрофиль;\n",
            parameters={"analyzeInternetMailProfileZeroTimeout": False},
        ),
    ),
)
SECONDS = "30"


@RULE.created("HTTPСоединение", "HTTPConnection", "WSПрокси", "WSProxy")
def at_sixth(call: Call, code: Code) -> Found:
    return _check(call, code, 5)


@RULE.created("FTPСоединение", "FTPConnection")
def at_seventh(call: Call, code: Code) -> Found:
    return _check(call, code, 6)


@RULE.created("WSОпределения", "WSDefinitions")
def at_fifth(call: Call, code: Code) -> Found:
    return _check(call, code, 4)


@RULE.created("ИнтернетПочтовыйПрофиль", "InternetMailProfile")
def of_mail(call: Call, code: Code, parameters: Parameters) -> Found:
    if parameters.analyze_internet_mail_profile_zero_timeout and not _is_set_later(call.node, code):
        yield RULE.at(call.node, name=call.name.text, fix=partial(_assigned, call, code))


def _check(call: Call, code: Code, place: int) -> Found:
    given = call.argument(place)
    if (given is None or _is_zero(given)) and not _is_set_later(call.node, code):
        yield RULE.at(call.node, name=call.name.text, fix=partial(_named, call, place, code))


def _is_zero(node: Node) -> bool:
    return node.bare.kind == "number" and not node.bare.text.strip("0.")


def _is_set_later(created: Node, code: Code) -> bool:
    """Whether what gets the connection gets a timeout, too."""
    variable = _variable(created)
    if variable is None:
        return False
    names = (*code.words.get("таймаут", ()), *code.words.get("timeout", ()))
    return any(
        _sets(one.parent, variable) for one in names if one.start > created.end and one.parent is not None
    )


def _sets(member: Node, variable: Node) -> bool:
    assignment, owner = member.parent, member.child("object")
    if member.field != "left" or assignment is None or owner is None or owner.words != variable.words:
        return False
    value = assignment.child("right")
    return value is not None and not _is_zero(value)


def _variable(created: Node) -> Node | None:
    parent = created.parent
    return parent.child("left") if parent is not None and parent.kind == "assignment" else None


def _named(call: Call, place: int, code: Code) -> Edits | None:
    """The timeout in its place among the arguments; a variable tells what the number is."""
    statement = call.node.statement
    name = "ConnectionTimeout" if is_latin(call.word) else "ТаймаутСоединения"
    if (
        statement is None
        or statement.kind not in _SIMPLE
        or fold(name) in code.words
        or is_marked(statement, code)
    ):
        return None
    passed = _passed(call, place, name)
    return None if passed is None else [*put_before(statement, f"{name} = {SECONDS};", code), *passed]


_SIMPLE = ("assignment", "call_statement", "return_statement")


def _passed(call: Call, place: int, value: str) -> Edits | None:
    given = call.argument(place)
    if given is not None:
        return [replace(given, value)]
    close = call.list.token(")") if call.list is not None else None
    if call.list is None or close is None or not call.arguments:
        return None
    commas = [one for one in call.list.children if one.kind == ","]
    if len(commas) >= place:
        end = commas[place].start if len(commas) > place else close.start
        gap = Range(commas[place - 1].end, end)
        return [replace(gap, f" {value}")] if not close.data[gap.start : gap.end].strip() else None
    return [insert(close.start, ", " * (place - len(commas)) + value)]


def _assigned(call: Call, code: Code) -> Edits | None:
    """The timeout in a statement behind the one that makes the profile."""
    variable, statement = _variable(call.node), call.node.parent
    end = code.statement_end(statement) if statement is not None else 0
    if variable is None or statement is None or end == statement.end:
        return None
    name = "Timeout" if is_latin(call.word) else "Таймаут"
    between = f"{line_end(code)}{indent_of(statement.start, code)}"
    return [insert(end, f"{between}{variable.text}.{name} = {SECONDS};")]
