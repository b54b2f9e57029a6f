"""A rule: what it is called, what it says, to which facts it listens.

A rule is one file in ``rules/`` with a ``RULE`` and the checks that subscribe to it::

    RULE = Rule(key="SelfAssign", kind=Kind.ERROR, rank=Rank.MAJOR, minutes=10, title=…, about=…, message=…, examples=…)


    @RULE.nodes("assignment")
    def check(node: Node, code: Code) -> Found:
        …
        yield RULE.at(node, fix=lambda: [delete(node.start, node.end)])

No check walks a tree: it is called with what it subscribed to, and asks ``code`` for facts. A check of a rule with
parameters may take them as its last argument.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from enum import Enum, IntEnum, StrEnum
from functools import partial
from types import FunctionType
from typing import Any, NamedTuple, TypeVar

from bsl_pilot.locale import Text
from bsl_pilot.review.example import Bad, Good
from bsl_pilot.review.finding import Finding, Fix, Place, Reason
from bsl_pilot.review.scene import ModuleType, Scene
from bsl_pilot.text.words import fold

F = TypeVar("F", bound=Callable[..., Any])


class NoParameters(NamedTuple):
    """Of a rule without any."""


class Kind(StrEnum):
    """What a finding means."""

    CODE_SMELL = "CODE_SMELL"
    ERROR = "ERROR"
    SECURITY_HOTSPOT = "SECURITY_HOTSPOT"
    VULNERABILITY = "VULNERABILITY"


class Rank(StrEnum):
    """How grave it is among findings of its kind."""

    BLOCKER = "BLOCKER"
    CRITICAL = "CRITICAL"
    MAJOR = "MAJOR"
    MINOR = "MINOR"
    INFO = "INFO"


class For(Enum):
    """In which language's modules a rule runs."""

    ALL = "ALL"
    BSL = "BSL"
    ONESCRIPT = "OS"


class Need(IntEnum):
    """What a rule must know beyond the module's text; each includes those before it."""

    TEXT = 0
    METADATA = 1
    """The metadata of the configuration around the module."""
    INDEX = 2
    """All modules of the workspace."""
    TYPES = 3
    """Types of expressions."""


class On(Enum):
    """What a check subscribes to."""

    NODES = "nodes"
    CALLS = "calls"
    MEMBERS = "members"
    CREATED = "created"
    WORDS = "words"
    METHODS = "methods"
    PIECES = "pieces"
    COMMENTS = "comments"
    QUERIES = "queries"
    QUERY_NODES = "query_nodes"
    COLLECT = "collect"
    MODULE = "module"
    PROJECT = "project"


class Subscription(NamedTuple):
    """A check with what it listens to; ``names`` are kinds of nodes or folded names."""

    on: On
    names: tuple[str, ...]
    check: FunctionType
    arguments: int
    """How many it takes."""

    def bound(self, parameters: object) -> Callable[..., Any]:
        """The check with the parameters, if it wants them."""
        if self.arguments <= _ARGUMENTS[self.on]:
            return self.check
        last = self.check.__code__.co_varnames[self.arguments - 1]
        return partial(self.check, **{last: parameters})


_ARGUMENTS = {
    On.PIECES: 1,
    On.COLLECT: 1,
    On.MODULE: 1,
    On.QUERY_NODES: 3,
}
for _on in On:
    _ARGUMENTS.setdefault(_on, 2)


@dataclasses.dataclass(eq=False, kw_only=True)
class Rule:
    """One rule."""

    key: str
    """Its name in settings and comments."""
    kind: Kind
    rank: Rank
    minutes: int
    """What a repair by hand takes."""
    title: Text
    """What is wrong, in a few words."""
    about: Text
    """Why it is, and what to do: some sentences for the page of the rule."""
    message: Text
    """What a finding says; fields in braces are given with it."""
    examples: tuple[Bad | Good, ...]
    parameters: type[Any] = NoParameters
    """A frozen dataclass with a default for every field, in snake_case, documented in ``parameter_docs``."""
    parameter_docs: tuple[tuple[str, Text], ...] = ()
    on: bool = True
    """Whether it runs where the settings don't say."""
    language: For = For.ALL
    modules: tuple[ModuleType, ...] = ()
    """Kinds of modules in which it runs; empty for all."""
    since: tuple[int, ...] = ()
    """The compatibility mode from which on it makes sense."""
    need: Need = Need.TEXT
    fix: Text | None = None
    """Title of its repair, with the finding's fields; None where it has none."""
    fix_is_safe: bool = True
    """Whether the repair may be made where nobody reads what comes of it: on save, or for all rules at once. It may not
    where it guesses what was meant, changes what the code does, takes code away that somebody may still be writing, or
    writes a draft that a person completes."""
    see: tuple[str, ...] = ()
    """Addresses of standards that say more."""
    subscriptions: list[Subscription] = dataclasses.field(default_factory=list)

    def at(
        self,
        place: Place,
        *,
        message: Text | None = None,
        fix: Fix | None = None,
        reasons: Iterable[Reason] = (),
        **fields: object,
    ) -> Finding:
        """A finding of this rule.

        Args:
            place: what it marks: the smallest piece of code that a reader must look at.
            message: other words than the rule's own.
            fix: works out the edits of the repair.
            reasons: other places that explain it.
            fields: what stands in the braces of the message.
        """
        return Finding(place.start, place.end, message or self.message, fields, tuple(reasons), fix)

    def runs_in(self, scene: Scene) -> bool:
        """Whether the rule makes sense in a module."""
        if self.language is not For.ALL and scene.script is not (self.language is For.ONESCRIPT):
            return False
        if self.modules and scene.type not in self.modules:
            return False
        return not (self.since and scene.before(*self.since))

    # ---- subscriptions

    def nodes(self, *kinds: str) -> Callable[[F], F]:
        """``check(node, code)`` for each node of these kinds."""
        return self._on(On.NODES, kinds)

    def calls(self, *names: str) -> Callable[[F], F]:
        """``check(call, code)`` for each ``Имя(…)``, in any letter case; give both languages' names."""
        return self._on(On.CALLS, map(fold, names))

    def members(self, *names: str) -> Callable[[F], F]:
        """``check(call, code)`` for each ``Объект.Имя(…)``."""
        return self._on(On.MEMBERS, map(fold, names))

    def created(self, *types: str) -> Callable[[F], F]:
        """``check(call, code)`` for each ``Новый Имя(…)``."""
        return self._on(On.CREATED, map(fold, types))

    def words(self, *names: str) -> Callable[[F], F]:
        """``check(node, code)`` for each identifier of these names."""
        return self._on(On.WORDS, map(fold, names))

    def methods(self, check: F) -> F:
        """``check(method, code)`` for each method."""
        return self._on(On.METHODS)(check)

    def pieces(self, check: F) -> F:
        """``check(code)`` for each piece: each method, and what stands between two."""
        return self._on(On.PIECES)(check)

    def comments(self, check: F) -> F:
        """``check(comment, code)`` for each comment; lines one below the other are one."""
        return self._on(On.COMMENTS)(check)

    def queries(self, check: F) -> F:
        """``check(query, code)`` for each query text."""
        return self._on(On.QUERIES)(check)

    def query_nodes(self, *kinds: str) -> Callable[[F], F]:
        """``check(node, query, code)`` for each node of these kinds in query texts."""
        return self._on(On.QUERY_NODES, kinds)

    def collect(self, check: F) -> F:
        """``collect(code)`` gives what the rule wants to know of a piece later, in ``module`` or ``project``: plain
        values in offsets of the piece, no nodes; something false for nothing. Remembered with the piece."""
        return self._on(On.COLLECT)(check)

    def module(self, check: F) -> F:
        """``check(module)`` once for a module, at every keystroke: cheap, over facts. Offsets of the module."""
        return self._on(On.MODULE)(check)

    def project(self, check: F) -> F:
        """``check(collected, project)`` for what was collected of each piece, when the workspace is known; remembered
        until the piece or the workspace changes. Offsets of the piece."""
        return self._on(On.PROJECT)(check)

    def _on(self, on: On, names: Iterable[str] = ()) -> Callable[[F], F]:
        wanted = tuple(names)

        def subscribed(check: F) -> F:
            assert isinstance(check, FunctionType)
            self.subscriptions.append(Subscription(on, wanted, check, check.__code__.co_argcount))
            return check

        return subscribed
