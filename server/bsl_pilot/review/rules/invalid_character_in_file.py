"""A dash, blank or minus that only looks like the usual one."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text, replace

RULE = Rule(
    key="InvalidCharacterInFile",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Недопустимые символы", "Invalid characters"),
    about=Text(
        "Неразрывный пробел, длинное тире и подобные символы попадают в модуль из текстовых документов. В коде они "
        "— ошибка, в строках и комментариях мешают поиску и сравнению.",
        "No-break spaces, dashes and the like come into modules from text documents. In code they are an error; in "
        "strings and comments they get in the way of search and comparison.",
    ),
    message=Text("Недопустимый символ U+{number}", "Invalid character U+{number}"),
    fix=Text("Заменить обычным символом", "Replace it with the usual one"),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad('Имя = "А ⟦—⟧ Б"; // итог ⟦–⟧ это\n', fixed='Имя = "А - Б"; // итог - это\n'),
        Bad("Price⟦\u00a0⟧= Cost ⟦\u2212⟧ 1;\n", fixed="Price = Cost - 1;\n"),
        Good('Имя = "А - Б, №1 «да» ё 😀"; // итог\n'),
        Bad("А = 1;⟦\u200b⟧ // ⟦\u00ad⟧да⟦\u2009⟧\r\n", fixed="А = 1; // да \r\n", hidden=True),
        Good("\ufeffА = 1;\n", hidden=True),
    ),
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u200b\u200c\u2060\ufeff"
_USUAL = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_NOTHING, "")}
_LEADS = sorted({one.encode()[:1] for one in _USUAL})
_INVALID = tuple(
    re.compile(
        lead + b"(?:" + b"|".join(one[1:] for one in map(str.encode, _USUAL) if one[:1] == lead) + b")"
    )
    for lead in _LEADS
)
"""One for each first byte: a pattern that begins with a certain byte is looked for many times faster."""


@RULE.module
def check(module: ModuleFacts) -> Found:
    data = module.data
    for match in (match for pattern in _INVALID for match in pattern.finditer(data)):
        char = match.group().decode()
        if match.start() or char != "\ufeff":
            place = Range(*match.span())
            edit = replace(place, _USUAL[char])
            yield RULE.at(place, number=f"{ord(char):04X}", fix=partial(list, (edit,)))
