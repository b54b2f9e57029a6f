"""Code goes to the net."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="InternetAccess",
    kind=Kind.VULNERABILITY,
    rank=Rank.MAJOR,
    minutes=60,
    on=False,
    title=Text("Обращение к сети", "Access to the net"),
    about=Text(
        "Через соединения с сетью данные уходят наружу и приходят извне. Проверьте, с кем идёт обмен, что "
        "передаётся и что произойдёт, если ответит кто-то другой.",
        "Through connections to the net data leave and come in. Check who is at the other end, what is handed over, "
        "and what happens if somebody else answers.",
    ),
    message=Text("Проверьте обращение к сети через «{name}»", "Check the access to the net through `{name}`"),
    examples=(
        Bad(
            'Соединение = ⟦Новый HTTPСоединение("example.org", 443)⟧;\nПрофиль = ⟦Новый ИнтернетПочтовыйПрофиль⟧;\n'
        ),
        Bad("Connection = ⟦New FTPConnection(Server)⟧;\nProxy = ⟦New WSProxy(A, B, C, D)⟧;\n"),
        Good("Запрос = Новый Запрос;\nОтвет = Новый HTTPСервисОтвет(200);\n"),
    ),
)


@RULE.created(
    *("HTTPСоединение", "HTTPConnection", "HTTPЗапрос", "HTTPRequest", "FTPСоединение", "FTPConnection"),
    *("WSОпределения", "WSDefinitions", "WSПрокси", "WSProxy", "ИнтернетПрокси", "InternetProxy"),
    *("ИнтернетПочтовыйПрофиль", "InternetMailProfile", "ИнтернетПочта", "InternetMail", "Почта", "Mail"),
)
def check(call: Call, _code: Code) -> Found:
    yield RULE.at(call.node, name=call.name.text)
