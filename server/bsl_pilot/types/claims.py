"""What a condition proves of the values that it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bsl_pilot.text.words import fold
from bsl_pilot.types.code import (
    Assigned,
    Binary,
    Call,
    Claim,
    Definition,
    Expr,
    Joined,
    Literal,
    Name,
    Narrowed,
    Test,
    Unary,
    path_of,
)

Env = dict[str, Definition | None]
"""What each variable holds at one place, by folded name; paths (`а.б`) stand for members that are known better."""

_TYPE_OF = frozenset({"типзнч", "typeof"})
_TYPE = frozenset({"тип", "type"})
_FILLED = frozenset({"значениезаполнено", "valueisfilled"})
_NO_VALUE = frozenset({"Undefined", "Null"})


class Fact(NamedTuple):
    """A claim with the expression that it is about, as it stands in the condition."""

    subject: Expr
    claim: Claim


def claims(condition: Expr, holds: bool) -> list[Fact]:
    """What is known where `condition` holds, or where it does not."""
    if isinstance(condition, Unary) and condition.operator == "not":
        return claims(condition.operand, not holds)
    if isinstance(condition, Binary):
        if condition.operator in ("and", "or"):
            return _of_two(condition, holds)
        if condition.operator in ("=", "<>"):
            return _of_comparison(condition, holds == (condition.operator == "="))
        return []
    if isinstance(condition, Call) and condition.name in _FILLED and condition.arguments:
        return _fact(condition.arguments[0], Test.FILLED if holds else Test.EMPTY, True)
    return []


def narrow(env: Env, facts: Iterable[Fact]) -> Env:
    """What variables hold where `facts` are known; `env` itself where there are none."""
    narrowed = env
    for subject, claim in facts:
        if narrowed is env:
            narrowed = dict(env)
        key = ".".join(claim.path)
        narrowed[key] = Narrowed(narrowed.get(key) or subject, claim)
    return narrowed


def joined(envs: Sequence[Env]) -> Env:
    """What variables hold where several ways meet."""
    if len(envs) == 1:
        return dict(envs[0])
    first, *others = envs or [{}]
    met: Env = {}
    for key in dict.fromkeys(key for env in envs for key in env):
        values = [env.get(key) for env in (first, *others)]
        if "." in key and any(value is None for value in values):
            continue  # what one way knows of a member is not known after it
        met[key] = values[0] if all(value is values[0] for value in values) else Joined(values)
    return met


def _of_two(condition: Binary, holds: bool) -> list[Fact]:
    left, right = claims(condition.left, holds), claims(condition.right, holds)
    if holds == (condition.operator == "and"):
        return left + right
    return _either(left, right)


def _either(left: list[Fact], right: list[Fact]) -> list[Fact]:
    """What is known where one of two is: that a value is of one of several types."""
    if len(left) != 1 or len(right) != 1:
        return []
    one, other = left[0].claim, right[0].claim
    if one.path != other.path or not (one.test is other.test is Test.IS and one.positive and other.positive):
        return []
    return [Fact(left[0].subject, Claim(one.path, Test.IS, True, one.types + other.types))]


def _of_comparison(condition: Binary, equal: bool) -> list[Fact]:
    for value, other in ((condition.left, condition.right), (condition.right, condition.left)):
        if isinstance(other, Literal) and other.type in _NO_VALUE:
            return _fact(value, Test.UNDEFINED, equal) if other.type == "Undefined" else []
        if isinstance(other, Call) and other.name in _TYPE:
            return _of_type(value, other, equal)
    return []


def _of_type(value: Expr, named: Call, equal: bool) -> list[Fact]:
    """`ТипЗнч(Х) = Тип("…")`, also where `ТипЗнч(Х)` was put into a variable before."""
    if isinstance(value, Name) and isinstance(value.definition, Assigned):
        value = value.definition.value
    argument = named.arguments[0] if named.arguments else None
    if not (isinstance(value, Call) and value.name in _TYPE_OF and value.arguments):
        return []
    if not isinstance(argument, Literal) or not argument.text:
        return []
    return _fact(value.arguments[0], Test.IS, equal, (fold(argument.text.strip()),))


def _fact(subject: Expr | None, test: Test, positive: bool, types: tuple[str, ...] = ()) -> list[Fact]:
    path = path_of(subject)
    if subject is None or not path:
        return []
    return [Fact(subject, Claim(path, test, positive, types))]
