"""The old name of the type of forms."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text, replace
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.text.words import fold

RULE = Rule(
    key="DeprecatedTypeManagedForm",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    since=(8, 3, 14),
    title=Text("Устаревший тип УправляемаяФорма", "Deprecated type ManagedForm"),
    about=Text(
        "С версии 8.3.14 тип формы называется ФормаКлиентскогоПриложения. Прежнее имя оставлено для совместимости.",
        "Since 8.3.14 the type of a form is called ClientApplicationForm. The old name is kept for compatibility.",
    ),
    message=Text("Вместо «{old}» нужен тип «{new}»", "`{new}` instead of the type `{old}`"),
    fix=Text("Заменить на «{new}»", "Replace by `{new}`"),
    examples=(
        Bad(
            'Если ТипЗнч(Ф) = Тип(⟦"УправляемаяФорма"⟧) Тогда\nКонецЕсли;\n',
            fixed='Если ТипЗнч(Ф) = Тип("ФормаКлиентскогоПриложения") Тогда\nКонецЕсли;\n',
        ),
        Bad('T = Type(⟦"managedForm"⟧);\n', fixed='T = Type("ClientApplicationForm");\n'),
        Bad('О = Новый ОписаниеТипов(⟦"УправляемаяФорма"⟧);', hidden=True),
        Good(
            'Т = Тип("ФормаКлиентскогоПриложения");\nИмя = "УправляемаяФорма";\nТ = Тип("Форма");\nТ = Тип();\n'
        ),
    ),
)
_NEW = {fold("УправляемаяФорма"): "ФормаКлиентскогоПриложения", fold("ManagedForm"): "ClientApplicationForm"}


@RULE.calls("Тип", "Type")
@RULE.created("ОписаниеТипов", "TypeDescription")
def check(call: Call, _code: Code) -> Found:
    literal = call.argument(0)
    value = string_value(literal)
    new = _NEW.get(fold(value.strip())) if value else None
    if new is not None and literal is not None:
        literal = literal.bare
        yield RULE.at(literal, old=value, new=new, fix=lambda: [replace(literal, f'"{new}"')])
