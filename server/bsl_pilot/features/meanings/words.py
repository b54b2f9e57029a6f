"""Words of the language itself: keywords, compilation directives, annotations of extensions, the preprocessor's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bsl_pilot.features.completing.preprocessor import CLOSING, OPENING, SYMBOLS
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import BY_KIND
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD_BYTES, fold, fold_bytes

_KEYWORD = Text("ключевое слово", "keyword")
_DIRECTIVE = Text("директива компиляции", "compilation directive")
_ANNOTATION = Text("аннотация расширения", "annotation of an extension")
_INSTRUCTION = Text("инструкция препроцессора", "preprocessor instruction")
_SYMBOL = Text("символ препроцессора", "preprocessor symbol")
_WORD = re.compile(WORD_BYTES)
_NOTHING = Text("", "")
_SHAPES = (
    ("if", "then", "elsif", "else", "endif"),
    ("for", "to", "do", "enddo"),
    ("each", "in", "do", "enddo"),
    ("while", "do", "enddo"),
    ("try", "except", "endtry"),
    ("procedure", "endprocedure"),
    ("function", "endfunction"),
)
"""Keywords that belong together, in the order of the text."""
_DIRECTIVES = (
    (Text("НаКлиенте", "AtClient"), Text("Выполняется на клиенте.", "Runs on the client.")),
    (
        Text("НаСервере", "AtServer"),
        Text("Выполняется на сервере, данные формы доступны.", "Runs on the server, with the form's data."),
    ),
    (
        Text("НаСервереБезКонтекста", "AtServerNoContext"),
        Text("Выполняется на сервере, без данных формы.", "Runs on the server, without the form's data."),
    ),
    (
        Text("НаКлиентеНаСервере", "AtClientAtServer"),
        Text("Есть и на клиенте, и на сервере.", "There both on the client and on the server."),
    ),
    (
        Text("НаКлиентеНаСервереБезКонтекста", "AtClientAtServerNoContext"),
        Text(
            "Есть и на клиенте, и на сервере, без данных формы.",
            "There both on the client and on the server, without the form's data.",
        ),
    ),
)
_OVERLAYS = (
    (Text("Перед", "Before"), Text("Выполняется перед методом.", "Runs before the method.")),
    (Text("После", "After"), Text("Выполняется после метода.", "Runs after the method.")),
    (
        Text("Вместо", "Around"),
        Text(
            "Выполняется вместо метода; `ПродолжитьВызов` вызывает его самого.",
            "Runs instead of the method; `ProceedWithCall` calls the method itself.",
        ),
    ),
    (
        Text("ИзменениеИКонтроль", "ChangeAndValidate"),
        Text(
            "Изменённый текст метода: правки стоят в `#Удаление` и `#Вставка`, остальное должно совпадать.",
            "The method's text with changes: they stand in `#Delete` and `#Insert`, the rest must be equal.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: what it is, in both languages, the keywords that go with it (kinds), what it does."""

    group: Text
    name: Text
    shape: tuple[str, ...] = ()
    about: Text = _NOTHING


def keyword(kind: str) -> Word | None:
    """A keyword by the kind of its token."""
    known = BY_KIND.get(kind)
    if known is None:
        return None
    shape = next((one for one in _SHAPES if kind in one), ())
    return Word(_KEYWORD, Text(known.ru, known.en), shape)


def annotation(folded: str) -> Word | None:
    """What stands behind `&` before a method."""
    return _annotations().get(folded)


@cache
def _annotations() -> dict[str, Word]:
    groups = ((_DIRECTIVE, _DIRECTIVES), (_ANNOTATION, _OVERLAYS))
    return {
        fold(spelling): Word(group, Text(f"&{name.ru}", f"&{name.en}"), (), about)
        for group, known in groups
        for name, about in known
        for spelling in (name.ru, name.en)
    }


def preprocessor_word(document: Document, line: Span, offset: int) -> tuple[Span, Word] | None:
    """The word that touches a byte of a preprocessor line: its instruction, or a symbol of its condition."""
    data = document.text.data
    words = list(_WORD.finditer(data, line.start, line.end))
    at = next((one for one in words if one.start() <= offset <= one.end()), None)
    if at is None:
        return None
    folded = fold_bytes(at.group())
    first, *_ = words
    known = _instructions().get(folded) if at is first else _conditions(fold_bytes(first.group()), folded)
    return (Span(*at.span()), known) if known is not None else None


def _conditions(instruction: str, folded: str) -> Word | None:
    conditional = instruction in ("если", "if", "иначеесли", "elsif")
    return _symbols().get(folded) if conditional else None


@cache
def _instructions() -> dict[str, Word]:
    pairs = [*OPENING.values(), *CLOSING.values(), ("ИначеЕсли", "ElsIf"), ("Иначе", "Else")]
    return {
        fold(spelling): Word(_INSTRUCTION, Text(f"#{ru}", f"#{en}"))
        for ru, en in pairs
        for spelling in (ru, en)
    }


@cache
def _symbols() -> dict[str, Word]:
    return {fold(spelling): Word(_SYMBOL, Text(*pair)) for pair in SYMBOLS for spelling in pair}
