"""A form calls itself ThisForm."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Node,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="UsingThisForm",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.FORM,),
    since=(8, 3, 3),
    title=Text("Устаревшее свойство ЭтаФорма", "Deprecated property ThisForm"),
    about=Text(
        "С версии 8.3.3 форма, как и все объекты, называет себя ЭтотОбъект. ЭтаФорма оставлена для совместимости.",
        "Since 8.3.3 a form calls itself ThisObject, as all objects do. ThisForm is kept for compatibility.",
    ),
    message=Text("Вместо «{name}» нужен ЭтотОбъект", "ThisObject instead of `{name}`"),
    fix=Text("Заменить на ЭтотОбъект", "Replace by ThisObject"),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура А()\n\tОбщий.Заполнить(⟦ЭтаФорма⟧);\n\t⟦ЭтаФорма⟧.Закрыть();\nКонецПроцедуры\n",
            fixed="&НаКлиенте\nПроцедура А()\n\tОбщий.Заполнить(ЭтотОбъект);\n\tЭтотОбъект.Закрыть();\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "Procedure P()\n\tA = ⟦THISFORM⟧.Items;\nEndProcedure\n",
            fixed="Procedure P()\n\tA = ThisObject.Items;\nEndProcedure\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good(
            "Процедура А(ЭтаФорма)\n\tЭтаФорма.Закрыть();\nКонецПроцедуры\n\nПроцедура Б(Данные)\n\tА = Данные.ЭтаФорма;\n"
            "КонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
    ),
)
_OTHER_ROLES = frozenset({"name", "type", "label"})


@RULE.words("ЭтаФорма", "ThisForm")
def check(node: Node, code: Code) -> Found:
    if node.field in _OTHER_ROLES or code.is_local(node.word):
        return
    new = "ThisObject" if is_latin(node.word) else "ЭтотОбъект"
    yield RULE.at(node, name=node.text, fix=lambda: [replace(node, new)])
