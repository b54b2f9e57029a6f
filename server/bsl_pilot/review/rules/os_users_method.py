"""The list of users of the operating system is asked for."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="OSUsersMethod",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.CRITICAL,
    minutes=15,
    language=For.BSL,
    title=Text("Чтение списка пользователей ОС", "The list of the system's users is read"),
    about=Text(
        "ПользователиОС() перечисляет учётные записи домена. Такой список нужен редко, а помогает он прежде всего "
        "тому, кто подбирает пароли. Проверьте, что данные не уходят дальше, чем нужно.",
        "OSUsers() lists the accounts of the domain. Code seldom needs the list; it helps most those who guess "
        "passwords. Make sure that the data go no further than they must.",
    ),
    message=Text(
        "Действительно ли нужен список пользователей ОС?", "Is the list of the system's users really needed?"
    ),
    examples=(
        Bad("Список = ⟦ПользователиОС⟧();\n"),
        Bad("List = ⟦OSUsers⟧();\nFor Each U In ⟦osusers⟧() Do\nEndDo;\n", hidden=True),
        Good("Список = ПользователиИнформационнойБазы.ПолучитьПользователей();\nОбъект.ПользователиОС();\n"),
    ),
)


@RULE.calls("ПользователиОС", "OSUsers")
def check(call: Call, _code: Code) -> Found:
    yield RULE.at(call.name)
