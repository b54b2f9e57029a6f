"""A method as inference sees it: expressions, and for every variable what gave it its value.

This is the form between the tree and the types. It is made once for a method and kept with its part
(`document.parts`), so it knows nothing but the method's text; all offsets are bytes from the part's start.
Each use of a variable points to the definition that reaches it (single assignment form): branches and loops
are `Joined`, what a condition proves is `Narrowed`, and what is done to a value is `Changed`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

# ---- expressions


@dataclass(slots=True, eq=False)
class Expr:
    """An expression at its place in the part: first byte and the byte after. Of no known kind if just this."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Name(Expr):
    """A name used as a value. Without a `definition` it is no local variable, or one without a value yet."""

    name: str
    definition: Definition | None


@dataclass(slots=True, eq=False)
class Member(Expr):
    """`Объект.Имя`; `name` is empty while it is not typed. `definition` if the place knows more of the value."""

    object: Expr
    name: str
    definition: Definition | None


@dataclass(slots=True, eq=False)
class Call(Expr):
    """`Имя(…)`; an argument that is left out is None."""

    name: str
    arguments: tuple[Expr | None, ...]


@dataclass(slots=True, eq=False)
class MethodCall(Expr):
    """`Объект.Имя(…)`."""

    object: Expr
    name: str
    arguments: tuple[Expr | None, ...]


@dataclass(slots=True, eq=False)
class Index(Expr):
    """`Объект[…]`."""

    object: Expr
    index: Expr


@dataclass(slots=True, eq=False)
class New(Expr):
    """`Новый Тип(…)`; `type` is empty for `Новый(…)`."""

    type: str
    arguments: tuple[Expr | None, ...]


@dataclass(slots=True, eq=False)
class Literal(Expr):
    """A literal by its type's name: `String`, `Number`, `Date`, `Boolean`, `Undefined`, `Null`.

    `text` is what a string literal says.
    """

    type: str
    text: str = ""


@dataclass(slots=True, eq=False)
class Ternary(Expr):
    """`?(Условие, А, Б)`; only the two results matter here."""

    consequence: Expr
    alternative: Expr


@dataclass(slots=True, eq=False)
class Binary(Expr):
    """An operation of two operands: `+`, `=`, `and` …"""

    operator: str
    left: Expr
    right: Expr


@dataclass(slots=True, eq=False)
class Unary(Expr):
    """`Не А`, `-А`: operator and operand."""

    operator: str
    operand: Expr


@dataclass(slots=True, eq=False)
class Await(Expr):
    """`Ждать А`."""

    value: Expr


def path_of(expr: Expr | None) -> tuple[str, ...]:
    """The names of a chain `А.Б.В`; empty for any other expression."""
    names: list[str] = []
    while isinstance(expr, Member):
        if not expr.name:
            return ()
        names.append(expr.name)
        expr = expr.object
    if not isinstance(expr, Name):
        return ()
    names.append(expr.name)
    return tuple(reversed(names))


# ---- definitions


@dataclass(slots=True, eq=False)
class Definition:
    """What gave a variable its value. Just this: declared and without a value."""


@dataclass(slots=True, eq=False)
class Parameter(Definition):
    """The value that the caller passes."""

    position: int


@dataclass(slots=True, eq=False)
class Assigned(Definition):
    """`Имя = Значение`."""

    name: str
    value: Expr


@dataclass(slots=True, eq=False)
class Element(Definition):
    """The variable of `Для Каждого`: an element of the collection."""

    collection: Expr


@dataclass(slots=True, eq=False)
class Counter(Definition):
    """The variable of `Для … По`."""


@dataclass(slots=True, eq=False)
class Joined(Definition):
    """One of several, by the way that led here. In a loop one of them may be made of this one."""

    options: list[Definition | None] = field(default_factory=list)


class Test(Enum):
    """What a condition says of a value."""

    IS = "is"
    FILLED = "filled"
    UNDEFINED = "undefined"
    EMPTY = "empty"


@dataclass(slots=True, frozen=True)
class Claim:
    """A test that holds (or, not `positive`, does not hold) of the value at `path`; `types` are names for `IS`."""

    path: tuple[str, ...]
    test: Test
    positive: bool
    types: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Narrowed(Definition):
    """The same value where a condition is known to hold. `before` is an expression if no local variable holds it."""

    before: Definition | Expr
    claim: Claim


@dataclass(slots=True, eq=False)
class Changed(Definition):
    """The same value after something was done to it or to what it holds at `path`.

    `method` empty: `value` was assigned to the member at the end of the path. Otherwise that method was called
    with `arguments`. `before` is an expression where the value is not a local variable's.
    """

    before: Definition | Expr
    path: tuple[str, ...]
    method: str
    arguments: tuple[Expr | None, ...]
    at: int
    """Byte where it was done: the same change may reach a place on two ways."""


@dataclass(slots=True, eq=False)
class Passed(Definition):
    """The same variable after a call that it was an argument of: the method may have assigned or changed it."""

    before: Definition
    call: Call | MethodCall
    position: int


# ---- methods


@dataclass(slots=True, frozen=True)
class ParameterName:
    """A parameter as it is written; `default` is its default value."""

    name: str
    by_value: bool
    default: Literal | None


@dataclass(slots=True, eq=False)
class Flow:
    """A method (or the statements of a module's body) in this form.

    `declared` are the folded names that can only be local here. `receivers` are the expressions before dots, by
    the byte of the dot. `at_end` is what a variable holds where the method ends, for its by-reference parameters.
    """

    name: str = ""
    is_function: bool = False
    parameters: tuple[ParameterName, ...] = ()
    declared: set[str] = field(default_factory=set)
    expressions: list[Expr] = field(default_factory=list)
    receivers: dict[int, Expr] = field(default_factory=dict)
    returns: list[Expr] = field(default_factory=list)
    at_end: dict[str, Definition | None] = field(default_factory=dict)
    assigned: dict[str, list[Definition]] = field(default_factory=dict)
    variables: list[tuple[int, int, str, Definition]] = field(default_factory=list)
    """Start and end of every place that gives a variable its value, with its folded name."""
