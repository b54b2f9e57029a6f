"""Reads one preprocessor line: the condition of ``#Если``, the name of a region."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.locale import Text
from bsl_pilot.syntax.fault import PARSE_ERROR, Fault, Repair
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.reader import insertion
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.syntax.preproc import Instruction
from bsl_pilot.text.words import WORD, fold, in_case_of

SYMBOL_NAMES = (
    "Клиент", "Client", "НаКлиенте", "AtClient", "НаСервере", "AtServer", "Сервер", "Server",
    "ТонкийКлиент", "ThinClient", "ВебКлиент", "WebClient", "МобильныйКлиент", "MobileClient",
    "ТолстыйКлиентОбычноеПриложение", "ThickClientOrdinaryApplication",
    "ТолстыйКлиентУправляемоеПриложение", "ThickClientManagedApplication",
    "ВнешнееСоединение", "ExternalConnection", "МобильноеПриложениеКлиент", "MobileAppClient",
    "МобильноеПриложениеСервер", "MobileAppServer", "МобильныйАвтономныйСервер",
    "MobileStandaloneServer", "Linux", "Windows", "MacOS",
)  # fmt: skip
"""Names that a condition may use."""
SYMBOLS = frozenset(map(fold, SYMBOL_NAMES))
"""Those names folded."""
_SIGNS = frozenset({"(", ")", "and", "or", "not", "then"})


def line_faults(line: Instruction, text: bytes) -> Iterator[Fault]:
    """What is wrong inside of one line; ``text`` is what ``line`` gives the place of."""
    if line.kind in ("if", "elsif"):
        yield from _condition(line, text)
    elif line.kind == "region" and WORD.match(line.argument) is None:
        yield _fault(line, text, texts.MISSING_NAME, before=word_of(text))


def word_of(text: bytes) -> str:
    """``#`` with the word after it; the whole line where no word follows."""
    code = _code(text)
    match = WORD.search(code)
    return "#" + match.group() if match and not code[1 : match.start()].strip() else code[:40]


def _condition(line: Instruction, text: bytes) -> Iterator[Fault]:
    """Reads ``symbol И (Не symbol …) Тогда``."""
    depth, operand = 0, True  # whether an operand comes next
    words = [
        (token.kind, text[token.start : token.end].decode("utf-8", "replace")) for token in tokens(text, 1)
    ]
    for kind, word in words[1:]:
        if kind == "comment":
            continue
        if kind == "then" and not operand and depth == 0:
            return
        if operand and kind in ("not", "("):
            depth += kind == "("
        elif not operand and (kind in ("and", "or") or (kind == ")" and depth)):
            depth -= kind == ")"
            operand = kind != ")"
        elif operand and kind not in _SIGNS and WORD.fullmatch(word):
            operand = False  # whether it is one of `SYMBOLS` is for a rule to say
        else:
            yield _fault(line, text, texts.UNEXPECTED, found=word)
            return
    yield _unfinished(line, text, operand=operand, depth=depth)


def _unfinished(line: Instruction, text: bytes, *, operand: bool, depth: int) -> Fault:
    code = _code(text)
    last = code.split()[-1]
    if operand or depth:
        return _fault(line, text, texts.MISSING_OPERAND if operand else texts.NO_BRACKET, before=last)
    begin = word_of(text)
    word = in_case_of(begin[1:], "Then" if begin.isascii() else "Тогда")
    repair = insertion(line.start + len(code.encode()), " " + word, word, texts.ADD)
    return _fault(line, text, texts.MISSING_WORD, before=last, word=word, repairs=(repair,))


def _fault(
    line: Instruction, text: bytes, message: Text, repairs: tuple[Repair, ...] = (), **fields: object
) -> Fault:
    end = line.start + len(_code(text).encode())
    return Fault(PARSE_ERROR, line.start, end, message, fields, None, repairs)


def _code(text: bytes) -> str:
    """The line without a comment at its end."""
    return text.partition(b"//")[0].decode("utf-8", "replace").rstrip()
