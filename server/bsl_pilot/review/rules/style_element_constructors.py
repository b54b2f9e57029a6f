"""A colour, font or border is made in code."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="StyleElementConstructors",
    kind=Kind.ERROR,
    rank=Rank.MINOR,
    minutes=5,
    language=For.BSL,
    title=Text("Оформление без элементов стиля", "Look without style elements"),
    about=Text(
        "Цвет, шрифт или рамка, заданные в коде, не меняются вместе со стилем: в другой теме текст может оказаться "
        "не виден. Заведите элемент стиля и берите его из ЦветаСтиля, ШрифтыСтиля, РамкиСтиля.",
        "A colour, font or border made in code does not change with the style: in another theme the text may be "
        "unreadable. Make a style element and take it from StyleColors, StyleFonts, StyleBorders.",
    ),
    message=Text("Вместо «Новый {name}» нужен элемент стиля", "A style element instead of `New {name}`"),
    see=("https://its.1c.ru/db/v8std/content/667/hdoc",),
    examples=(
        Bad("Элементы.Итог.ЦветТекста = ⟦Новый Цвет(255, 0, 0)⟧;\nШ = ⟦Новый Шрифт(, 10, Истина)⟧;\n"),
        Bad("Items.Total.TextColor = ⟦New Color(0, 0, 0)⟧;\nB = ⟦New Border(BorderType, 1)⟧;\n"),
        Good(
            "Элементы.Итог.ЦветТекста = ЦветаСтиля.ОтрицательныйИтог;\nЭлементы.Итог.ЦветФона = Новый Цвет;\n"
        ),
    ),
)


@RULE.created("Цвет", "Color", "Шрифт", "Font", "Рамка", "Border")
def check(call: Call, _code: Code) -> Found:
    if call.arguments:  # without any it stands for "as the platform chooses"
        yield RULE.at(call.node, name=call.name.text)
