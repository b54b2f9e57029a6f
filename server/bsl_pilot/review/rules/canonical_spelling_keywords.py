"""A keyword in unusual letter case."""

from __future__ import annotations

import re

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Range, Rank, Rule, Text, replace
from bsl_pilot.syntax.keywords import KEYWORDS
from bsl_pilot.text.words import WORD_BYTES, fold, fold_bytes

RULE = Rule(
    key="CanonicalSpellingKeywords",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Каноническое написание ключевых слов", "Canonical spelling of keywords"),
    about=Text(
        "Ключевые слова, директивы и инструкции препроцессора пишутся так, как их пишет конфигуратор: «КонецЕсли», а "
        "не «конецесли». Логические операторы могут быть и прописными буквами: «И», «ИЛИ», «НЕ»; «каждого» — строчными.",
        "Keywords, compilation directives and preprocessor instructions are written as the platform writes them: "
        "`EndIf`, not `endif`. Logical operators may be in capitals, too: `AND`, `OR`, `NOT`; `each` in small letters.",
    ),
    message=Text("Пишите «{canonical}», а не «{word}»", "Write `{canonical}` instead of `{word}`"),
    fix=Text("Написать «{canonical}»", "Write `{canonical}`"),
    see=("https://its.1c.ru/db/v8std/content/441/hdoc",),
    examples=(
        Bad(
            "⟦ЕСЛИ⟧ А ⟦тогда⟧\n\tБ();\nКонецЕсли;\n",
            fixed="Если А Тогда\n\tБ();\nКонецЕсли;\n",
        ),
        Bad(
            "⟦function⟧ Price() ⟦EXPORT⟧\n\treturn_ = ⟦undefined⟧;\n\t⟦return⟧ Not True;\n⟦endfunction⟧\n",
            fixed="Function Price() Export\n\treturn_ = Undefined;\n\tReturn Not True;\nEndFunction\n",
        ),
        Good(
            "Для каждого Строка Из Таблица Цикл\n\tПродолжить;\nКонецЦикла;\nЕсли НЕ А ИЛИ Б = NULL Тогда\nКонецЕсли;\n"
        ),
        Bad(
            "#⟦ОБЛАСТЬ⟧ А\n#Если Сервер ⟦или⟧ Клиент ⟦ТОГДА⟧\n&⟦НаКЛиенте⟧\nПроцедура А()\nКонецПроцедуры\n#КонецЕсли\n#КонецОбласти\n",
            fixed="#Область А\n#Если Сервер Или Клиент Тогда\n&НаКлиенте\nПроцедура А()\nКонецПроцедуры\n#КонецЕсли\n"
            "#КонецОбласти\n",
            hidden=True,
        ),
        Bad("А = ⟦нОВый⟧ Запрос;\r\n⟦если⟧", fixed="А = Новый Запрос;\r\nЕсли", hidden=True),
        Good(
            'А = Запрос.выполнить();\nБ = Запрос.ЕСЛИ; // если\nВ = "если";\n&Вместо("А")\nПроцедура Б()\nКонецПроцедуры\n',
            hidden=True,
        ),
        Good(
            "#Область если_тогда\n#КонецОбласти\n#Если Сервер Тогда // если тогда\n#КонецЕсли\n", hidden=True
        ),
    ),
)
_ALSO = {
    "each": ("каждого", "each"),
    "and": ("AND",),
    "or": ("ИЛИ", "OR"),
    "not": ("НЕ", "NOT"),
    "null": ("NULL",),
}
_RIGHT = {
    one.kind: frozenset(word.encode() for word in (one.ru, one.en, *_ALSO.get(one.kind, ())))
    for one in KEYWORDS
}
_CANONICAL = {fold(word): word for one in KEYWORDS for word in (one.ru, one.en)}
_INSTRUCTIONS = {
    fold(word): word
    for word in (
        *("Если", "If", "ИначеЕсли", "ElsIf", "Иначе", "Else", "КонецЕсли", "EndIf", "Область", "Region"),
        *(
            "КонецОбласти",
            "EndRegion",
            "Вставка",
            "Insert",
            "КонецВставки",
            "EndInsert",
            "Удаление",
            "Delete",
        ),
        *("КонецУдаления", "EndDelete"),
    )
}
_OPERATORS = {fold(word): word for word in ("Тогда", "Then", "И", "And", "Или", "Or", "Не", "Not")}
_DIRECTIVES = {
    fold(word): word
    for word in (
        *("НаКлиенте", "AtClient", "НаСервере", "AtServer", "НаСервереБезКонтекста", "AtServerNoContext"),
        *("НаКлиентеНаСервере", "AtClientAtServer"),
        *("НаКлиентеНаСервереБезКонтекста", "AtClientAtServerNoContext"),
        *("Перед", "Before", "После", "After", "Вместо", "Around", "ИзменениеИКонтроль", "ChangeAndValidate"),
    )
}
_RIGHT_OPERATORS = frozenset((*_OPERATORS.values(), *(word for words in _ALSO.values() for word in words)))
_WORD = re.compile(WORD_BYTES)


@RULE.pieces
def check(code: Code) -> Found:
    data = code.data
    for kind, nodes in code.by_kind.items():
        right = _RIGHT.get(kind)
        if right is None or right.issuperset([data[one.start : one.end] for one in nodes]):
            continue
        for one in nodes:
            if not one.children and data[one.start : one.end] not in right and one.end > one.start:
                yield from _found(one, one.text, _CANONICAL.get(one.word))


@RULE.nodes(
    "preproc_region",
    "preproc_endregion",
    "preproc_if",
    "preproc_elsif",
    "preproc_else",
    "preproc_endif",
    "preproc_insert",
)
def check_instruction(node: Node, code: Code) -> Found:
    text = code.data[node.start : node.end].partition(b"//")[0]
    first, *rest = _WORD.finditer(text)
    yield from _spelling(first, node, _INSTRUCTIONS, ())
    for match in rest if node.kind in ("preproc_if", "preproc_elsif") else ():
        yield from _spelling(match, node, _OPERATORS, _RIGHT_OPERATORS)


def _spelling(
    match: re.Match[bytes], node: Node, known: dict[str, str], also: frozenset[str] | tuple[str, ...]
) -> Found:
    word = match.group().decode("utf-8", "replace")
    canonical = known.get(fold_bytes(match.group()))
    if word != canonical and word not in also:
        place = Range(node.start + match.start(), node.start + match.end())
        yield from _found(place, word, canonical)


@RULE.nodes("annotation")
def check_directive(node: Node, _code: Code) -> Found:
    name = node.child("name")
    if name is not None and _DIRECTIVES.get(name.word, name.text) != name.text:
        yield from _found(name, name.text, _DIRECTIVES[name.word])


def _found(place: Range | Node, word: str, canonical: str | None) -> Found:
    if canonical is not None:
        yield RULE.at(place, word=word, canonical=canonical, fix=lambda: [replace(place, canonical)])
