"""The chosen rules, put in order for one kind of module: which check hears of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.finding import Finding
from bsl_pilot.review.module import facts_of
from bsl_pilot.review.rule import Need, On, Rule
from bsl_pilot.review.scene import Scene


class Crash(NamedTuple):
    """A check that raised: the rule's key, and what it raised."""

    key: str
    error: str


class Chosen(NamedTuple):
    """A rule with the parameters that the settings give it."""

    rule: Rule
    parameters: object


class Check(NamedTuple):
    """A check of a rule, ready to be called."""

    key: str
    call: Callable[..., Any]
    need: Need


class Hit(NamedTuple):
    """A finding of a rule."""

    finding: Finding
    key: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Findings are shown in the order of the text."""
        one = self.finding
        return one.start, one.end, self.key, one.message.en


class PieceResult(NamedTuple):
    """What came of one piece; offsets of the piece."""

    hits: tuple[Hit, ...]
    collected: Mapping[str, Any]
    facts: Any
    crashes: tuple[Crash, ...]


_BY_NAME = (On.NODES, On.CALLS, On.MEMBERS, On.CREATED, On.WORDS, On.QUERY_NODES)


_Named = Mapping[On, Mapping[str, list[Check]]]
_Plain = Mapping[On, list[Check]]


@lru_cache(maxsize=64)
def _listening(chosen: tuple[Chosen, ...]) -> tuple[_Named, _Plain]:
    """Which check listens to what, by names and without; one for all modules in which the same rules run."""
    named: dict[On, dict[str, list[Check]]] = {on: {} for on in _BY_NAME}
    plain: dict[On, list[Check]] = {on: [] for on in On if on not in _BY_NAME}
    for one in chosen:
        for subscription in one.rule.subscriptions:
            check = Check(one.rule.key, subscription.bound(one.parameters), one.rule.need)
            if subscription.on not in named:
                plain[subscription.on].append(check)
            for name in dict.fromkeys(subscription.names):
                named[subscription.on].setdefault(name, []).append(check)
    return named, plain


class Program:
    """Rules for one scene. Hashed by identity: what was found with it is remembered under it."""

    def __init__(self, rules: Iterable[Chosen], scene: Scene, knows: Need = Need.TYPES) -> None:
        """
        Args:
            rules: the rules that are on.
            scene: the module.
            knows: rules that need more are left out.
        """
        self.scene = scene
        self.chosen = tuple(one for one in rules if one.rule.runs_in(scene) and one.rule.need <= knows)
        self._named, self._plain = _listening(self.chosen)
        self._alone: dict[str, Program] = {}
        self.module_checks = tuple(self._plain[On.MODULE])
        self.project_checks = tuple(self._plain[On.PROJECT])
        self.workspace_checks = tuple(one for one in self.module_checks if one.need > Need.TEXT)
        """Those of `module_checks` that the text alone does not answer."""
        asked = (*self.project_checks, *self.workspace_checks)
        self.asked_of_workspace = frozenset(one.key for one in asked)
        """Keys of the rules that ask the workspace about what they collected."""

    def only(self, key: str) -> Program:
        """The same with one rule."""
        known = self._alone.get(key)
        if known is None:
            alone = (one for one in self.chosen if one.rule.key == key)
            known = self._alone[key] = Program(alone, self.scene)
        return known

    def run(self, code: Code, *, fixes: bool = False) -> PieceResult:
        """All checks over one piece. Without ``fixes`` findings only say whether they have one."""
        run = _Run(fixes)
        self._run_named(code, run)
        for check in self._plain[On.PIECES]:
            run.one(check, code)
        if code.method is not None:
            for check in self._plain[On.METHODS]:
                run.one(check, code.method, code)
        for check in self._plain[On.COMMENTS]:
            run.many(check, code.comments, code)
        if self._plain[On.QUERIES] or self._named[On.QUERY_NODES]:
            self._run_queries(code, run)
        for check in self._plain[On.COLLECT]:
            run.collect(check, code)
        run.hits.sort(key=_order)
        return PieceResult(tuple(run.hits), run.collected, facts_of(code), tuple(run.crashes))

    def _run_named(self, code: Code, run: _Run) -> None:
        by_kind = code.by_kind
        for kind, checks in self._named[On.NODES].items():
            nodes = by_kind.get(kind)
            if nodes is not None:
                for check in checks:
                    run.many(check, nodes, code)
        for on, fact in _FACTS.items():
            wanted = self._named[on]
            if wanted:
                there = fact(code)
                for name in [one for one in there if one in wanted]:  # in the order of the text on every run
                    for check in wanted[name]:
                        run.many(check, there[name], code)

    def _run_queries(self, code: Code, run: _Run) -> None:
        wanted = self._named[On.QUERY_NODES]
        for query in code.queries:
            for check in self._plain[On.QUERIES]:
                run.one(check, query, code)
            for kind, nodes in query.nodes.items():
                for check in wanted.get(kind, ()):
                    for node in nodes:
                        run.one(check, node, query, code)


_FACTS: dict[On, Callable[[Code], Mapping[str, list[Any]]]] = {
    On.CALLS: lambda code: code.called,
    On.MEMBERS: lambda code: code.called_members,
    On.CREATED: lambda code: code.created,
    On.WORDS: lambda code: code.words,
}


def _order(hit: Hit) -> tuple[int, int, str, str]:
    return hit.order


class _Run:
    """One run over one piece. A check that raises is noted and, for this piece, done."""

    __slots__ = ("_fixes", "collected", "crashes", "hits")

    def __init__(self, fixes: bool) -> None:
        self._fixes = fixes
        self.hits: list[Hit] = []
        self.collected: dict[str, Any] = {}
        self.crashes: list[Crash] = []

    def many(self, check: Check, subjects: Iterable[Any], code: Code) -> None:
        call = check.call
        try:
            for subject in subjects:
                found = call(subject, code)
                if found is not None:
                    for one in found:
                        self._add(one, check.key)
        except Exception as error:  # noqa: BLE001  (a defect of one rule must not stop the others)
            self.crashes.append(crash(check.key, error))

    def one(self, check: Check, *arguments: Any) -> None:
        try:
            for one in check.call(*arguments) or ():
                self._add(one, check.key)
        except Exception as error:  # noqa: BLE001  (as above)
            self.crashes.append(crash(check.key, error))

    def collect(self, check: Check, code: Code) -> None:
        try:
            value = check.call(code)
        except Exception as error:  # noqa: BLE001  (as above)
            self.crashes.append(crash(check.key, error))
            return
        if value:
            self.collected[check.key] = value

    def _add(self, one: Finding, key: str) -> None:
        self.hits.append(Hit(one if self._fixes else stripped(one), key))


def crash(key: str, error: Exception) -> Crash:
    """What is told of a check that raised: where, since the report reaches us without the code."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "?"
    return Crash(key, f"{type(error).__name__}: {error} ({place})")


def has_fix() -> None:
    """Stands for a repair that is worked out when it is asked for: the real one would keep the whole tree."""


def stripped(one: Finding) -> Finding:
    """The finding without what refers to nodes."""
    if one.fix is None or one.fix is has_fix:
        return one
    return Finding(one.start, one.end, one.message, one.fields, one.reasons, has_fix)
