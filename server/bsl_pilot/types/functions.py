"""What global functions of the platform give, where their arguments decide."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Method
from bsl_pilot.types.code import Call
from bsl_pilot.types.forms import form_at, form_path
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one, union
from bsl_pilot.types.naming import english, named, of_refs, of_texts
from bsl_pilot.types.ports import World
from bsl_pilot.types.query_expressions import constant
from bsl_pilot.types.results import Values


def function_result(values: Values, call: Call, function: Method) -> Types:
    """The result of a call of a global function."""
    special = _SPECIAL.get(english(function.name))
    found = special(values, call) if special is not None else NOTHING
    if found:
        return found
    return of_texts(values.world, function.returns) if function.returns else UNKNOWN


def _text(values: Values, call: Call, at: int = 0) -> str:
    texts = values.texts(call.arguments[at]) if len(call.arguments) > at else ()
    return texts[0].strip() if len(texts) == 1 else ""


def _predefined(values: Values, call: Call) -> Types:
    path = _text(values, call)
    return constant(values.world, path) if path else NOTHING


def _form(values: Values, call: Call) -> Types:
    """`ПолучитьФорму("Справочник.Товары.Форма.ФормаЭлемента")`."""
    path = form_of_path(values.world, _text(values, call))
    return one("ClientApplicationForm", path) if path else one("ClientApplicationForm")


def form_of_path(world: World, name: str) -> str:
    """The path of the form that a full name names; empty where there is none."""
    parts = name.split(".")
    named_kind = kind(parts[0]) if len(parts) > 1 else None
    if named_kind is None:
        return ""
    form = parts[3] if len(parts) == 4 else ""
    if named_kind.en != "CommonForm" and not form:
        return ""
    owner = ObjectName(named_kind.en, parts[1])
    found = world.metadata.form(owner, form)
    return form_path(found.owner, found.name) if found is not None else ""


def _form_value(values: Values, call: Call) -> Types:
    """`ДанныеФормыВЗначение(Объект, Тип("ДокументОбъект.Заказ"))`."""
    argument = call.arguments[1] if len(call.arguments) > 1 else None
    if isinstance(argument, Call) and argument.arguments:
        texts = values.texts(argument.arguments[0])
        return union(named(values.world, text) for text in texts)
    return NOTHING


def _either(values: Values, call: Call) -> Types:
    """`Мин`, `Макс`: one of the arguments."""
    return union(values.types(one_) for one_ in call.arguments[:1] if one_ is not None)


_SPECIAL: dict[str, Callable[[Values, Call], Types]] = {
    "PredefinedValue": _predefined,
    "GetForm": _form,
    "OpenForm": _form,
    "FormDataToValue": _form_value,
    "Min": _either,
    "Max": _either,
}


def held_by_form(values: Values, form: Type, call: Call) -> Types:
    """`РеквизитФормыВЗначение("Объект")`: the object, table or tree that a form's attribute stands for."""
    name = fold(_text(values, call))
    found = form_at(values.world, form.object)
    for attribute in found.attributes if found is not None and name else ():
        if fold(attribute.name) == name:
            return of_refs(values.world, attribute.types)
    return NOTHING
