"""How near a written text comes to the true one. Texts are compared as they stand, without blanks at their end."""

from __future__ import annotations

from collections import Counter

CHRF_ORDER = 6
CHRF_BETA = 2.0
"""Longest n-gram of chrF and the weight of recall, as in its paper (Popović 2015)."""


def exact(written: str, true: str) -> bool:
    """Whether both are the same but for blanks at the end."""
    return written.rstrip() == true.rstrip()


def distance(one: str, other: str) -> int:
    """Levenshtein's distance: inserted, deleted and replaced characters."""
    one, other = _without_common_ends(one, other)
    if not one or not other:
        return len(one) + len(other)
    above = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        left = row
        current = [row]
        for column, against in enumerate(other, 1):
            left = min(left + 1, above[column] + 1, above[column - 1] + (char != against))
            current.append(left)
        above = current
    return above[-1]


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """What differs: most completions share their beginning and end with the truth, and the rest is short."""
    begin = matched_prefix(one, other)
    one, other = one[begin:], other[begin:]
    end = matched_prefix(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def edit_similarity(written: str, true: str) -> float:
    """1 for equal texts, 0 for texts without a common character: 1 - distance / length of the longer one."""
    written, true = written.rstrip(), true.rstrip()
    longer = max(len(written), len(true))
    return 1 - distance(written, true) / longer if longer else 1.0


def matched_prefix(written: str, true: str) -> int:
    """Number of characters at the beginning that are the same."""
    shorter = min(len(written), len(true))
    return next((at for at in range(shorter) if written[at] != true[at]), shorter)


def chrf(written: str, true: str) -> float:
    """F-score of character n-grams, 0 to 1; blanks don't count."""
    written, true = "".join(written.split()), "".join(true.split())
    if not written or not true:
        return float(written == true)
    precisions: list[float] = []
    recalls: list[float] = []
    for size in range(1, min(CHRF_ORDER, max(len(written), len(true))) + 1):
        ours, theirs = _ngrams(written, size), _ngrams(true, size)
        common = (ours & theirs).total()
        precisions.append(common / ours.total() if ours else 0.0)
        recalls.append(common / theirs.total() if theirs else 0.0)
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    if precision + recall == 0:
        return 0.0
    square = CHRF_BETA**2
    return (1 + square) * precision * recall / (square * precision + recall)


def _ngrams(text: str, size: int) -> Counter[str]:
    return Counter(text[at : at + size] for at in range(len(text) - size + 1))


def share(part: float, whole: float) -> float:
    """``part / whole``; 0 of nothing."""
    return part / whole if whole else 0.0


def quantile(values: list[float], at: float) -> float:
    """The value below which the share ``at`` of the values lie; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * at))] if ordered else 0.0
