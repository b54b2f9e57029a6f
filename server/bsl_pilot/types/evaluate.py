"""Types of the expressions and definitions of one method."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bsl_pilot.text.words import fold
from bsl_pilot.types.changes import changed
from bsl_pilot.types.code import (
    Assigned,
    Await,
    Binary,
    Call,
    Changed,
    Counter,
    Definition,
    Element,
    Expr,
    Flow,
    Index,
    Joined,
    Literal,
    Member,
    MethodCall,
    Name,
    Narrowed,
    New,
    Parameter,
    Passed,
    Ternary,
    Unary,
)
from bsl_pilot.types.constructors import created
from bsl_pilot.types.lookup import property_types
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one, union
from bsl_pilot.types.module import Method, ModuleCode
from bsl_pilot.types.narrowing import narrowed
from bsl_pilot.types.ports import World
from bsl_pilot.types.scope import NameScope
from bsl_pilot.types.shapes import ARRAYS, MAPS, STRUCTURES, element_of, value_of_map
from bsl_pilot.types.texts import Texts

if TYPE_CHECKING:
    from bsl_pilot.types.infer import Inference

DEEPEST = 48
"""Expressions inside of each other (through variables) that are followed."""

_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">=", "and", "or", "not"})


class Evaluator:
    """Evaluates one method. What it found is remembered; in a loop, only when the loop is through."""

    def __init__(
        self, inference: Inference, code: ModuleCode, method: Method | None, flow: Flow, scope: NameScope
    ) -> None:
        self.inference = inference
        self.code = code
        self.method = method
        self.flow = flow
        self.scope = scope
        self._known: dict[int, Types] = {}
        self._meanwhile: dict[int, Types] = {}
        self._heads: dict[int, Types] = {}
        self._pending: set[int] = set()
        self._depth = 0
        self._texts = Texts(self._texts_of_call)

    @property
    def world(self) -> World:
        """What surrounds the module."""
        return self.inference.world

    # ---- memory

    def types(self, expr: Expr) -> Types:
        """The types of an expression."""
        handler = _HANDLERS.get(type(expr))
        if handler is None:
            return UNKNOWN
        return self._remembered(expr, handler)

    def definition(self, definition: Definition | Expr | None) -> Types:
        """The types of what a definition gives."""
        if definition is None:
            return NOTHING
        if isinstance(definition, Expr):
            return self.types(definition)
        chain: list[Narrowed | Changed | Passed] = []
        at: Definition | Expr | None = definition
        while self._found(at) is None:
            if isinstance(at, Narrowed | Changed | Passed):
                chain.append(at)
                at = at.before
            elif isinstance(at, Joined) and len(at.options) == 1:
                at = at.options[0]  # a loop that does not change it
            else:
                break
        types = self._start(at)
        for link in reversed(chain):
            types = self._keep(link, self._link(link, types))
        return types

    def _start(self, at: Definition | Expr | None) -> Types:
        if at is None or isinstance(at, Expr):
            return self.definition(at)
        known = self._found(at)
        if known is not None:
            return known
        handler = _DEFINITIONS.get(type(at))
        return self._remembered(at, handler) if handler is not None else one("Undefined")

    def _found(self, key: object) -> Types | None:
        known = self._known.get(id(key))
        return known if known is not None else self._meanwhile.get(id(key))

    def _keep(self, key: object, types: Types) -> Types:
        memory = self._meanwhile if self._pending or self.inference.truncated else self._known
        memory[id(key)] = types
        return types

    def _remembered(self, key: object, find: Callable[[Evaluator, Any], Types]) -> Types:
        known = self._found(key)
        if known is not None:
            return known
        if self._depth > DEEPEST:
            self.inference.truncated = True
            return UNKNOWN
        self._depth += 1
        try:
            types = find(self, key)
        finally:
            self._depth -= 1
        self._keep(key, types)
        if self._depth == 0 and not self._heads:
            self._meanwhile.clear()
        return types

    def receiver(self, expr: Expr) -> Types:
        """The types of what a member is taken of: no value has none."""
        return self.types(expr).without("Undefined", "Null")

    def texts(self, expr: Expr | None) -> tuple[str, ...]:
        """The texts that an expression may have."""
        return self._texts.of(expr)

    def _texts_of_call(self, call: Call) -> tuple[str, ...]:
        return self.inference.returned_texts(self.code, call)

    # ---- definitions

    def _link(self, link: Narrowed | Changed | Passed, types: Types) -> Types:
        if isinstance(link, Narrowed):
            return narrowed(self.world, types, link.claim)
        if isinstance(link, Changed):
            return changed(self, types, link)
        return self.inference.after_call(self, link, types)

    def _joined(self, joined: Joined) -> Types:
        key = id(joined)
        if key in self._heads:
            self._pending.add(key)
            return self._heads[key]
        found = self._round(joined, NOTHING)
        if key in self._pending and len(self._heads) == 0:
            self._meanwhile.clear()
            found = self._round(joined, found)
        self._pending.discard(key)
        if not self._pending:
            self._meanwhile.clear()
        return found

    def _round(self, joined: Joined, found: Types) -> Types:
        """One look at all ways that lead here, with what the ways before gave."""
        for option in joined.options:
            self._heads[id(joined)] = found
            found = found | self.definition(option)
        del self._heads[id(joined)]
        return found.cut()

    def _parameter(self, parameter: Parameter) -> Types:
        if self.method is None:
            return UNKNOWN
        return self.inference.parameter_types(self.code, self.method, parameter.position)

    def _assigned(self, assigned: Assigned) -> Types:
        if assigned.name not in self.flow.declared:
            own = self.scope.own(assigned.name)
            if own:
                return own
        return self.types(assigned.value)

    def _element(self, element: Element) -> Types:
        return union(self._element_of(one_) for one_ in self.types(element.collection)) or UNKNOWN

    def _element_of(self, collection: Type) -> Types:
        found = element_of(collection)
        if found:
            return found
        return self.inference.platform_element(collection)

    def _counter(self, _counter: Counter) -> Types:
        return one("Number")

    # ---- expressions

    def _name(self, name: Name) -> Types:
        if name.definition is not None:
            return self.definition(name.definition)
        return self.inference.name_types(self, name.name)

    def _member(self, member: Member) -> Types:
        if member.definition is not None:
            return self.definition(member.definition)
        if not member.name:
            return UNKNOWN
        receiver = self.receiver(member.object)
        found = union(self._property(one_, member.name) for one_ in receiver)
        return found if found.options or found.partial else UNKNOWN

    def _property(self, type_: Type, folded: str) -> Types:
        return property_types(self.world, type_, folded) or self.inference.exported_variable(type_, folded)

    def _call(self, call: Call) -> Types:
        return self.inference.call_types(self, call)

    def _method_call(self, call: MethodCall) -> Types:
        return self.inference.method_types(self, call)

    def _index(self, index: Index) -> Types:
        return union(self._element_at(one_, index.index) for one_ in self.receiver(index.object)) or UNKNOWN

    def _element_at(self, type_: Type, index: Expr) -> Types:
        """`Объект[Индекс]`: a value of a map, a member by its name, an element by its number."""
        if type_.name in MAPS:
            return value_of_map(type_)
        if isinstance(index, Literal):
            if index.type == "String":
                return property_types(self.world, type_, fold(index.text.strip()))
            numbered = type_.field(index.text) if type_.name in ARRAYS and type_.fields else None
            if numbered is not None:
                return numbered.types
        return UNKNOWN if type_.name in STRUCTURES else self._element_of(type_)

    def _new(self, new: New) -> Types:
        return created(self, new)

    def _literal(self, literal: Literal) -> Types:
        return one(literal.type)

    def _ternary(self, ternary: Ternary) -> Types:
        return self.types(ternary.consequence) | self.types(ternary.alternative)

    def _binary(self, binary: Binary) -> Types:
        if binary.operator in _COMPARISONS:
            return one("Boolean")
        for side in (binary.left, binary.right):
            if isinstance(side, Literal) and side.type == "String":
                return one("String")
        if binary.operator in ("*", "/", "%"):
            return one("Number")
        right = self.types(binary.right)
        if right.named("String") is not None:
            return one("String")
        left = self.types(binary.left)
        if left.named("Date") is not None:
            return (
                one("Number") if right.named("Date") is not None and binary.operator == "-" else one("Date")
            )
        return left.without("Undefined", "Null") if left else UNKNOWN

    def _unary(self, unary: Unary) -> Types:
        return one("Boolean") if unary.operator == "not" else one("Number")

    def _await(self, awaited: Await) -> Types:
        return self.inference.awaited(self, awaited.value)


_HANDLERS: dict[type, Callable[[Evaluator, Any], Types]] = {
    Name: Evaluator._name,
    Member: Evaluator._member,
    Call: Evaluator._call,
    MethodCall: Evaluator._method_call,
    Index: Evaluator._index,
    New: Evaluator._new,
    Literal: Evaluator._literal,
    Ternary: Evaluator._ternary,
    Binary: Evaluator._binary,
    Unary: Evaluator._unary,
    Await: Evaluator._await,
}
_DEFINITIONS: dict[type, Callable[[Evaluator, Any], Types]] = {
    Joined: Evaluator._joined,
    Parameter: Evaluator._parameter,
    Assigned: Evaluator._assigned,
    Element: Evaluator._element,
    Counter: Evaluator._counter,
}
