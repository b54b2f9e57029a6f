"""What completion offers, and what a user may choose about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from bsl_pilot.locale import Text

if TYPE_CHECKING:  # items of keywords need no types
    from bsl_pilot.features.completing.subject import Subject

KeywordCase = Literal["keep", "canonical", "upper", "lower"]


class ItemKind(IntEnum):
    """Kinds of items, with LSP's numbers."""

    METHOD = 2
    FUNCTION = 3
    FIELD = 5
    VARIABLE = 6
    CLASS = 7
    MODULE = 9
    PROPERTY = 10
    ENUM = 13
    KEYWORD = 14
    SNIPPET = 15
    REFERENCE = 18
    ENUM_MEMBER = 20
    EVENT = 23


class Group(IntEnum):
    """What comes first among items that match equally well."""

    NEEDED = 0
    """The keyword without which the code before the cursor is not complete."""
    NEAR = 1
    """Names of the method that have a value before the cursor."""
    METHOD = 2
    """Other names of the method."""
    KEYWORD = 3
    SNIPPET = 4
    MODULE = 5
    """Variables and methods of the module."""
    GLOBAL = 6
    """What is there in every module: common modules, the platform's functions, properties and enumerations."""
    OTHER_LANGUAGE = 7
    """Names in the language in which the code around is not written."""
    DEPRECATED = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One item. Where ``snippet`` is set, ``insert`` is a snippet of LSP and not plain text."""

    label: str
    kind: ItemKind
    group: Group
    insert: str = ""
    """What is inserted instead of the typed word; ``label`` where it is empty."""
    snippet: bool = False
    filter: str = ""
    """What the typed word is compared with; ``label`` where it is empty."""
    detail: str | Text = ""
    documentation: Text | None = None
    score: float = 0.0
    """Among items of one group that match equally well the higher one comes first."""
    deprecated: bool = False
    subject: Subject | None = field(default=None, compare=False)
    """What it names, for `describe`: signature and description are made when the user looks at them."""

    @property
    def text(self) -> str:
        """What is inserted."""
        return self.insert or self.label

    @property
    def key(self) -> str:
        """What the typed word is compared with."""
        return self.filter or self.label


class Completion(NamedTuple):
    """The answer: items in order, and the bytes of the word they complete.

    ``start`` to ``cursor`` was typed; the word goes on to ``end``. ``incomplete`` says that there would be
    more items: what is typed next needs another request.
    """

    start: int
    cursor: int
    end: int
    items: tuple[Item, ...]
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """What the client can do and the user wants.

    Attributes:
        snippets: the client understands snippets.
        keyword_case: letter case of BSL's keywords; ``keep`` is the canonical one here.
        oscript: the module is OneScript, which knows ``#Использовать``.
        limit: most items of one answer.
    """

    snippets: bool = True
    keyword_case: KeywordCase = "keep"
    oscript: bool = False
    limit: int = 300


NOTHING: tuple[Item, ...] = ()
