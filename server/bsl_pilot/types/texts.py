"""What a string expression says where code alone tells it: literals, joined, in variables, returned by functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bsl_pilot.types.code import (
    Assigned,
    Binary,
    Call,
    Changed,
    Definition,
    Expr,
    Joined,
    Literal,
    Member,
    Name,
    Narrowed,
    New,
    Passed,
)

DEEPEST = 40
MOST = 4
"""Different texts of one expression that are followed."""
LONGEST = 200_000

_TEXT = frozenset({"текст", "text"})
_SAME = frozenset({"стрзаменить", "strreplace", "сокрлп", "trimall", "сокрл", "triml", "сокрп", "trimr"})
_TEMPLATE = frozenset({"стршаблон", "strtemplate"})
_NSTR = frozenset({"нстр", "nstr"})
_QUERY = frozenset({"запрос", "query"})

Functions = Callable[[Call], tuple[str, ...]]
"""Texts that a call of one of the module's functions gives."""


class Texts:
    """Reads the texts of one method's expressions; each definition is read once."""

    __slots__ = ("_depth", "_functions", "_known")

    def __init__(self, functions: Functions) -> None:
        self._functions = functions
        self._known: dict[int, tuple[str, ...]] = {}
        self._depth = 0

    def of(self, expr: Expr | None) -> tuple[str, ...]:
        """The texts that an expression may have; none where even the beginning is not known.

        What is put in between is left out: of `"ВЫБРАТЬ " + Поля + " ИЗ Т"` the first literal is given.
        """
        if expr is None or self._depth > DEEPEST:
            return ()
        if isinstance(expr, Literal):
            return (expr.text,) if expr.type == "String" else ()
        if not isinstance(expr, Name | Binary | Call | Member):
            return ()
        self._depth += 1
        try:
            return self._of(expr)
        finally:
            self._depth -= 1

    def _of(self, expr: Name | Binary | Call | Member) -> tuple[str, ...]:
        if isinstance(expr, Name):
            return self._once(expr.definition, self._of_definition)
        if isinstance(expr, Binary):
            return self._of_sum(expr) if expr.operator == "+" else ()
        if isinstance(expr, Call):
            same = expr.arguments and (expr.name in _SAME or expr.name in _TEMPLATE or expr.name in _NSTR)
            return self.of(expr.arguments[0]) if same else self._functions(expr)
        if expr.name in _TEXT and isinstance(expr.object, Name):
            return self._once(expr.object.definition, self._of_query, 1)
        return ()

    def _once(
        self, definition: Definition | None, read: Callable[[Definition], tuple[str, ...]], salt: int = 0
    ) -> tuple[str, ...]:
        if definition is None:
            return ()
        key = id(definition) * 2 + salt
        known = self._known.get(key)
        if known is None:
            self._known[key] = ()  # what it is made of itself adds nothing
            known = self._known[key] = read(definition)
        return known

    def _of_definition(self, definition: Definition) -> tuple[str, ...]:
        at: Definition | Expr = definition
        while isinstance(at, Narrowed | Passed):
            at = at.before
        if isinstance(at, Assigned):
            return self.of(at.value)
        if isinstance(at, Joined):
            return _merged(self._once(one, self._of_definition) for one in at.options)
        return ()

    def _of_query(self, definition: Definition) -> tuple[str, ...]:
        """The texts of the query that a variable holds: what `Текст` got last, or the constructor's."""
        at: Definition | Expr = definition
        while isinstance(at, Changed | Passed | Narrowed):
            if isinstance(at, Changed) and at.path in _TEXT_PATHS and not at.method:
                return self.of(at.arguments[0])
            at = at.before
        if isinstance(at, Joined):
            return _merged(self._once(one, self._of_query, 1) for one in at.options)
        value = at.value if isinstance(at, Assigned) else None
        if isinstance(value, New) and value.type in _QUERY and value.arguments:
            return self.of(value.arguments[0])
        return ()

    def _of_sum(self, expr: Binary) -> tuple[str, ...]:
        left, right = self.of(expr.left), self.of(expr.right)
        if not left or not right:
            return left
        return tuple(dict.fromkeys((one + other)[:LONGEST] for one in left for other in right))[:MOST]


def _merged(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    merged: dict[str, None] = {}
    for texts in found:
        merged.update(dict.fromkeys(texts))
    return tuple(merged)[:MOST]


_TEXT_PATHS = frozenset((name,) for name in _TEXT)
