"""Models and tokenizers that tests can foresee."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from bsl_pilot.backends.runtime import Logits
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.prompt import END, PREFIX, SPECIAL_TOKENS

OURS = r"\n[\t ]*|[ ]?[\p{L}_]+[^\s\p{L}\p{N}_]*|[ ]?\p{N}{1,3}|[ ]?[^\s\p{L}\p{N}_]+|[\t ]+"
QWEN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
FIM_MARKS = ("<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>")

CODE = """\
// Заполняет таблицу продаж. 😀
Процедура ЗаполнитьТаблицу(Знач Параметры, Отказ = Ложь) Экспорт

\tТаблицаПродаж = Новый ТаблицаЗначений;
\tТаблицаПродаж.Колонки.Добавить("Номенклатура", Новый ОписаниеТипов("СправочникСсылка.Номенклатура"));
\tДля Каждого Строка Из Параметры.Строки Цикл
\t\tЕсли НЕ ЗначениеЗаполнено(Строка.Номенклатура) Тогда
\t\t\tСообщить("Не заполнена номенклатура в строке " + Строка.НомерСтроки + "!");
\t\t\tПродолжить;
\t\tКонецЕсли;
\t\tНоваяСтрока = ТаблицаПродаж.Добавить();
\t\tЗаполнитьЗначенияСвойств(НоваяСтрока, Строка);
\t\tНоваяСтрока.Сумма = Строка.Цена * Строка.Количество - 1250;
\tКонецЦикла;

КонецПроцедуры

Function TotalOf(Table) Export
    Total = 0;
    For Each Row In Table Do
        Total = Total + Row.Amount; // 🚀 добавить
    EndDo;
    Return Total;
EndFunction
"""


@lru_cache
def specification(
    pattern: str = OURS, vocabulary: int = 700, special: tuple[str, ...] = SPECIAL_TOKENS
) -> str:
    """A ``tokenizer.json`` that was learned from ``CODE``."""
    tokenizer = Tokenizer(models.BPE())
    splits = [
        pre_tokenizers.Split(Regex(pattern), "isolated"),
        pre_tokenizers.ByteLevel(False, use_regex=False),
    ]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(splits)
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([CODE] * 3, trainer)
    return tokenizer.to_str()


@lru_cache
def ours(vocabulary: int = 700) -> Tokens:
    """A tokenizer like that of our own models."""
    return Tokens(specification(OURS, vocabulary))


@lru_cache
def qwen() -> Tokens:
    """A tokenizer that splits as Qwen's, with its marks for filling in."""
    return Tokens(specification(QWEN, 700, FIM_MARKS))


def changed(**values: Any) -> str:
    """The specification of a tokenizer with other values."""
    return json.dumps(json.loads(specification()) | values)


class Scripted:
    """A ``Runtime`` whose logits are a function of all tokens in its cache."""

    def __init__(
        self,
        next_token: Callable[[Sequence[int]], int],
        vocabulary: int,
        context: int = 1024,
        noise: float = 0.0,
    ) -> None:
        self.vocabulary = vocabulary
        self.context = context
        self.ids: list[int] = []
        self.feeds: list[int] = []
        """Number of tokens of each pass."""
        self.before_feed: Callable[[], None] = lambda: None
        self._next = next_token
        chance = np.random.default_rng(7)
        self._noise: Logits = chance.random((97, vocabulary), np.float32) * np.float32(noise)

    @property
    def length(self) -> int:
        return len(self.ids)

    def feed(self, ids: Sequence[int], keep: int = 1) -> Logits:
        assert 0 < len(ids) <= self.context - len(self.ids), "more than the cache holds"
        assert 0 < keep <= len(ids)
        self.before_feed()
        self.feeds.append(len(ids))
        rows = []
        for token in ids:
            assert 0 <= token < self.vocabulary
            self.ids.append(token)
            rows.append(self._row())
        return np.stack(rows[-keep:])

    def rewind(self, length: int) -> None:
        assert 0 <= length <= len(self.ids)
        del self.ids[length:]

    def _row(self) -> Logits:
        """One token stands out; the others are drawn from what is in the cache."""
        at = sum(token * 31**place for place, token in enumerate(self.ids[-6:])) + len(self.ids)
        row: Logits = self._noise[at % len(self._noise)].copy()
        row[self._next(self.ids)] += np.float32(8)
        return row


def knows(text: str, tokens: Tokens) -> Callable[[Sequence[int]], int]:
    """A model that knows one text by heart; anything before it that is not cut as it was learned ends it."""
    learned = tokens.encode_once(text)

    def following(ids: Sequence[int]) -> int:
        if PREFIX not in ids:
            return END
        written = list(ids[list(ids).index(PREFIX) + 1 :])
        begins = written == learned[: len(written)] and len(written) < len(learned)
        return learned[len(written)] if begins else END

    return following


def babbles(tokens: Tokens, seed: int = 0) -> Callable[[Sequence[int]], int]:
    """A model that goes on as ``CODE`` does behind the same two tokens, and by chance elsewhere."""
    learned = tokens.encode_once(CODE)
    table: dict[tuple[int, int], int] = {}
    for one, two, three in zip(learned, learned[1:], learned[2:], strict=False):
        table.setdefault((one, two), three)

    def following(ids: Sequence[int]) -> int:
        pair = (ids[-2], ids[-1]) if len(ids) > 1 else (0, ids[-1])
        by_chance = len(SPECIAL_TOKENS) + (pair[0] * 31 + pair[1] * 17 + seed) % (
            tokens.size - len(SPECIAL_TOKENS)
        )
        return table.get(pair, by_chance)

    return following
