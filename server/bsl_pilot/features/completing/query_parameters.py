"""What code passes as the parameter of a query: ``Запрос.УстановитьПараметр("Товары", ТаблицаТоваров)``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import WORD_BYTES, any_case, fold_bytes
from bsl_pilot.types.attributes import fields_of
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.model import UNKNOWN, Field, Type, Types
from bsl_pilot.types.ports import World
from bsl_pilot.types.shapes import row_of

SET_PARAMETER = re.compile(
    rb"\.(?:" + any_case("УстановитьПараметр", "SetParameter") + rb")\(\s*\"(" + WORD_BYTES + rb")\""
)
"""A parameter that is set by its name."""


def parameter_names(document: Document, offset: int) -> list[str]:
    """The parameters that the method around a byte sets, as they are written."""
    part = document.parts.at(offset)
    if part is None:
        return []
    found = SET_PARAMETER.finditer(document.text.data, part.start, part.end)
    return [one.group(1).decode("utf-8", "replace") for one in found]


def parameter_types(document: Document, offset: int, name: str, inference: Inference) -> Types:
    """What the method around a byte passes as the parameter of that folded name; `UNKNOWN` where it passes none."""
    part = document.parts.at(offset)
    data = document.text.data
    for match in SET_PARAMETER.finditer(data, part.start, part.end) if part is not None and name else ():
        if fold_bytes(match.group(1)) == name:
            return inference.at(_last_of_argument(data, match.end(), part.end if part is not None else 0))
    return UNKNOWN


def columns_of(world: World, type_: Type) -> Iterable[Field]:
    """The columns of a table that a query takes from."""
    if type_.fields:
        return type_.fields
    return dict.fromkeys(field for row in row_of(type_) for field in fields_of(world, row).values())


def _last_of_argument(data: bytes, start: int, end: int) -> int:
    """Where the last token of the argument behind a comma begins: the whole of it ends there."""
    depth = 1
    last = start
    for token in tokens(data, start, end):
        depth += (token.kind in "([") - (token.kind in ")]")
        if depth <= 0 or token.kind == ";":
            break
        last = token.start
    return last
