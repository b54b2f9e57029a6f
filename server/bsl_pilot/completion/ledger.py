"""Counters and latencies of this user, kept on this machine only, as one JSON file.

Only numbers are written, never a text. Several servers may share the file: each adds what it counted since it
last wrote.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections import Counter, deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bsl_pilot.errors import InputError
from bsl_pilot.text.files import Encoding, SourceFile, write

VERSION = 1
BOUNDS_MS = (1, 2, 5, 10, 15, 20, 30, 40, 60, 90, 150, 300, 600, 1500)
"""Upper bounds of a latency histogram's buckets, in milliseconds; the last bucket has none."""
OBSERVATIONS = 500
"""Offers whose features are kept with their outcome, to fit the show-filter to this user."""

_log = logging.getLogger(__name__)


class Ledger:
    """What was counted, in memory and, with a ``path``, in a file."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._new = _Page()

    def count(self, name: str, by: int = 1) -> None:
        """Counts an event."""
        self._new.counts[name] += by

    def took(self, source: str, seconds: float) -> None:
        """An offer of ``source`` took so long from the request to the answer."""
        self._new.latency.setdefault(source, Counter())[_bucket(seconds * 1000)] += 1

    def looked(self, age: float, *, still_there: bool) -> None:
        """``age`` seconds after its acceptance a text was still in the code or not."""
        self._new.counts[f"looked_{age:.0f}"] += 1
        self._new.counts[f"kept_{age:.0f}"] += still_there

    def observe(self, features: Mapping[str, float], outcome: str) -> None:
        """What the show-filter saw of an offer, and what became of it."""
        rounded = {name: round(value, 4) for name, value in features.items()}
        self._new.observations.append({**rounded, "outcome": outcome})

    def summary(self) -> dict[str, Any]:
        """All that is known, with what is not yet written: the content of ``bsl-pilot stats --json``."""
        return self._whole().summary()

    def observations(self) -> list[dict[str, Any]]:
        """Features with outcomes, oldest first."""
        return list(self._whole().observations)

    def save(self) -> None:
        """Adds what was counted to the file; a file that can't be written costs the figures, nothing else."""
        if self._path is None or self._new.is_empty():
            return
        body = self._whole().to_json()
        text = json.dumps({"version": VERSION, "checksum": _checksum(body), "body": body}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write(self._path, SourceFile(text, Encoding()))
        except (OSError, InputError) as error:
            _log.warning("statistics are not written: %s", error)
            return
        self._new = _Page()

    def _whole(self) -> _Page:
        return self._new.on_top_of(_read(self._path))


class _Page:
    """Sums of one span of time."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.latency: dict[str, Counter[int]] = {}
        self.observations: deque[dict[str, Any]] = deque(maxlen=OBSERVATIONS)

    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not (self.counts or self.latency or self.observations)

    def on_top_of(self, older: _Page) -> _Page:
        """Both together."""
        both = _Page()
        both.counts = Counter(older.counts)
        both.counts.update(self.counts)
        for page in (older, self):
            for source, buckets in page.latency.items():
                both.latency.setdefault(source, Counter()).update(buckets)
            both.observations.extend(page.observations)
        return both

    def to_json(self) -> dict[str, Any]:
        """As it is written."""
        latency = {
            source: [buckets[at] for at in range(len(BOUNDS_MS) + 1)]
            for source, buckets in self.latency.items()
        }
        return {"counts": dict(self.counts), "latency": latency, "observations": list(self.observations)}

    @classmethod
    def of_json(cls, body: Mapping[str, Any]) -> _Page:
        """From what was written."""
        page = cls()
        page.counts.update(body["counts"])
        page.latency = {name: Counter(dict(enumerate(row))) for name, row in body["latency"].items()}
        page.observations.extend(body["observations"])
        return page

    def summary(self) -> dict[str, Any]:
        """What the user is shown."""
        kept = {
            name.removeprefix("looked_"): {"looked": looked, "kept": self.counts[f"kept_{name[7:]}"]}
            for name, looked in sorted(self.counts.items())
            if name.startswith("looked_")
        }
        plain = {name: self.counts[name] for name in ("shown", "accepted", "partial", "rejected", "ignored")}
        other = {
            name: value
            for name, value in sorted(self.counts.items())
            if name not in plain and not name.startswith(("kept_", "looked_", "dropped_"))
        }
        dropped = {name[8:]: value for name, value in sorted(self.counts.items()) if name[:8] == "dropped_"}
        latency = {source: _figures(buckets) for source, buckets in sorted(self.latency.items())}
        return {**plain, "kept": kept, **other, "dropped": dropped, "latency_ms": latency}


def _read(path: Path | None) -> _Page:
    """What the file holds; nothing where there is none, or, with a line in the log, where it is damaged."""
    if path is None:
        return _Page()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["version"] != VERSION or values["checksum"] != _checksum(values["body"]):
            raise ValueError("version or checksum")
        return _Page.of_json(values["body"])
    except FileNotFoundError:
        return _Page()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _log.warning("%s: damaged statistics are dropped and begun anew (%s)", path, error)
        return _Page()


def _checksum(body: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(body, sort_keys=True).encode())


def _bucket(milliseconds: float) -> int:
    return next((at for at, bound in enumerate(BOUNDS_MS) if milliseconds <= bound), len(BOUNDS_MS))


def _figures(buckets: Counter[int]) -> dict[str, Any]:
    """Number and upper bounds of the median and the 95th percentile; null beyond the last bound."""
    total = buckets.total()
    bounds = (*BOUNDS_MS, None)
    figures: dict[str, Any] = {"count": total}
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        passed = 0
        for at, bound in enumerate(bounds):
            passed += buckets[at]
            if passed >= share * total:
                figures[name] = bound
                break
    return figures
