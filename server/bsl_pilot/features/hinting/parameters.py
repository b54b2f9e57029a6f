"""Names of parameters before arguments that do not say what they are: `Записать(`*Отказ:*` Ложь)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from bsl_pilot.features.hinting.hint import Hint, HintKind
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.code import call_meanings, member_meanings, type_meanings
from bsl_pilot.features.meanings.header import header_of
from bsl_pilot.features.meanings.model import Meaning, Platform, Routine
from bsl_pilot.features.signing.model import chosen
from bsl_pilot.features.signing.ways import signatures_of, ways_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.parts import Part
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold
from bsl_pilot.types.code import Call, Expr, Literal, Member, MethodCall, Name, New, Unary
from bsl_pilot.types.flow import flow_of

Which = OneOf["off", "literals", "all"]
_Calls = Call | MethodCall | New


@dataclass(frozen=True, slots=True)
class ParameterHints:
    """What is wanted: hints for arguments that begin in ``span``."""

    span: Span
    about: About
    style: Style
    which: Which

    def of(self, document: Document, part: Part) -> Iterator[Hint]:
        """The hints of one part."""
        flow = document.parts.fact(part, flow_of)
        dots = {id(receiver): dot for dot, receiver in flow.receivers.items()}
        for expr in flow.expressions:
            if not isinstance(expr, Call | MethodCall | New):
                continue
            wanted = [at for at, one in enumerate(expr.arguments) if self._is_wanted(one, part.start)]
            if wanted:
                dot = dots.get(id(expr.object)) if isinstance(expr, MethodCall) else None
                meanings = _meanings(expr, None if dot is None else part.start + dot, self.about)
                yield from self._hints(expr, wanted, part.start, meanings)

    def _is_wanted(self, argument: Expr | None, base: int) -> bool:
        if argument is None or not self.span.start <= base + argument.start <= self.span.end:
            return False
        return self.which == "all" or _is_literal(argument)

    def _hints(
        self, call: _Calls, wanted: list[int], base: int, meanings: tuple[Meaning, ...]
    ) -> Iterator[Hint]:
        if len(meanings) != 1:
            return  # of several the names of parameters may differ
        names = _names(meanings[0], len(call.arguments), self.about)
        if len(names) < 2 and self.which != "all":
            return  # a single argument is what the method's name speaks of
        help_ = chosen(ways_of(meanings, self.about, self.style), len(call.arguments) - 1)
        way = help_.ways[help_.active] if help_ is not None else None
        for at in wanted:
            argument = call.arguments[at]
            if argument is None or at >= len(names):
                continue
            if not _says_itself(argument, names[at], meanings[0], self.which):
                yield Hint(base + argument.start, f"{names[at]}:", HintKind.PARAMETER, way, at)


def _is_literal(argument: Expr) -> bool:
    inner = argument.operand if isinstance(argument, Unary) and argument.operator in ("+", "-") else argument
    return isinstance(inner, Literal)


def _meanings(call: _Calls, dot: int | None, about: About) -> tuple[Meaning, ...]:
    inference = about.inference
    if isinstance(call, New):
        return type_meanings(inference, call.type) if call.type else ()
    if isinstance(call, Call):
        return call_meanings(inference, call.name)
    return tuple(member_meanings(inference, inference.receiver(dot), call.name)) if dot is not None else ()


def _names(meaning: Meaning, arguments: int, about: About) -> list[str]:
    """Names of the parameters; of a variadic one none, since its name tells nothing of each argument."""
    if isinstance(meaning, Routine):
        return [one.name for one in header_of(meaning.code, meaning.method).parameters]
    if not isinstance(meaning, Platform):
        return []
    for signature in signatures_of(meaning):
        if signature.most is None or signature.most >= arguments:
            return [about.names.of(one.name) for one in signature.parameters if not one.variadic]
    return []


def _says_itself(argument: Expr, name: str, meaning: Meaning, which: Which) -> bool:
    """Whether a name would only be noise."""
    if isinstance(argument, Name | Member):
        return argument.name == fold(name)
    if which == "all":
        return False
    if name[-1:].isdecimal():
        return True  # `Значение1`
    return isinstance(meaning, Platform) and isinstance(argument, Literal) and argument.type == "String"
