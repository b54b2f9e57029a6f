"""An exception is caught and another one raised that does not say what had happened."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.edits import indent_of, line_end, step_of
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="ErrorTextLost",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Потерян текст исходной ошибки", "The text of the first error is lost"),
    about=Text(
        "Обработчик вызывает новое исключение, но не говорит, какая ошибка его вызвала, и не пишет её в журнал: разобрать "
        "причину будет не по чему. Добавьте к тексту представление ИнформацияОбОшибке() или запишите его в журнал.",
        "The handler raises a new exception but says nothing of the error that caused it, and does not log it: there is "
        "nothing to find the cause by. Add a presentation of ErrorInfo() to the text, or log it.",
    ),
    message=Text(
        "Новое исключение не говорит, какая ошибка его вызвала",
        "The new exception does not say which error caused it",
    ),
    fix=Text("Добавить к тексту исходную ошибку", "Add the first error to the text"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/499/hdoc",),
    examples=(
        Bad(
            'Попытка\n\tЗаписать();\nИсключение\n\t⟦ВызватьИсключение "Не удалось записать"⟧;\nКонецПопытки;\n',
            fixed='Попытка\n\tЗаписать();\nИсключение\n\tВызватьИсключение "Не удалось записать" + Символы.ПС\n'
            "\t\t+ ОбработкаОшибок.КраткоеПредставлениеОшибки(ИнформацияОбОшибке());\nКонецПопытки;\n",
        ),
        Bad(
            'Попытка\r\n\tА();\r\nИсключение ⟦ВызватьИсключение("Нет " + Б)⟧; // так\r\nКонецПопытки;\r\n',
            fixed='Попытка\r\n\tА();\r\nИсключение ВызватьИсключение("Нет " + Б + Символы.ПС\r\n'
            "\t+ КраткоеПредставлениеОшибки(ИнформацияОбОшибке())); // так\r\nКонецПопытки;\r\n",
            files={"Configuration.xml": "CompatibilityMode=Version8_3_10"},
            hidden=True,
        ),
        Bad(
            "Try\n\tA();\nExcept\n\tB = 1;\n\tIf B Then\n\t\t⟦Raise NStr(\"en = 'No'\")⟧;\n\tEndIf;\nEndTry;\n",
            fixed="Try\n\tA();\nExcept\n\tB = 1;\n\tIf B Then\n\t\tRaise NStr(\"en = 'No'\") + Chars.LF\n"
            "\t\t\t+ BriefErrorDescription(ErrorInfo());\n\tEndIf;\nEndTry;\n",
            path="x.os",
        ),
        Good(
            "Попытка\n\tЗаписать();\nИсключение\n\tОшибка = ИнформацияОбОшибке();\n\tВызватьИсключение Текст(Ошибка);\nКонецПопытки;\n"
            'Попытка\n\tА();\nИсключение\n\tВыполнитьОткат();\n\tВызватьИсключение "Нет";\nКонецПопытки;\n'
            "Попытка\n\tА();\nИсключение\n\tВызватьИсключение;\nКонецПопытки;\n"
        ),
        Good(
            "Попытка\n\tА();\nИсключение\n\tПопытка\n\t\tБ();\n\tИсключение\n\t\tВызватьИсключение ОписаниеОшибки();\n"
            "\tКонецПопытки;\nКонецПопытки;\nПопытка\nИсключение ВызватьИсключение",
            hidden=True,
        ),
    ),
)
_TEXTS = frozenset({"нстр", "nstr", "стршаблон", "strtemplate"})
"""Functions that only put a text together."""


@RULE.nodes("raise_statement")
def check(node: Node, code: Code) -> Found:
    value = node.child("value")
    around = node.inside("try_statement")
    handler = around.child("handler") if around is not None else None
    if value is None or handler is None or not handler.start <= node.start < handler.end:
        return
    if around is not None and not _is_told(handler) and _is_text(value) and not _tests(around):
        yield RULE.at(node, fix=lambda: _fix(node, value, code))


def _fix(node: Node, value: Node, code: Code) -> Edits | None:
    """Adds the short presentation of the error; the platform has it elsewhere since 8.3.17."""
    text = value.bare
    if text.kind not in ("string", "call") and operator(text) != "+":
        return None
    old = code.scene.script or code.scene.before(8, 3, 17)
    names = _NAMES.en if is_latin(node.children[0].text) else _NAMES.ru
    line, owner, presentation, error = names.split()
    function = presentation if old else f"{owner}.{presentation}"
    gap = f"{line_end(code)}{indent_of(node.start, code)}{step_of(code)}"
    return [insert(text.end, f" + {line}{gap}+ {function}({error}())")]


_NAMES = Text(
    "Символы.ПС ОбработкаОшибок КраткоеПредставлениеОшибки ИнформацияОбОшибке",
    "Chars.LF ErrorProcessing BriefErrorDescription ErrorInfo",
)


def _is_told(handler: Node) -> bool:
    """Whether the handler may have told of the error, itself or by what it calls."""
    calls = handler.below("call", "method_call")
    return any(one.kind == "method_call" or one.word_of("name") not in _TEXTS for one in calls)


def _is_text(value: Node) -> bool:
    """Whether what is raised is made of literals alone."""
    return any(True for _ in value.below("string"))


def _tests(around: Node) -> bool:
    """Whether the attempt is a test of a single expression, whose error says no more than that it failed."""
    body = around.child("body")
    statements = body.named_children if body is not None else []
    return len(statements) == 1 and statements[0].kind == "assignment"
