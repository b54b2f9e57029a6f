"""A handler that code attaches to an item of a form is not marked as such by its name."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.text.words import fold

_PATH = "Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl"
RULE = Rule(
    key="AttachedHandlerPrefix",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.FORM,),
    title=Text("Нет префикса «Подключаемый_»", "The prefix `Attachable_` is missing"),
    about=Text(
        "Обработчик, который назначен элементу из кода, нигде больше не упоминается, и его легко принять за лишний. Такие "
        "обработчики начинают с «Подключаемый_».",
        "A handler that code gives to an item is mentioned nowhere else and is easily taken for a useless one. Names of such "
        "handlers begin with `Attachable_`.",
    ),
    message=Text(
        "Обработчик «{name}» назначается из кода, но не начинается с «Подключаемый_»",
        "The handler `{name}` is attached by code but does not begin with `Attachable_`",
    ),
    see=("https://its.1c.ru/db/v8std/content/492/hdoc",),
    examples=(
        Bad(
            '&НаСервере\nПроцедура А()\n\tЭлемент.УстановитьДействие("ПриИзменении", ⟦"ЦенаПриИзменении"⟧);\nКонецПроцедуры\n\n'
            "&НаКлиенте\nПроцедура ЦенаПриИзменении(Элемент)\n\tБ();\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Bad(
            '&AtServer\nProcedure A()\n\tItem.SetAction("OnChange", ⟦"priceonchange"⟧);\nEndProcedure\n\n'
            "&AtClient\nProcedure PriceOnChange(Item)\n\tB();\nEndProcedure\n",
            path=_PATH,
        ),
        Good(
            '&НаСервере\nПроцедура А()\n\tЭлемент.УстановитьДействие("ПриИзменении", "Подключаемый_ЦенаПриИзменении");\n'
            '\tЭлемент.УстановитьДействие("Нажатие", "");\n\tЭлемент.УстановитьДействие("Нажатие", Имя);\nКонецПроцедуры\n',
            path=_PATH,
        ),
        Good(
            '&НаСервере\nПроцедура А()\n\tЭлемент.УстановитьДействие("ПриИзменении", "НетТакого");\n\tЭ.УстановитьДействие(\n',
            path=_PATH,
            hidden=True,
        ),
    ),
)
_PREFIXES = ("подключаемый_", "attachable_")


@RULE.collect
def attached(code: Code) -> list[tuple[int, int, str]]:
    """Names that are given as handlers: where they stand, and themselves."""
    calls = [one for name in ("установитьдействие", "setaction") for one in code.called_members.get(name, ())]
    return [found for call in calls if (found := _named(call)) is not None]


def _named(call: Call) -> tuple[int, int, str] | None:
    text = call.argument(1)
    name = string_value(text)
    return (text.start, text.end, name) if text is not None and name else None


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, names in module.collected(RULE):
        for start, end, name in names:
            word = fold(name)
            if not word.startswith(_PREFIXES) and word in module.method_by_name:
                yield RULE.at(piece.place(Range(start, end)), name=name)
