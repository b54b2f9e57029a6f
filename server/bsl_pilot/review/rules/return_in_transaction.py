"""`Возврат` before the end of a transaction."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Block, Call, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.transactions import BEGIN, COMMIT, ROLLBACK
from bsl_pilot.text.words import fold

RULE = Rule(
    key="ReturnInTransaction",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    title=Text("Возврат из незавершённой транзакции", "A return out of an open transaction"),
    about=Text(
        "Метод начинает транзакцию и завершает её, но здесь выходит, не дойдя до её конца. Транзакция останется открытой, "
        "блокировки — занятыми, а следующая запись завершится ошибкой.",
        "The method begins a transaction and ends it, but leaves here before its end. The transaction stays open, its locks are "
        "held, and the next write fails.",
    ),
    message=Text("Возврат, когда транзакция не завершена", "A return while the transaction is open"),
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЕсли Б Тогда\n\t\t\t⟦Возврат⟧;\n\t\tКонецЕсли;\n"
            "\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\t\tВызватьИсключение;\n\tКонецПопытки;\n"
            "КонецПроцедуры\n"
        ),
        Bad(
            "Function F()\n\tBeginTransaction();\n\tIf A Then\n\t\tCommitTransaction();\n\t\tReturn 1;\n\tEndIf;\n"
            "\t⟦Return 2⟧;\nEndFunction\n",
            hidden=True,
        ),
        Good(
            "Функция А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЕсли Б Тогда\n\t\t\tОтменитьТранзакцию();\n\t\t\tВозврат 1;\n"
            "\t\tКонецЕсли;\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\t\tВозврат 2;\n"
            "\tКонецПопытки;\n\tВозврат 3;\nКонецФункции\n"
        ),
        Good(
            "Процедура А()\n\tЕсли Б Тогда\n\t\tНачатьТранзакцию();\n\tКонецЕсли;\n\tЕсли В Тогда\n\t\tВозврат;\n\tКонецЕсли;\n"
            "\tЕсли Б Тогда\n\t\tЗафиксироватьТранзакцию();\n\tКонецЕсли;\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good("Процедура А()\n\tНачатьТранзакцию();\n\tВозврат;\nКонецПроцедуры\n", hidden=True),
    ),
)
_STEPS = {
    **{fold(name): 1 for name in BEGIN},
    **{fold(name): -1 for name in (*COMMIT, *ROLLBACK)},
}
_DEEPEST = 4
Depths = frozenset[int]
"""How many transactions may be open."""


@RULE.calls(*BEGIN)
def check(call: Call, code: Code) -> Found:
    first = min(one.node.start for name in BEGIN for one in code.called.get(fold(name), ()))
    if call.node.start != first or not code.flow.certain or code.method is None:
        return
    if not any(fold(name) in code.called for name in (*COMMIT, *ROLLBACK)):
        return
    known = code.flow.before(frozenset({0}), _after, frozenset.union)
    for block in code.flow.blocks:
        depths = known.get(block.number)
        for item in block.items if depths is not None else ():
            assert depths is not None
            if item.kind == "return_statement" and 0 not in depths:
                yield RULE.at(item)
            depths = _stepped(item, depths)


def _after(block: Block, depths: Depths) -> Depths:
    for item in block.items:
        depths = _stepped(item, depths)
    return depths


def _stepped(item: Node, depths: Depths) -> Depths:
    call = item.named_children[0] if item.kind == "call_statement" and item.named_children else None
    step = _STEPS.get(call.word_of("name")) if call is not None and call.kind == "call" else None
    return depths if step is None else frozenset(min(max(one + step, 0), _DEEPEST) for one in depths)
