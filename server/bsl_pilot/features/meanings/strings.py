"""What a full name of metadata means that stands in a string: `"Справочник.Контрагенты"`, `Тип("СправочникСсылка.Х")`."""

from __future__ import annotations

import re

from bsl_pilot.features.meanings.model import Found, Meaning, Object
from bsl_pilot.features.meanings.query import path_meaning
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD_BYTES
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.naming import english, generated

_PATH = re.compile(WORD_BYTES + rb"(?:\." + WORD_BYTES + rb")+")
_WORD = re.compile(WORD_BYTES)


def string_meaning(document: Document, inference: Inference, offset: int) -> Found | None:
    """The part of a full name that touches a byte of a string; None where none does or it names nothing."""
    lines = document.text.lines
    start, end = lines.line_span(lines.line_of(offset))
    data = document.text.data
    for path in _PATH.finditer(data, start, end):
        if not path.start() <= offset <= path.end():
            continue
        words = list(_WORD.finditer(data, path.start(), path.end()))
        place = next(at for at, word in enumerate(words) if offset <= word.end())
        names = [word.group().decode("utf-8", "replace") for word in words]
        meaning = _meaning(inference, names, place)
        return Found(Span(*words[place].span()), (meaning,)) if meaning is not None else None
    return None


def _meaning(inference: Inference, names: list[str], place: int) -> Meaning | None:
    """What the name at `place` of a path means; the kind at its beginning stands for the object behind it."""
    type_ = inference.world.catalogue.type(names[0])
    made = generated(english(type_.name)) if type_ is not None else None
    if made is not None:
        known = inference.world.metadata.get(made[0], names[1])
        return Object(known) if known is not None else None
    return path_meaning(inference, names[: max(place, 1) + 1])
