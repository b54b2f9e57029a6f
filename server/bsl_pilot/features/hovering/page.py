"""A text for a reader, as Markdown or plain: whoever writes it does not need to know which."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bsl_pilot.locale import Locale, Text
from bsl_pilot.text.words import WORD

LinkOf = Callable[[tuple[str, ...]], str]
"""The address of what names lead to (`Модуль`, `Метод`); empty where that is not known."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_KEPT = re.compile(r"https?://\S+")
_SEE = re.compile(
    rf"\b(?:см\.|see)(?:\s+(?:также|also))?:?\s+(?P<name>{WORD.pattern}(?:\.{WORD.pattern})*)", re.IGNORECASE
)


def no_links(_names: tuple[str, ...]) -> str:
    """Where nothing can be linked to."""
    return ""


@dataclass(frozen=True, slots=True)
class Style:
    """How texts are written: for a client that shows Markdown or not, in the user's language."""

    markdown: bool
    locale: Locale
    link: LinkOf = no_links

    def say(self, text: Text, **fields: object) -> str:
        """A text in the user's language."""
        return text.to(self.locale, **fields)

    def said(self, text: Text) -> str:
        """Words of somebody else, who may have written one language only; braces in them are no fields."""
        mine = text.ru if self.locale is Locale.RU else text.en
        return mine or text.ru or text.en

    def name(self, word: str) -> str:
        """A name of code inside of a sentence."""
        if not self.markdown or not word:
            return word
        ticks = "``" if "`" in word else "`"
        return f"{ticks}{word}{ticks}"

    def prose(self, text: str) -> str:
        """Somebody's words: what they name with `См.` is linked."""
        if not self.markdown:
            return text
        pieces: list[str] = []
        done = 0
        for kept in sorted([*_KEPT.finditer(text), *_SEE.finditer(text)], key=lambda one: one.start()):
            if kept.start() < done:
                continue
            start, shown = self._linked(kept)
            pieces += [_escaped(text[done:start]), shown]
            done = kept.end()
        return "".join([*pieces, _escaped(text[done:])])

    def _linked(self, kept: re.Match[str]) -> tuple[int, str]:
        if "name" not in kept.re.groupindex:
            return kept.start(), kept.group()
        name = kept["name"]
        target = self.link(tuple(name.split(".")))
        return kept.start("name"), f"[{_escaped(name)}]({target})" if target else _escaped(name)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


class Page:
    """Paragraphs, one after the other."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._blocks: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def code(self, text: str, language: str = "bsl") -> None:
        """A piece of code."""
        if text:
            fence = "````" if "```" in text else "```"
            self._blocks.append(f"{fence}{language}\n{text}\n{fence}" if self.style.markdown else text)

    def text(self, text: str) -> None:
        """A paragraph that is formatted already."""
        if text:
            self._blocks.append(text)

    def prose(self, lines: Sequence[str]) -> None:
        """Somebody's words; blank lines part paragraphs, line ends stay."""
        said = "\n".join(lines).strip("\n")
        end = "  \n" if self.style.markdown else "\n"
        for paragraph in re.split(r"\n{2,}", said) if said else ():
            self.text(end.join(map(self.style.prose, paragraph.split("\n"))))

    def heading(self, text: Text) -> None:
        """The name of a section."""
        said = self.style.say(text)
        self.text(f"**{said}**" if self.style.markdown else f"{said}:")

    def items(self, items: Sequence[tuple[int, str]]) -> None:
        """A list; each item with its level."""
        self.text("\n".join(f"{'  ' * level}- {item}" for level, item in items))

    def rule(self) -> None:
        """A line between two things."""
        self._blocks.append("---")

    def __str__(self) -> str:
        return "\n\n".join(self._blocks)
