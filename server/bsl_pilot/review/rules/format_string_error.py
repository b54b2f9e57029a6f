"""A format string that does not do what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Range, Rank, Rule, Text, replace
from bsl_pilot.text.words import WORD, fold

RULE = Rule(
    key="FormatStringError",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Ошибка в форматной строке", "Error in a format string"),
    about=Text(
        "Платформа молча пропускает параметры формата, которых не знает, а в датах различает «ММ» (месяц) и «мм» (минуты): "
        "ошибку замечают, когда в документе уже напечатано «01.30.2024».",
        "The platform silently skips format parameters that it does not know, and in dates `MM` is the month and `mm` the "
        "minutes: the error is seen when a document already says `01.30.2024`.",
    ),
    message=Text("Параметра формата «{name}» нет", "There is no format parameter `{name}`"),
    fix=Text("Исправить формат даты", "Correct the date format"),
    examples=(
        Bad(
            'А = Формат(Дата1, "ДФ=дд.⟦мм⟧.гггг");\nБ = Формат(Сумма, "⟦ЧДС⟧=2; ЧН=0");\n',
        ),
        Bad(
            "A = Format(Date1, \"L=en; DF='yyyy-⟦mm⟧-dd HH:⟦MM⟧:ss'\");\n",
            fixed="A = Format(Date1, \"L=en; DF='yyyy-MM-dd HH:mm:ss'\");\n",
        ),
        Bad(
            'А = Формат(Д, "дф=""дд.⟦мм⟧.гг""");\n', fixed='А = Формат(Д, "дф=""дд.ММ.гг""");\n', hidden=True
        ),
        Good(
            'А = Формат(Д, "ДФ=\'дд.ММ.гггг ЧЧ:мм:сс\'; ДП=нет");\nБ = Формат(С, "ЧЦ=15; ЧДЦ=2; ЧГ=; ЧРД=.");\n'
            'В = Формат(С, Образец);\nГ = Формат(С, "БЛ=Нет; БИ=Да; Л=ru_RU");\n'
        ),
        Bad('А = Формат(Д, "ДФ=⟦ММ⟧:сс");\n', fixed='А = Формат(Д, "ДФ=мм:сс");\n', hidden=True),
        Good('Б = Формат(Д, "ДЛФ=D");\nВ = Формат(, "мм");\nГ = Формат(', hidden=True),
    ),
)
_KNOWN = frozenset(
    {
        *(
            "л",
            "l",
            "чц",
            "nd",
            "чдц",
            "nfd",
            "чс",
            "ns",
            "чрд",
            "nds",
            "чрг",
            "ngs",
            "чн",
            "nz",
            "чвн",
            "nlz",
        ),
        *("чг", "ng", "чо", "nn", "чф", "nf", "дф", "df", "длф", "dlf", "дп", "de", "бл", "bf", "би", "bt"),
    }
)
_PARAMETER = re.compile(rf"""(?:^"|;)\s*({WORD.pattern})\s*=((?:\s*'[^']*'|\s*""(?:(?!"").)*""|[^;'"])*)""")
_MINUTES_FOR_MONTH = re.compile(
    r"(?:дд?|dd?)[./ -](мм|mm)(?![A-Za-zА-яЁё])|(?<![A-Za-zА-яЁё])(мм|mm)[./-](?:гг|yy|дд|dd)|(?:гг|yy)[./-]?(мм|mm)[./-]?(?:дд|dd)"
)
_MONTH_FOR_MINUTES = re.compile(
    r"(?:[чЧhH]):(ММ|MM)(?![A-Za-zА-яЁё])|(?<![A-Za-zА-яЁё])(ММ|MM):(?:сс|ss)(?![A-Za-zА-яЁё])"
)
_SAYS_MINUTES = Text("«{name}» в дате — минуты, а не месяц", "`{name}` in a date are minutes, not the month")
_SAYS_MONTH = Text("«{name}» во времени — месяц, а не минуты", "`{name}` in a time is the month, not minutes")
_OTHER = {"мм": "ММ", "mm": "MM", "ММ": "мм", "MM": "mm"}


@RULE.calls("Формат", "Format")
def check(call: Call, _code: Code) -> Found:
    text = call.argument(1)
    if text is None or text.kind != "string" or "\n" in text.text:
        return
    for match in _PARAMETER.finditer(text.text):
        name = fold(match.group(1))
        if name not in _KNOWN:
            yield RULE.at(_place(text.start, text.text, match.span(1)), name=match.group(1))
        elif name in ("дф", "df"):
            yield from _of_date(text.start, text.text, match.start(2), match.group(2))


def _of_date(base: int, text: str, at: int, value: str) -> Found:
    for start, end, says in _mistakes(value):
        place = _place(base, text, (at + start, at + end))
        wrong = value[start:end]
        yield RULE.at(place, message=says, name=wrong, fix=partial(_fix, place, wrong))


def _fix(place: Range, wrong: str) -> Edits:
    return [replace(place, _OTHER[wrong])]


def _mistakes(value: str) -> Iterator[tuple[int, int, Text]]:
    for pattern, says in ((_MINUTES_FOR_MONTH, _SAYS_MINUTES), (_MONTH_FOR_MINUTES, _SAYS_MONTH)):
        for match in pattern.finditer(value):
            yield *match.span(match.lastindex or 0), says


def _place(base: int, text: str, span: tuple[int, int]) -> Range:
    before = len(text[: span[0]].encode())
    return Range(base + before, base + before + len(text[span[0] : span[1]].encode()))
