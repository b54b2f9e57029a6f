"""A form names a handler that its module does not have."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.review.objects import form_of, handlers_of
from bsl_pilot.text.words import fold

_FORM = (
    '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><Events><Event name="OnOpen">ПриОткрытии</Event></Events><ChildItems>'
    '<InputField name="Код" id="1"><Events><Event name="OnChange">КодПриИзменении</Event></Events></InputField></ChildItems>'
    '<Commands><Command name="Печать" id="1"><Action>Печать</Action></Command></Commands></Form>'
)
_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
_FILES = {"CommonForms/Вопрос/Ext/Form.xml": _FORM}
RULE = Rule(
    key="MissingFormHandler",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.FORM,),
    need=Need.INDEX,
    title=Text("Нет обработчика, который назначен в форме", "A handler that the form names is missing"),
    about=Text(
        "Событию формы, её элементу или команде назначен метод, которого в модуле нет: форма не откроется или команда не "
        "выполнится.",
        "An event of the form, of an item or a command names a method that the module lacks: the form does not open, or the "
        "command does not run.",
    ),
    message=Text(
        "Нет обработчика «{method}» ({owner}, {event})",
        "The handler `{method}` is missing ({owner}, {event})",
    ),
    examples=(
        Bad(
            "⟦Процедура⟧ ПриОткрытии(Отказ)\nКонецПроцедуры\n\nПроцедура Печать(Команда)\nКонецПроцедуры\n",
            path=_PATH,
            files=_FILES,
        ),
        Good(
            "Процедура ПриОткрытии(Отказ)\nКонецПроцедуры\n\nПроцедура кодПриИзменении(Э)\nКонецПроцедуры\n\n"
            "Процедура ПЕЧАТЬ(Команда)\nКонецПроцедуры\n",
            path=_PATH,
            files=_FILES,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    form, project = form_of(module), module.project
    if form is None or project is None or module.scene.extension:
        return
    view = project.resolver.view
    others = [one for one in project.resolver.modules.same(project.path) if one != project.path]
    for owner, one in handlers_of(form):
        word = fold(one.method)
        if one.call_type or word in module.method_by_name or any(view.method(path, word) for path in others):
            continue
        yield RULE.at(module.head, method=one.method, owner=owner, event=one.event)
