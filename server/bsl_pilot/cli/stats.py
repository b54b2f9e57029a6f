"""``bsl-pilot stats``: what inline completion offered to this user and what became of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from bsl_pilot.app.statistics import LONGEST_MS, ledger_path, statistics
from bsl_pilot.cli.parser import Parser
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Сколько дополнений было предложено, принято и отвергнуто и как быстро. Хранится только на этом компьютере.",
    "How many completions were offered, accepted and rejected, and how fast. Kept on this machine only.",
)
_JSON = Text("в JSON", "as JSON")
_NOTHING = Text("Пока ничего не предлагалось.", "Nothing was offered yet.")
_COUNTS = (
    ("shown", Text("показано", "shown")),
    ("accepted", Text("принято целиком", "accepted")),
    ("partial", Text("принято частично", "accepted in part")),
    ("rejected", Text("отвергнуто", "rejected")),
    ("ignored", Text("набрано своё", "typed over")),
    ("accepted_chars", Text("вставлено знаков", "characters inserted")),
    ("cache_hits", Text("взято из кэша", "taken from the cache")),
)
_KEPT = Text("осталось в коде через {seconds} с", "still in the code after {seconds} s")
_DROPPED = Text("не показано: {reason}", "held back: {reason}")
_LATENCY = Text(
    "{source}: ответов {count}, p50 {p50} мс, p95 {p95} мс",
    "{source}: {count} answers, p50 {p50} ms, p95 {p95} ms",
)
_UP_TO = Text("до {bound}", "up to {bound}")
_OVER = Text("больше {bound}", "over {bound}")
_WHERE = Text("файл: {path}", "file: {path}")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Prints the counters; the exit code."""
    parser = Parser("stats", _ABOUT.to(locale), locale)
    parser.add_argument("--json", action="store_true", help=_JSON.to(locale))
    asked = parser.parse_args(arguments)
    known = statistics()
    if asked.json:
        sys.stdout.write(json.dumps(known, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(known, locale)) + "\n")
    return 0


def _lines(known: dict[str, Any], locale: Locale) -> list[str]:
    lines = [f"{title.to(locale):32}{known[name]}" for name, title in _COUNTS if known.get(name)]
    for seconds, one in known["kept"].items():
        lines.append(f"{_KEPT.to(locale, seconds=seconds):32}{one['kept']} / {one['looked']}")
    for reason, count in known["dropped"].items():
        lines.append(f"{_DROPPED.to(locale, reason=reason):32}{count}")
    for source, one in known["latency_ms"].items():
        p50, p95 = (_bound(one[name], locale) for name in ("p50", "p95"))
        lines.append(_LATENCY.to(locale, source=source, count=one["count"], p50=p50, p95=p95))
    return [*(lines or [_NOTHING.to(locale)]), _WHERE.to(locale, path=ledger_path())]


def _bound(milliseconds: int | None, locale: Locale) -> str:
    """A percentile as the histogram knows it: an upper bound, or none."""
    if milliseconds is None:
        return _OVER.to(locale, bound=LONGEST_MS)
    return _UP_TO.to(locale, bound=milliseconds)
