"""Types of parameters and module variables by the places of the module that give them their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.text.words import fold
from bsl_pilot.types.code import Call, Expr, Flow, Literal, New
from bsl_pilot.types.model import NOTHING, UNKNOWN, Types

if TYPE_CHECKING:
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.module import Method, ModuleCode

MOST = 6
"""Places that are looked at."""

_NOTIFICATION = frozenset({"описаниеоповещения", "notifydescription", "callbackdescription"})


def argument_types(inference: Inference, code: ModuleCode, method: Method, position: int) -> Types:
    """What the module's own code passes for the parameter at `position`; `NOTHING` where nothing is found."""
    found = NOTHING
    left = MOST
    last = position == len(method.parameters) - 1
    for caller, flow in _users(code, method):
        for expr in flow.expressions:
            argument = _argument(expr, method, position, last)
            if argument is None:
                continue
            found = found | inference.evaluator(code, caller).types(argument)
            left -= 1
            if left == 0:
                return found
    return found


def variable_types(inference: Inference, code: ModuleCode, folded: str) -> Types:
    """What the methods of a module put into one of its variables, and maybe more."""
    found = NOTHING
    left = MOST
    for method in code.methods.values():
        if left <= 0 or not method.mentions(folded) or folded in method.flow.declared:
            continue
        for definition in method.flow.assigned.get(folded, ())[:left]:
            found = found | inference.evaluator(code, method).definition(definition)
            left -= 1
    for definition in code.body.assigned.get(folded, ())[: max(left, 0)]:
        found = found | inference.body_evaluator(code).definition(definition)
    return found.without("Undefined") | UNKNOWN


def _users(code: ModuleCode, method: Method) -> Iterator[tuple[Method, Flow]]:
    """The methods of the module that name this one, itself left out."""
    folded = fold(method.name)
    for caller in code.methods.values():
        if caller is not method and caller.mentions(folded):
            yield caller, caller.flow


def _argument(expr: Expr, method: Method, position: int, last: bool) -> Expr | None:
    """The argument for a parameter, if `expr` is a call of the method or a notification that names it."""
    if isinstance(expr, Call):
        if expr.name == fold(method.name) and len(expr.arguments) > position:
            return expr.arguments[position]
        return None
    if not isinstance(expr, New) or expr.type not in _NOTIFICATION or len(expr.arguments) < 3 or not last:
        return None
    named = expr.arguments[0]
    same = isinstance(named, Literal) and fold(named.text.strip()) == fold(method.name)
    return expr.arguments[2] if same else None
