"""Letter case of keywords."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsl_pilot.features.formatting.lines import Line
from bsl_pilot.features.formatting.options import KeywordCase
from bsl_pilot.syntax.keywords import BY_KIND, SOFT_KINDS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.text.words import lower, same, upper


def recase(data: bytes, lines: Sequence[Line], case: KeywordCase) -> Iterator[ByteEdit]:
    """Edits that write keywords as ``case`` says."""
    if case == "keep":
        return
    for line in lines:
        if line.verbatim:
            continue
        for index, token in enumerate(line.tokens):
            if token.kind in BY_KIND and _is_keyword(line, index):
                new = _spelled(data, token, case)
                if new != data[token.start : token.end]:
                    yield ByteEdit(token.start, token.end, new)


def _is_keyword(line: Line, index: int) -> bool:
    """Whether a word that real code also uses as a name is a keyword here: a word follows it."""
    if line.tokens[index].kind not in SOFT_KINDS:
        return True
    following = line.tokens[index + 1].kind if index + 1 < len(line.tokens) else ""
    return following == "identifier" or following in BY_KIND


def _spelled(data: bytes, token: Token, case: KeywordCase) -> bytes:
    word = data[token.start : token.end].decode("utf-8", "surrogatepass")
    if case == "canonical":
        keyword = BY_KIND[token.kind]
        new = keyword.en if same(word, keyword.en) else keyword.ru
    else:
        new = upper(word) if case == "upper" else lower(word)
    return new.encode("utf-8", "surrogatepass")
