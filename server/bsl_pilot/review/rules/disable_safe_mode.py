"""Safe mode is switched off."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="DisableSafeMode",
    kind=Kind.VULNERABILITY,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    title=Text("Отключение безопасного режима", "Safe mode switched off"),
    about=Text(
        "В безопасном режиме чужой код не может работать с файлами, сетью и привилегированным режимом. Там, где его "
        "отключают, он получает всё это. Проверьте, что между отключением и включением работает только свой код.",
        "In safe mode foreign code can't use files, the net or privileged mode. Where it is switched off, it gets all "
        "that. Make sure that nothing but your own code runs between off and on.",
    ),
    message=Text("Безопасный режим отключается", "Safe mode is switched off"),
    see=(
        "https://its.1c.ru/db/v8std/content/669/hdoc",
        "https://its.1c.ru/db/v8std/content/678/hdoc",
    ),
    examples=(
        Bad("⟦УстановитьБезопасныйРежим⟧(Ложь);\n⟦УстановитьОтключениеБезопасногоРежима⟧(Истина);\n"),
        Bad("⟦SetSafeMode⟧(False);\n⟦SetSafeModeDisabled⟧(TRUE);\n"),
        Bad("⟦УстановитьБезопасныйРежим⟧(Режим);\n⟦SetSafeModeDisabled⟧();", hidden=True),
        Good(
            "УстановитьБезопасныйРежим(Истина);\nУстановитьОтключениеБезопасногоРежима(Ложь);\nSetSafeMode(True);\n"
        ),
    ),
)
_ON = ("истина", "true")
_OFF = ("ложь", "false")


@RULE.calls("УстановитьБезопасныйРежим", "SetSafeMode")
def set_safe_mode(call: Call, _code: Code) -> Found:
    return _unless(call, _ON)


@RULE.calls("УстановитьОтключениеБезопасногоРежима", "SetSafeModeDisabled")
def set_safe_mode_disabled(call: Call, _code: Code) -> Found:
    return _unless(call, _OFF)


def _unless(call: Call, safe: tuple[str, str]) -> Found:
    """What is not certainly safe is for a reader to decide."""
    argument = call.argument(0)
    if argument is None or argument.bare.word not in safe:
        yield RULE.at(call.name)
