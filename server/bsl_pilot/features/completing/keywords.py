"""Keywords that may stand at the cursor, in the language and letter case of the code around it."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.completing.expected import Expected, Special
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind, KeywordCase
from bsl_pilot.features.completing.scene import Scene, typed_language
from bsl_pilot.syntax.keywords import CLOSERS, spelling
from bsl_pilot.text.words import lower, upper

_IN_METHOD = (
    "if",
    "for",
    "while",
    "try",
    "return",
    "raise",
    "execute",
    "var",
    "goto",
    "addhandler",
    "removehandler",
)
_IN_BODY = ("if", "for", "while", "try", "raise", "execute", "addhandler", "removehandler")
_DECLARING = ("procedure", "function", "var", "async")
_OPERANDS = ("not", "new", "true", "false", "undefined", "null")
_INFIX = ("and", "or")
_LOOPS = frozenset({"for", "while"})


def keyword_items(scene: Scene, expected: Expected, options: CompletionOptions) -> Iterator[Item]:
    """The keywords that fit, those that are needed first."""
    if expected.special not in (None, Special.VARIABLE):
        return
    for kind in dict.fromkeys(expected.needed):
        yield from _both(scene, kind, Group.NEEDED, options)
    if expected.statement:
        for kind in _closing(scene):
            yield from _both(scene, kind, Group.KEYWORD, options)
    for kind in dict.fromkeys(_others(scene, expected)):
        yield from _both(scene, kind, Group.KEYWORD, options)


def in_case(word: str, case: KeywordCase) -> str:
    """A keyword in the letter case of the setting; the canonical one where code keeps its own."""
    if case == "upper":
        return upper(word)
    return lower(word) if case == "lower" else word


def _both(scene: Scene, kind: str, group: Group, options: CompletionOptions) -> Iterator[Item]:
    """The keyword in the language of the code, and in the other one where that is being typed."""
    word = in_case(spelling(kind, russian=scene.russian), options.keyword_case)
    yield Item(word, ItemKind.KEYWORD, group)
    typed = typed_language(scene.word.typed)
    if typed is not None and typed != scene.russian:
        other = in_case(spelling(kind, russian=typed), options.keyword_case)
        if other != word:
            yield Item(other, ItemKind.KEYWORD, Group.OTHER_LANGUAGE)


def _closing(scene: Scene) -> Iterator[str]:
    """Keywords that part or close the innermost block."""
    if not scene.stack:
        return
    block = scene.stack[-1]
    if block.kind == "if" and block.part in ("then", "elsif"):
        yield from ("else", "elsif")
    if block.kind == "try" and block.part == "try":
        yield "except"
        return
    yield CLOSERS[block.kind]


def _others(scene: Scene, expected: Expected) -> Iterator[str]:
    yield from expected.keywords
    if expected.statement:
        yield from _statements(scene)
    if expected.infix:
        yield from _INFIX
    if expected.operand:
        yield from _OPERANDS
    if (expected.statement or expected.operand) and any(token.kind == "async" for token in scene.before):
        yield "await"


def _statements(scene: Scene) -> Iterator[str]:
    kinds = {block.kind for block in scene.stack}
    if not scene.stack:
        yield from _DECLARING
    yield from _IN_METHOD if "procedure" in kinds or "function" in kinds else _IN_BODY
    if kinds & _LOOPS:
        yield from ("break", "continue")
