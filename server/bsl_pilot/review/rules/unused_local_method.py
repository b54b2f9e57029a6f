"""A method of the module's own that nothing calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bsl_pilot.index.kinds import Use
from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    ModuleType,
    Need,
    Node,
    PieceFacts,
    Rank,
    Rule,
    Text,
    delete,
)
from bsl_pilot.review.entries import handlers, is_entry
from bsl_pilot.text.words import any_case, fold, fold_bytes

_FORM = "CommonForms/Ф/Ext/Form/Module.bsl"
_FORM_XML = '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"/>'


@dataclass(frozen=True, slots=True)
class Parameters:
    attachable_method_prefixes: tuple[str, ...] = ("подключаемый_", "attachable_")
    check_object_module: bool = False


RULE = Rule(
    key="UnusedLocalMethod",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    need=Need.METADATA,
    title=Text("Неиспользуемый метод модуля", "Unused method of the module"),
    about=Text(
        "Метод не экспортный, и в модуле его никто не вызывает: ни кодом, ни по имени в строке, ни форма, ни платформа.",
        "The method is not exported, and nothing in the module calls it: neither code nor its name in a string, nor "
        "the form, nor the platform.",
    ),
    message=Text("Метод «{name}» нигде не используется", "The method `{name}` is not used anywhere"),
    fix=Text("Убрать метод", "Remove the method"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        (
            "attachableMethodPrefixes",
            Text(
                "так начинаются имена методов, которые вызывают по имени",
                "how names of attachable methods begin",
            ),
        ),
        ("checkObjectModule", Text("проверять модули объектов", "check modules of objects, too")),
    ),
    examples=(
        Bad(
            "Процедура Начать() Экспорт\n\tПродолжить();\nКонецПроцедуры\n\nПроцедура Продолжить()\nКонецПроцедуры\n\n"
            "// Больше не нужна.\nПроцедура ⟦Закончить⟧()\nКонецПроцедуры\n",
            fixed="Процедура Начать() Экспорт\n\tПродолжить();\nКонецПроцедуры\n\nПроцедура Продолжить()\nКонецПроцедуры\n",
        ),
        Bad(
            "Function ⟦F⟧()\n\tReturn A.F();\nEndFunction\n",
            path="x.os",
            fixed="Function F()\n\tReturn A.F();\nEndFunction\n",
            hidden=True,
        ),
        Bad(
            "#Region Private\r\n\r\n// Not mine.\r\n\r\n// Says\r\n//\r\n&AtServer\r\nProcedure ⟦A⟧()\r\n\tG(); // G\r\nEndProcedure // A\r\n"
            "\r\n// B\r\n&AtServer\r\nProcedure ⟦B⟧()\r\nEndProcedure\r\n\r\nProcedure ⟦C⟧()\r\nEndProcedure\r\n\r\n#EndRegion\r\nG();\r\n",
            fixed="#Region Private\r\n\r\n// Not mine.\r\n\r\n#EndRegion\r\nG();\r\n",
            hidden=True,
        ),
        Bad(
            "////////////////////////\n// Раздел\nПроцедура ⟦А⟧()\nКонецПроцедуры\n",
            fixed="////////////////////////\n// Раздел\nПроцедура А()\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n\nПроцедура Б() Экспорт\n\tВыполнить(В);\nКонецПроцедуры\n",
            fixed="Процедура А()\nКонецПроцедуры\n\nПроцедура Б() Экспорт\n\tВыполнить(В);\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            parameters={"checkObjectModule": True},
            hidden=True,
        ),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n\nПроцедура Подключаемый_Б()\nКонецПроцедуры\n",
            parameters={"attachableMethodPrefixes": "attachable_,ПОДКЛЮЧАЕМЫЙ_"},
            hidden=True,
        ),
        Good(
            'Процедура Начать() Экспорт\n\tПодключитьОбработчикОжидания("Продолжить", 1);\nКонецПроцедуры\n\n'
            "Процедура Продолжить()\nКонецПроцедуры\n\nПроцедура Подключаемый_Команда()\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ManagerModule.bsl",
            hidden=True,
        ),
        Good("Процедура А()\nКонецПроцедуры\n", path="Catalogs/Товары/Ext/ObjectModule.bsl", hidden=True),
        Good(
            "Процедура А()\nКонецПроцедуры\n", path="Catalogs/Товары/Forms/Ф/Ext/Form/Module.bsl", hidden=True
        ),
        Good(
            "Процедура А()\nКонецПроцедуры\nПроцедура Б(Р, П)\nКонецПроцедуры\n",
            path=_FORM,
            files={
                "CommonForms/Ф/Ext/Form.xml": _FORM_XML,
                "CommonModules/Общий/Ext/Module.bsl": 'Процедура В(Форма) Экспорт\n\tФорма.ПодключитьОбработчикОжидания("а", 1);\n'
                '\tГ = Новый ОписаниеОповещения("Б", Форма);\nКонецПроцедуры\n',
            },
            hidden=True,
        ),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n",
            path=_FORM,
            files={
                "CommonForms/Ф/Ext/Form.xml": _FORM_XML,
                "CommonModules/Общий.xml": "Server",
                "CommonModules/Общий/Ext/Module.bsl": 'Процедура А() Экспорт\n\tБ = Новый ОписаниеОповещения("А", Общий);\n'
                "\tА.А();\nКонецПроцедуры\n",
            },
            hidden=True,
        ),
        Good('&После("Б")\nПроцедура Расш_Б()\nКонецПроцедуры\n', hidden=True),
        Good("Процедура А(Б)\nКонецПроцедуры\nДобавитьОбработчик В.Г, А;\n", hidden=True),
        Good("Процедура ПриСозданииОбъекта()\nКонецПроцедуры\nПроцедура", path="x.os", hidden=True),
    ),
)
_OBJECTS = frozenset({ModuleType.OBJECT, ModuleType.RECORD_SET, ModuleType.VALUE_MANAGER})
_LONGEST = 200


@RULE.collect
def mentioned(code: Code) -> Sequence[str]:
    """Folded names that the piece calls, hands over as handlers, or has in a string."""
    handlers = (one.word for node in code.of("handler_statement") for one in node.below("identifier"))
    return tuple({*code.called, *handlers, *_in_strings(code.of("string"))})


def _in_strings(strings: Sequence[Node]) -> Iterator[str]:
    """`"Имя"`, `"Модуль.Имя"` and `"Имя()"` name a method."""
    for one in strings:
        if one.end - one.start < _LONGEST and not one.children:
            text = one.data[one.start + 1 : one.end - 1]
            if b" " not in text:
                yield fold_bytes(text.partition(b"(")[0].rpartition(b".")[2])


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    if module.scene.type in _OBJECTS and not parameters.check_object_module:
        return
    unused = [
        one
        for one in module.methods
        if one.method is not None and not _is_attachable(one.method, parameters) and not is_entry(one.method)
    ]
    if not unused:
        return
    used: set[str] = set()
    for _, names in module.collected(RULE):
        used.update(names)
    unused = [one for one in unused if one.method is not None and one.method.word not in used]
    named = handlers(module) if unused else None
    if named is None:
        return
    for one in unused:
        if (
            one.method is not None
            and one.method.word not in named
            and not _is_handed(module, one.method.word)
        ):
            yield RULE.at(one.place(one.method), name=one.method.name, fix=partial(_fix, module, one))


def _is_handed(module: ModuleFacts, word: str) -> bool:
    """Whether code elsewhere gives a form the name of one of its methods: `Форма.ПодключитьОбработчикОжидания("Имя")`.
    A name whose module is known to be another one does not count."""
    project = module.project
    if project is None or module.scene.type is not ModuleType.FORM or project.knows < Need.INDEX:
        return False
    resolver = project.resolver
    handed = resolver.view.occurrences(word, (Use.HANDLER,))
    return any(not one.chain or not resolver.targets(one) for one in handed)


def _is_attachable(method: MethodFacts, parameters: Parameters) -> bool:
    return method.word.startswith(tuple(map(fold, parameters.attachable_method_prefixes)))


def _fix(module: ModuleFacts, piece: PieceFacts) -> Edits | None:
    """Removes the method, the comment that describes it and the empty lines behind; not where code in texts may call
    it, in scripts, whose engine looks for some by their names, nor with a comment that divides the module."""
    data = module.data
    if module.scene.script or _CODE_IN_TEXT.search(data):
        return None
    comment = module.comment_above(piece)
    start = max(data.rfind(b"\n", 0, piece.start), data.rfind(b"\r", 0, piece.start)) + 1
    behind = _REST.match(data, piece.end)
    if behind is None or _DIVIDER.search(comment) or data[start : piece.start].strip():
        return None
    start -= len(comment)
    if behind.end() == len(data):
        start = _without_blanks(data, start)
    return [delete(start, behind.end())]


def _without_blanks(data: bytes, end: int) -> int:
    """Where the empty lines before a byte begin."""
    last = len(data[:end].rstrip())
    found = _LINE_END.match(data, last)
    return found.end() if last and found is not None else last


_CODE_IN_TEXT = re.compile(any_case("выполнить", "execute", "вычислить", "eval"))
_LINE_END = re.compile(rb"[ \t]*(?:\r\n?|\n)")
_DIVIDER = re.compile(rb"/{6,}")
_REST = re.compile(rb"[ \t]*(?://[^\r\n]*)?(?:(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*|\Z)")
