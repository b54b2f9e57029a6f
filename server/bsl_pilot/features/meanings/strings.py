"""What names in a string mean: of metadata (`"Справочник.Контрагенты"`), of types, of methods that will be called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.indexed import by_names, own_method
from bsl_pilot.features.meanings.model import Found, Meaning, Object
from bsl_pilot.features.meanings.query import path_meaning
from bsl_pilot.features.word_at import word_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD_BYTES
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.naming import english, generated

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Occurrence

_PATH = re.compile(WORD_BYTES + rb"(?:\." + WORD_BYTES + rb")+")
_WORD = re.compile(WORD_BYTES)


def string_meaning(asked: Asked, offset: int) -> Found | None:
    """The name that touches a byte of a string; None where none does or it names nothing."""
    return _metadata_name(asked.document, asked.inference, offset) or _method_name(asked, offset)


def _metadata_name(document: Document, inference: Inference, offset: int) -> Found | None:
    """A part of a full name of metadata."""
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


def _method_name(asked: Asked, offset: int) -> Found | None:
    """A method by its name or by `Модуль.Метод`."""
    named = ((span, _named(asked, use)) for span, use in _occurrences(asked, offset))
    return next((Found(span, meanings) for span, meanings in named if meanings), None)


def _occurrences(asked: Asked, offset: int) -> Iterator[tuple[Span, Occurrence]]:
    """What the name in a string at a byte is to the index, with its bytes: the unit is harvested by itself."""
    word = word_at(asked.document, offset)
    if asked.project is None or asked.project.resolver is None or word is None:
        return
    from bsl_pilot.index.alone import occurrences  # noqa: PLC0415  (numpy; it is loaded by now)

    unit = Document.parse(word.unit.data(asked.document).decode("utf-8", "surrogatepass"))
    at = offset - word.unit.start
    for use in occurrences(unit):
        start, end = (unit.text.offset(one) for one in use.place.range)
        inside = word.token.start <= start and end <= word.token.end
        if inside and start <= at <= end:
            yield Span(word.unit.start + start, word.unit.start + end), use


def _named(asked: Asked, use: Occurrence) -> tuple[Meaning, ...]:
    from bsl_pilot.index.kinds import Use  # noqa: PLC0415  (see above)

    if not use.known or use.use not in (Use.HANDLER, Use.ANNOTATION, Use.STRING):
        return ()
    if use.use is Use.ANNOTATION or (use.use is Use.HANDLER and not use.chain):
        own = own_method(asked, use.name)
        return (own,) if own is not None else ()
    return by_names(asked, use.chain, use.name) if use.chain and not use.local else ()
