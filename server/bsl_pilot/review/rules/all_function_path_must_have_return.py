"""Some way through a function ends without a value."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text
from bsl_pilot.review.code.paths import Assumptions, comes_through
from bsl_pilot.review.edits import at_end_of_body


@dataclass(frozen=True, slots=True)
class Parameters:
    loops_executed_at_least_once: bool = True
    ignore_missing_else_on_exit: bool = False


RULE = Rule(
    key="AllFunctionPathMustHaveReturn",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Не все пути функции заканчиваются возвратом", "Not every way through the function returns"),
    about=Text(
        "Если до конца функции можно дойти мимо оператора «Возврат», она неявно вернёт «Неопределено». Скажите это явно "
        "или верните значение и на этом пути.",
        "Where the end of a function can be reached past every `Return`, it silently gives `Undefined`. Say so, or "
        "return a value there, too.",
    ),
    message=Text(
        "Функция «{name}» не на всех путях возвращает значение",
        "`{name}` does not return a value on every way",
    ),
    fix=Text("Вернуть «Неопределено» в конце", "Return `Undefined` at the end"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        (
            "loopsExecutedAtLeastOnce",
            Text(
                "считать, что тело цикла выполняется хотя бы раз",
                "take it that the body of a loop runs at least once",
            ),
        ),
        (
            "ignoreMissingElseOnExit",
            Text(
                "не требовать «Иначе» у последнего условия", "don't ask for an `Else` of the last condition"
            ),
        ),
    ),
    examples=(
        Bad(
            "Функция ⟦Знак⟧(А)\n\tЕсли А > 0 Тогда\n\t\tВозврат 1;\n\tИначеЕсли А < 0 Тогда\n\t\tВозврат -1;\n\tКонецЕсли;\n"
            "КонецФункции\n",
            fixed="Функция Знак(А)\n\tЕсли А > 0 Тогда\n\t\tВозврат 1;\n\tИначеЕсли А < 0 Тогда\n\t\tВозврат -1;\n"
            "\tКонецЕсли;\n\tВозврат Неопределено;\nКонецФункции\n",
        ),
        Bad(
            "Function ⟦F⟧(A)\r\n\tTry\r\n\t\tReturn G(A);\r\n\tExcept\r\n\t\tLog();\r\n\tEndTry;\r\nEndFunction\r\n",
            fixed="Function F(A)\r\n\tTry\r\n\t\tReturn G(A);\r\n\tExcept\r\n\t\tLog();\r\n\tEndTry;\r\n\tReturn Undefined;\r\n"
            "EndFunction\r\n",
            hidden=True,
        ),
        Bad(
            "Функция ⟦Ф⟧(А)\n\tДля Каждого Б Из А Цикл\n\t\tВозврат Б;\n\tКонецЦикла;\nКонецФункции\n",
            parameters={"loopsExecutedAtLeastOnce": False},
            hidden=True,
        ),
        Bad(
            "Функция ⟦Ф⟧(А)\n\tДля Каждого Б Из А Цикл\n\t\tЕсли Б Тогда\n\t\t\tПродолжить;\n\t\tКонецЕсли;\n"
            "\t\tВозврат Б;\n\tКонецЦикла;\nКонецФункции\n",
            hidden=True,
        ),
        Bad(
            "Функция ⟦Ф⟧(А)\n\tПока Истина Цикл\n\t\tЕсли А() Тогда\n\t\t\tПрервать;\n\t\tКонецЕсли;\n\t\tЕсли Б() Тогда\n"
            "\t\t\tВозврат 1;\n\t\tКонецЕсли;\n\tКонецЦикла;\nКонецФункции\n",
            hidden=True,
        ),
        Good(
            'Функция Знак(А)\n\tЕсли А > 0 Тогда\n\t\tВозврат 1;\n\tИначе\n\t\tВызватьИсключение "А";\n\tКонецЕсли;\n'
            "КонецФункции\n"
        ),
        Good("Функция Первый(А)\n\tДля Каждого Б Из А Цикл\n\t\tВозврат Б;\n\tКонецЦикла;\nКонецФункции\n"),
        Good(
            "Функция Ф(А)\n\tЕсли А Тогда\n\t\tВозврат 1;\n\tКонецЕсли;\nКонецФункции\n",
            parameters={"ignoreMissingElseOnExit": True},
            hidden=True,
        ),
        Good(
            "Функция Ф()\n\tПока Истина Цикл\n\t\tЕсли А() Тогда\n\t\t\tВозврат 1;\n\t\tКонецЕсли;\n\tКонецЦикла;\nКонецФункции",
            hidden=True,
        ),
        Good(
            "Функция Ф()\n#Если Сервер Тогда\n\tВозврат 1;\n#Иначе\n\tВозврат 2;\n#КонецЕсли\nКонецФункции\n",
            hidden=True,
        ),
        Good(
            "Функция Ф()\nКонецФункции\n\nПроцедура П()\n\tВозврат;\nКонецПроцедуры\n\nФункция", hidden=True
        ),
    ),
)


@RULE.methods
def check(method: Method, code: Code, parameters: Parameters) -> Found:
    if not method.is_function or method.last is None or "return_statement" not in code.by_kind:
        return
    assume = Assumptions(parameters.loops_executed_at_least_once, parameters.ignore_missing_else_on_exit)
    if comes_through(code.statements, assume):
        text = "Return Undefined;" if method.last.text.isascii() else "Возврат Неопределено;"
        yield RULE.at(method.name, name=method.name.text, fix=lambda: at_end_of_body(method, text, code))
