"""The names of a workspace: every word that its code uses, and the methods that its common modules export.

Built from the same pass over the files as the project's memory, kept in one file beside it.
"""

from __future__ import annotations

import logging
import re
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from zlib import crc32

from bsl_pilot.completion.unfinished import unfinished
from bsl_pilot.completion.wordlist import WordList
from bsl_pilot.syntax.keywords import BY_KIND
from bsl_pilot.text.words import MEMBER, WORD, fold

FREE = 1
"""The word stands for itself somewhere: a variable, a function, a common module."""
MEMBER_FLAG = 2
"""The word stands behind a dot somewhere, or may: an exported method, a key or a field named in a string."""
METHOD_FLAG = 4
"""In the list of methods: the common module exports it."""

FILE = "names.bin"
_MAGIC = b"BSLNAMES"
_VERSION = 1
_HEAD = struct.Struct("<8sIII")  # magic, version, checksum of the rest, bytes of the first list

_LITERAL = re.compile(r"\"(?:[^\"\n]|\"\"|\n\s*\||\n\s*//[^\n]*(?=\n))*\"?|'[^'\n]*'|//[^\n]*")
_METHOD = "|".join(
    word for kind in ("procedure", "function") for word in (BY_KIND[kind].ru, BY_KIND[kind].en)
)
_EXPORT = "|".join((BY_KIND["export"].ru, BY_KIND["export"].en))
_EXPORTED = re.compile(
    rf"^[ \t]*(?:{_METHOD})[ \t]+({WORD.pattern})[ \t]*\([^)]*\)\s*(?:{_EXPORT})",
    re.IGNORECASE | re.MULTILINE,
)
_DECLARED = re.compile(rf"^[ \t]*(?:{_METHOD})[ \t]+({WORD.pattern})", re.IGNORECASE | re.MULTILINE)
_PROSE = re.compile(rf"{WORD.pattern}[ \t]+{WORD.pattern}[ \t]+{WORD.pattern}")
_logger = logging.getLogger(__name__)


class Vocabulary:
    """Names of a workspace. Immutable; answers take some microseconds."""

    __slots__ = ("_methods", "_words")

    def __init__(self, words: WordList, methods: WordList) -> None:
        self._words = words
        self._methods = methods

    def __len__(self) -> int:
        return len(self._words)

    def begins(self, folded: str, *, member: bool) -> bool:
        """Whether some word of the workspace begins so, seen where a member stands or elsewhere."""
        return self._words.begins(folded, MEMBER_FLAG if member else FREE)

    def knows(self, folded: str, *, member: bool) -> bool:
        """Whether the workspace has the word."""
        return bool((self._words.flags(folded) or 0) & (MEMBER_FLAG if member else FREE))

    def method_of(self, module: str, method: str) -> bool | None:
        """Whether the common module exports the method; None where there is no such module."""
        if self._methods.flags(module + ".") is None:
            return None
        return self._methods.flags(f"{module}.{method}") is not None

    def save(self, folder: Path) -> None:
        """Writes the file of names into an existing folder; a crash leaves the old file or the new one.

        Raises:
            OSError: the folder can't be written.
        """
        words = self._words.dump()
        words += bytes(-len(words) % 4)  # numbers of the second list are aligned
        body = words + self._methods.dump()
        with tempfile.NamedTemporaryFile(dir=folder, prefix=unfinished(FILE), delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(_HEAD.pack(_MAGIC, _VERSION, crc32(body), len(self._words.dump())) + body)
                file.close()
                temporary.replace(folder / FILE)
            except BaseException:
                file.close()
                temporary.unlink(missing_ok=True)
                raise

    @classmethod
    def load(cls, folder: Path) -> Vocabulary | None:
        """What ``save`` wrote; None where there is nothing, or it is of another version or damaged.

        A damaged file is deleted, and one line in the log says so.
        """
        path = folder / FILE
        try:
            return cls._read(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, struct.error) as error:
            _logger.warning("%s is dropped and will be built again: %s", path, error)
            path.unlink(missing_ok=True)
            return None

    @classmethod
    def _read(cls, data: bytes) -> Vocabulary:
        magic, version, checksum, size = _HEAD.unpack_from(data)
        if magic != _MAGIC or version != _VERSION:
            raise ValueError("of another version")
        body = memoryview(data)[_HEAD.size :]
        if crc32(body) != checksum:
            raise ValueError("damaged")
        return cls(WordList.load(body[:size]), WordList.load(body[size + -size % 4 :]))


class Either(Vocabulary):
    """Two vocabularies as one; a module has the methods that either knows."""

    __slots__ = ("_one", "_other")

    def __init__(self, one: Vocabulary, other: Vocabulary) -> None:
        self._one = one
        self._other = other

    def __len__(self) -> int:
        """Words of both, those that both know twice."""
        return len(self._one) + len(self._other)

    def begins(self, folded: str, *, member: bool) -> bool:
        return self._one.begins(folded, member=member) or self._other.begins(folded, member=member)

    def knows(self, folded: str, *, member: bool) -> bool:
        return self._one.knows(folded, member=member) or self._other.knows(folded, member=member)

    def method_of(self, module: str, method: str) -> bool | None:
        answers = (self._one.method_of(module, method), self._other.method_of(module, method))
        return None if answers == (None, None) else True in answers


class VocabularyBuilder:
    """Collects names file by file, in any order; some 10 MB of source a second."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._methods: dict[str, int] = {}

    def add(self, text: str, path: str) -> None:
        """Takes the names of one module. ``path`` tells common modules from others; separators are ``/``."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        code = _LITERAL.sub(" ", text)
        self._take(WORD.findall(code), FREE)
        self._take(MEMBER.findall(code), MEMBER_FLAG)
        self._take(_DECLARED.findall(code), MEMBER_FLAG)
        for literal in _LITERAL.findall(text):
            if literal[0] == '"' and not _is_prose(literal):
                self._take(WORD.findall(literal), FREE | MEMBER_FLAG)
        self._take(WORD.findall(path), FREE | MEMBER_FLAG)  # classes and metadata objects are named by files
        module = common_module(path)
        if module:
            self._methods[module + "."] = METHOD_FLAG
            for name in _EXPORTED.findall(code):
                self._methods[f"{module}.{fold(name)}"] = METHOD_FLAG

    def freeze(self) -> Vocabulary:
        """The names collected so far."""
        return Vocabulary(WordList.of(self._words), WordList.of(self._methods))

    def _take(self, words: Iterable[str], flags: int) -> None:
        known = self._words
        for word in set(words):
            folded = fold(word)
            known[folded] = known.get(folded, 0) | flags


def common_module(path: str) -> str:
    """Folded name of the common module at ``path``, empty for other files: ``…/CommonModules/Имя/…/Module.bsl``."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if "CommonModules" not in parts[:-1]:
        return ""
    at = len(parts) - 1 - parts[::-1].index("CommonModules")
    return fold(parts[at + 1]) if at + 2 < len(parts) else ""


def _is_prose(literal: str) -> bool:
    """Whether a literal is text for people: three words in a row on its one line. Queries have more lines."""
    return "\n" not in literal and _PROSE.search(literal) is not None
