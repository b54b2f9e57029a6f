"""Something outside of the database is waited for while a transaction holds its locks."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.transaction_span import is_in, transactions

RULE = Rule(
    key="ExternalCallInTransaction",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=30,
    title=Text("Внешний ресурс внутри транзакции", "External resource in a transaction"),
    about=Text(
        "Транзакция держит блокировки, пока не закончится. Если внутри неё ждать ответа сервера в сети, другой программы "
        "или пользователя, будут ждать и все остальные. К тому же откат не отменит того, что уже отправлено. Вынесите "
        "обращение за транзакцию.",
        "A transaction keeps its locks until it ends. Where it waits for a server in the net, another program or the user, "
        "all others wait, too. And a rollback does not undo what was sent. Move the call out of the transaction.",
    ),
    message=Text("«{name}» внутри транзакции", "`{name}` inside of a transaction"),
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Процедура Пример()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tОбъект.Записать();\n"
            "\t\tСоединение = ⟦Новый HTTPСоединение(Сервер, , , , , 30)⟧;\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n"
            "\t\tОтменитьТранзакцию();\n\t\tВызватьИсключение;\n\tКонецПопытки;\nКонецПроцедуры\n"
        ),
        Bad(
            'Procedure P()\n\tBeginTransaction();\n\t⟦RunApp("calc")⟧;\n\t⟦C.CallHTTPMethod("GET", R)⟧;\n\tCommitTransaction();\n'
            "EndProcedure\n"
        ),
        Good(
            "Процедура Пример()\n\tС = Новый HTTPСоединение(Сервер, , , , , 30);\n\tНачатьТранзакцию();\n\tО.Записать();\n"
            "\tЗафиксироватьТранзакцию();\n\tС.ВызватьHTTPМетод(А, Б);\nКонецПроцедуры\n"
        ),
        Good("Процедура А()\n\tНачатьТранзакцию();\n\tЗапуститьПриложение(", hidden=True),
    ),
)
_CREATED = frozenset(
    {
        *("httpсоединение", "httpconnection", "ftpсоединение", "ftpconnection", "comобъект", "comobject"),
        *("wsпрокси", "wsproxy", "wsопределения", "wsdefinitions", "интернетпочта", "internetmail"),
    }
)
_CALLED = frozenset(
    {
        *(
            "запуститьприложение",
            "runapp",
            "командасистемы",
            "system",
            "вопрос",
            "doquerybox",
            "предупреждение",
        ),
        *("domessagebox", "получитьcomобъект", "getcomobject"),
    }
)
_MEMBERS = frozenset({"вызватьhttpметод", "callhttpmethod", "отправитьдляобработки"})


@RULE.pieces
def check(code: Code) -> Found:
    spans = transactions(code)
    if not spans:
        return
    for call in code.calls:
        kind = call.node.kind
        names = _CREATED if kind == "new_expression" else _CALLED if kind == "call" else _MEMBERS
        if call.word in names and is_in(call.node, spans):
            yield RULE.at(call.node, name=call.name.text)
