"""Too many values in the constructor of a structure."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.edits import indent_of, line_end, line_start
from bsl_pilot.text.words import is_name


@dataclass(frozen=True, slots=True)
class Parameters:
    max_values_count: int = 3


RULE = Rule(
    key="NumberOfValuesInStructureConstructor",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=10,
    title=Text("Много значений в конструкторе структуры", "Too many values in a structure's constructor"),
    about=Text(
        "Какое значение к какому ключу относится, приходится считать по запятым. Добавляйте значения методом «Вставить».",
        "Which value belongs to which key must be counted by commas. Add the values with `Insert`.",
    ),
    message=Text(
        "Значений в конструкторе структуры: {count}, больше {limit}",
        "The structure's constructor has {count} values, more than {limit}",
    ),
    fix=Text("Добавить значения методом «Вставить»", "Add the values with `Insert`"),
    parameters=Parameters,
    parameter_docs=(("maxValuesCount", Text("наибольшее число значений", "the greatest number of values")),),
    see=("https://its.1c.ru/db/v8std/content/693/hdoc",),
    examples=(
        Bad(
            'Процедура П()\n\tОтбор = ⟦Новый Структура("А, Б,В, Г", 1, Ложь, Х.У(1), )⟧;\nКонецПроцедуры\n',
            fixed='Процедура П()\n\tОтбор = Новый Структура;\n\tОтбор.Вставить("А", 1);\n\tОтбор.Вставить("Б", Ложь);\n'
            '\tОтбор.Вставить("В", Х.У(1));\n\tОтбор.Вставить("Г", Неопределено);\nКонецПроцедуры\n',
        ),
        Bad(
            'A.B = ⟦New structure("C,D", 1,\r\n\t2)⟧;\r\n',
            fixed='A.B = New structure;\r\nA.B.Insert("C", 1);\r\nA.B.Insert("D", 2);\r\n',
            parameters={"maxValuesCount": 1},
            hidden=True,
        ),
        Bad('А = ⟦Новый Структура("Б,В,Г,Д", А, 1, 2, 3)⟧;', hidden=True),
        Bad('Б(⟦Новый ФиксированнаяСтруктура("Б,В,Г,Д", 1, 2, 3, 4)⟧);', hidden=True),
        Bad("А = ⟦Новый Структура(Ключи, 1, 2, 3, 4)⟧;", hidden=True),
        Good('Отбор = Новый Структура("А, Б, В, Г", 1, 2, 3);\n'),
        Good('А = Новый Структура("А,Б,В,Г", 1, 2, 3', hidden=True),
    ),
)


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def check(call: Call, code: Code, parameters: Parameters) -> Found:
    count = len(call.arguments) - 1
    if count > parameters.max_values_count:
        yield RULE.at(call.node, count=count, limit=parameters.max_values_count, fix=lambda: _fix(call, code))


def _fix(call: Call, code: Code) -> Edits | None:
    statement = call.node.parent
    left = statement.child("left") if statement is not None and statement.kind == "assignment" else None
    keys = _keys(call.arguments[0])
    values = call.arguments[1:]
    if (
        statement is None
        or left is None
        or len(keys) != len(values)
        or call.word not in ("структура", "structure")
    ):
        return None
    if any(left.below("call", "method_call", "index_access", "comment")) or any(call.node.below("comment")):
        return None
    if (
        code.data[line_start(statement.start, code) : statement.start].strip()
        or code.statement_end(statement) == statement.end
    ):
        return None
    target = next(left.below("identifier")).word
    if any(one.word == target for value in values if value is not None for one in value.below("identifier")):
        return None
    return [replace(statement, _inserting(call, left, dict(zip(keys, values, strict=True)), code))]


def _inserting(call: Call, left: Node, values: dict[str, Node | None], code: Code) -> str:
    english = call.word.isascii()
    insert, nothing = ("Insert", "Undefined") if english else ("Вставить", "Неопределено")
    between = f";{line_end(code)}{indent_of(left.start, code)}"
    texts = ((key, value.text if value is not None else nothing) for key, value in values.items())
    inserted = [f'{left.text}.{insert}("{key}", {value})' for key, value in texts]
    return between.join([f"{left.text} = {code.text(call.node.start, call.name.end)}", *inserted])


def _keys(first: Node | None) -> list[str]:
    """The keys of a literal, without repetitions; none where it is something else."""
    if first is None or first.kind != "string" or first.children:
        return []
    keys = [one.strip() for one in first.text[1:-1].split(",")]
    return keys if all(map(is_name, keys)) and len(set(keys)) == len(keys) else []
