"""The event log is written to, and what matters is left out."""

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
    Node,
    Rank,
    Rule,
    Text,
    insert,
    replace,
)
from bsl_pilot.review.code.error_text import error_in_variable, whole_error
from bsl_pilot.review.edits import put_before
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="UsageWriteLogEvent",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Неполная запись журнала регистрации", "Incomplete entry of the event log"),
    about=Text(
        "По записи без уровня и пояснения ошибку не найти: её не отберёт фильтр, и непонятно, что случилось. В обработчике "
        "исключения нужен подробный текст ошибки: ПодробноеПредставлениеОшибки(ИнформацияОбОшибке()).",
        "An entry without level and comment does not help to find the error: no filter shows it, and nobody sees what "
        "happened. In a handler of exceptions write the whole text: DetailErrorDescription(ErrorInfo()).",
    ),
    fix=Text("Дополнить запись журнала", "Complete the entry"),
    fix_is_safe=False,
    message=Text("Не указаны уровень и комментарий события", "Level and comment of the event are missing"),
    see=(
        "https://its.1c.ru/db/v8std/content/498/hdoc",
        "https://its.1c.ru/db/v8std/content/499/hdoc",
    ),
    examples=(
        Bad(
            "Попытка\n\tА();\nИсключение\n\t⟦ЗаписьЖурналаРегистрации(Событие)⟧;\nКонецПопытки;\n⟦ЗаписьЖурналаРегистрации(Событие, , , , Текст)⟧;\n",
            fixed="Попытка\n\tА();\nИсключение\n\tТекстОшибки = ОбработкаОшибок.ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\n\tЗаписьЖурналаРегистрации(Событие, УровеньЖурналаРегистрации.Ошибка, , , ТекстОшибки);\nКонецПопытки;\nЗаписьЖурналаРегистрации(Событие, УровеньЖурналаРегистрации.Информация, , , Текст);\n",
        ),
        Bad(
            'Попытка\n\tА();\nИсключение\n\t⟦ЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , ОписаниеОшибки())⟧;\n\t⟦ЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , "Не вышло")⟧; // так\nКонецПопытки;\n',
            fixed='Попытка\n\tА();\nИсключение\n\tЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , ОбработкаОшибок.ПодробноеПредставлениеОшибки(ИнформацияОбОшибке()));\n\tТекстОшибки = ОбработкаОшибок.ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\n\tЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , "Не вышло" + Символы.ПС + ТекстОшибки); // так\nКонецПопытки;\n',
            hidden=True,
        ),
        Bad(
            "Try\r\n\tA();\r\nExcept\r\n\t⟦WriteLogEvent(N, , M, D)⟧; // a\r\n\t⟦WriteLogEvent(N, EventLogLevel.Error, , , ErrorProcessing.BriefErrorDescription(ErrorInfo()))⟧;\r\nEndTry;\r\n⟦WriteLogEvent(N, EventLogLevel.Note)⟧;\r\n",
            fixed="Try\r\n\tA();\r\nExcept\r\n\tErrorText = ErrorProcessing.DetailErrorDescription(ErrorInfo());\r\n\tWriteLogEvent(N, EventLogLevel.Error, M, D, ErrorText); // a\r\n\tWriteLogEvent(N, EventLogLevel.Error, , , ErrorProcessing.DetailErrorDescription(ErrorInfo()));\r\nEndTry;\r\nWriteLogEvent(N, EventLogLevel.Note);\r\n",
            hidden=True,
        ),
        Bad("⟦ЗаписьЖурналаРегистрации(Событие)⟧;\n⟦ЗаписьЖурналаРегистрации(Событие, , , , Текст)⟧;\n"),
        Bad(
            "⟦WriteLogEvent(Name, EventLogLevel.Error, , Ref, )⟧;\n⟦WriteLogEvent(Name, EventLogLevel.Note, , Ref)⟧;\n"
        ),
        Bad(
            "Попытка\n\tА();\nИсключение\n\t⟦ЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , ОписаниеОшибки())⟧;\n"
            "КонецПопытки;\n"
        ),
        Bad(
            "Попытка\n\tА();\nИсключение\n\tТекст = КраткоеПредставлениеОшибки(ИнформацияОбОшибке());\n"
            "\t⟦ЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , Текст)⟧;\nКонецПопытки;\n",
            hidden=True,
        ),
        Good(
            "Попытка\n\tА();\nИсключение\n\tТекст = ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\n"
            "\tЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , Итог + Текст);\nКонецПопытки;\n"
            'ЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Информация, , , "Готово");\n'
        ),
        Good(
            "Попытка\n\tА();\nИсключение\n\tИтог.Текст = ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\n"
            "\tЗаписьЖурналаРегистрации(Имя, УровеньЖурналаРегистрации.Ошибка, , , Итог.Текст);\nКонецПопытки;\n",
            hidden=True,
        ),
        Good(
            "Try\n\tA();\nExcept\n\tWriteLogEvent(N, EventLogLevel.Error, , , BriefErrorDescription(ErrorInfo()));\n"
            "\tRaise;\nEndTry;\n",
            hidden=True,
        ),
    ),
)
_NO_LEVEL = Text("Не указан уровень события", "The level of the event is missing")
_NO_COMMENT = Text("Не указан комментарий события", "The comment of the event is missing")
_NO_DETAILS = Text(
    "В комментарии нет подробного текста ошибки", "The comment lacks the whole text of the error"
)
_ERROR = frozenset({"ошибка", "error"})
_DETAILS = frozenset({"подробноепредставлениеошибки", "detailerrordescription"})
_SHORT = frozenset({"краткоепредставлениеошибки", "brieferrordescription"})
_INFO = frozenset({"информацияобошибке", "errorinfo"})
LEVEL, COMMENT = 1, 4


@RULE.calls("ЗаписьЖурналаРегистрации", "WriteLogEvent")
def check(call: Call, code: Code) -> Found:
    level, comment = call.argument(LEVEL), call.argument(COMMENT)
    fix = partial(_filled, call, code)
    if level is None and comment is None:
        yield RULE.at(call.node, fix=fix)
    elif level is None:
        yield RULE.at(call.node, message=_NO_LEVEL, fix=fix)
    elif comment is None:
        yield RULE.at(call.node, message=_NO_COMMENT, fix=fix)
    elif level.word_of("name") in _ERROR and _is_swallowed(call.node) and not _tells(comment, code, set()):
        yield RULE.at(call.node, message=_NO_DETAILS, fix=partial(_with_details, comment, call, code))


def _filled(call: Call, code: Code) -> Edits | None:
    """The level that the platform takes where there is none, in a handler the level and text of an error."""
    if (
        call.list is None
        or any(call.list.below("comment"))
        or not call.arguments
        or call.arguments[0] is None
    ):
        return None
    english = is_latin(call.word)
    handles = _handler(call.node) is not None
    texts = [one.text if one is not None else "" for one in call.arguments]
    texts += [""] * (COMMENT + 1 - len(texts)) if handles else []
    if not texts[COMMENT:] or not (texts[COMMENT] or handles):
        return None  # only its author knows what happened
    level = ("Error" if english else "Ошибка") if handles else ("Information" if english else "Информация")
    texts[LEVEL] = texts[LEVEL] or f"{'EventLogLevel' if english else 'УровеньЖурналаРегистрации'}.{level}"
    made: Edits = []
    if not texts[COMMENT]:
        text, statement = error_in_variable(code, english=english), call.node.parent
        if text is None or statement is None or not call.is_statement:
            return None
        texts[COMMENT] = text[0]
        made = put_before(statement, text[1], code)
    return [*made, replace(call.list, f"({', '.join(texts)})")]


def _with_details(comment: Node, call: Call, code: Code) -> Edits | None:
    """The whole text in place of a short one, else behind what is there."""
    english = is_latin(call.word)
    whole = whole_error(code.scene, english=english)
    short = [one for one in comment.below("call", "method_call") if one.word_of("name") in (*_SHORT, *_OLD)]
    if short:
        return [replace(short[0], whole)]
    if comment.kind == "identifier" or comment.bare is not comment or any(comment.below("comment")):
        return None
    text, statement = error_in_variable(code, english=english), call.node.parent
    if text is None or statement is None or not call.is_statement:
        return None
    added = insert(comment.end, f" + {'Chars.LF' if english else 'Символы.ПС'} + {text[0]}")
    return [*put_before(statement, text[1], code), added]


_OLD = frozenset({"описаниеошибки", "errordescription"})


def _is_swallowed(node: Node) -> bool:
    """Whether the code handles an exception and does not raise it again."""
    handler = _handler(node)
    return handler is not None and not any(handler.below("raise_statement"))


def _handler(node: Node) -> Node | None:
    """The handler of exceptions that a node stands in."""
    before = node
    for one in node.ancestors():
        if one.kind == "try_statement" and before.field == "handler":
            return before
        before = one
    return None


def _tells(value: Node, code: Code, seen: set[str]) -> bool:
    """Whether a text certainly or possibly has the whole error in it."""
    if any(one.word in _DETAILS for one in value.below("identifier")):
        return True  # the platform's method, or a field that was filled with what it gave
    for call in value.below("call", "method_call"):
        name = call.word_of("name")
        if name not in _SHORT and any(one.word_of("name") in _INFO for one in _given(call)):
            return True
    if value.bare.kind == "member_access":
        return _is_field_told(value.bare, code, seen)
    return any(
        _is_told(one, code, seen) for one in value.below("identifier") if one.field not in ("name", "type")
    )


def _is_field_told(field: Node, code: Code, seen: set[str]) -> bool:
    """The same of a field: one that the piece does not fill may have it."""
    before = [one for one in code.of("assignment") if one.end < field.start]
    lefts = [(one.child("left"), one.child("right")) for one in before]
    values = [
        right for left, right in lefts if right is not None and left is not None and left.words == field.words
    ]
    return not values or any(_tells(one, code, seen) for one in values)


def _given(call: Node) -> list[Node]:
    arguments = call.child("arguments")
    return [one for one in arguments.named_children if one.kind == "call"] if arguments is not None else []


def _is_told(name: Node, code: Code, seen: set[str]) -> bool:
    """The same of a variable: one that comes from outside may have it."""
    variable = code.variables.get(name.word)
    if variable is None or name.word in seen:
        return False
    seen.add(name.word)
    values = [one.parent.child("right") for one in variable.writes if one.parent is not None]
    if not values:
        return variable.parameter is not None
    return any(one is not None and _tells(one, code, seen) for one in values)
