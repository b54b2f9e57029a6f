"""Snippets: blocks and declarations with their holes, one row each for both languages and any letter case.

In a body ``<if>`` is the keyword of that kind and ``<Имя|Name>`` a text in the language of the code; ``$1``
and ``${1:…}`` are holes as in LSP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.features.completing.expected import Expected, Special
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.keywords import in_case
from bsl_pilot.features.completing.scene import Scene, typed_language
from bsl_pilot.locale import Text
from bsl_pilot.syntax.keywords import spelling

_HOLE = re.compile(r"<([^<>|=]+)(?:\|([^<>|=]+))?>")


class Snippet(NamedTuple):
    """One snippet. ``key`` is what is typed to find it, ``where`` a statement's place or the module's top level."""

    key: str
    where: str
    detail: Text
    body: str


_IF = "<if> ${1:<Условие|Condition>} <then>\n\t"

SNIPPETS: tuple[Snippet, ...] = (
    Snippet("<if>", "statement", Text("условие", "condition"), _IF + "$0\n<endif>;"),
    Snippet(
        "<if> … <else>",
        "statement",
        Text("условие с двумя ветвями", "condition with two branches"),
        _IF + "$2\n<else>\n\t$0\n<endif>;",
    ),
    Snippet(
        "<for> <each>",
        "statement",
        Text("обход коллекции", "loop over a collection"),
        "<for> <each> ${1:<Элемент|Item>} <in> ${2:<Коллекция|Collection>} <do>\n\t$0\n<enddo>;",
    ),
    Snippet(
        "<for> … <to>",
        "statement",
        Text("цикл со счетчиком", "loop with a counter"),
        "<for> ${1:<Индекс|Index>} = ${2:0} <to> ${3:<Количество|Count> - 1} <do>\n\t$0\n<enddo>;",
    ),
    Snippet(
        "<while>",
        "statement",
        Text("цикл с условием", "loop with a condition"),
        "<while> ${1:<Условие|Condition>} <do>\n\t$0\n<enddo>;",
    ),
    Snippet(
        "<try>",
        "statement",
        Text("обработка исключения", "handling of an exception"),
        "<try>\n\t$1\n<except>\n\t${0:<raise>;}\n<endtry>;",
    ),
    Snippet(
        "<Запрос|Query>",
        "method",
        Text("запрос с параметром", "query with a parameter"),
        "${1:<Запрос|Query>} = <new> <Запрос|Query>;\n"
        "$1.<Текст|Text> =\n"
        '\t"<ВЫБРАТЬ|SELECT>\n'
        "\t|\t${2:<Товары|Products>}.<Ссылка|Ref> <КАК|AS> <Ссылка|Ref>\n"
        "\t|<ИЗ|FROM>\n"
        "\t|\t${3:<Справочник|Catalog>.$2} <КАК|AS> $2\n"
        "\t|<ГДЕ|WHERE>\n"
        '\t|\t$2.${4:<Код|Code>} = &${4}";\n'
        '$1.<УстановитьПараметр|SetParameter>("${4}", ${5:<Значение|Value>});\n\n'
        "${6:<Выборка|Selection>} = $1.<Выполнить|Execute>().<Выбрать|Select>();\n"
        "<while> $6.<Следующий|Next>() <do>\n\t$0\n<enddo>;",
    ),
    Snippet(
        "<procedure>",
        "module",
        Text("процедура", "procedure"),
        "<procedure> ${1:<Имя|Name>}($2)\n\n\t$0\n\n<endprocedure>",
    ),
    Snippet(
        "<function>",
        "module",
        Text("функция", "function"),
        "<function> ${1:<Имя|Name>}($2)\n\n\t$0\n\n\t<return> ${3:<Результат|Result>};\n\n<endfunction>",
    ),
    Snippet(
        "<procedure> … <export>",
        "module",
        Text("экспортная процедура с описанием", "exported procedure with a description"),
        "// ${1:<Описание процедуры|What the procedure does>}.\n//\n// <Параметры|Parameters>:\n"
        "//  ${3:<Параметр|Parameter>} - ${4:<Строка|String>} - ${5:<описание|description>}\n//\n"
        "<procedure> ${2:<Имя|Name>}($3) <export>\n\n\t$0\n\n<endprocedure>",
    ),
    Snippet(
        "<function> … <export>",
        "module",
        Text("экспортная функция с описанием", "exported function with a description"),
        "// ${1:<Описание функции|What the function does>}.\n//\n// <Параметры|Parameters>:\n"
        "//  ${3:<Параметр|Parameter>} - ${4:<Строка|String>} - ${5:<описание|description>}\n//\n"
        "// <Возвращаемое значение|Returns>:\n//  ${6:<Строка|String>} - ${7:<описание|description>}\n//\n"
        "<function> ${2:<Имя|Name>}($3) <export>\n\n\t$0\n\n\t<return> ${8:<Результат|Result>};\n\n<endfunction>",
    ),
    Snippet(
        "#<Область|Region>",
        "any",
        Text("область", "region"),
        "#<Область|Region> ${1:<Имя|Name>}\n\n$0\n\n#<КонецОбласти|EndRegion>",
    ),
)


def snippet_items(scene: Scene, expected: Expected, options: CompletionOptions) -> Iterator[Item]:
    """The snippets that fit where a statement or declaration may begin."""
    if not (options.snippets and expected.statement) or expected.special is Special.MEMBER:
        return
    russian = scene.russian
    typed = typed_language(scene.word.typed)
    if typed is not None and not (russian and typed is False and scene.word.typed):
        russian = typed
    in_method = bool(scene.stack) and scene.stack[0].kind in ("procedure", "function")
    for one in SNIPPETS:
        if one.where == "module" and scene.stack:
            continue
        if one.where == "method" and not in_method:
            continue
        yield _item(scene, one, options, russian=russian)


def fill(body: str, options: CompletionOptions, *, russian: bool, line_end: str) -> str:
    """A body with its keywords and texts in one language."""

    def word(match: re.Match[str]) -> str:
        ru, en = match.groups()
        if en is not None:
            return ru if russian else en
        return in_case(spelling(ru, russian=russian), options.keyword_case)

    return _HOLE.sub(word, body).replace("\n", line_end)


def _item(scene: Scene, one: Snippet, options: CompletionOptions, *, russian: bool) -> Item:
    line_end = scene.document.text.line_end()
    label = fill(one.key, options, russian=russian, line_end=line_end)
    body = fill(one.body, options, russian=russian, line_end=line_end)
    key = label.removeprefix("#")
    return Item(
        f"{label} …", ItemKind.SNIPPET, Group.SNIPPET, body, snippet=True, filter=key, detail=one.detail
    )
