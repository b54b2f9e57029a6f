"""Keywords of the query language that completion offers, in Russian and English, by where they may stand.

Functions and tables are in the catalogue (``types.catalogue.query``).
"""

from __future__ import annotations

Pair = tuple[str, str]

KINDS: dict[str, str] = {
    "выбрать": "select", "select": "select",
    "поместить": "into", "into": "into", "добавить": "into", "add": "into",
    "уничтожить": "drop", "drop": "drop",
    "из": "from", "from": "from",
    "где": "where", "where": "where",
    "сгруппировать": "group", "group": "group",
    "имеющие": "having", "having": "having",
    "объединить": "union", "union": "union",
    "упорядочить": "order", "order": "order",
    "итоги": "totals", "totals": "totals",
    "индексировать": "index", "index": "index",
    "автоупорядочивание": "autoorder", "autoorder": "autoorder",
    "соединение": "join", "join": "join",
    "левое": "side", "left": "side", "правое": "side", "right": "side", "полное": "side", "full": "side",
    "внутреннее": "side", "inner": "side", "внешнее": "side", "outer": "side",
    "по": "by", "by": "by", "on": "by",
    "как": "as", "as": "as",
    "выбор": "case", "case": "case", "когда": "when", "when": "when", "тогда": "then", "then": "then",
    "иначе": "else", "else": "else", "конец": "end", "end": "end",
    "и": "and", "and": "and", "или": "or", "or": "or", "не": "not", "not": "not",
    "в": "in", "in": "in", "между": "between", "between": "between", "подобно": "like", "like": "like",
    "есть": "is", "is": "is", "ссылка": "name", "null": "null",
    "истина": "literal", "true": "literal", "ложь": "literal", "false": "literal",
    "неопределено": "literal", "undefined": "literal",
    "разрешенные": "modifier", "allowed": "modifier", "различные": "modifier", "distinct": "modifier",
    "первые": "top", "top": "top", "все": "all", "all": "all",
    "возр": "sorted", "asc": "sorted", "убыв": "sorted", "desc": "sorted",
    "выразить": "cast", "cast": "cast", "общие": "overall", "overall": "overall",
}  # fmt: skip
"""Kind of a folded word; words that are not here are names."""

START: tuple[Pair, ...] = (("ВЫБРАТЬ", "SELECT"), ("УНИЧТОЖИТЬ", "DROP"))
AFTER_SELECT: tuple[Pair, ...] = (("РАЗРЕШЕННЫЕ", "ALLOWED"), ("РАЗЛИЧНЫЕ", "DISTINCT"), ("ПЕРВЫЕ", "TOP"))
AFTER_UNION: tuple[Pair, ...] = (("ВСЕ", "ALL"), ("ВЫБРАТЬ", "SELECT"))
BY: Pair = ("ПО", "BY")
ON: Pair = ("ПО", "ON")
AS: Pair = ("КАК", "AS")
JOIN: Pair = ("СОЕДИНЕНИЕ", "JOIN")
OUTER: Pair = ("ВНЕШНЕЕ", "OUTER")

OPERANDS: tuple[Pair, ...] = (
    ("ВЫБОР", "CASE"),
    ("НЕ", "NOT"),
    ("ИСТИНА", "TRUE"),
    ("ЛОЖЬ", "FALSE"),
    ("НЕОПРЕДЕЛЕНО", "UNDEFINED"),
    ("NULL", "NULL"),
)
OPERATORS: tuple[Pair, ...] = (
    ("И", "AND"),
    ("ИЛИ", "OR"),
    ("В", "IN"),
    ("В ИЕРАРХИИ", "IN HIERARCHY"),
    ("НЕ В", "NOT IN"),
    ("МЕЖДУ", "BETWEEN"),
    ("ПОДОБНО", "LIKE"),
    ("ЕСТЬ NULL", "IS NULL"),
    ("ЕСТЬ НЕ NULL", "IS NOT NULL"),
    ("ССЫЛКА", "REFS"),
)
CASE: dict[str, tuple[Pair, ...]] = {
    "case": (("КОГДА", "WHEN"),),
    "when": (("ТОГДА", "THEN"),),
    "then": (("КОГДА", "WHEN"), ("ИНАЧЕ", "ELSE"), ("КОНЕЦ", "END")),
    "else": (("КОНЕЦ", "END"),),
}
"""What goes on with a ``ВЫБОР``, by its last keyword."""

JOINS: tuple[Pair, ...] = (
    ("ЛЕВОЕ СОЕДИНЕНИЕ", "LEFT JOIN"),
    ("ВНУТРЕННЕЕ СОЕДИНЕНИЕ", "INNER JOIN"),
    ("ПРАВОЕ СОЕДИНЕНИЕ", "RIGHT JOIN"),
    ("ПОЛНОЕ СОЕДИНЕНИЕ", "FULL JOIN"),
)
_WHERE: Pair = ("ГДЕ", "WHERE")
_GROUP: Pair = ("СГРУППИРОВАТЬ ПО", "GROUP BY")
_HAVING: Pair = ("ИМЕЮЩИЕ", "HAVING")
_UPDATE: Pair = ("ДЛЯ ИЗМЕНЕНИЯ", "FOR UPDATE")
_UNION: tuple[Pair, ...] = (("ОБЪЕДИНИТЬ ВСЕ", "UNION ALL"), ("ОБЪЕДИНИТЬ", "UNION"))
_LAST: tuple[Pair, ...] = (
    ("УПОРЯДОЧИТЬ ПО", "ORDER BY"),
    ("АВТОУПОРЯДОЧИВАНИЕ", "AUTOORDER"),
    ("ИТОГИ", "TOTALS"),
    ("ИНДЕКСИРОВАТЬ ПО", "INDEX BY"),
)
_AFTER_SOURCES = (_GROUP, _HAVING, _UPDATE, *_UNION, *_LAST)

NEXT: dict[str, tuple[Pair, ...]] = {
    "select": (AS, ("ИЗ", "FROM"), ("ПОМЕСТИТЬ", "INTO"), ("ДОБАВИТЬ", "ADD"), *_UNION),
    "into": (("ИЗ", "FROM"), ("ИНДЕКСИРОВАТЬ ПО", "INDEX BY")),
    "from": (AS, *JOINS, _WHERE, *_AFTER_SOURCES),
    "on": (*JOINS, _WHERE, *_AFTER_SOURCES),
    "where": _AFTER_SOURCES,
    "group": (_HAVING, _UPDATE, *_UNION, *_LAST),
    "having": (_UPDATE, *_UNION, *_LAST),
    "order": (("ВОЗР", "ASC"), ("УБЫВ", "DESC"), ("ИЕРАРХИЯ", "HIERARCHY"), *_LAST[1:]),
    "totals": (BY, AS, ("ИЕРАРХИЯ", "HIERARCHY"), ("ТОЛЬКО ИЕРАРХИЯ", "ONLY HIERARCHY"), ("ПЕРИОДАМИ", "PERIODS")),
    "index": (),
    "autoorder": _LAST[2:],
}  # fmt: skip
"""Keywords that may follow a complete operand or source, by the clause."""
