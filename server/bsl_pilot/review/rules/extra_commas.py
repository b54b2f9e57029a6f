"""Arguments left out at the end of a call."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Range, Rank, Rule, Text, delete

RULE = Rule(
    key="ExtraCommas",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Лишние запятые в вызове", "Extra commas in a call"),
    about=Text(
        "Пропущенные последние параметры обозначать запятыми не нужно: без них вызов значит то же и читается легче.",
        "Arguments left out at the end need no commas: the call means the same without them and is easier to read.",
    ),
    message=Text("Лишние запятые в конце вызова", "Extra commas at the end of the call"),
    fix=Text("Убрать лишние запятые", "Remove the extra commas"),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad("Сообщить(Текст⟦, ,⟧);\n", fixed="Сообщить(Текст);\n"),
        Bad('A = New Structure("B"⟦,⟧);\nB.Do(⟦,⟧);\n', fixed='A = New Structure("B");\nB.Do();\n'),
        Bad('А = Новый Структура(""⟦,⟧ );\n', fixed='А = Новый Структура("");\n', hidden=True),
        Good("Сообщить(, Текст);\nА = Новый Массив();\nБ.В(А, , Г);\n"),
        Bad("А(Б // да\n\t⟦,⟧\n);\n", fixed="А(Б // да\n);\n", hidden=True),
        Bad("А(Б⟦, // да\n,⟧);\n", fixed=None, hidden=True),
        Good("Процедура А(Б, В)\nКонецПроцедуры\n", hidden=True),
    ),
)


@RULE.nodes("arguments")
def check(node: Node, code: Code) -> Found:
    children = node.children
    if len(children) < 3 or children[-1].kind != ")" or children[-2].kind not in (",", "comment"):
        return
    commas: list[Node] = []
    kept = children[0]
    for one in reversed(children[1:-1]):
        if one.kind == ",":
            commas.append(one)
        elif one.named and one.kind != "comment":
            kept = one
            break
    if commas:
        yield RULE.at(Range(commas[-1].start, commas[0].end), fix=partial(_without, kept, commas, code))


def _without(kept: Node, commas: list[Node], code: Code) -> Edits | None:
    """Removes the commas with the blanks before them; None where a comment stands between."""
    first, last = commas[-1].start, commas[0].end
    between = code.data[kept.end : first]
    if b"//" in code.data[first:last]:
        return None
    if not between.strip():  # the blank of `А(Б, )` goes with its comma
        last += len(code.data[last:]) - len(code.data[last:].lstrip(b" \t"))
    return [delete(first - len(between) + len(between.rstrip()), last)]
