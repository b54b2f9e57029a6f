"""How a model wants its prompt: ours, models trained to fill in the middle, and models that only continue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.prompt import MAX_HEADER, MAX_SUFFIX, SPECIAL_TOKENS, compose
from bsl_pilot.errors import ModelError
from bsl_pilot.locale import Text

BSL, FIM, PLAIN = "bsl", "fim", "plain"
_STARTS = ("<|begin_of_text|>", "<s>")
"""Tokens that begin a text where a model knows one, and wants it."""
_MIDDLE = ("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>")
_UNKNOWN = Text(
    "модель хочет запрос вида «{name}», а известны bsl, fim и plain",
    "the model wants prompts of the kind {name!r}; known are bsl, fim and plain",
)
_LACKS = Text(
    "в словаре модели нет {names}: вид запроса «{style}» ей не подходит",
    "the model's vocabulary lacks {names}: prompts of the kind {style!r} are not for it",
)

Compose = Callable[[Sequence[int], Sequence[int], Sequence[int]], list[int]]
"""A prompt of the tokens of the header, behind the cursor and before it."""


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of prompt."""

    name: str
    compose: Compose
    header: int
    """The most tokens of a header; 0 if it takes none."""
    suffix: int
    """The most tokens behind the cursor; 0 if it takes none."""
    marks: int
    """Special tokens in it."""


def style_of(name: str, tokens: Tokens) -> Style:
    """The style with that name, as models name it in their manifest.

    Raises:
        ModelError: there is none, or the tokenizer lacks its special tokens.
    """
    if name == BSL:
        _ids(name, SPECIAL_TOKENS, tokens, expected=range(len(SPECIAL_TOKENS)))
        return Style(name, compose, MAX_HEADER, MAX_SUFFIX, 3)
    if name == FIM:
        return Style(name, _fill_in(*_ids(name, _MIDDLE, tokens)), 0, MAX_SUFFIX, 3)
    if name == PLAIN:
        start = [tokens.special[one] for one in _STARTS if one in tokens.special][:1]
        return Style(name, lambda _header, _behind, before: [*start, *before], 0, 0, 1)
    raise ModelError(_UNKNOWN.filled(name=name))


def _ids(
    style: str, names: Sequence[str], tokens: Tokens, expected: Sequence[int | None] | None = None
) -> list[int]:
    """Ids of special tokens, which have to be ``expected`` where that is fixed."""
    found = [tokens.special.get(name) for name in names]
    wanted = found if expected is None else expected
    missing = [
        name for name, one, want in zip(names, found, wanted, strict=True) if one is None or one != want
    ]
    if missing:
        raise ModelError(_LACKS.filled(names=", ".join(missing), style=style))
    return [one for one in found if one is not None]


def _fill_in(prefix: int, suffix: int, middle: int) -> Compose:
    """Prefix, suffix, middle: the order in which these models were trained."""

    def composed(_header: Sequence[int], behind: Sequence[int], before: Sequence[int]) -> list[int]:
        return [prefix, *before, suffix, *behind, middle]

    return composed
