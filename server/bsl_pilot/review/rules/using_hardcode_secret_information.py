"""A password stands in the code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Call, Code, Finding, For, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.review.patterns import pattern


@dataclass(frozen=True, slots=True)
class Parameters:
    search_words: str = "Пароль|Password"


RULE = Rule(
    key="UsingHardcodeSecretInformation",
    kind=Kind.VULNERABILITY,
    rank=Rank.CRITICAL,
    minutes=15,
    language=For.BSL,
    title=Text("Секрет в коде", "Secret in code"),
    about=Text(
        "Пароль, записанный в коде, знает каждый, у кого есть конфигурация или её выгрузка. Храните его в безопасном "
        "хранилище и меняйте, если он был в коде.",
        "A password that stands in the code is known to everyone who has the configuration or a dump of it. Keep it in "
        "the safe storage, and change it if it ever was in the code.",
    ),
    message=Text("Секрет записан в коде", "A secret stands in the code"),
    parameters=Parameters,
    parameter_docs=(
        (
            "searchWords",
            Text("регулярное выражение имён секретов", "a regular expression of names of secrets"),
        ),
    ),
    examples=(
        Bad('Пароль = ⟦"qwe123"⟧;\nНастройки.ПарольПрокси = ⟦"1"⟧;\nПараметры.Вставить("Пароль", ⟦"x1"⟧);\n'),
        Bad(
            'S = New Structure("User, Password", "admin", ⟦"admin1"⟧);\nM["Password"] = ⟦"1"⟧;\n'
            'C = New HTTPConnection(Host, 443, User, ⟦"abc"⟧);\n'
        ),
        Bad('Токен = ⟦"abc"⟧;\nПароль = "abc";\n', parameters={"searchWords": "Токен"}, hidden=True),
        Good(
            'Пароль = "";\nПароль = "****";\nЭлементы.Пароль.Заголовок = "Секрет";\nПароль = Прочитать("Пароль");\n'
            'Поля.Вставить("Пароль", "Строка пароля");\nИмяПоляПароль = "ПарольПрокси";\nА.Вставить("Имя", "abc");\n'
        ),
    ),
)


@RULE.nodes("assignment")
def assigned(node: Node, _code: Code, parameters: Parameters) -> Found:
    left, right = node.child("left"), node.child("right")
    if left is None or right is None or right.bare.kind != "string":
        return
    if left.kind == "index_access":
        name = string_value(left.child("index")) or ""
    else:
        name = left.text if left.kind == "identifier" else left.word_of("name")
    yield from _found(((name, right),), parameters)


@RULE.members("Вставить", "Insert", "Добавить", "Add")
def inserted(call: Call, _code: Code, parameters: Parameters) -> Found:
    yield from _found(((string_value(call.argument(0)) or "", call.argument(1)),), parameters)


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def structure(call: Call, _code: Code, parameters: Parameters) -> Found:
    names = (string_value(call.argument(0)) or "").split(",")
    yield from _found(zip(names, call.arguments[1:], strict=False), parameters)


@RULE.created("HTTPСоединение", "HTTPConnection", "FTPСоединение", "FTPConnection")
def connection(call: Call, _code: Code) -> Found:
    yield from _secret(call.argument(3))


@RULE.created("WSОпределения", "WSDefinitions")
def definitions(call: Call, _code: Code) -> Found:
    yield from _secret(call.argument(2))


def _found(pairs: Iterable[tuple[str, Node | None]], parameters: Parameters) -> Iterable[Finding]:
    named = pattern(parameters.search_words)
    for name, value in pairs:
        text = string_value(value) if named.search(name) else None
        if text is not None and not named.search(text):
            yield from _secret(value)


def _secret(value: Node | None) -> Iterable[Finding]:
    """A literal without blanks that is more than a mask: what has blanks is a text for people."""
    text = string_value(value)
    if value is not None and text and text.strip("*") and not any(one.isspace() for one in text):
        yield RULE.at(value.bare)
