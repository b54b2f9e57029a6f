"""What the platform calls the parameters of its functions and constructors."""

from __future__ import annotations

from bsl_pilot.locale import Text
from bsl_pilot.review.code.calls import Call, call_of
from bsl_pilot.review.code.node import Node
from bsl_pilot.text.words import is_latin, is_name
from bsl_pilot.types.catalogue import Signature, current


def name_of_argument(argument: Node) -> Text | None:
    """The name of the parameter that an argument is given for; None where it is not the platform's, or not sure.

    In a language in which the name is not known it is empty.
    """
    arguments = argument.parent
    owner = arguments.parent if arguments is not None and arguments.kind == "arguments" else None
    call = call_of(owner) if owner is not None and owner.kind in ("call", "new_expression") else None
    if call is None:
        return None
    place = next((at for at, one in enumerate(call.arguments) if one is argument), -1)
    names = {_name_at(one, place) for one in _signatures(call) if len(call.arguments) <= len(one.parameters)}
    name = names.pop() if len(names) == 1 else None
    if name is None or name.ru in _ANYTHING or not (is_name(name.ru) and is_name(name.en)):
        return None
    english = name.en.rstrip(_DIGITS)
    return Text(name.ru.rstrip(_DIGITS), english if is_latin(english) else "")


_ANYTHING = frozenset(
    {
        *("Число", "Значение", "Дата", "Выражение", "Параметр", "Красный", "Зеленый", "Синий"),
        *("Год", "Месяц", "День", "Час", "Минута", "Секунда"),
    }
)
"""Names that say no more than the literal does."""
_DIGITS = "0123456789"
"""At the end of a name they count arguments of one kind."""


def _signatures(call: Call) -> tuple[Signature, ...]:
    if call.node.kind == "new_expression":
        made = current().type(call.word)
        return (made.constructors or ()) if made is not None else ()
    function = current().function(call.word)
    return (function.signatures or ()) if function is not None and function.arity_is_sure else ()


def _name_at(signature: Signature, place: int) -> Text | None:
    one = signature.parameters[place] if 0 <= place < len(signature.parameters) else None
    return one.name if one is not None and not one.variadic else None
