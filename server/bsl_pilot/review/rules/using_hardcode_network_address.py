"""An address of the net stands in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.patterns import pattern


@dataclass(frozen=True, slots=True)
class Parameters:
    search_words_exclusion: str = (
        "Верси|Version|ЗапуститьПриложение|RunApp|Пространств|Namespace|Драйвер|Driver"
    )
    search_popular_version_exclusion: str = r"^(1|2|3|8\.3|11)\."


RULE = Rule(
    key="UsingHardcodeNetworkAddress",
    kind=Kind.VULNERABILITY,
    rank=Rank.CRITICAL,
    minutes=15,
    title=Text("Сетевой адрес в коде", "Network address in code"),
    about=Text(
        "Адрес, записанный в коде, не сменить без новой версии, а из кода узнают, как устроена сеть. Храните адреса в "
        "константах или настройках.",
        "An address that stands in the code can't be changed without a new version, and the code tells how the net is "
        "built. Keep addresses in constants or settings.",
    ),
    message=Text(
        "Сетевой адрес «{address}» записан в коде", "The network address `{address}` stands in the code"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "searchWordsExclusion",
            Text(
                "регулярное выражение слов оператора, в котором это не адрес",
                "a regular expression of words of a statement that has no addresses",
            ),
        ),
        (
            "searchPopularVersionExclusion",
            Text(
                "регулярное выражение версий, похожих на адрес",
                "a regular expression of versions that look like addresses",
            ),
        ),
    ),
    examples=(
        Bad('Сервер = ⟦"192.168.0.10"⟧;\nАдрес = ⟦"http://10.0.0.1:8080/api"⟧;\n'),
        Bad(
            'Address = ⟦"2001:0db8:11a3:09d7:1f34:8a2e:07a0:765d"⟧;\nA = ⟦"fe80::1"⟧;\nConnect(⟦"127.0.0.1"⟧, 1);\n'
        ),
        Bad('Текст = "Раз\n⟦|192.168.0.1⟧\n|";\n', hidden=True),
        Good(
            'Версия = "192.168.0.10";\nРелиз = "8.3.10.20";\nА = "1.2.3.4";\nБ = "300.1.1.1";\nВ = "10.0.0.1.5";\nГ = "::";\nД = "0.0.0.0";\n'
        ),
    ),
)
_V4 = rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
_V6 = rb"(?<![0-9A-Za-z:])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6})(?![0-9A-Za-z:])"
_ADDRESS = re.compile(_V4 + b"|" + _V6)
_LAST_OCTET = 255
_PARTS = (re.compile(rb"\.\d{1,3}\.\d"), re.compile(rb":[0-9a-fA-F]{1,4}:"), re.compile(rb"::"))
"""One of them is in each address, and is looked for fast: it begins with a certain byte."""


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if not any(part.search(code.data) for part in _PARTS):
        return
    found: dict[int, tuple[Node, str]] = {}
    for literal in code.of("string", "string_line"):
        start, end = literal.start + 1, literal.end
        if literal.children or (
            code.data.find(b".", start, end) < 0 and code.data.find(b":", start, end) < 0
        ):
            continue
        for match in _ADDRESS.finditer(code.data, start, end):
            address = match.group().decode("ascii")
            if not _is_version(address, parameters):
                found.setdefault(literal.start, (literal, address))
    excluded = pattern(parameters.search_words_exclusion)
    for literal, address in found.values():
        statement = literal.statement
        if statement is None or not any(excluded.search(one) for one in _around(literal, statement)):
            yield RULE.at(literal, address=address)


def _is_version(address: str, parameters: Parameters) -> bool:
    if ":" in address:
        return False
    if not address.strip("0."):
        return True  # no host has it: it stands for "none" or "any"
    wide = any(int(one) > _LAST_OCTET for one in address.split("."))
    return wide or pattern(parameters.search_popular_version_exclusion).search(address) is not None


def _around(literal: Node, statement: Node) -> Iterator[str]:
    """The words of the statement, those of blocks inside of it aside."""
    node: Node | None = literal
    while node is not None and node is not statement and node.kind != "block":
        node = node.parent
    if node is statement:
        yield from (one.text for one in statement.children if one.kind != "block")
