"""The text of an NStr is put together, so that nobody can translate it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

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
    call_of,
    replace,
)
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.nstr_edits import is_whole
from bsl_pilot.review.code.translations import NSTR, TEMPLATES
from bsl_pilot.text.words import WORD, is_latin

RULE = Rule(
    key="NStrOfExpression",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Текст НСтр собран из частей", "NStr text put together from parts"),
    about=Text(
        "Тексты для перевода собирают по коду, поэтому в НСтр() стоит одна строка целиком. Значение, подставленное внутрь "
        "НСтр(), к тому же испортит текст, если в нём есть апостроф. Подставляйте значения после: СтрШаблон(НСтр(…), …).",
        "Texts for translation are gathered from the code, so NStr() has one whole literal. A value put inside of NStr() also "
        "breaks the text where it has an apostrophe. Put values in afterwards: StrTemplate(NStr(…), …).",
    ),
    fix=Text("Подставить значения после НСтр", "Put the values in after NStr"),
    message=Text(
        "Текст внутри НСтр собирается из частей", "The text inside of NStr is put together from parts"
    ),
    see=("https://its.1c.ru/db/v8std/content/761/hdoc",),
    examples=(
        Bad('А = НСтр(⟦"ru = \'" + Б + "\'"⟧);\n', fixed='А = НСтр("ru = \'" + Б + "\'");\n', hidden=True),
        Bad(
            'А = НСтр(⟦"ru = \'Файл " + Имя + " не найден\'"⟧);\n',
            fixed="А = СтрШаблон(НСтр(\"ru = 'Файл %1 не найден'\"), Имя);\n",
        ),
        Bad(
            "A = nstr(⟦StrTemplate(\"ru = 'Нет %1'\", B)⟧); // a\r\n",
            fixed="A = StrTemplate(nstr(\"ru = 'Нет %1'\"), B); // a\r\n",
        ),
        Bad(
            'A = NStr(⟦"en = \'A " + B.C + "\'; ru = \'Б " + b.c + " " + D(1) + "\'"⟧, E);\n',
            fixed="A = StrTemplate(NStr(\"en = 'A %1'; ru = 'Б %1 %2'\", E), B.C, D(1));\n",
            hidden=True,
        ),
        Bad(
            'А = НСтр(⟦"ru = \'Файл " // а\n\t+ Имя + "\'"⟧);\nБ = НСтр(⟦"ru = \'5 % от " + А + "\'"⟧);\nВ = НСтр(⟦"ru = " + А⟧);\n',
            fixed='А = НСтр("ru = \'Файл " // а\n\t+ Имя + "\'");\nБ = НСтр("ru = \'5 % от " + А + "\'");\nВ = НСтр("ru = " + А);\n',
            hidden=True,
        ),
        Bad('А = НСтр(⟦"ru = \'Файл " + Имя + " не найден\'"⟧);\n'),
        Bad("A = nstr(⟦StrTemplate(\"ru = 'Нет %1'\", B)⟧);\n"),
        Good("А = СтрШаблон(НСтр(\"ru = 'Нет %1'\"), Имя);\nБ = НСтр(Текст);\nВ = НСтр(\"ru = 'а'\") + Б;\n"),
        Good("А = НСтр(Б +", hidden=True),
    ),
)


@RULE.calls(*NSTR)
def check(call: Call, code: Code) -> Found:
    text = call.argument(0)
    if text is None:
        return
    bare = text.bare
    made = bare.kind == "call" and bare.word_of("name") in TEMPLATES
    if (operator(bare) == "+" or made) and any(True for _ in bare.below("string")):
        fix = _around_template if made else _as_template
        yield RULE.at(text, fix=partial(fix, call, bare, code))


def _around_template(call: Call, made: Node, code: Code) -> Edits | None:
    """`НСтр(СтрШаблон("…", А))` turned inside out."""
    inner = call_of(made)
    first = inner.argument(0) if inner is not None else None
    if (
        inner is None
        or inner.list is None
        or first is None
        or first.kind != "string"
        or len(call.arguments) != 1
    ):
        return None
    if any(call.node.below("comment")) or not is_whole(first.text[1:-1]):
        return None
    rest = code.text(first.end, inner.list.end)
    return [replace(call.node, f"{inner.name.text}({call.name.text}({first.text}){rest}")]


_MOST = 10
"""Values that a template takes."""


def _as_template(call: Call, joined: Node, code: Code) -> Edits | None:
    """`НСтр("…" + А + "…")` with a place for each value; those that are the same have one."""
    if code.scene.before(8, 3, 6) or any(call.node.below("comment")) or call.list is None:
        return None
    values: dict[tuple[str, ...], str] = {}
    text = ""
    for one in _operands(joined):
        if one.kind == "string" and one.children:
            return None
        if one.kind == "string":
            text += one.text[1:-1].replace("%", "%%")
        else:
            values.setdefault(one.words, one.text)
            text += f"%{list(values).index(one.words) + 1}"
    if not 0 < len(values) <= _MOST or "%%" in text or not is_whole(text) or not _WORDS.search(text):
        return None
    template = "StrTemplate" if is_latin(call.word) else "СтрШаблон"
    rest = code.text(call.arguments[0].end, call.list.end) if call.arguments[0] is not None else ")"
    return [replace(call.node, f'{template}({call.name.text}("{text}"{rest}, {", ".join(values.values())})')]


_WORDS = re.compile(rf"'[^']*{WORD.pattern}[^']*'")
"""A text with a letter: one of values alone is not translated."""


def _operands(node: Node) -> Iterator[Node]:
    left, right = node.child("left"), node.child("right")
    if operator(node) != "+" or left is None or right is None:
        yield node
        return
    yield from _operands(left)
    yield right
