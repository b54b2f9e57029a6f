"""Cleaned text → a vocabulary, and the text as token ids.

    python models/tokenizer.py learn CORPUS tokenizer.json
    python models/tokenizer.py encode CORPUS tokenizer.json OUT

Byte-level BPE over pieces in which a line end with its indentation, a word with the punctuation behind it
(``Массив.``, ``КонецЕсли;``, ``ТекстЗапроса =``) and blanks stay together, so that a line of code is some eight
tokens. No piece reaches over a line end: a text can be encoded line by line.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from bsl_pilot.completion.prompt import MAX_HEADER, SPECIAL_TOKENS, header

VOCABULARY = 8192
"""Twice as many make lines 7 % shorter and the model, whose output layer is a third of its work, slower."""
PIECES = r"\n[\t ]*|[ ]?[\p{L}_]+[^\s\p{L}\p{N}_]*|[ ]?\p{N}{1,3}|[ ]?[^\s\p{L}\p{N}_]+|[\t ]+"
SHARES = {"1c-syntax/ssl_3_1": 0.5, "1c-syntax/ssl_3_1_eng": 0.12}
"""Share of a repository's files that the vocabulary is learned from: one library must not decide it, and
English sources are rare outside of it."""
RARE = 10
"""Times that a pair must occur to become a token."""

Ids = NDArray[np.uint16]


def learn(corpus: Path, out: Path) -> None:
    """Learns the vocabulary from the training repositories."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        min_frequency=RARE,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sampled(corpus), trainer)
    tokenizer.save(str(out))
    print(f"{tokenizer.get_vocab_size()} tokens → {out}")


def _sampled(corpus: Path) -> Iterator[str]:
    chance = random.Random(0)  # noqa: S311  (the same choice each time)
    for row in rows(corpus / "train.jsonl"):
        if chance.random() < SHARES.get(row["repository"], 1):
            yield row["text"]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The files of one part of the corpus."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def encode(corpus: Path, tokenizer_path: Path, out: Path) -> None:
    """Writes ``train.npz`` and ``dev.npz``: the arrays of :func:`tokenised`."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    for part in ("dev", "train"):
        files = list(rows(corpus / f"{part}.jsonl"))
        arrays = tokenised(tokenizer, files)
        np.savez(out / f"{part}.npz", allow_pickle=False, **arrays)
        count, characters = len(arrays["tokens"]), sum(len(row["text"]) for row in files)
        print(f"{part}: {len(files)} files, {count} tokens of {characters / count:.2f} characters")


def tokenised(tokenizer: Tokenizer, files: list[dict[str, str]]) -> dict[str, NDArray[Any]]:
    """Files as arrays.

    ``tokens`` (uint16, all files one behind the other), ``comment`` (bool for each token: its line is a
    comment), ``offsets`` (files + 1), ``headers`` (files × MAX_HEADER, zeros behind the end), ``repository``
    (index for each file into ``repositories``).
    """
    tokens, comment, lengths = [], [], []
    for first in range(0, len(files), 32):
        for ids, comments in _encoded(tokenizer, [row["text"] for row in files[first : first + 32]]):
            tokens.append(ids)
            comment.append(comments)
            lengths.append(len(ids))
    names = sorted({row["repository"] for row in files})
    return {
        "tokens": np.concatenate(tokens),
        "comment": np.concatenate(comment),
        "offsets": np.concatenate([[0], np.cumsum(lengths)]),
        "headers": _headers(tokenizer, [row["path"] for row in files]),
        "repository": np.array([names.index(row["repository"]) for row in files], np.uint16),
        "repositories": np.array(names),
    }


def _encoded(tokenizer: Tokenizer, texts: list[str]) -> Iterator[tuple[Ids, NDArray[np.bool_]]]:
    """Token ids of each text, and which of them stand in comment lines."""
    lines = [[f"\n{line}" if at else line for at, line in enumerate(text.split("\n"))] for text in texts]
    ends = np.cumsum([0, *map(len, lines)])
    encoded = tokenizer.encode_batch_fast([line for text in lines for line in text], add_special_tokens=False)
    for text, (first, last) in zip(lines, pairwise(ends), strict=True):
        ids = [one.ids for one in encoded[first:last]]
        comments = [line.lstrip().startswith("//") for line in text]
        yield (
            np.array([token for line in ids for token in line], np.uint16),
            np.repeat(comments, [len(line) for line in ids]),
        )


def _headers(tokenizer: Tokenizer, paths: list[str]) -> Ids:
    found = np.zeros((len(paths), MAX_HEADER), np.uint16)
    for row, one in zip(found, tokenizer.encode_batch([header(path) for path in paths]), strict=True):
        ids = one.ids[:MAX_HEADER]
        row[: len(ids)] = ids
    return found


COMMANDS: dict[str, Callable[..., None]] = {"learn": learn, "encode": encode}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*map(Path, sys.argv[2:]))
