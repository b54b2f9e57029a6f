"""What a called method does to a value that it is given: the keys that it puts into a structure, columns of a table.

    Параметры = Новый Структура;
    ДополнитьПараметры(Параметры);
    Параметры.…                       with the keys that ДополнитьПараметры inserts

Only additions count: what a method may take away on one of its ways is still there on the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.types.changes import ADDING, changed
from bsl_pilot.types.code import Call, Changed, Definition, Expr, Joined, Narrowed, Parameter, Passed
from bsl_pilot.types.model import Types
from bsl_pilot.types.shapes import COLUMNS, STRUCTURES

if TYPE_CHECKING:
    from bsl_pilot.types.evaluate import Evaluator
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.module import Method, ModuleCode

MOST = 200
"""Changes of one parameter that are looked at."""
DEEPEST = 3
"""Methods that hand a value on to the next one, at most."""
BRANCHES = 100
"""Places where ways meet that lie behind one another, at most."""


def after_method(inference: Inference, evaluator: Evaluator, passed: Passed, types: Types) -> Types:
    """What a variable holds after a method of a module was called with it."""
    if not any(one.name in STRUCTURES or one.name in COLUMNS for one in types):
        return types
    for code, method in _called(inference, evaluator, passed):
        key = (id(code), method.start)
        if key in inference.passing or len(inference.passing) >= DEEPEST:
            inference.truncated = True
            continue
        inference.passing.add(key)
        inside = inference.evaluator(code, method)
        for change in _additions(method, passed.position):
            types = changed(inside, types, change)
        inference.passing.discard(key)
    return types


def _called(
    inference: Inference, evaluator: Evaluator, passed: Passed
) -> Iterator[tuple[ModuleCode, Method]]:
    """The methods that a call may mean, those that are being looked at now left out."""
    call = passed.call
    if isinstance(call, Call):
        found = [evaluator.code]
    else:
        codes = (inference.code_of(one) for one in evaluator.receiver(call.object))
        found = [code for code in codes if code is not None]
    for code in found:
        method = code.method(call.name)
        if (
            method is not None
            and method is not evaluator.method
            and (code is evaluator.code or method.exported)
        ):
            yield code, method


def _additions(method: Method, position: int) -> list[Changed]:
    """What is added to the value that a parameter brings, in the order of the text."""
    if position >= len(method.parameters):
        return []
    ways = _Ways(position)
    ways.is_ours(method.flow.at_end.get(method.parameters[position].name))
    added = (one for one in ways.changes if not one.method or one.method in ADDING)
    return sorted(added, key=lambda one: one.at)[:MOST]


class _Ways:
    """The ways from the end of a method back to the value of a parameter, and what is done to it on them."""

    def __init__(self, position: int) -> None:
        self.changes: list[Changed] = []
        self._position = position
        self._joined: dict[int, bool] = {}
        """Places where ways meet: each is looked at once, however many ways lead there."""
        self._depth = 0

    def is_ours(self, end: Definition | Expr | None) -> bool:
        """Whether a value may be what the parameter brought; if so, what was done to it is among the changes."""
        chain: list[Changed] = []
        while isinstance(end, Changed | Narrowed | Passed):
            if isinstance(end, Changed):
                chain.append(end)
            end = end.before
        if isinstance(end, Joined):
            ours = self._any(end)
        else:
            ours = isinstance(end, Parameter) and end.position == self._position
        if ours:
            known = set(map(id, self.changes))
            self.changes += (one for one in chain if id(one) not in known)
        return ours

    def _any(self, joined: Joined) -> bool:
        key = id(joined)
        if key in self._joined or self._depth >= BRANCHES:
            return self._joined.get(key, False)
        self._joined[key] = False  # a loop leads back here
        self._depth += 1
        entry = joined.options[:1]
        ours = [self.is_ours(one) for one in entry]
        self._joined[key] = any(ours)
        ours += [self.is_ours(one) for one in joined.options[1:]]
        self._depth -= 1
        self._joined[key] = any(ours)
        return self._joined[key]
