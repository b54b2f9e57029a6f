"""Types by what one method itself does and by what comments say: cheap enough to ask in every method of a configuration.

Neither the callers of the method nor the code of what it calls is read, so an answer only changes with the method,
with what is said above the methods that it calls, and with the metadata.
"""

from __future__ import annotations

from bsl_pilot.types.code import MethodCall, Passed
from bsl_pilot.types.doc import read_doc
from bsl_pilot.types.documented import documented, documented_parameter
from bsl_pilot.types.evaluate import Evaluator
from bsl_pilot.types.handlers import handler_types
from bsl_pilot.types.infer import PROPERTY, Inference
from bsl_pilot.types.model import UNKNOWN, Types
from bsl_pilot.types.module import Method, ModuleCode
from bsl_pilot.types.shapes import COLUMNS, STRUCTURES


class Said(Inference):
    """Infers inside of methods alone."""

    MEMORY = "said"

    def after_call(self, evaluator: Evaluator, passed: Passed, types: Types) -> Types:
        """A method may add keys and columns to what it gets."""
        call = passed.call
        if isinstance(call, MethodCall) and call.name in PROPERTY:
            return super().after_call(evaluator, passed, types)
        grows = any(one.name in STRUCTURES or one.name in COLUMNS for one in types)
        return types | UNKNOWN if grows else types

    def module_variable(self, code: ModuleCode, folded: str) -> Types:  # noqa: ARG002  (asked of any inference)
        """Any method may put anything into a variable of the module."""
        return UNKNOWN

    def _result(self, code: ModuleCode, method: Method) -> Types:
        return documented(self, code, read_doc(method.doc).returns) or UNKNOWN

    def _parameter(self, code: ModuleCode, method: Method, position: int) -> Types:
        name = method.parameters[position].name
        said = documented_parameter(self, code, method, name) or handler_types(self.world, code, method, name)
        return said or UNKNOWN
