"""The legend of semantic tokens: LSP's standard names, numbered in the order in which they are announced."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import NamedTuple


class TokenType(IntEnum):
    """Types of tokens."""

    NAMESPACE = 0
    TYPE = 1
    CLASS = 2
    PARAMETER = 3
    VARIABLE = 4
    PROPERTY = 5
    FUNCTION = 6
    METHOD = 7
    KEYWORD = 8
    MODIFIER = 9
    COMMENT = 10
    STRING = 11
    NUMBER = 12
    OPERATOR = 13
    DECORATOR = 14
    MACRO = 15
    LABEL = 16
    ENUM = 17
    ENUM_MEMBER = 18


class Modifier(IntFlag):
    """Modifiers of tokens; `STATIC` marks variables of the module."""

    NONE = 0
    DECLARATION = 1
    DEFINITION = 2
    READONLY = 4
    STATIC = 8
    DEPRECATED = 16
    ASYNC = 32
    MODIFICATION = 64
    DOCUMENTATION = 128
    DEFAULT_LIBRARY = 256


TOKEN_TYPES: tuple[str, ...] = (
    "namespace",
    "type",
    "class",
    "parameter",
    "variable",
    "property",
    "function",
    "method",
    "keyword",
    "modifier",
    "comment",
    "string",
    "number",
    "operator",
    "decorator",
    "macro",
    "label",
    "enum",
    "enumMember",
)
TOKEN_MODIFIERS: tuple[str, ...] = (
    "declaration",
    "definition",
    "readonly",
    "static",
    "deprecated",
    "async",
    "modification",
    "documentation",
    "defaultLibrary",
)


class Piece(NamedTuple):
    """One token before it is encoded: a byte range of one line."""

    start: int
    end: int
    type: TokenType
    modifiers: Modifier = Modifier.NONE
