"""Texts in several languages: `НСтр("ru = 'Да'; en = 'Yes'")`."""

from __future__ import annotations

import re

from bsl_pilot.review.code.calls import Call
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.text.words import WORD, fold

NSTR = ("НСтр", "NStr")
TEMPLATES = frozenset({"стршаблон", "strtemplate"})

_LANGUAGE = re.compile(rf"({WORD.pattern})\s*=\s*(?:'(?:[^']|'')*'|\"\"(?:[^\"]|\"\"\"\")*?\"\")")


def missing_languages(call: Call, declared: str) -> list[str]:
    """The languages that the text of an `НСтр` lacks; none where its text is not a literal.

    Args:
        call: the call of `НСтр`.
        declared: codes of languages, parted by commas.
    """
    text = call.argument(0)
    if text is None or text.kind != "string" or call.argument(1) is not None:
        return []
    there = {fold(match.group(1)) for match in _LANGUAGE.finditer(text.text)}
    codes = [one.strip() for one in declared.split(",")]
    return [one for one in codes if one and fold(one) not in there]


def is_template(call: Call, code: Code) -> bool:
    """Whether the text of an `НСтр` is the template of a `СтрШаблон`, at once or by a variable."""
    arguments = call.node.parent
    if arguments is not None and arguments.kind == "arguments":
        return _is_template_of(arguments.parent, call.node)
    if arguments is None or arguments.kind != "assignment":
        return False
    left = arguments.child("left")
    return left is not None and left.kind == "identifier" and left.word in _templates(code)


def _is_template_of(outer: Node | None, node: Node) -> bool:
    if outer is None or outer.kind != "call" or outer.word_of("name") not in TEMPLATES:
        return False
    arguments = outer.child("arguments")
    return arguments is not None and len(arguments.children) > 1 and arguments.children[1] is node


def _templates(code: Code) -> set[str]:
    """Folded names of the variables that are templates of `СтрШаблон`."""
    firsts = (one.argument(0) for name in TEMPLATES for one in code.called.get(name, ()))
    return {one.word for one in firsts if one is not None and one.kind == "identifier"}
