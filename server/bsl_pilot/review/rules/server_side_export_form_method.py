"""An exported method of a form that does not run at the client."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.review.code.method import CLIENT_DIRECTIVES
from bsl_pilot.review.objects import is_ordinary_form

RULE = Rule(
    key="ServerSideExportFormMethod",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.FORM,),
    need=Need.METADATA,
    title=Text("Серверный экспортный метод формы", "An exported server method of a form"),
    about=Text(
        "Форму из другого кода видно только на клиенте, поэтому экспортный метод формы имеет смысл лишь с директивой "
        "«&НаКлиенте»: вызов серверного метода чужой формы завершится ошибкой.",
        "Other code sees a form only at the client, so an exported method of it makes sense with `&AtClient` only: calling "
        "a server method of another form ends with an error.",
    ),
    message=Text(
        "Экспортный метод формы «{name}» выполняется не на клиенте",
        "The exported method `{name}` of the form does not run at the client",
    ),
    examples=(
        Bad(
            "&НаСервере\nПроцедура ⟦А⟧() Экспорт\nКонецПроцедуры\n\nФункция ⟦Б⟧() Экспорт\nКонецФункции\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "&AtServerNoContext\nFunction ⟦F⟧() Export\nEndFunction\n\n"
            "&AtClientAtServerNoContext\nFunction ⟦G⟧() Export\nEndFunction\n",
            path="CommonForms/Ask/Ext/Form/Module.bsl",
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура А() Экспорт\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б()\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonForms/Старая/Ext/Form/Module.bsl",
            files={"CommonForms/Старая.xml": "FormType=Ordinary"},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    found = [
        (piece, one)
        for piece in module.methods
        if (one := piece.method) is not None
        and one.exported
        and not any(directive.word in CLIENT_DIRECTIVES for directive in one.directives)
    ]
    if not found or is_ordinary_form(module):
        return
    for piece, method in found:
        yield RULE.at(piece.place(method), name=method.name)
