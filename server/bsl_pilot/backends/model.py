"""A language model in memory, with all that is needed to let it write."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.backends.healing import Healer
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.backends.styles import Style, style_of
from bsl_pilot.backends.tokens import Ids, Tokens
from bsl_pilot.backends.window import Reading, read_prefix, read_suffix
from bsl_pilot.completion.ports import Prompt
from bsl_pilot.errors import ModelError
from bsl_pilot.locale import Text

_TOO_MANY = Text(
    "словарь больше модели ({tokens} > {width}): это словарь другой модели",
    "the vocabulary is larger than the model ({tokens} > {width}): it is another model's",
)
_WRITTEN = 192
"""Tokens of the cache that are left for what is written and for drafts."""
_LEAST = 16
"""The least part of a prompt that is left for the text before the cursor."""


@dataclass(frozen=True, slots=True)
class Place:
    """A prompt in tokens."""

    ids: list[int]
    """All that the model reads."""
    last: Ids
    """The tokens of the last piece of the text before the cursor (see ``Tokens.pieces``)."""
    pending: bytes
    """Bytes before the cursor that are not in ``ids``: what is written begins with them."""


class Model:
    """A model and how it reads. Used by one thread at a time."""

    def __init__(self, runtime: Runtime, tokens: Tokens, style: str, reading: Reading | None = None) -> None:
        """``style`` is what the model's manifest says under ``prompt``.

        Raises:
            ModelError: tokenizer, model and style don't belong together.
        """
        if tokens.size > runtime.vocabulary:
            raise ModelError(_TOO_MANY.filled(tokens=tokens.size, width=runtime.vocabulary))
        self.runtime = runtime
        self.tokens = tokens
        self.healer = Healer(tokens)
        self.style: Style = style_of(style, tokens)
        reading = reading or Reading()
        most = runtime.context - _WRITTEN
        self._prompt = max(self.style.marks + _LEAST, min(reading.prompt, max(most, runtime.context // 2)))
        self._suffix = min(reading.suffix, self.style.suffix, self._prompt // 3)

    def place(self, prompt: Prompt) -> Place:
        """The tokens that stand for a prompt."""
        header = self.tokens.encode(prompt.header)[: min(self.style.header, self._prompt // 4)]
        behind = read_suffix(self.tokens, prompt.suffix, self._suffix) if self._suffix else []
        room = self._prompt - self.style.marks - len(header) - len(behind)
        window = read_prefix(self.tokens, self.healer, prompt.prefix, room)
        ids = self.style.compose(header, behind, window.ids)
        return Place(ids, window.last, window.pending)
