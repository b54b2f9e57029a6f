"""Types of expressions in a module: what stands before a dot, what a variable holds, what a method returns.

    inference = Inference(world, DocumentCode(where, document))
    inference.receiver(offset)      what is before the dot at this byte
    inference.at(offset)            the type of the expression around this byte

An `Inference` belongs to one version of a module and one state of the world. It looks only at the method that it
is asked about, at the methods that this one calls, and at what those say of themselves: their comments first,
then their code, to a limited depth.
"""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.project.layout import CLASS, ModuleKind, ObjectName
from bsl_pilot.text.words import fold
from bsl_pilot.types.callers import argument_types, variable_types
from bsl_pilot.types.catalogue import Method as PlatformMethod
from bsl_pilot.types.code import Call, Expr, Flow, MethodCall, Name, Passed
from bsl_pilot.types.doc import read_doc
from bsl_pilot.types.documented import documented, documented_parameter
from bsl_pilot.types.evaluate import Evaluator
from bsl_pilot.types.functions import function_result, held_by_form
from bsl_pilot.types.handlers import handler_types
from bsl_pilot.types.lookup import platform_member, property_types
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one, union
from bsl_pilot.types.module import Method, ModuleCode
from bsl_pilot.types.naming import generated, of_texts
from bsl_pilot.types.passing import after_method
from bsl_pilot.types.ports import World
from bsl_pilot.types.results import platform_result
from bsl_pilot.types.scope import NameScope, application_codes, global_codes

DEEPEST = 5
"""Methods that call each other which are followed for a result."""
_COMMON_MODULE = frozenset({"общиймодуль", "commonmodule"})
_FORM_VALUE = frozenset({"реквизитформывзначение", "formattributetovalue"})
PROPERTY = frozenset({"свойство", "property"})
_MODULES = {
    "Manager": ModuleKind.MANAGER,
    "Object": ModuleKind.OBJECT,
    "RecordSet": ModuleKind.RECORD_SET,
    "ValueManager": ModuleKind.VALUE_MANAGER,
}


class Inference:
    """Infers in one module and, as far as needed, in those that it calls."""

    MEMORY = "results"  # under this name a world remembers what is found of other modules

    def __init__(self, world: World, code: ModuleCode) -> None:
        self.world = world
        self.code = code
        self.truncated = False
        self._evaluators: dict[int, Evaluator] = {}
        self._scopes: dict[int, NameScope] = {}
        self._codes: dict[int, ModuleCode] = {}
        self._found: dict[tuple[object, ...], Types] = {}
        shared = world.memory.setdefault(self.MEMORY, {})
        assert isinstance(shared, dict)
        self._shared: dict[tuple[object, ...], Types] = shared
        self._running: set[object] = set()
        self.passing: set[tuple[int, int]] = set()
        """Methods whose additions to what they are given are being looked at."""
        self._provisional: dict[tuple[object, ...], tuple[int, Types]] = {}

    # ---- what is asked from outside

    def receiver(self, dot: int) -> Types:
        """What stands before the dot at a byte of the module; `UNKNOWN` where no expression does."""
        evaluator, start = self._around(dot)
        if evaluator is None:
            return UNKNOWN
        expr = evaluator.flow.receivers.get(dot - start)
        found = self._fresh(evaluator, expr) if expr is not None else UNKNOWN
        return found if found.without("Undefined", "Null") else UNKNOWN

    def at(self, offset: int) -> Types:
        """The types of the smallest expression, or of the variable that gets its value, around a byte."""
        evaluator, start = self._around(offset)
        if evaluator is None:
            return UNKNOWN
        at = offset - start
        for begin, end, _name, definition in evaluator.flow.variables:
            if begin <= at <= end:
                self._begin()
                return evaluator.definition(definition)
        around = [one_ for one_ in evaluator.flow.expressions if one_.start <= at <= one_.end]
        smallest = min(around, key=lambda one_: one_.end - one_.start, default=None)
        return self._fresh(evaluator, smallest) if smallest is not None else UNKNOWN

    def variable(self, offset: int, folded: str) -> Types:
        """What a variable holds at a byte, by its last use or definition before it."""
        evaluator, start = self._around(offset)
        if evaluator is None:
            return UNKNOWN
        at = offset - start
        uses = [one_ for one_ in evaluator.flow.expressions if isinstance(one_, Name) and one_.name == folded]
        last = max((one_ for one_ in uses if one_.end <= at), key=lambda one_: one_.end, default=None)
        given = [one_ for one_ in evaluator.flow.variables if one_[2] == folded and one_[1] <= at]
        definition = max(given, key=lambda one_: one_[1], default=None)
        self._begin()
        if definition is not None and (last is None or definition[1] >= last.end):
            return evaluator.definition(definition[3])
        return evaluator.types(last) if last is not None else UNKNOWN

    def _fresh(self, evaluator: Evaluator, expr: Expr) -> Types:
        self._begin()
        return evaluator.types(expr)

    def _begin(self) -> None:
        """Begins a question: what the one before was cut short at may be known now."""
        self.truncated = False
        self._provisional.clear()

    def _around(self, offset: int) -> tuple[Evaluator | None, int]:
        """The evaluator of the method around a byte, or of the statement of the body, and where it starts."""
        method, flow, start = self.code.around(offset)
        if flow is None:
            return None, 0
        return self._evaluator(self.code, method, flow), start

    # ---- evaluators

    def evaluator(self, code: ModuleCode, method: Method) -> Evaluator:
        """The evaluator of a method."""
        return self._evaluator(code, method, method.flow)

    def body_evaluator(self, code: ModuleCode) -> Evaluator:
        """The evaluator of the statements outside of methods."""
        return self._evaluator(code, None, code.body)

    def _evaluator(self, code: ModuleCode, method: Method | None, flow: Flow) -> Evaluator:
        known = self._evaluators.get(id(flow))  # its id stays its own: the evaluator keeps it
        if known is None:
            known = self._evaluators[id(flow)] = Evaluator(self, code, method, flow, self.scope(code))
        return known

    def scope(self, code: ModuleCode) -> NameScope:
        """The names of a module."""
        known = self._scopes.get(id(code))
        if known is None:
            self._codes[id(code)] = code  # kept, so that its id stays its own
            known = self._scopes[id(code)] = NameScope(self.world, code.where)
        return known

    # ---- methods

    def result_of(self, code: ModuleCode, method: Method) -> Types:
        """What a function returns, by its comment, then by its code."""
        return self._once(code, ("result", fold(method.name)), lambda: self._result(code, method))

    def _once(self, code: ModuleCode, what: tuple[object, ...], find: Callable[[], Types]) -> Types:
        """`find()`, remembered: with the world for other modules, here for the one that is being edited.

        What was cut short (too deep, or in a circle) is remembered for this question and no less deep: asked for
        by itself, it may be known.
        """
        self._codes[id(code)] = code
        memory = self._found if code is self.code else self._shared
        key = (code.where.path, *what)
        if (known := memory.get(key)) is not None:
            return known
        depth = len(self._running)
        provisional = self._provisional.get(key)
        if provisional is not None and provisional[0] <= depth:
            self.truncated = True
            return provisional[1]
        if key in self._running or depth >= DEEPEST:
            self.truncated = True
            return UNKNOWN
        before, self.truncated = self.truncated, False
        self._running.add(key)
        found = find()
        self._running.discard(key)
        if self.truncated:
            self._provisional[key] = depth, found
        else:
            memory[key] = found
        self.truncated = before or self.truncated
        return found

    def _result(self, code: ModuleCode, method: Method) -> Types:
        said = documented(self, code, read_doc(method.doc).returns)
        if said and all(_is_complete(one_) for one_ in said):
            return said
        if not method.flow.is_function:
            return NOTHING
        evaluator = self.evaluator(code, method)
        found = union(evaluator.types(value) for value in method.flow.returns)
        if not said:
            return found if found.options or found.partial else UNKNOWN
        return Types(tuple(_completed(one_, found) for one_ in said), said.partial)

    def parameter_types(self, code: ModuleCode, method: Method, position: int) -> Types:
        """What a parameter holds when the method begins."""
        what = ("parameter", fold(method.name), position)
        return self._once(code, what, lambda: self._parameter(code, method, position))

    def _parameter(self, code: ModuleCode, method: Method, position: int) -> Types:
        parameter = method.parameters[position]
        said = documented_parameter(self, code, method, parameter.name)
        if said and all(_is_complete(one_) for one_ in said):
            return said
        found = handler_types(self.world, code, method, parameter.name)
        if not found:
            found = argument_types(self, code, method, position)
            if parameter.default is not None:
                found = found | one(parameter.default.type)
            found = found.without("Undefined") | Types((), partial=True)
        if said:
            return Types(tuple(_completed(one_, found) for one_ in said), said.partial)
        return found if found.options else UNKNOWN

    def documented_parameter(self, code: ModuleCode, method: Method, folded: str) -> Types:
        """What a comment says of a parameter of its method."""
        what = ("said", fold(method.name), folded)
        return self._once(code, what, lambda: documented_parameter(self, code, method, folded))

    def returned_texts(self, code: ModuleCode, call: Call) -> tuple[str, ...]:
        """The texts that a function of the module returns."""
        method = code.method(call.name)
        key = ("texts", id(code), call.name)
        if method is None or key in self._running or not method.flow.is_function:
            return ()
        self._running.add(key)
        evaluator = self.evaluator(code, method)
        found = [evaluator.texts(value) for value in method.flow.returns[:4]]
        self._running.discard(key)
        return tuple(dict.fromkeys(text for texts in found for text in texts))[:4]

    # ---- names and calls

    def name_types(self, evaluator: Evaluator, folded: str) -> Types:
        """What a name means that is no local variable with a value."""
        if folded in evaluator.flow.declared:
            return UNKNOWN
        if folded in evaluator.code.variables:
            return self.module_variable(evaluator.code, folded)
        own = evaluator.scope.own(folded)
        if own.options or own.partial:
            return own
        return evaluator.scope.shared(folded) or self._of_application(folded)

    def _of_application(self, folded: str) -> Types:
        """A variable that a module of the application exports."""
        for code in application_codes(self.world):
            if code.exported_variable(folded) is not None:
                return self.module_variable(code, folded)
        return UNKNOWN

    def module_variable(self, code: ModuleCode, folded: str) -> Types:
        """What a variable of a module holds."""
        return self._once(code, ("variable", folded), lambda: variable_types(self, code, folded))

    def exported_variable(self, type_: Type, folded: str) -> Types:
        """What a variable holds that the module of a type exports."""
        code = self.code_of(type_)
        if code is None or code.exported_variable(folded) is None:
            return UNKNOWN
        return self.module_variable(code, folded)

    def call_types(self, evaluator: Evaluator, call: Call) -> Types:
        """What a call by name alone gives."""
        method = evaluator.code.method(call.name)
        if method is not None:
            return self.result_of(evaluator.code, method)
        this = evaluator.scope.this
        if this is not None and call.name in _FORM_VALUE:
            found = held_by_form(evaluator, this, call)
            if found:
                return found
        if this is not None and evaluator.scope.has_own_method(call.name):
            receiver = Name(call.start, call.start, "этотобъект", None)
            return platform_result(
                evaluator, this, MethodCall(call.start, call.end, receiver, call.name, call.arguments)
            )
        function = self.world.catalogue.function(call.name)
        if function is not None:
            return function_result(evaluator, call, function)
        return self._of_global_module(call)

    def _of_global_module(self, call: Call) -> Types:
        for code in global_codes(self.world):
            method = code.method(call.name)
            if method is not None and method.exported:
                return self.result_of(code, method)
        return UNKNOWN

    def method_types(self, evaluator: Evaluator, call: MethodCall) -> Types:
        """What a call of a method of an object gives."""
        if call.name in _COMMON_MODULE and call.arguments:
            module = self._named_module(evaluator, call)
            if module:
                return module
        found = union(self._method(evaluator, type_, call) for type_ in evaluator.receiver(call.object))
        return found if found.options or found.partial else UNKNOWN

    def _named_module(self, evaluator: Evaluator, call: MethodCall) -> Types:
        """`ОбщегоНазначения.ОбщийМодуль("…")`: also a manager, `"Справочники.Товары"`."""
        texts = evaluator.texts(call.arguments[0])
        found = NOTHING
        for text in texts:
            head, _, rest = text.strip().partition(".")
            types = evaluator.scope.shared(fold(head))
            found = found | (
                types if not rest else union(property_types(self.world, one_, fold(rest)) for one_ in types)
            )
        return found

    def _method(self, evaluator: Evaluator, type_: Type, call: MethodCall) -> Types:
        found = platform_result(evaluator, type_, call)
        if found.options or found.partial:
            return found
        code = self.code_of(type_)
        method = code.method(call.name) if code is not None else None
        if code is None or method is None:
            return UNKNOWN
        return self.result_of(code, method) if method.exported or code is evaluator.code else UNKNOWN

    def code_of(self, type_: Type) -> ModuleCode | None:
        """The module whose exported methods are methods of a type."""
        if type_.name == "CommonModule":
            return self.world.modules.common(type_.object)
        if type_.name == CLASS:
            return self.world.modules.class_(type_.object) if type_.object else None
        if type_.name == "ClientApplicationForm" and type_.object:
            kind, _, rest = type_.object.partition(".")
            name, _, form = rest.partition(".")
            return self.world.modules.of(ObjectName(kind, name), ModuleKind.FORM, form or name)
        made = generated(type_.name)
        kind_of_module = _MODULES.get(made[1]) if made is not None and type_.object else None
        if made is None or kind_of_module is None:
            return None
        return self.world.modules.of(ObjectName(made[0], type_.object), kind_of_module)

    def after_call(self, evaluator: Evaluator, passed: Passed, types: Types) -> Types:
        """What a variable holds after it was passed to a method."""
        call = passed.call
        if isinstance(call, MethodCall) and call.name in PROPERTY and passed.position == 1:
            return self._found_property(evaluator, call) or UNKNOWN
        without = types.without("Undefined")
        if types.options and not without.options:
            return UNKNOWN
        return after_method(self, evaluator, passed, types)

    def _found_property(self, evaluator: Evaluator, call: MethodCall) -> Types:
        """`Структура.Свойство("Имя", Значение)` puts what is under the key into the variable."""
        names = evaluator.texts(call.arguments[0])
        found = NOTHING
        for type_ in evaluator.types(call.object) if len(names) == 1 else ():
            found |= property_types(self.world, type_, fold(names[0].strip()))
        return found

    def platform_element(self, collection: Type) -> Types:
        """What the catalogue says of the elements of a collection."""
        known = self.world.catalogue.type(collection.name)
        if known is None or not known.elements:
            return UNKNOWN
        return of_texts(self.world, known.elements, collection)

    def awaited(self, evaluator: Evaluator, value: Expr) -> Types:
        """What `Ждать` gives."""
        if isinstance(value, Call):
            local = evaluator.code.method(value.name)
            if local is not None:
                return self.result_of(evaluator.code, local)
            function = self.world.catalogue.function(value.name)
            awaits = function.awaits if function is not None else ()
            return of_texts(self.world, awaits) if awaits else UNKNOWN
        if not isinstance(value, MethodCall):
            return UNKNOWN
        members = (platform_member(self.world, type_, value.name) for type_ in evaluator.types(value.object))
        awaited = (one_.awaits for one_ in members if isinstance(one_, PlatformMethod))
        return union(of_texts(self.world, names) for names in awaited) or UNKNOWN


def _is_complete(type_: Type) -> bool:
    """Whether code could hardly add to what a comment says of a type."""
    return bool(type_.fields or type_.element or type_.object) or type_.name not in _OPEN


_OPEN = frozenset(
    {"Structure", "FixedStructure", "Map", "FixedMap", "Array", "FixedArray", "ValueTable", "ValueTree", "ValueList",
     "ValueTableRow", "ValueTreeRow", "QueryResult", "QueryResultSelection", "Query", "ClientApplicationForm",
     "FormDataStructure", "FormDataCollectionItem", "FormDataCollection", "CommonModule"}
)  # fmt: skip
"""Types whose contents a comment often leaves out."""


def _completed(said: Type, found: Types) -> Type:
    """A type of a comment with the contents that code gives it."""
    if _is_complete(said):
        return said
    return next(
        (one_ for one_ in found if one_.name == said.name and (one_.fields or one_.element or one_.object)),
        said,
    )
