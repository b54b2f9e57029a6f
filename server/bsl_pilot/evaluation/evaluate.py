"""The whole evaluation of one project: cursors, typing, variants without some part, baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bsl_pilot.evaluation.baselines import FrequentLine, NearestWord
from bsl_pilot.evaluation.cursors import Cursor, Known, sample
from bsl_pilot.evaluation.known import KnownNames, Platform
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.places import CODE
from bsl_pilot.evaluation.replay import Method, Typing, methods, replay
from bsl_pilot.evaluation.scan import Group
from bsl_pilot.evaluation.score import Closeness
from bsl_pilot.evaluation.subject import Build
from bsl_pilot.evaluation.trial import Bench, Trial
from bsl_pilot.evaluation.virtual import Paced, VirtualClock, run

T = TypeVar("T")

OTHER_SHARE = 8
"""For each so many cursors in code there is one in query text and one in comments above methods."""

Advance = Callable[[int, int], None]
"""Told the number of cursors and methods that are done, and the number of all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is evaluated."""

    limit: int = 400
    """Cursors in code."""
    seed: int = 0
    replay: int = 10
    """Methods that are typed anew."""
    baselines: bool = False
    known: Known | None = None
    only: frozenset[str] | None = None
    """Paths of the modules that cursors and methods are taken from; None for all. The others are known all the same."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of it."""

    trials: list[Trial]
    typing: Typing
    methods: int
    variants: dict[str, list[Trial]] = field(default_factory=dict)
    baselines: dict[str, Closeness] = field(default_factory=dict)

    @property
    def code(self) -> list[Trial]:
        """The trials that the headline figures are made of."""
        return [one for one in self.trials if one.cursor.kind in CODE]


@dataclass(frozen=True, slots=True)
class Contenders:
    """The engines that are measured."""

    engine: Build
    platform: Platform
    """Names of the platform, which exist though no module declares them."""
    variants: Mapping[str, Build] = field(default_factory=dict)
    """Engines without some part, tried on the same cursors in code."""


def evaluate(modules: Modules, plan: Plan, contenders: Contenders, advance: Advance) -> Evaluation:
    """Tries cursors, types methods, and compares."""
    other = plan.limit // OTHER_SHARE
    counts = {Group.CODE: plan.limit, Group.QUERY: other, Group.COMMENT: other}
    tested = modules if plan.only is None else modules.only(plan.only)
    cursors = sample(tested, counts, plan.seed, plan.known)
    code = [one for one in cursors if one.kind in CODE]
    typed = methods(tested, plan.replay, plan.seed)
    work = _Work(modules, KnownNames(modules, contenders.platform), advance)
    work.total = len(cursors) + len(typed) + len(code) * len(contenders.variants)
    trials = work.tried(contenders.engine, cursors)
    typing = Typing()
    for method in typed:
        typing.add(work.typed(contenders.engine, method))
    return Evaluation(
        trials,
        typing,
        len(typed),
        {name: work.tried(variant, code) for name, variant in contenders.variants.items()},
        _baselines(modules, code) if plan.baselines else {},
    )


class _Work:
    """Runs engines over cursors and methods, and tells how far it is."""

    def __init__(self, modules: Modules, names: KnownNames, advance: Advance) -> None:
        self.total = 0
        self._done = 0
        self._modules = modules
        self._names = names
        self._advance = advance

    def tried(self, build: Build, cursors: Sequence[Cursor]) -> list[Trial]:
        """Tries cursors, all with one engine."""

        async def work(clock: VirtualClock) -> list[Trial]:
            subject = build(clock, lambda backend: Paced(backend, clock), everything=True)
            bench = Bench(self._modules, subject, self._names)
            trials = [self._step(await bench.try_cursor(cursor)) for cursor in cursors]
            await subject.engine.close()
            return trials

        return run(work)

    def typed(self, build: Build, method: Method) -> Typing:
        """Types one method, with an engine that knows nothing of the others."""

        async def work(clock: VirtualClock) -> Typing:
            subject = build(clock, lambda backend: Paced(backend, clock), everything=False)
            typing = await replay(self._modules, method, subject.engine)
            await subject.engine.close()
            return self._step(typing)

        return run(work)

    def _step(self, result: T) -> T:
        self._done += 1
        self._advance(self._done, self.total)
        return result


def _baselines(modules: Modules, cursors: Sequence[Cursor]) -> dict[str, Closeness]:
    frequent, nearest = FrequentLine(modules), NearestWord(modules)
    return {
        "frequent_line": Closeness.of((frequent.complete(one), one.target) for one in cursors),
        "nearest_word": Closeness.of((nearest.complete(one), one.target) for one in cursors),
    }
