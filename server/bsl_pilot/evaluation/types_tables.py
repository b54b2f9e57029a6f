"""Members, query fields and receivers as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bsl_pilot.evaluation.asked import QUERY_FIELDS, Asked
from bsl_pilot.evaluation.metrics import quantile
from bsl_pilot.evaluation.receivers import Receivers, Sureness
from bsl_pilot.evaluation.tables import aligned
from bsl_pilot.locale import Locale, Text

_HEAD = (
    Text("место", "place"),
    Text("мест", "places"),
    Text("в списке", "in the list"),
    Text("MRR", "MRR"),
    Text("мс процессора, p50", "ms of CPU, p50"),
    Text("p95", "p95"),
)
_KNOWN = Text("получатель известен: {share} из {dots} точек", "receiver known: {share} of {dots} dots")
_NAMES = {
    "members": Text("после точки, букв набрано: {typed}", "behind a dot, letters typed: {typed}"),
    "unknown receiver": Text(
        "получатель неизвестен, букв набрано: {typed}", "receiver unknown, letters typed: {typed}"
    ),
}
_FIELDS = Text("поля в текстах запросов", "fields in query texts")
_SURENESS = {
    Sureness.LISTED: Text("у типа известны все члены", "all members of the type are known"),
    Sureness.FIELDS: Text("известна часть полей", "some fields are known"),
    Sureness.OPEN: Text("поля неизвестны", "fields are not known"),
}
_TYPES_HEAD = (
    Text("получатели", "receivers"),
    Text("судимо", "judged"),
    Text("член есть", "member there"),
)


def members_text(asked: Asked, locale: Locale, show: int = 0) -> str:
    """A table of kinds of places; below it the most frequent misses of each."""
    rows = [[text.to(locale) for text in _HEAD]]
    for name, one in sorted(asked.ranks.items()):
        times = [f"{quantile(one.seconds, at) * 1000:.1f}" for at in (0.5, 0.95)]
        cells = (str(len(one.answers)), _percent(one.found), f"{one.mrr:.3f}", *times)
        rows.append([_name(name, locale), *cells])
    known = _KNOWN.to(locale, share=_percent(asked.known_share), dots=asked.dots)
    misses = (
        f"{count:5} {_name(name, locale)}: {miss}"
        for name, one in sorted(asked.ranks.items())
        for miss, count in one.misses.most_common(show)
    )
    return _text(rows, [known, *misses])


def receivers_text(found: Receivers, locale: Locale, show: int = 0) -> str:
    """A table of kinds of types; below it the most frequent misses."""
    rows = [[text.to(locale) for text in _TYPES_HEAD]]
    rows += [
        [_SURENESS[kind].to(locale), str(found.judged[kind]), _percent(found.correct(kind))]
        for kind in Sureness
    ]
    known = _KNOWN.to(locale, share=_percent(found.share), dots=found.dots)
    return _text(rows, [known, *(f"{count:5} {miss}" for miss, count in found.misses.most_common(show))])


def _text(rows: Sequence[Sequence[str]], lines: Iterable[str]) -> str:
    return "\n".join([*aligned(rows), "", *lines]) + "\n"


def _name(name: str, locale: Locale) -> str:
    if name == QUERY_FIELDS:
        return _FIELDS.to(locale)
    kind, _, typed = name.partition(", ")
    return _NAMES[kind].to(locale, typed=typed.partition(" ")[0])


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"
