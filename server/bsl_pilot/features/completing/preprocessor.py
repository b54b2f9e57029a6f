"""Completion after ``#`` and ``&``: instructions, symbols of ``#Если``, names of regions, annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.keywords import in_case
from bsl_pilot.features.completing.scene import Word, russian, typed_language
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Instruction, instruction, instructions

Pair = tuple[str, str]

OPENING: dict[str, Pair] = {
    "region": ("Область", "Region"),
    "if": ("Если", "If"),
    "insert": ("Вставка", "Insert"),
    "delete": ("Удаление", "Delete"),
}
CLOSING: dict[str, Pair] = {
    "region": ("КонецОбласти", "EndRegion"),
    "if": ("КонецЕсли", "EndIf"),
    "insert": ("КонецВставки", "EndInsert"),
    "delete": ("КонецУдаления", "EndDelete"),
}
_OPENER_OF = {"endregion": "region", "endif": "if", "endinsert": "insert", "enddelete": "delete"}
_ELSIF: Pair = ("ИначеЕсли", "ElsIf")
_ELSE: Pair = ("Иначе", "Else")
_USE: Pair = ("Использовать", "Use")
_THEN: Pair = ("Тогда", "Then")
_NOT: Pair = ("Не", "Not")
_AND: Pair = ("И", "And")
_OR: Pair = ("Или", "Or")

SYMBOLS: tuple[Pair, ...] = (
    ("Сервер", "Server"),
    ("Клиент", "Client"),
    ("ТонкийКлиент", "ThinClient"),
    ("ВебКлиент", "WebClient"),
    ("МобильныйКлиент", "MobileClient"),
    ("ТолстыйКлиентОбычноеПриложение", "ThickClientOrdinaryApplication"),
    ("ТолстыйКлиентУправляемоеПриложение", "ThickClientManagedApplication"),
    ("ВнешнееСоединение", "ExternalConnection"),
    ("МобильноеПриложениеКлиент", "MobileAppClient"),
    ("МобильноеПриложениеСервер", "MobileAppServer"),
    ("МобильныйАвтономныйСервер", "MobileStandaloneServer"),
    ("НаКлиенте", "AtClient"),
    ("НаСервере", "AtServer"),
    ("Linux", "Linux"),
    ("Windows", "Windows"),
    ("MacOS", "MacOS"),
)

REGIONS: tuple[Pair, ...] = (
    ("ПрограммныйИнтерфейс", "Public"),
    ("СлужебныйПрограммныйИнтерфейс", "Internal"),
    ("СлужебныеПроцедурыИФункции", "Private"),
    ("ОписаниеПеременных", "Variables"),
    ("ОбработчикиСобытий", "EventHandlers"),
    ("ОбработчикиСобытийФормы", "FormEventHandlers"),
    ("ОбработчикиСобытийЭлементовШапкиФормы", "FormHeaderItemsEventHandlers"),
    ("ОбработчикиСобытийЭлементовТаблицыФормы", "FormTableItemsEventHandlers"),
    ("ОбработчикиКомандФормы", "FormCommandsEventHandlers"),
    ("Инициализация", "Initialize"),
)
"""Names of regions by 1C's standard 455, for all kinds of modules."""

ANNOTATIONS: tuple[Pair, ...] = (
    ("НаКлиенте", "AtClient"),
    ("НаСервере", "AtServer"),
    ("НаСервереБезКонтекста", "AtServerNoContext"),
    ("НаКлиентеНаСервере", "AtClientAtServer"),
    ("НаКлиентеНаСервереБезКонтекста", "AtClientAtServerNoContext"),
)
WITH_METHOD: tuple[Pair, ...] = (
    ("Перед", "Before"),
    ("После", "After"),
    ("Вместо", "Around"),
    ("ИзменениеИКонтроль", "ChangeAndValidate"),
)
"""Annotations of extensions, whose argument is the name of a method of the configuration."""


def preprocessor_items(
    document: Document, at: Word, line_start: int, options: CompletionOptions
) -> Iterator[Item]:
    """What may stand in the preprocessor line that begins at ``line_start`` with ``#``."""
    text = document.text.data[line_start : at.start]
    ru = _is_russian(document, at)
    if not text[1:].strip():
        found = _instructions(document, line_start, options)
        yield from _all(found, options, russian=ru, both=typed_language(at.typed) is not None)
        return
    line = instruction(text, line_start)
    if line.kind == "region" and not line.argument:
        yield from _region_names(document, russian=text[1:].strip()[0] >= 0x80)
    elif line.kind in ("if", "elsif"):
        yield from _condition(line, options, russian=text[1:].strip()[0] >= 0x80)


def _is_russian(document: Document, at: Word) -> bool:
    typed = typed_language(at.typed)
    return russian(document, at.start) if typed is not True else True


def _instructions(document: Document, line_start: int, options: CompletionOptions) -> Iterator[Pair]:
    stack = _open_at(document, line_start)
    if stack:
        yield CLOSING[stack[-1]]
        if stack[-1] == "if":
            yield from (_ELSIF, _ELSE)
    yield from OPENING.values()
    if options.oscript:
        yield _USE


def _open_at(document: Document, offset: int) -> list[str]:
    """Kinds of the instructions that are open before ``offset``, outermost first."""
    stack: list[str] = []
    for line in instructions(document):
        if line.start >= offset:
            break
        if line.kind in OPENING:
            stack.append(line.kind)
        elif (opener := _OPENER_OF.get(line.kind)) in stack:
            del stack[len(stack) - 1 - stack[::-1].index(opener or "") :]
    return stack


def _all(pairs: Iterable[Pair], options: CompletionOptions, *, russian: bool, both: bool) -> Iterator[Item]:
    """The spellings of the module's language, and those of the other one where letters are typed."""
    for one in pairs:
        yield Item(in_case(one[not russian], options.keyword_case), ItemKind.KEYWORD, Group.KEYWORD)
        if both:
            other = in_case(one[russian], options.keyword_case)
            yield Item(other, ItemKind.KEYWORD, Group.OTHER_LANGUAGE)


def _region_names(document: Document, *, russian: bool) -> Iterator[Item]:
    """Names of the standard; those that the module already has come last."""
    used = {line.argument for line in instructions(document) if line.kind == "region"}
    for one in REGIONS:
        name = one[not russian]
        yield Item(name, ItemKind.MODULE, Group.MODULE if name in used else Group.METHOD)


def _condition(line: Instruction, options: CompletionOptions, *, russian: bool) -> Iterator[Item]:
    words = line.argument.split()
    operators = {word for pair in (_NOT, _AND, _OR) for word in pair}
    expects_symbol = not words or in_case(words[-1], "lower") in {
        in_case(word, "lower") for word in operators
    }
    if expects_symbol:
        for pair in SYMBOLS:
            yield Item(pair[not russian], ItemKind.KEYWORD, Group.METHOD)
        yield Item(in_case(_NOT[not russian], options.keyword_case), ItemKind.KEYWORD, Group.KEYWORD)
        return
    for pair in (_THEN, _OR, _AND):
        group = Group.NEEDED if pair is _THEN else Group.KEYWORD
        yield Item(in_case(pair[not russian], options.keyword_case), ItemKind.KEYWORD, group)


def annotation_items(document: Document, at: Word, options: CompletionOptions) -> Iterator[Item]:
    """Directives of compilation and annotations of extensions, after ``&``."""
    ru = _is_russian(document, at)
    for language in (ru, not ru) if at.typed else (ru,):
        group = Group.METHOD if language is ru else Group.OTHER_LANGUAGE
        for one in ANNOTATIONS:
            yield Item(one[not language], ItemKind.KEYWORD, group)
        for one in WITH_METHOD:
            name = one[not language]
            insert = f'{name}("$1")' if options.snippets else name
            yield Item(name, ItemKind.KEYWORD, group, insert, snippet=options.snippets)
