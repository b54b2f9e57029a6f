"""A translated text begins or ends with blanks."""

from __future__ import annotations

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
    Range,
    Rank,
    Rule,
    Text,
    delete,
    insert,
)
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.nstr import shape_of
from bsl_pilot.review.code.translations import NSTR

RULE = Rule(
    key="NStrOuterBlanks",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=3,
    language=For.BSL,
    title=Text("Пробелы по краям текста НСтр", "Blanks at the ends of an NStr text"),
    about=Text(
        "Пробел в начале или в конце значит, что текст склеивается с другим: переводчик его не увидит и потеряет, а порядок "
        "слов в другом языке иной. Напишите всю фразу в одном тексте с %1 и подставьте значения через СтрШаблон().",
        "A blank at the beginning or end means that the text is glued to another: a translator does not see it and loses it, "
        "and other languages have another order of words. Write the whole phrase in one text with %1 and put the values in "
        "with StrTemplate().",
    ),
    fix=Text("Вынести пробелы из текста", "Put the blanks outside of the text"),
    message=Text("Текст начинается или кончается пробелом", "The text begins or ends with a blank"),
    see=("https://its.1c.ru/db/v8std/content/761/hdoc",),
    examples=(
        Bad(
            "А = НСтр(\"ru = 'Не найден файл⟦ ⟧'\") + ИмяФайла;\n",
            fixed='А = НСтр("ru = \'Не найден файл\'") + " " + ИмяФайла;\n',
        ),
        Bad(
            "A = B + NStr(\"ru = '⟦ ⟧да⟦ ⟧'; en = '⟦ ⟧yes⟦ ⟧'\"); // c\r\n",
            fixed='A = B + " " + NStr("ru = \'да\'; en = \'yes\'") + " "; // c\r\n',
            hidden=True,
        ),
        Bad(
            "А = НСтр(\"ru = '⟦ ⟧да'; en = 'yes'\");\nЕсли НСтр(\"ru = '⟦ ⟧да'\") = Б Тогда\nКонецЕсли;\n",
            fixed="А = НСтр(\"ru = ' да'; en = 'yes'\");\nЕсли НСтр(\"ru = ' да'\") = Б Тогда\nКонецЕсли;\n",
            hidden=True,
        ),
        Bad("А = НСтр(\"ru = 'Не найден файл⟦ ⟧'\") + ИмяФайла;\n"),
        Bad("A = NStr(\"ru = '⟦  ⟧да'; en = 'yes⟦\t⟧'\");\n"),
        Good(
            "А = НСтр(\"ru = 'Не найден %1'; en = ''\");\nБ = НСтр(\"ru = ' '\");\nВ = НСтр(\"ru = 'а\n\t| б\n\t|'\");\n"
        ),
        Good("А = НСтр(\"ru = 'а ", hidden=True),
    ),
)
_BLANKS = b" \t"


@RULE.calls(*NSTR)
def check(call: Call, code: Code) -> Found:
    literal = call.argument(0)
    if literal is None or literal.kind != "string":
        return
    texts = shape_of(literal).texts
    for start, end in texts:
        text = code.data[start:end]
        if not text.strip():
            continue
        first = len(text) - len(text.lstrip(_BLANKS))
        last = len(text.rstrip(_BLANKS))
        if first:
            fix = partial(_before, call, texts, text[:first], code)
            yield RULE.at(Range(start, start + first), fix=fix)
        if last < len(text) and text[last - 1 : last] != b"|":
            yield RULE.at(Range(start + last, end), fix=partial(_behind, call, texts, text[last:], code))


Texts = tuple[tuple[int, int], ...]


def _before(call: Call, texts: Texts, blanks: bytes, code: Code) -> Edits | None:
    """The blanks before the call, where the texts of all languages begin with them."""
    size = len(blanks)
    if not _is_joinable(call) or any(code.data[start : start + size] != blanks for start, _ in texts):
        return None
    taken = [delete(start, start + size) for start, _ in texts]
    return [insert(call.node.start, f'"{blanks.decode()}" + '), *taken]


def _behind(call: Call, texts: Texts, blanks: bytes, code: Code) -> Edits | None:
    """The blanks behind the call, where the texts of all languages end with them."""
    size = len(blanks)
    if not _is_joinable(call) or any(code.data[end - size : end] != blanks for _, end in texts):
        return None
    return [*(delete(end - size, end) for _, end in texts), insert(call.node.end, f' + "{blanks.decode()}"')]


def _is_joinable(call: Call) -> bool:
    """Whether a sum may stand in the place of the call."""
    around = call.node.parent
    if around is None or len(call.arguments) != 1:
        return False
    if around.kind == "binary":
        return operator(around) == "+"
    return around.kind in ("assignment", "arguments", "return_statement", "parenthesized")
