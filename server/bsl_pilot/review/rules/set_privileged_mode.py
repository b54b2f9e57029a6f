"""Privileged mode is switched on."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="SetPrivilegedMode",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.MAJOR,
    minutes=1,
    language=For.BSL,
    title=Text("Включение привилегированного режима", "Privileged mode switched on"),
    about=Text(
        "В привилегированном режиме права пользователя не проверяются. Включайте его на несколько строк, проверив "
        "перед этим, что пользователю можно то, о чём он просит.",
        "In privileged mode the user's rights are not checked. Switch it on for a few lines, after a check that the "
        "user may do what he asks for.",
    ),
    message=Text("Включается привилегированный режим", "Privileged mode is switched on"),
    see=(
        "https://its.1c.ru/db/v8std/content/485/hdoc",
        "https://its.1c.ru/db/v8std/content/669/hdoc",
    ),
    examples=(
        Bad(
            "⟦УстановитьПривилегированныйРежим⟧(Истина);\nЗапись.Записать();\nУстановитьПривилегированныйРежим(Ложь);\n"
        ),
        Bad("⟦SetPrivilegedMode⟧(True);\n⟦SetPrivilegedMode⟧(Mode);\n"),
        Good(
            "УстановитьПривилегированныйРежим(Ложь);\nSetPrivilegedMode(FALSE);\nА = ПривилегированныйРежим();\n"
        ),
    ),
)


@RULE.calls("УстановитьПривилегированныйРежим", "SetPrivilegedMode")
def check(call: Call, _code: Code) -> Found:
    argument = call.argument(0)
    if argument is None or argument.bare.word not in ("ложь", "false"):
        yield RULE.at(call.name)
