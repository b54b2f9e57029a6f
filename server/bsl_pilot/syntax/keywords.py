"""The reserved words of BSL in both languages, under the names that the grammar gives to their nodes."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.text.words import fold


class Keyword(NamedTuple):
    """One reserved word: the grammar's node type and its canonical Russian and English spelling."""

    kind: str
    ru: str
    en: str


KEYWORDS: tuple[Keyword, ...] = (
    Keyword("if", "Если", "If"),
    Keyword("then", "Тогда", "Then"),
    Keyword("elsif", "ИначеЕсли", "ElsIf"),
    Keyword("else", "Иначе", "Else"),
    Keyword("endif", "КонецЕсли", "EndIf"),
    Keyword("for", "Для", "For"),
    Keyword("each", "Каждого", "Each"),
    Keyword("in", "Из", "In"),
    Keyword("to", "По", "To"),
    Keyword("while", "Пока", "While"),
    Keyword("do", "Цикл", "Do"),
    Keyword("enddo", "КонецЦикла", "EndDo"),
    Keyword("goto", "Перейти", "Goto"),
    Keyword("return", "Возврат", "Return"),
    Keyword("break", "Прервать", "Break"),
    Keyword("continue", "Продолжить", "Continue"),
    Keyword("procedure", "Процедура", "Procedure"),
    Keyword("function", "Функция", "Function"),
    Keyword("endprocedure", "КонецПроцедуры", "EndProcedure"),
    Keyword("endfunction", "КонецФункции", "EndFunction"),
    Keyword("var", "Перем", "Var"),
    Keyword("export", "Экспорт", "Export"),
    Keyword("val", "Знач", "Val"),
    Keyword("new", "Новый", "New"),
    Keyword("true", "Истина", "True"),
    Keyword("false", "Ложь", "False"),
    Keyword("undefined", "Неопределено", "Undefined"),
    Keyword("null", "Null", "Null"),
    Keyword("try", "Попытка", "Try"),
    Keyword("except", "Исключение", "Except"),
    Keyword("endtry", "КонецПопытки", "EndTry"),
    Keyword("raise", "ВызватьИсключение", "Raise"),
    Keyword("and", "И", "And"),
    Keyword("or", "Или", "Or"),
    Keyword("not", "Не", "Not"),
    Keyword("execute", "Выполнить", "Execute"),
    Keyword("addhandler", "ДобавитьОбработчик", "AddHandler"),
    Keyword("removehandler", "УдалитьОбработчик", "RemoveHandler"),
    Keyword("async", "Асинх", "Async"),
    Keyword("await", "Ждать", "Await"),
)

BY_KIND: dict[str, Keyword] = {keyword.kind: keyword for keyword in KEYWORDS}

KIND_OF_WORD: dict[str, str] = {
    fold(word): keyword.kind for keyword in KEYWORDS for word in (keyword.ru, keyword.en)
}
"""Node type of a folded word; words that are not here are names."""

CLOSERS: dict[str, str] = {
    "if": "endif",
    "for": "enddo",
    "while": "enddo",
    "try": "endtry",
    "procedure": "endprocedure",
    "function": "endfunction",
}
"""The keyword that closes the block which a keyword opens."""

OPENERS: dict[str, tuple[str, ...]] = {
    closer: tuple(opener for opener, its in CLOSERS.items() if its == closer) for closer in CLOSERS.values()
}
"""The keywords that open what a keyword closes."""

MIDDLES: dict[str, str] = {"elsif": "if", "else": "if", "except": "try"}
"""Keywords that part a block, with the opener they belong to."""

SOFT_KINDS = frozenset({"async", "await", "addhandler", "removehandler"})
"""Keywords that real code also uses as names."""


def spelling(kind: str, *, russian: bool) -> str:
    """Canonical spelling of a keyword."""
    keyword = BY_KIND[kind]
    return keyword.ru if russian else keyword.en
