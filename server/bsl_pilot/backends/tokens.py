"""Text to token ids and back for byte-level BPE tokenizers: ours, and those of Qwen and Llama 3.

The vocabulary and the pre-split are read from ``tokenizer.json``; what would change the text on its way (Unicode
normalisation, a blank at its start, marks around it) is left out, so that tokens always spell the text exactly,
and a special token that stands in the text is text like any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.errors import ModelError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECE = 400
"""Characters of a line that are encoded at once: longer lines, hardly any, are cut."""
REMEMBERED = 8192
"""Pieces whose tokens are remembered: some 5 MB."""
_LONE = re.compile("[\ud800-\udfff]")
_NOT_OURS = Text(
    "{name}: словарь модели не подходит (нужен байтовый BPE, как у Qwen2 и Llama 3)",
    "{name}: the model's vocabulary does not fit (byte-level BPE is needed, as Qwen2 and Llama 3 have it)",
)
_DAMAGED = Text(
    "{name}: словарь модели повреждён; установите модель заново",
    "{name}: the model's vocabulary is damaged; install the model again",
)

Ids = tuple[int, ...]


def byte_chars() -> dict[int, str]:
    """The characters that stand for bytes in vocabularies of this kind: printable ones for themselves.

    The others follow U+00FF in order; so no blank or control character is ever in a vocabulary.
    """
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in set(plain)]
    return {byte: chr(byte) for byte in plain} | {byte: chr(256 + at) for at, byte in enumerate(rest)}


class Tokens:
    """A tokenizer. May be used by several threads."""

    def __init__(self, source: str, name: str = "tokenizer.json") -> None:
        """Reads the text of a ``tokenizer.json``.

        Raises:
            ModelError: it is damaged or of another kind.
        """
        self._chars = byte_chars()
        spec = _parsed(source, name)
        self.special: Mapping[str, int] = {one["content"]: one["id"] for one in spec["added_tokens"]}
        """Ids of special tokens."""
        self.spelling: Sequence[bytes] = self._spelled(spec["model"]["vocab"], name)
        """The bytes of each token; none for special ones and for ids without a token."""
        self._tokenizer = _built(spec, name)
        self._words = _without_split(self._tokenizer)
        self._start = self._find_cut()
        self.piece: Callable[[str], Ids] = lru_cache(REMEMBERED)(self._encoded)
        """The tokens of one piece (see ``pieces``), remembered."""

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Reads ``tokenizer.json``.

        Raises:
            ModelError: it can't be read, is damaged or of another kind.
        """
        try:
            return cls(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(_DAMAGED.filled(name=path.name)) from error

    @property
    def size(self) -> int:
        """Token ids are below it."""
        return len(self.spelling)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text; lines that were met before cost next to nothing."""
        pieces = [piece for _, piece in self.pieces(text)]
        return [token for piece in reversed(pieces) for token in self.piece(piece)]

    def encode_once(self, text: str) -> list[int]:
        """The tokens of a text that is not asked for again: faster for whole files, nothing is remembered."""
        return list(self._encoded(text))

    def pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """The parts of a text whose tokens don't depend on each other, from its end to its begin: lines.

        Each with its place in ``text``. A long line is cut in parts of ``PIECE`` characters from its begin, so
        that typing at its end leaves them as they are.
        """
        end = len(text)
        while end > 0:
            start = self._start(text, end)
            for at in range(start + (end - start - 1) // PIECE * PIECE, start - 1, -PIECE):
                yield at, text[at : min(end, at + PIECE)]
            end = start

    def begins_line(self, text: str, start: int, end: int) -> bool:
        """Whether the piece ``text[start:end]`` begins where any piece would, whatever stands before it.

        Not so the later parts of a long line, which hang on its begin, and the first piece of a text.
        """
        if self._start is _before_line_end:
            return text[start] == "\n"
        return start > 0 and text[start - 1] == "\n" and not text[start:end].isspace()

    def last_word(self, piece: str) -> str:
        """The last unit of the pre-split that a piece ends with, its bytes written as in the vocabulary."""
        split = self._tokenizer.pre_tokenizer.pre_tokenize_str(_clean(piece))
        return split[-1][0] if split else ""

    def word(self, chars: str) -> list[int]:
        """The tokens of bytes inside one unit of the pre-split, written as in the vocabulary."""
        return self._words.encode(chars, add_special_tokens=False).ids if chars else []

    def bytes_of(self, chars: str) -> bytes:
        """The bytes that are written so in the vocabulary."""
        return bytes(self._byte_of[char] for char in chars)

    def _encoded(self, piece: str) -> Ids:
        return tuple(self._tokenizer.encode(_clean(piece), add_special_tokens=False).ids)

    def _spelled(self, vocabulary: Mapping[str, int], name: str) -> list[bytes]:
        self._byte_of = {char: byte for byte, char in self._chars.items()}
        special = set(self.special.values())
        found = [b""] * (1 + max(max(vocabulary.values(), default=0), max(special, default=0)))
        try:
            for chars, token in vocabulary.items():
                if token not in special:
                    found[token] = self.bytes_of(chars)
        except KeyError as error:
            raise ModelError(_NOT_OURS.filled(name=name)) from error
        return found

    def _find_cut(self) -> Callable[[str, int], int]:
        """Where lines may be cut: before a line end, if the pre-split puts it with what follows, else behind."""
        units = self._tokenizer.pre_tokenizer.pre_tokenize_str("а;\n\n\tб")
        end = self._chars[0x0A]
        before = all(chars.find(end, 1) < 0 for chars, _ in units)
        return _before_line_end if before else _behind_line_ends


def _parsed(source: str, name: str) -> dict[str, Any]:
    """The specification without what changes texts and without special tokens in them."""
    try:
        spec: dict[str, Any] = json.loads(source)
        kind, vocabulary = spec["model"]["type"], spec["model"]["vocab"]
        splits = spec["pre_tokenizer"].get("pretokenizers", [spec["pre_tokenizer"]])
        levels = [one for one in splits if one["type"] == "ByteLevel"]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(_DAMAGED.filled(name=name)) from error
    if kind != "BPE" or not isinstance(vocabulary, dict) or not levels:
        raise ModelError(_NOT_OURS.filled(name=name))
    for level in levels:
        level["add_prefix_space"] = False
    return spec


def _built(spec: Mapping[str, Any], name: str) -> Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415  80 ms that a server without a model need not wait for

    plain: dict[str, Any] = {
        "added_tokens": [],
        "normalizer": None,
        "post_processor": None,
        "truncation": None,
        "padding": None,
    }
    try:
        return Tokenizer.from_str(json.dumps({**spec, **plain}))
    except Exception as error:  # the library knows no narrower type
        raise ModelError(_DAMAGED.filled(name=name)) from error


def _without_split(tokenizer: Tokenizer) -> Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415  as above

    return Tokenizer(tokenizer.model)


def _clean(text: str) -> str:
    """The text with U+FFFD for each half of a character that an editor sent."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text)
    return text


def _before_line_end(text: str, end: int) -> int:
    """Start of the piece that ends at ``end``, with the line end before it."""
    return max(0, text.rfind("\n", 0, end))


def _behind_line_ends(text: str, end: int) -> int:
    """Start of the piece that ends at ``end``, with the line end and the blank lines behind it."""
    start = text.rfind("\n", 0, end - 1) + 1
    while start and text[start:end].isspace():
        end, start = start, text.rfind("\n", 0, start - 1) + 1
    return start
