"""A constructor of a structure names a key twice."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Range,
    Rank,
    Rule,
    Text,
    delete,
    reason,
)
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.code.structure_keys import keys_of
from bsl_pilot.review.edits import is_plain
from bsl_pilot.text.words import fold

RULE = Rule(
    key="StructureDuplicateKey",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Ключ структуры указан дважды", "A key of a structure is named twice"),
    about=Text(
        "Из двух одинаковых ключей в конструкторе останется один, со вторым значением; а если второй должен был зваться "
        "иначе, нужного ключа в структуре не будет.",
        "Of two equal keys in a constructor one stays, with the second value; and where the second was to be called "
        "otherwise, the structure lacks the key that is wanted.",
    ),
    message=Text("Ключ «{name}» уже назван", "The key `{name}` is already named"),
    fix=Text("Убрать повторный ключ", "Remove the second key"),
    fix_is_safe=False,
    examples=(
        Bad('Данные = Новый Структура("Цена, Сумма, ⟦цена⟧", 1, 2, 3);\n'),
        Bad('A = New FixedStructure("A,B,⟦B⟧,⟦a⟧");\n', fixed='A = New FixedStructure("A,B");\n'),
        Bad(
            'А = Новый Структура("А, Б , ⟦а⟧", В.Г, 1, // нет\r\n\tв.г); // да\r\nБ = Новый Структура("А,Б,⟦А⟧", 1, 2, 1);\r\n'
            'В = Новый Структура("А,⟦А⟧", Б(), Б());\r\nГ = Новый Структура("А,⟦А⟧", 1);\r\nД = Новый Структура("Б,А,⟦А⟧", 1);\r\n',
            fixed='А = Новый Структура("А, Б , а", В.Г, 1, // нет\r\n\tв.г); // да\r\nБ = Новый Структура("А,Б", 1, 2);\r\n'
            'В = Новый Структура("А,А", Б(), Б());\r\nГ = Новый Структура("А,А", 1);\r\nД = Новый Структура("Б,А", 1);\r\n',
            hidden=True,
        ),
        Good(
            'А = Новый Структура("Цена, ЦенаВВалюте", 1, 2);\nБ = Новый Структура(Ключи);\nВ = Новый Структура;\n'
        ),
        Bad(
            'А = Новый Структура("А, , Б, , ⟦А⟧");\n',
            fixed='А = Новый Структура("А, , Б, , А");\n',
            note=Text(
                "пустые имена ключей платформа пропускает", "the platform passes over empty names of keys"
            ),
            hidden=True,
        ),
        Good('А = Новый Структура("А\n|, А");\nБ = Новый Структура("', hidden=True),
    ),
)
_FIRST = Text("Первый раз ключ назван здесь", "The key is first named here")


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def check(call: Call, code: Code) -> Found:
    seen: dict[str, tuple[int, Range]] = {}
    before = 0
    keys = list(keys_of(call.argument(0)))
    is_plain_list = all(one.name for one in keys)
    for number, key in enumerate(keys, 1):
        if not key.name:
            continue
        place = Range(key.start, key.end)
        at, first = seen.setdefault(fold(key.name), (number, place))
        if first is not place:
            places = (at, number)
            fix = partial(_fix, call, Range(before, key.end), places, code) if is_plain_list else None
            yield RULE.at(place, name=key.name, reasons=[reason(first, _FIRST)], fix=fix)
        before = key.end


def _fix(call: Call, name: Range, places: tuple[int, int], code: Code) -> Edits | None:
    """Removes the second name, with its value if that is the first one's again."""
    first, second = (call.argument(at) for at in places)
    edits = [delete(name.start, name.end)]
    if first is None and second is None:
        return edits
    if first is None or second is None or first.words != second.words or not is_harmless(first):
        return None
    comma = second.previous
    if comma is None or not is_plain(comma.start, second.end, code):
        return None
    return [*edits, delete(comma.start, second.end)]
