"""Builds the project's memory: ``python -m bsl_pilot.completion.build``, a process of its own.

Reads one JSON `Order` from its input and writes one JSON `Report` to its output. It ends at once when its input is
closed: so it does not outlive the server that started it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion import store
from bsl_pilot.completion.cleaning import cleaned
from bsl_pilot.completion.memory import Codes, code_type, joined, sorted_places
from bsl_pilot.completion.store import Stamp, Stored
from bsl_pilot.completion.unfinished import abandon
from bsl_pilot.completion.vocabulary import Vocabulary, VocabularyBuilder
from bsl_pilot.errors import InputError
from bsl_pilot.polite import step_back
from bsl_pilot.text.files import decode, read_bytes, reason

_logger = logging.getLogger(__name__)

Encode = Callable[[list[str]], list[list[int]]]
"""Token ids of each text, without special tokens."""

MOST_TOKENS = 24_000_000
"""What is remembered at most: 144 MB on disk, some 600 MB while building. Files past it are left out."""
_BATCH_BYTES = 2_000_000
"""Source text that is read and tokenised at a time."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build."""

    root: str
    """The workspace."""
    paths: list[str]
    """Its source files relative to it, ``/`` as separator; the most useful first."""
    folder: str
    """Where the memory and the names are kept."""
    encoder: str
    """``module:function`` that gives the `Encode` for ``tokenizer``."""
    tokenizer: str
    """The tokenizer's file."""
    key: str
    """Its sha256."""
    vocabulary: int
    """Its number of tokens."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was built."""

    store: str
    """The file of the memory, for `store.load`."""
    files: int
    tokenised: int
    """Files that were new or changed."""
    left_out: int
    """Files that can't be read, or for which there was no room."""
    tokens: int
    seconds: float


class _Reader:
    """Reads the workspace; takes over from the old memory what did not change."""

    def __init__(self, order: Order, encode: Encode, old: Stored | None) -> None:
        self._root = Path(order.root)
        self._encode = encode
        self._old = old
        self._kind = code_type(order.vocabulary)
        self._waiting: list[tuple[str, Stamp, str]] = []
        self.documents: dict[str, tuple[Stamp, Codes]] = {}
        self.tokenised = self.left_out = self.tokens = 0

    def read(self, paths: list[str]) -> None:
        """Fills ``documents`` with the tokens of each file."""
        waiting = 0
        for path in paths:
            if self.tokens >= MOST_TOKENS:
                self.left_out += 1
                continue
            try:
                waiting += self._take(path)
            except InputError as error:
                self.left_out += 1
                _logger.info("left out of the project's memory: %s", error)
            if waiting > _BATCH_BYTES:
                self._tokenise()
                waiting = 0
        self._tokenise()

    def _take(self, path: str) -> int:
        """Takes one file over or puts it on the heap to be tokenised; its bytes there."""
        file = self._root / path
        try:
            status = file.stat()
        except OSError as error:
            raise InputError(reason(error).filled(path=path)) from None
        known = self._old.stamps.get(path) if self._old else None
        if known and (known.size, known.time) == (status.st_size, status.st_mtime_ns):
            self._keep(path, known)
            return 0
        data = read_bytes(file)
        stamp = Stamp(status.st_size, status.st_mtime_ns, blake2b(data, digest_size=16).hexdigest())
        if known and known.digest == stamp.digest:
            self._keep(path, stamp)
            return 0
        self._waiting.append((path, stamp, cleaned(decode(data, path).text)))
        return len(data)

    def _keep(self, path: str, stamp: Stamp) -> None:
        assert self._old
        self._put(path, stamp, self._old.memory.document(path))

    def _put(self, path: str, stamp: Stamp, tokens: NDArray[Any]) -> None:
        self.documents[path] = (stamp, tokens.astype(self._kind))
        self.tokens += len(tokens)

    def _tokenise(self) -> None:
        texts = self._encode([text for _, _, text in self._waiting])
        for (path, stamp, _), tokens in zip(self._waiting, texts, strict=True):
            self._put(path, stamp, np.array(tokens, np.int32))
        self.tokenised += len(self._waiting)
        self._waiting.clear()


def build(order: Order, encode: Encode) -> Report:
    """Brings the memory and the names of a workspace up to date.

    Raises:
        OSError: the folder can't be written.
    """
    began = time.monotonic()
    folder = Path(order.folder)
    old = store.newest(folder, order.key)
    reader = _Reader(order, encode, old)
    reader.read(order.paths)
    stamps = {path: stamp for path, (stamp, _) in reader.documents.items()}
    if old and list(old.stamps.items()) == list(stamps.items()):
        target = old.path
    else:
        target = _save(order, reader.documents)
    if reader.tokenised or not old or old.stamps.keys() != stamps.keys() or Vocabulary.load(folder) is None:
        _names(order, stamps)
    seconds = round(time.monotonic() - began, 3)
    return Report(str(target), len(stamps), reader.tokenised, reader.left_out, reader.tokens, seconds)


def _save(order: Order, documents: Mapping[str, tuple[Stamp, Codes]]) -> Path:
    codes, _ = joined(order.vocabulary, ((path, tokens) for path, (_, tokens) in documents.items()))
    places = sorted_places(order.vocabulary, codes)
    about = [(path, stamp, len(tokens)) for path, (stamp, tokens) in documents.items()]
    return store.save(Path(order.folder), order.key, order.vocabulary, (codes, places), about)


def _names(order: Order, paths: Mapping[str, Stamp]) -> None:
    names = VocabularyBuilder()
    for path, text in _texts(Path(order.root), paths):
        names.add(text, path)
    names.freeze().save(Path(order.folder))


def _texts(root: Path, paths: Mapping[str, Stamp]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with contextlib.suppress(InputError):  # it was there a moment ago; then it has no names any more
            yield path, decode(read_bytes(root / path), path).text


def main() -> None:
    """Runs one order."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order = Order(**json.loads(line))
    threading.Thread(target=_end_with_parent, args=(Path(order.folder),), daemon=True).start()
    _be_polite()
    module, _, name = order.encoder.partition(":")
    encode: Encode = getattr(importlib.import_module(module), name)(order.tokenizer)
    report = build(order, encode)
    sys.stdout.write(json.dumps(asdict(report)) + "\n")
    sys.stdout.flush()


def _end_with_parent(folder: Path) -> None:
    """Nothing more is sent: the pipe speaks only by its end. Read without a buffer, whose lock would outlive us."""
    os.read(sys.stdin.fileno(), 1)
    abandon(folder)
    os._exit(1)


def _be_polite() -> None:
    """The user's typing comes first; one thread for the tokenizer too."""
    step_back()
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


if __name__ == "__main__":
    main()
