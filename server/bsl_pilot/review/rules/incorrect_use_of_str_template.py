"""A template and the values for it disagree."""

from __future__ import annotations

import re

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.literals import string_value

RULE = Rule(
    key="IncorrectUseOfStrTemplate",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=1,
    title=Text("Неверные параметры СтрШаблон()", "Wrong arguments of StrTemplate()"),
    about=Text(
        "Если в шаблоне есть место, для которого нет значения, или передано значение, для которого нет места, СтрШаблон() "
        "прервётся с ошибкой или потеряет часть текста. Чаще всего забыта скобка у НСтр() или сбилась нумерация.",
        "If the template has a place without a value, or there is a value without a place, StrTemplate() ends with an "
        "error or loses a part of the text. Mostly a bracket of NStr() is misplaced, or the numbers are wrong.",
    ),
    message=Text(
        "Шаблон и значения для него не соответствуют друг другу",
        "The template and the values for it disagree",
    ),
    examples=(
        Bad('А = ⟦СтрШаблон("%1 из %2", Номер)⟧;\nБ = ⟦СтрШаблон("%1", Номер, Всего)⟧;\n'),
        Bad("А = ⟦StrTemplate(NStr(\"ru = 'Строка %1'; en = 'Line %1 %2'\"), N)⟧;\n"),
        Bad("А = ⟦СтрШаблон(НСтр(\"ru = 'Строка %1'\", Номер))⟧;\n"),
        Bad('Процедура А()\n\tТ = "%1 %3";\n\tБ = ⟦СтрШаблон(Т, 1, 2, 3)⟧;\nКонецПроцедуры\n', hidden=True),
        Bad('А = ⟦СтрШаблон("%1\n\t|%2", 1)⟧;\nБ = ⟦СтрШаблон("%1 %%2", 1, 2)⟧;', hidden=True),
        Good(
            'А = СтрШаблон("%1 из %2, %1", Номер, Всего);\nБ = СтрШаблон("%(1)0 %%", 1);\nВ = СтрШаблон(Текст, 1, 2, 3);\n'
            'Г = СтрШаблон(НСтр("ru = \'Строка %1\'"), Н);\nД = СтрШаблон("Без мест");\n'
        ),
        Good(
            'Процедура А(Т)\n\tТ = "%1";\n\tЕсли Б Тогда\n\t\tТ = "%1 %2";\n\tКонецЕсли;\n\tВ = СтрШаблон(Т, 1, 2);\n'
            "КонецПроцедуры\n",
            hidden=True,
        ),
    ),
)
_PLACE = re.compile(r"%%|%\((\d+)\)|%(10|[1-9])")
_OF_LANGUAGE = re.compile(r"'((?:[^']|'')*)'")


@RULE.calls("СтрШаблон", "StrTemplate")
def check(call: Call, code: Code) -> Found:
    given = len(call.arguments) - 1
    texts = _texts(call.argument(0), code)
    if any(_places(text) != set(range(1, given + 1)) for text in texts):
        yield RULE.at(call.node)


def _places(text: str) -> set[int]:
    return {int(one or other) for one, other in _PLACE.findall(text) if one or other}


def _texts(template: Node | None, code: Code) -> list[str]:
    """The text of the template, in each language; empty where it is not known."""
    if template is None:
        return []
    template = template.bare
    if template.kind == "identifier":
        return _assigned(template, code)
    if template.kind == "call" and template.word_of("name") in ("нстр", "nstr"):
        arguments = template.child("arguments")
        literal = next(iter(arguments.named_children), None) if arguments is not None else None
        text = string_value(literal)
        return [] if text is None else _OF_LANGUAGE.findall(text) or [text]
    text = string_value(template)
    return [] if text is None else [text]


def _assigned(name: Node, code: Code) -> list[str]:
    """The text of a local variable that gets one value, before."""
    variable = code.variables.get(name.word)
    if variable is None or variable.parameter is not None or len(variable.writes) != 1:
        return []
    assignment = variable.writes[0].parent
    if assignment is None or assignment.kind != "assignment" or assignment.end > name.start:
        return []
    value = assignment.child("right")
    return [] if value is None or value.bare.kind == "identifier" else _texts(value, code)
