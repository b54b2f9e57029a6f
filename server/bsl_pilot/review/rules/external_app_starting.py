"""A program, file or link is opened outside of the system."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.patterns import fits

_STARTING = "|".join(
    (
        *("КомандаСистемы", "System", "ЗапуститьСистему", "RunSystem", "ЗапуститьПриложение", "RunApp"),
        *("НачатьЗапускПриложения", "BeginRunningApplication", "ЗапуститьПриложениеАсинх", "RunAppAsync"),
        *("ЗапуститьПрограмму", "ОткрытьПроводник", "ОткрытьФайл"),
    )
)
_LINKS = "ПерейтиПоНавигационнойСсылке|GotoURL|ОткрытьНавигационнуюСсылку"


@dataclass(frozen=True, slots=True)
class Parameters:
    check_goto_url: bool = False
    user_pattern_string: str = _STARTING


RULE = Rule(
    key="ExternalAppStarting",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Запуск внешних приложений", "External programs are started"),
    about=Text(
        "Если часть командной строки приходит от пользователя или из данных, вместе с нею можно выполнить чужую "
        "команду. Проверьте, откуда взята каждая часть.",
        "If a part of the command line comes from a user or from data, somebody else's command may run with it. Check "
        "where each part comes from.",
    ),
    message=Text("Проверьте, что запускает «{name}»", "Check what `{name}` starts"),
    parameters=Parameters,
    parameter_docs=(
        (
            "checkGotoUrl",
            Text("проверять и переход по навигационной ссылке", "check navigation by links, too"),
        ),
        (
            "userPatternString",
            Text(
                "регулярное выражение имён методов, которые запускают",
                "a regular expression of names of methods that start something",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/669/hdoc",),
    examples=(
        Bad(
            '⟦ЗапуститьПриложение⟧("cmd /c " + Команда);\nФайловаяСистемаКлиент.⟦ЗапуститьПрограмму⟧(Имя);\n'
        ),
        Bad("⟦RunApp⟧(Name, , True);\n⟦system⟧(A);\n⟦BeginRunningApplication⟧(N, A);\n"),
        Bad("⟦ПерейтиПоНавигационнойСсылке⟧(Адрес);\n", parameters={"checkGotoUrl": True}),
        Bad("Мой.⟦Пуск⟧();\n", parameters={"userPatternString": "пуск"}, hidden=True),
        Good(
            "ПерейтиПоНавигационнойСсылке(Адрес);\nЗапуститьПриложениеПозже();\nЧтение = Новый ЧтениеXML;\nЧтение.ОткрытьФайл(Имя);\nА = КомандаСистемы;\n"
        ),
    ),
)


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    for word, calls in chain(code.called.items(), code.called_members.items()):
        if fits(parameters.user_pattern_string, word) or (parameters.check_goto_url and fits(_LINKS, word)):
            for call in calls:
                if call.receiver is None or _is_module(call.receiver, code):
                    yield RULE.at(call.name, name=call.name.text)


def _is_module(receiver: Node, code: Code) -> bool:
    """Whether it may be a common module: an object that reads or writes files has such methods, too."""
    return receiver.kind == "identifier" and not code.is_local(receiver.word)
