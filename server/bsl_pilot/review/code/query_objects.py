"""Query objects of a method: their texts, the parameters they get, how they are executed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bsl_pilot.review.code.calls import Call, call_of
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.queries import Query
from bsl_pilot.review.code.variables import Access, Variable
from bsl_pilot.text.words import fold, is_name

_TYPES = frozenset({"запрос", "query"})
_TEXT = frozenset({"текст", "text"})
_TABLES = frozenset({"менеджервременныхтаблиц", "temptablesmanager"})
_PARAMETERS = frozenset({"параметры", "parameters"})
_SET = frozenset({"установитьпараметр", "setparameter"})
_INSERT = frozenset({"вставить", "insert"})
_EXECUTE = frozenset(
    {
        *("выполнить", "execute", "выполнитьпакет", "executebatch"),
        *("выполнитьпакетспромежуточнымиданными", "executebatchwithintermediatedata"),
    }
)


@dataclass(slots=True)
class QueryObject:
    """A local variable with a query of which all is known: every text is a whole literal, every parameter is set by
    its literal name, and nobody else gets the variable."""

    texts: list[Query] = field(default_factory=list)
    parameters: dict[str, Node] = field(default_factory=dict)
    """By folded name: the literal where it is set first."""
    executed: list[Call] = field(default_factory=list)

    @property
    def used(self) -> set[str]:
        """Folded names of the parameters in its texts."""
        return {one.word[1:] for query in self.texts for one in query.of("parameter")}


def query_objects(code: Code) -> Sequence[QueryObject]:
    """The queries of a method about which nothing is left open."""
    return code.fact(_query_objects)


def _query_objects(code: Code) -> list[QueryObject]:
    return list(_found(code))


def _found(code: Code) -> Iterator[QueryObject]:
    created = [one for name in _TYPES for one in code.created.get(name, ())]
    names = {_assigned(one.node) for one in created}
    if not names or code.is_broken:
        return
    texts = {query.start: query for query in code.queries}
    for name in sorted(names - {""}):
        variable = code.variables.get(name)
        if variable is None or variable.parameter is not None:
            continue
        found = QueryObject()
        known = all(_taken(one.node, one.access, found, code, texts) for one in variable.uses)
        if known and found.texts and not any(map(_is_open, found.texts)):
            yield found


def _assigned(node: Node) -> str:
    """The folded name of the variable that gets the value of an expression."""
    parent = node.parent
    if parent is None or parent.kind != "assignment" or node.field != "right":
        return ""
    left = parent.child("left")
    return left.word if left is not None and left.kind == "identifier" else ""


def _is_open(query: Query) -> bool:
    """Whether something is put into the text before it runs."""
    if not query.whole or query.is_broken or query.of("placeholder", "composition"):
        return True
    return any(not is_name(one.word[1:]) for one in query.of("parameter"))


def _taken(node: Node, access: Access, found: QueryObject, code: Code, texts: dict[int, Query]) -> bool:
    """Notes what one use of the variable says; False where it leaves something open."""
    parent = node.parent
    if parent is None:
        return False
    if access is Access.WRITE:
        return _is_made(parent, found, code, texts)
    if node.field != "object":
        return False
    if parent.kind == "method_call":
        call = call_of(parent)
        return call is not None and _called(call, found)
    return parent.kind == "member_access" and _member(parent, found, code, texts)


def _is_made(parent: Node, found: QueryObject, code: Code, texts: dict[int, Query]) -> bool:
    right = parent.child("right") if parent.kind == "assignment" else None
    call = call_of(right) if right is not None and right.kind == "new_expression" else None
    if call is None or call.word not in _TYPES:
        return False
    text = call.argument(0)
    return text is None or _text(text, found, code, texts)


def _called(call: Call, found: QueryObject) -> bool:
    if call.word in _EXECUTE:
        found.executed.append(call)
        return True
    return call.word in _SET and _set(call, found)


def _set(call: Call, found: QueryObject) -> bool:
    name = call.argument(0)
    if name is None or name.kind != "string":
        return False
    found.parameters.setdefault(fold(name.text.strip('"')), name)
    return True


def _member(node: Node, found: QueryObject, code: Code, texts: dict[int, Query]) -> bool:
    name, parent = node.word_of("name"), node.parent
    if parent is None:
        return False
    if name in _TEXT:
        right = parent.child("right") if parent.kind == "assignment" and node.field == "left" else None
        return right is not None and _text(right, found, code, texts)
    if name in _PARAMETERS and parent.kind == "method_call" and node.field == "object":
        call = call_of(parent)
        return call is not None and call.word in _INSERT and _set(call, found)
    return name in _TABLES and parent.kind == "assignment"


def _text(node: Node, found: QueryObject, code: Code, texts: dict[int, Query]) -> bool:
    """Takes a text: a literal, or a variable that is one literal and nothing else."""
    if node.kind == "identifier":
        variable = code.variables.get(node.word)
        literal = _only_value(variable) if variable is not None else None
        if literal is None:
            return False
        node = literal
    query = texts.get(node.start) if node.kind == "string" else None
    if query is None or query.end != node.end:
        return False
    found.texts.append(query)
    return True


def _only_value(variable: Variable) -> Node | None:
    """The value of a variable that gets one, once, and is never passed on to be changed."""
    if variable.parameter is not None or len(variable.writes) != 1:
        return None
    parent = variable.writes[0].parent
    if parent is None or parent.kind != "assignment":
        return None
    passed = [one.node.parent for one in variable.uses if one.access is Access.PASS]
    made = all(
        one is not None and one.parent is not None and one.parent.kind == "new_expression" for one in passed
    )
    return parent.child("right") if made else None
