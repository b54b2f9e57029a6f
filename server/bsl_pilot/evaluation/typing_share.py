"""How often inference knows what stands before a dot, over the modules of a project, and its figures."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from bsl_pilot.evaluation.metrics import quantile
from bsl_pilot.evaluation.project import Opened
from bsl_pilot.evaluation.receivers import Clock, Receivers, Sureness

_NAMES = {Sureness.LISTED: "listed", Sureness.FIELDS: "fields", Sureness.OPEN: "open"}

Advance = Callable[[int, int], None]


def receivers_of(
    opened: Opened,
    modules: int,
    seed: int,
    advance: Advance = lambda _done, _all: None,
    clock: Clock = time.process_time,
) -> Receivers:
    """Looks at every dot of so many modules, drawn by the seed; of all for 0."""
    found = Receivers()
    most = min(modules or len(opened.paths), len(opened.paths))
    chance = random.Random(seed)  # noqa: S311  (modules are drawn, no secrets)
    for path, document in opened.documents(chance, lambda _path: True):
        found.add(opened.project.code(document, path), opened.project.world(path), clock)
        advance(found.modules, most)
        if found.modules >= most:
            break
    return found


def as_figures(found: Receivers, seed: int) -> dict[str, object]:
    """The figures as JSON has them; times are CPU milliseconds of one dot after the other."""
    return {
        "version": 1,
        "seed": seed,
        "modules": found.modules,
        "dots": found.dots,
        "known": round(found.share, 4),
        "judged": {name: found.judged[kind] for kind, name in _NAMES.items()},
        "correct": {name: round(found.correct(kind), 4) for kind, name in _NAMES.items()},
        "cpu_ms": {f"p{share}": round(quantile(found.seconds, share / 100) * 1000, 2) for share in (50, 95)},
    }
