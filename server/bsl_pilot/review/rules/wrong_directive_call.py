"""A call of a method of the same form that can't be reached from here."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    ModuleType,
    Need,
    Range,
    Rank,
    Rule,
    Text,
    reason,
)
from bsl_pilot.review.code.method import (
    CLIENT_DIRECTIVES,
    CLIENT_SERVER,
    CLIENT_SERVER_NO_CONTEXT,
    SERVER_DIRECTIVES,
    SERVER_NO_CONTEXT,
)
from bsl_pilot.review.objects import is_ordinary_form

_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
RULE = Rule(
    key="WrongDirectiveCall",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.FORM, ModuleType.COMMAND),
    need=Need.METADATA,
    title=Text("Вызов метода, недоступного по директиве", "A call of a method that its directive hides"),
    about=Text(
        "Серверный метод формы не может вызвать клиентский, а метод без контекста — метод с контекстом формы: модуль не "
        "скомпилируется.",
        "A server method of a form can't call a client one, nor a method without context one with the form's context: the "
        "module does not compile.",
    ),
    message=Text(
        "«{name}» здесь недоступен: у него {its}, а вызывает его {own}",
        "`{name}` is not available here: it is {its}, its caller is {own}",
    ),
    see=("https://its.1c.ru/db/v8std/content/439/hdoc",),
    examples=(
        Bad(
            "&НаСервере\nПроцедура А()\n\t⟦Б⟧();\nКонецПроцедуры\n\n&НаКлиенте\nПроцедура Б()\nКонецПроцедуры\n\n"
            "&НаСервереБезКонтекста\nПроцедура В()\n\t⟦А⟧();\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Bad(
            "&AtClientAtServerNoContext\nFunction F()\n\tReturn ⟦g⟧() + H();\nEndFunction\n\nFunction G()\nEndFunction\n"
            "&AtServerNoContext\nFunction H()\nEndFunction\n",
            path=_PATH,
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tБ();\n\tВ();\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б()\n\tВ();\n\tФорма.А();\n"
            "КонецПроцедуры\n\n&НаСервереБезКонтекста\nПроцедура В()\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Good(
            "&НаКлиентеНаСервереБезКонтекста\nПроцедура А()\n#Если Клиент Тогда\n\tБ();\n#КонецЕсли\nКонецПроцедуры\n\n"
            "&НаКлиенте\nПроцедура Б()\nКонецПроцедуры\n",
            path=_PATH,
            hidden=True,
        ),
        Good(
            "&НаСервере\nПроцедура А()\n\tБ();\nКонецПроцедуры\n&НаКлиентеНаСервере\nПроцедура Б()\n\tА();\nКонецПроцедуры\n",
            path="CommonCommands/Печать/Ext/CommandModule.bsl",
            hidden=True,
        ),
    ),
)
_WHERE = Text("Вызываемый метод", "The method that is called")
_SERVER = "&НаСервере"
_NAMES = {
    **dict.fromkeys(CLIENT_DIRECTIVES, "&НаКлиенте"),
    **dict.fromkeys(SERVER_DIRECTIVES, _SERVER),
    **dict.fromkeys(SERVER_NO_CONTEXT, "&НаСервереБезКонтекста"),
    **dict.fromkeys(CLIENT_SERVER, "&НаКлиентеНаСервере"),
    **dict.fromkeys(CLIENT_SERVER_NO_CONTEXT, "&НаКлиентеНаСервереБезКонтекста"),
}
_HIDDEN = {
    _SERVER: {"&НаКлиенте"},
    "&НаСервереБезКонтекста": {"&НаКлиенте", _SERVER},
    "&НаКлиентеНаСервереБезКонтекста": {"&НаКлиенте", _SERVER},
}
"""What a method of each kind can't call in a form."""


@RULE.collect
def calls(code: Code) -> Sequence[tuple[str, int, int]]:
    """Calls by name of methods that don't run at the client only; none where `#Если` may part them."""
    method = code.method
    if method is None or "preproc_if" in code.by_kind or _of(method.directives) not in _HIDDEN:
        return ()
    return [(one.word, one.name.start, one.name.end) for found in code.called.values() for one in found]


def _of(directives: Sequence[object]) -> str:
    """The directive in its Russian spelling; a method without one runs at the server."""
    word = getattr(directives[0], "word", "") if directives else "насервере"
    return _NAMES[word]


@RULE.module
def check(module: ModuleFacts) -> Found:
    if is_ordinary_form(module):
        return
    is_form = module.scene.type is ModuleType.FORM
    for piece, collected in module.collected(RULE):
        own = _of(piece.method.directives) if piece.method is not None else ""
        hidden = _HIDDEN.get(own, set()) if is_form else {"&НаКлиенте"} if own == _SERVER else set()
        for word, start, end in collected:
            called = module.method_by_name.get(word)
            method: MethodFacts | None = called.method if called is not None else None
            if called is None or method is None or _of(method.directives) not in hidden:
                continue
            place = Range(piece.start + start, piece.start + end)
            its = _of(method.directives)
            yield RULE.at(
                place, name=method.name, its=its, own=own, reasons=[reason(called.place(method), _WHERE)]
            )
