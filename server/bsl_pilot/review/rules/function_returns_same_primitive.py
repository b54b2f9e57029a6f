"""Every `Возврат` of a function gives the same constant."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Node, Rank, Rule, Text, reason
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    skip_attachable: bool = True
    case_sensitive_for_string: bool = False


RULE = Rule(
    key="FunctionReturnsSamePrimitive",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Функция всегда возвращает одно и то же", "The function always returns the same"),
    about=Text(
        "Все операторы «Возврат» дают одно и то же значение: в какой-то ветке перепутали результат, или это должна быть "
        "процедура.",
        "All `Return` statements give the same value: one branch has the wrong result, or it should be a procedure.",
    ),
    message=Text(
        "Функция «{name}» всегда возвращает {value}", "The function `{name}` always returns {value}"
    ),
    parameters=Parameters,
    parameter_docs=(
        ("skipAttachable", Text("не проверять подключаемые методы", "skip attachable methods")),
        (
            "caseSensitiveForString",
            Text("различать регистр букв в строках", "tell letter case in strings apart"),
        ),
    ),
    examples=(
        Bad(
            "Функция ⟦Готово⟧(А)\n\tЕсли А Тогда\n\t\tВозврат Истина;\n\tКонецЕсли;\n\tВозврат ИСТИНА;\nКонецФункции\n"
        ),
        Bad(
            'Function ⟦F⟧(A)\n\tIf A Then\n\t\tReturn "Yes";\n\tEndIf;\n\tReturn ("yes");\nEndFunction\n',
            hidden=True,
        ),
        Bad(
            "Функция ⟦Ф⟧(А)\n\tЕсли А Тогда\n\t\tВозврат -1;\n\tКонецЕсли;\n\tВозврат - 1;\nКонецФункции\n",
            hidden=True,
        ),
        Good(
            "Функция Ф(А)\n\tЕсли А Тогда\n\t\tВозврат Истина;\n\tКонецЕсли;\n\tВозврат Ложь;\nКонецФункции\n"
        ),
        Good("Функция Одна()\n\tВозврат 1;\nКонецФункции\n"),
        Good(
            'Функция Ф(А)\n\tЕсли А Тогда\n\t\tВозврат "Да";\n\tКонецЕсли;\n\tВозврат "да";\nКонецФункции\n',
            parameters={"caseSensitiveForString": True},
            hidden=True,
        ),
        Good(
            "Функция Подключаемый_Ф(А)\n\tЕсли А Тогда\n\t\tВозврат 1;\n\tКонецЕсли;\n\tВозврат 1;\nКонецФункции\n",
            hidden=True,
        ),
        Good(
            "Функция Ф(А)\n\tЕсли А Тогда\n\t\tВозврат Б;\n\tКонецЕсли;\n\tВозврат Б;\nКонецФункции\n",
            hidden=True,
        ),
    ),
)
_PRIMITIVES = frozenset({"number", "string", "date", "boolean", "undefined", "null"})
_ATTACHABLE = ("подключаемый_", "attachable_")
_HERE = Text("Возврат", "Return")


@RULE.methods
def check(method: Method, code: Code, parameters: Parameters) -> Found:
    returns = code.of("return_statement")
    if not method.is_function or len(returns) < 2:
        return
    if parameters.skip_attachable and method.word.startswith(_ATTACHABLE):
        return
    values = {_value(one.child("value"), parameters.case_sensitive_for_string) for one in returns}
    first = returns[0].child("value")
    if len(values) == 1 and None not in values and first is not None:
        reasons = [reason(one, _HERE) for one in returns]
        yield RULE.at(method.name, name=method.name.text, value=first.text, reasons=reasons)


def _value(node: Node | None, exact: bool) -> str | None:
    """A primitive so that equal ones are equal; None for anything else."""
    bare = node.bare if node is not None else None
    if bare is None:
        return None
    number = bare.child("operand") if bare.kind == "unary" else bare
    if number is None or number.kind not in _PRIMITIVES or (number is not bare and number.kind != "number"):
        return None
    text = "".join(bare.text.split()) if number is not bare else bare.text
    return text if exact and bare.kind == "string" else fold(text)
