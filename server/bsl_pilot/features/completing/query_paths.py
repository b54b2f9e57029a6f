"""What stands behind a dot in a query text: fields of tables and of references, names of metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bsl_pilot.features.completing.item import Group, Item, ItemKind
from bsl_pilot.features.completing.query_objects import constants, inner_tables, object_names
from bsl_pilot.features.completing.query_scene import QueryScene
from bsl_pilot.features.completing.query_text import QueryToken
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kinds
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import WORD_BYTES, fold
from bsl_pilot.types.catalogue.query import query_words
from bsl_pilot.types.model import Field

FIELD = Text("поле, встречается в запросе", "field, used in the query")
SEEN = Text("встречается в модуле", "used in the module")
COLUMN = Text("поле", "field")
USUAL = Text("стандартный реквизит", "standard attribute")

_WORD = re.compile(WORD_BYTES)
_FIRST = (Text("Ссылка", "Ref"), Text("Узел", "Node"), Text("НомерСообщения", "MessageNo"))
_COMPARED = frozenset({"=", "<>", "<", ">", "<=", ">="})
_HINTED, _NEAR, _ELSEWHERE = 1.0, 0.5, 0.5


def after_dot(here: QueryScene) -> Iterator[Item]:
    """What may stand behind the path before the cursor."""
    text = here.text
    path = path_before(text.spot.before)
    if not path:
        return
    yield from _scored(here, path, here.fields.behind(path).values())
    if here.world is not None:
        yield from _metadata(here, path)
    for name in dict.fromkeys(_followers(text.tokens, path)):
        yield Item(name, ItemKind.FIELD, Group.METHOD, detail=FIELD)
    if here.fields.is_unknown(path):
        for pair in _usual_fields():
            yield Item(pair.ru if here.russian else pair.en, ItemKind.FIELD, Group.MODULE, detail=USUAL)
    tables = {fold(word) for pair in query_words().tables for word in pair}
    if fold(path[0]) in tables:
        for name in dict.fromkeys(_in_module(here.document, ".".join(path))):
            yield Item(name, ItemKind.CLASS, Group.MODULE, detail=SEEN)


def without_alias(here: QueryScene) -> Iterator[Item]:
    """Fields that may be named without their table: in conditions of a virtual table, or of the only source."""
    spot = here.text.spot
    if spot.select is None:
        return
    inside = spot.clause == "from" and spot.in_parentheses
    fields = here.fields.of_parameters(spot.select).values() if inside else here.fields.bare(spot.select)
    group = Group.NEAR if inside else Group.MODULE
    for field in dict.fromkeys(fields):
        yield _item(here, field, group, 0.0)


def path_before(before: Sequence[QueryToken]) -> list[str]:
    """The words of the path that ends with the last token, a dot."""
    path: list[str] = []
    at = len(before) - 1
    while at > 0 and before[at].kind == "." and before[at - 1].kind == "name":
        path.insert(0, before[at - 1].text)
        at -= 2
    return path


def _metadata(here: QueryScene, path: Sequence[str]) -> Iterator[Item]:
    """Objects of metadata, their tables in a ``ИЗ``, their values elsewhere."""
    spot, world = here.text.spot, here.world
    assert world is not None
    if len(path) == 1:
        yield from object_names(world, path[0])
    if spot.clause == "from" and not spot.in_parentheses:
        yield from inner_tables(world, path, here.options, russian=here.russian) if len(path) == 2 else ()
    else:
        yield from constants(world, path, russian=here.russian)


def _scored(here: QueryScene, path: Sequence[str], fields: Iterable[Field]) -> Iterator[Item]:
    """Fields, those first that the query uses, that stand on the other side of a comparison, or that are frequent."""
    found = list(dict.fromkeys(fields))
    if not found:
        return
    near = Counter(map(fold, _followers(here.text.tokens, path)))
    usage = here.knowledge.usage if here.knowledge is not None else None
    names = [fold(field.name) for field in found]
    elsewhere = usage.after(fold(path[-1]), names).counts if usage is not None else {}
    total = sum(elsewhere.values()) or 1
    hint = _hint(here.text.spot.before, 2 * len(path))
    for field, name in zip(found, names, strict=True):
        score = (
            _NEAR * bool(near[name]) + _ELSEWHERE * elsewhere.get(name, 0) / total + _HINTED * (name == hint)
        )
        yield _item(here, field, Group.NEAR, score)


def _item(here: QueryScene, field: Field, group: Group, score: float) -> Item:
    label = field.name if here.russian else field.english or field.name
    return Item(label, ItemKind.FIELD, group, score=score, detail=COLUMN, subject=field)


@cache
def _usual_fields() -> tuple[Text, ...]:
    """What the platform gives to tables of many kinds, the most common first."""
    counts = Counter(Text(one.ru, one.en) for kind in kinds() for one in kind.standard)
    return (*_FIRST, *(name for name, _ in counts.most_common() if name not in _FIRST))


def _hint(before: Sequence[QueryToken], length: int) -> str:
    """The folded last word of what the path before the cursor, of so many tokens, is compared with."""
    at = len(before) - length - 1
    if at < 1 or before[at].kind not in _COMPARED or before[at - 1].kind != "name":
        return ""
    return fold(before[at - 1].text)


def _followers(tokens: Sequence[QueryToken], path: Sequence[str]) -> Iterator[str]:
    """Names that follow ``path`` and a dot."""
    wanted = [fold(word) for word in path]
    chain: list[str] = []
    before = ""
    for token in tokens:
        if token.kind == "name":
            if before != ".":
                chain = []
            elif [fold(word) for word in chain] == wanted:
                yield token.text
            chain.append(token.text)
        elif token.kind != ".":
            chain = []
        before = token.kind


def _in_module(document: Document, path: str) -> Iterator[str]:
    """Names that follow a table's path anywhere in the module."""
    data = document.text.data
    pattern = f"{path}.".encode()
    at = data.find(pattern)
    while at >= 0:
        at += len(pattern)
        name = _WORD.match(data, at)
        if name is not None:
            yield name.group().decode("utf-8", "replace")
        at = data.find(pattern, at)
