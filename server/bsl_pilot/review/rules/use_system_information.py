"""Code asks what the computer is like."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="UseSystemInformation",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.CRITICAL,
    minutes=5,
    on=False,
    title=Text("Сведения о системе", "Information on the system"),
    about=Text(
        "СистемнаяИнформация сообщает об операционной системе, процессоре, памяти и идентификаторе клиента. Такие "
        "сведения не должны попадать к посторонним.",
        "SystemInfo tells of the operating system, processor, memory and the client's identifier. Such data must not "
        "get to strangers.",
    ),
    message=Text(
        "Действительно ли нужны сведения о системе?", "Is the information on the system really needed?"
    ),
    examples=(
        Bad("Система = ⟦Новый СистемнаяИнформация⟧;\n"),
        Bad("System = ⟦New SystemInfo()⟧;\n"),
        Good("Информация = ИнформацияОбОшибке();\n"),
    ),
)


@RULE.created("СистемнаяИнформация", "SystemInfo")
def check(call: Call, _code: Code) -> Found:
    yield RULE.at(call.node)
