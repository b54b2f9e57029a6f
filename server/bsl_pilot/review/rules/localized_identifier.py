"""A text that depends on the user's language decides what the program does."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.nstr import shape_of
from bsl_pilot.review.code.structure_keys import STRUCTURES, is_structure
from bsl_pilot.review.code.translations import NSTR

RULE = Rule(
    key="LocalizedIdentifier",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("Локализуемый текст вместо идентификатора", "Translated text in place of an identifier"),
    about=Text(
        "НСтр() без кода языка даёт текст на языке пользователя. Сравнивать с ним и называть им ключи структуры нельзя: у "
        "пользователя с другим языком условие не выполнится, а ключа не будет. Используйте строку без перевода.",
        "NStr() without a language code gives a text in the user's language. It must not be compared with, nor name keys of "
        "a structure: for a user of another language the condition does not hold and the key is not there. Use a literal "
        "that is not translated.",
    ),
    fix=Text("Заменить строкой без перевода", "Replace by a literal that is not translated"),
    fix_is_safe=False,
    message=Text("Текст зависит от языка пользователя", "The text depends on the user's language"),
    see=("https://its.1c.ru/db/v8std/content/764/hdoc",),
    examples=(
        Bad(
            "Если Состояние = ⟦НСтр(\"ru = 'Закрыт'\")⟧ Тогда\n\tА();\nКонецЕсли;\n",
            fixed='Если Состояние = "Закрыт" Тогда\n\tА();\nКонецЕсли;\n',
        ),
        Bad(
            "A = New Structure(⟦NStr(\"en = 'It''s'; ru = 'It''s'\")⟧, 2);\r\nB = C = ⟦NStr(\"en = 'a'; ru = 'б'\")⟧; // b\r\n",
            fixed="A = New Structure(\"It's\", 2);\r\nB = C = NStr(\"en = 'a'; ru = 'б'\"); // b\r\n",
            hidden=True,
        ),
        Bad("Если Состояние = ⟦НСтр(\"ru = 'Закрыт'; en = 'Closed'\")⟧ Тогда\n\tА();\nКонецЕсли;\n"),
        Bad(
            "A = New Structure;\nA.Insert(⟦NStr(\"en = 'Key'\")⟧, 1);\nB = New Structure(⟦NStr(\"en = 'C'\")⟧, 2);\n"
        ),
        Good(
            "А = НСтр(\"ru = 'Да'\");\nЕсли Событие = НСтр(\"ru = 'Запуск'\", КодОсновногоЯзыка) Тогда\nКонецЕсли;\n"
            "Список.Вставить(НСтр(\"ru = 'а'\"), 1);\n"
        ),
        Good(
            "Если Реквизит.Синоним <> НСтр(\"ru = 'Ссылка'\") Или НСтр(\"ru = 'Товар'\") = (А.Б.Представление()) Тогда\n\tА();\n"
            "КонецЕсли;\nB = Form.Title = NStr(\"en = 'A'\") And Metadata.Synonym = NStr(\"en = 'B'\");\n",
            hidden=True,
        ),
        Good("Если А = НСтр(", hidden=True),
    ),
)

_TRANSLATED = frozenset({"синоним", "synonym", "представление", "presentation", "заголовок", "title"})
"""Members that give a text in the user's language."""


@RULE.calls(*NSTR)
def check(call: Call, code: Code) -> Found:
    around = call.node.parent
    if around is None or len(call.arguments) != 1:
        return
    if (operator(around) in ("=", "<>") and not _is_translated(call, around)) or (
        around.kind == "arguments" and _names_key(call, code)
    ):
        yield RULE.at(call.node, fix=lambda: _fix(call))


def _is_translated(call: Call, comparison: Node) -> bool:
    """Whether the other side is a text in the user's language, too: a synonym, a presentation, a title."""
    sides = (comparison.child("left"), comparison.child("right"))
    other = next((one for one in sides if one is not None and one.bare is not call.node), None)
    return other is not None and other.bare.word_of("name") in _TRANSLATED


def _fix(call: Call) -> Edits | None:
    """The text itself, where it is the same in all languages that there are."""
    literal = call.argument(0)
    shape = shape_of(literal) if literal is not None and literal.kind == "string" else None
    if literal is None or shape is None or shape.broken >= 0 or any(call.node.below("comment")):
        return None
    texts = {literal.data[start:end].decode("utf-8", "replace") for start, end in shape.texts}
    text = texts.pop() if texts else ""
    if texts or not text or "\n" in text or "\r" in text:
        return None
    return [replace(call.node, '"' + text.replace("''", "'") + '"')]


def _names_key(call: Call, code: Code) -> bool:
    arguments = call.node.parent
    owner = arguments.parent if arguments is not None else None
    if arguments is None or owner is None or arguments.named_children[0] is not call.node:
        return False
    if owner.kind == "new_expression":
        return owner.word_of("type") in STRUCTURES
    inserts = owner.kind == "method_call" and owner.word_of("name") in ("вставить", "insert")
    return inserts and is_structure(owner.child("object"), code)
