"""What a piece of a method needs of the method's variables, and what it gives back."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.refactor.action import Refused
from bsl_pilot.features.refactor.flow import LOOPS, Reader
from bsl_pilot.features.refactor.scope import Scope, Use
from bsl_pilot.features.refactor.selection import ancestors
from bsl_pilot.locale import Text
from bsl_pilot.text.positions import Span

_DOUBTFUL = Text(
    "`{name}` может быть реквизитом объекта или формы: неизвестно, вернется ли его новое значение",
    "`{name}` may be an attribute of the object or form: whether its new value comes back is not known",
)
_ASYNC = Text(
    "Новое значение `{name}` не вернуть: параметры асинхронных методов передаются по значению",
    "The new value of `{name}` can't come back: parameters of asynchronous methods are given by value",
)
_CARRIED = Text(
    "Значение `{name}` переходит из одного шага цикла в другой внутри выделения",
    "The value of `{name}` goes from one step of the loop to the next inside of the selection",
)


class Exchange(NamedTuple):
    """Variables that cross the border of a piece, by their names as written, in the order of the text.

    Attributes:
        inputs: given to the piece, with whether it writes to them.
        outputs: written in the piece and read behind it.
        fresh: outputs that have no value before the piece, so that the code before does not know them.
    """

    inputs: tuple[tuple[str, bool], ...]
    outputs: tuple[str, ...]
    fresh: tuple[str, ...]


def exchange(
    scope: Scope, nodes: tuple[Node, ...], span: Span, *, by_reference: bool = False, awaits: bool = False
) -> Exchange:
    """What statements that run one after another exchange with the method around them.

    ``by_reference`` says that even a single output comes back by a parameter, ``awaits`` that the piece becomes
    an asynchronous method, whose parameters bring nothing back.

    Raises:
        Refused: what they exchange can't be said, or not be given by parameters.
    """
    reader = Reader(certain=not scope.conditional)
    flow = reader.flow(nodes)
    outside = {one.name for one in scope.occurrences if not _inside(one.node, span)}
    live = reader.live_after(nodes[-1], _at_exit(scope, outside))
    local = {name for name in flow.reads | flow.may if scope.is_local(name)}
    known = {*scope.parameters, *scope.variables} | {
        one.name for one in scope.occurrences if one.use is Use.WRITE and one.node.start_byte < span.start
    }
    written = {one.name for one in scope.occurrences if one.use is Use.WRITE and _inside(one.node, span)}
    live |= _read_first(scope, span)
    outputs = written & local & live  # what is only given on by reference comes back by reference too
    inputs = {name for name in local & known if name in flow.reads or (name in outputs - flow.sets)}
    unsure = flow.reads | (outputs - flow.sets if _is_repeated(nodes[0]) else frozenset())
    if carried := sorted(outputs & unsure - known):
        raise Refused(_CARRIED.filled(name=_spelling(scope, carried[0])))
    doubtful = sorted(outputs & scope.doubtful)
    if doubtful and (len(outputs) > 1 or by_reference):
        raise Refused(_DOUBTFUL.filled(name=_spelling(scope, doubtful[0])))
    if awaits:
        _check_awaiting(scope, outputs, live, span)
    order = {
        one.name: -index for index, one in enumerate(reversed(scope.occurrences)) if _inside(one.node, span)
    }
    return Exchange(
        tuple((_spelling(scope, name), name in written) for name in sorted(inputs, key=order.__getitem__)),
        tuple(_spelling(scope, name) for name in sorted(outputs, key=order.__getitem__)),
        tuple(_spelling(scope, name) for name in sorted(outputs - known, key=order.__getitem__)),
    )


def _read_first(scope: Scope, span: Span) -> frozenset[str]:
    """The names that are read behind a piece above the next place that writes them.

    Whether the value of the piece can come there or not: the compiler knows a variable by the first place that
    writes it, in the order of the text.
    """
    first: dict[str, Use] = {}
    for one in scope.occurrences:
        if one.node.start_byte >= span.end:
            first.setdefault(one.name, one.use)
    known = {
        one.name
        for one in scope.occurrences
        if one.use in (Use.WRITE, Use.DECLARES) and one.node.start_byte < span.start
    }
    return frozenset(name for name, use in first.items() if use is not Use.WRITE and name not in known)


def _is_repeated(node: Node) -> bool:
    return any(one.type in LOOPS for one in ancestors(node))


def _check_awaiting(scope: Scope, outputs: set[str], live: frozenset[str], span: Span) -> None:
    """Raises: an asynchronous piece has more to give back than one result."""
    lost = {
        one.name
        for one in scope.occurrences
        if one.use is Use.BY_REFERENCE and one.name in live and scope.is_local(one.name)
        if _inside(one.node, span) and not _is_awaited(one.node)
    } - (outputs if len(outputs) == 1 else set())
    if len(outputs) > 1 or lost:
        raise Refused(_ASYNC.filled(name=_spelling(scope, min(lost or outputs))))


def _is_awaited(argument: Node) -> bool:
    """Whether an argument goes to a method that is awaited: such methods get their parameters by value."""
    call = argument.parent.parent if argument.parent is not None else None
    return call is not None and call.parent is not None and call.parent.type == "await_expression"


def _at_exit(scope: Scope, outside: set[str]) -> frozenset[str]:
    """What outlives the method: parameters by reference; attributes, should these names be some."""
    by_reference = {
        name for name, by_value in scope.parameters.items() if not by_value and not scope.is_async
    }
    return frozenset(by_reference | (scope.doubtful & outside))


def _inside(node: Node, span: Span) -> bool:
    return span.start <= node.start_byte and node.end_byte <= span.end


def _spelling(scope: Scope, name: str) -> str:
    """A name as the method writes it first."""
    first = next(one.node for one in scope.occurrences if one.name == name)
    return (first.text or b"").decode("utf-8", "replace")
