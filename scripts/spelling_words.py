#!/usr/bin/env python3
"""Counts the words of real code, into the list that the rule on spelling reads.

    python3 scripts/spelling_words.py FOLDER…      writes the package's file from all of these

The folders are those of the repositories that models may be trained on: their modules and descriptions of metadata.
The platform's own names are added. A word that is seldom written and one slip away from one that is written far more
often is a slip itself and left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "server"), str(ROOT)]

from bsl_pilot.review.spelling import DATA, LEAST, Words, meant_among, packed, words_of  # noqa: E402  (path comes first)
from bsl_pilot.text.words import WORD, fold, humps  # noqa: E402
from bsl_pilot.types.catalogue import shipped  # noqa: E402

SEEN = 2
"""Files with a word that is known."""
OFTEN = 12
"""Files with a word that others are taken for slips of."""
TIMES = 12
"""How much more often a word is written than a slip of it."""
BIGGEST = 6_000_000
RIGHT = frozenset(
    (
        *(
            "поручение",
            "контракт",
            "преемник",
            "отсчет",
            "здание",
            "выставить",
            "взвести",
            "отработка",
            "измеряемый",
        ),
        *(
            "неотработанный",
            "ведутся",
            "подряд",
            "подрядчик",
            "накладная",
            "ведомость",
            "подсчет",
            "пересчет",
            "просчет",
        ),
        *(
            "состав",
            "заставка",
            "вставка",
            "ставка",
            "поставка",
            "приставка",
            "доставка",
            "выставка",
            "отставка",
            "оклад",
        ),
        *(
            "вклад",
            "уклад",
            "склад",
            "расклад",
            "прием",
            "заем",
            "наем",
            "объем",
            "подъем",
            "съемка",
            "выемка",
            "отбор",
        ),
        *(
            "перебор",
            "забор",
            "подбор",
            "разбор",
            "сбор",
            "прибор",
            "выбор",
            "уборка",
            "сборка",
            "разборка",
            "переборка",
        ),
        *(
            "начисление",
            "отчисление",
            "вычисление",
            "исчисление",
            "перечисление",
            "зачисление",
            "причисление",
        ),
        *(
            "отправление",
            "исправление",
            "управление",
            "заправление",
            "направление",
            "поправка",
            "справка",
            "отправка",
        ),
        *(
            "предание",
            "придание",
            "издание",
            "создание",
            "задание",
            "выдача",
            "отдача",
            "сдача",
            "раздача",
            "передача",
        ),
        *(
            "приказ",
            "показ",
            "отказ",
            "заказ",
            "указ",
            "наказ",
            "перевод",
            "привод",
            "вывод",
            "ввод",
            "отвод",
            "завод",
        ),
        *(
            "обработать",
            "отработать",
            "заработать",
            "выработать",
            "переработать",
            "доработать",
            "разработать",
        ),
        *(
            "разметить",
            "учебный",
            "учебник",
            "отведенный",
            "потомки",
            "потомков",
            "потомкам",
            "пересылать",
            "пересылаться",
            "пересылка",
        ),
    )
)
"""Words of business that code may lack, each near to a word that is written often."""
_CODE = (".bsl", ".os")
_DESCRIPTIONS = (".xml", ".mdo", ".form")
_TEXT = re.compile(r">([^<>]+)<")
_LONGEST = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    counts: Counter[str] = Counter()
    for folder in parser.parse_args().folders:
        for text in texts(folder):
            counts.update(set(words_in(text)))
    platform = {word for name in platform_names() for word in words_in(name)}
    known, often = chosen(counts, platform)
    DATA.parent.mkdir(exist_ok=True)
    written = packed(known, often)
    DATA.with_suffix(".new").write_bytes(written)
    DATA.with_suffix(".new").replace(DATA)
    print(f"{len(known):,} words, {len(often):,} of them often written, {len(written):,} bytes")


def texts(folder: Path) -> Iterator[str]:
    """What people wrote in the modules and descriptions of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _CODE + _DESCRIPTIONS or not path.is_file() or path.stat().st_size > BIGGEST:
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        yield text if path.suffix in _CODE else " ".join(_TEXT.findall(text))


def words_in(text: str) -> Iterator[str]:
    """The words that names and texts are put together of, in small letters, without ё."""
    for name in WORD.findall(text):
        for hump in humps(name):
            word = fold(hump).replace("ё", "е")
            if LEAST - 2 <= len(word) <= _LONGEST and not word[0].isdigit():
                yield word


def platform_names() -> Iterator[str]:
    """All names of the platform's catalogue in both languages."""
    catalogue = shipped()
    yield from catalogue.free_words()
    yield from catalogue.member_words()
    for kind in (catalogue.types(), catalogue.enums(), catalogue.functions(), catalogue.properties()):
        for one in kind:
            yield from (one.name.ru, one.name.en)


def chosen(counts: Counter[str], platform: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The known words and the often written ones, slips left out."""
    often = frozenset(word for word, count in counts.items() if count >= OFTEN) | platform
    among = words_of(frozenset(), often)
    known = {
        word for word, count in counts.items() if count >= SEEN and not _is_slip(word, count, counts, among)
    } | platform
    return frozenset(known) | RIGHT, often & known


def _is_slip(word: str, count: int, counts: Counter[str], among: Words) -> bool:
    meant = meant_among(word, among)
    return meant is not None and meant != word and counts[meant] >= count * TIMES


if __name__ == "__main__":
    main()
