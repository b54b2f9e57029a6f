"""A dimension of a register that may stay empty."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, Need, Rank, Rule, Text
from bsl_pilot.review.objects import objects_at

_REGISTER = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"><InformationRegister><Properties><Name>Курсы</Name></Properties>'
    "<ChildObjects><Dimension><Properties><Name>Валюта</Name>{flag}</Properties></Dimension></ChildObjects>"
    "</InformationRegister></MetaDataObject>"
)
_DENIED = "<DenyIncompleteValues>true</DenyIncompleteValues>"
RULE = Rule(
    key="DenyIncompleteValues",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    on=False,
    language=For.BSL,
    need=Need.METADATA,
    title=Text(
        "Измерение регистра без запрета незаполненных значений",
        "A dimension of a register that may stay empty",
    ),
    about=Text(
        "Если у измерения не стоит «Запрет незаполненных значений», в регистр попадут записи ни о чём. Снимайте запрет только "
        "там, где пустое значение что-то означает.",
        "Where a dimension does not deny incomplete values, the register gets records about nothing. Allow them only where "
        "an empty value means something.",
    ),
    message=Text(
        "У измерения «{name}» регистра «{register}» не запрещены незаполненные значения",
        "The dimension `{name}` of the register `{register}` does not deny incomplete values",
    ),
    examples=(
        Bad(
            "⟦Процедура⟧ ПередЗаписью(Отказ, Замещение)\nКонецПроцедуры\n",
            path="InformationRegisters/Курсы/Ext/RecordSetModule.bsl",
            files={"InformationRegisters/Курсы.xml": _REGISTER.format(flag="")},
        ),
        Bad(
            "⟦Перем⟧ А;\n",
            path="Ext/SessionModule.bsl",
            files={"InformationRegisters/Курсы.xml": _REGISTER.format(flag="")},
            hidden=True,
        ),
        Good(
            "Процедура ПередЗаписью(Отказ, Замещение)\nКонецПроцедуры\n",
            path="InformationRegisters/Курсы/Ext/RecordSetModule.bsl",
            files={"InformationRegisters/Курсы.xml": _REGISTER.format(flag=_DENIED)},
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="InformationRegisters/Курсы/Ext/ManagerModule.bsl",
            files={
                "InformationRegisters/Курсы.xml": _REGISTER.format(flag=""),
                "InformationRegisters/Курсы/Ext/RecordSetModule.bsl": "",
            },
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for known in objects_at(module):
        for one in known.dimensions:
            if not one.flag("DenyIncompleteValues"):
                yield RULE.at(module.head, name=one.name, register=known.name)
