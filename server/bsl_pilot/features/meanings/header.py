"""The header of a method as its author wrote it: parameters with defaults, export, directives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.types.module import Method, ModuleCode

LONGEST = 16 * 1024
"""Bytes of a header that are read."""


@dataclass(frozen=True, slots=True)
class HeaderParameter:
    """A parameter as written: `Знач Имя = Неопределено`."""

    name: str
    by_value: str = ""
    """The word `Знач` as written, empty without it."""
    default: str = ""

    @property
    def label(self) -> str:
        """The parameter in one line."""
        head = f"{self.by_value} {self.name}" if self.by_value else self.name
        return f"{head} = {self.default}" if self.default else head


@dataclass(slots=True)
class Header:
    """A header. Words are as written; empty where there are none."""

    keyword: str = ""
    name: str = ""
    parameters: list[HeaderParameter] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    asynchronous: str = ""
    export: str = ""

    @property
    def label(self) -> str:
        """The header in one line, without directives."""
        words = (self.asynchronous, self.keyword, f"{self.name}({self.parameter_list})", self.export)
        return " ".join(word for word in words if word)

    @property
    def parameter_list(self) -> str:
        """The parameters with commas between them."""
        return ", ".join(one.label for one in self.parameters)


def header_of(code: ModuleCode, method: Method) -> Header:
    """The header of a method of `code`."""
    return _read(code.data[method.start : min(method.end, method.start + LONGEST)])


@lru_cache(maxsize=512)
def _read(data: bytes) -> Header:
    header = Header()
    code = (one for one in tokens(data) if one.kind not in ("comment", "preproc"))
    for token in code:
        word = data[token.start : token.end].decode("utf-8", "replace")
        if token.kind == "&":
            header.annotations.append(_annotation(data, token, code))
        elif token.kind == "async":
            header.asynchronous = word
        elif token.kind in ("procedure", "function"):
            header.keyword = word
            break
    for token in code:
        if token.kind == "(":
            _parameters(data, code, header)
            break
        header.name = data[token.start : token.end].decode("utf-8", "replace")
    after = next(code, None)
    if after is not None and after.kind == "export":
        header.export = data[after.start : after.end].decode("utf-8", "replace")
    return header


def _annotation(data: bytes, ampersand: Token, code: Iterator[Token]) -> str:
    """`&НаСервере`, or `&Вместо("Имя")` up to the end of its line."""
    name = next(code, ampersand)
    end = name.end
    if data[end : end + 1] == b"(":
        end = next((one.end for one in code if one.kind == ")"), end)
    return data[ampersand.start : end].decode("utf-8", "replace")


def _parameters(data: bytes, code: Iterator[Token], header: Header) -> None:
    """Reads parameters up to the closing parenthesis."""
    group: list[Token] = []
    for token in code:
        if token.kind in (",", ")"):
            one = _parameter(data, group)
            if one is not None:
                header.parameters.append(one)
            group = []
            if token.kind == ")":
                return
        else:
            group.append(token)


def _parameter(data: bytes, group: list[Token]) -> HeaderParameter | None:
    words = [data[one.start : one.end].decode("utf-8", "replace") for one in group]
    by_value = words.pop(0) if group and group[0].kind == "val" and len(words) > 1 else ""
    if not words:
        return None
    name, *rest = words
    return HeaderParameter(name, by_value, "".join(rest[1:]) if rest[:1] == ["="] else "")
