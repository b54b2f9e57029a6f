"""Posting writes the movements one register after the other by itself."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.text.words import is_latin

_PATH = "Documents/Заказ/Ext/ObjectModule.bsl"
RULE = Rule(
    key="RecordSetWrittenInPosting",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.OBJECT,),
    title=Text("Запись движений в обработке проведения", "Movements written in the handler of posting"),
    about=Text(
        "Платформа сама пишет движения в конце проведения, в одном порядке для всех регистров: так меньше взаимных "
        "блокировок. Заполните набор и присвойте Записывать = Истина. Писать раньше нужно, только если после этого читаются "
        "остатки: тогда Движения.Записать().",
        "The platform writes movements at the end of posting by itself, in one order for all registers: that makes for fewer "
        "deadlocks. Fill the record set and set Write = True. Writing earlier is needed only where balances are read "
        "afterwards: then use RegisterRecords.Write().",
    ),
    message=Text(
        "Движения «{name}» записываются явно: достаточно Записывать = Истина",
        "The records of `{name}` are written explicitly: Write = True is enough",
    ),
    fix=Text("Присвоить Записывать = Истина", "Set Write = True"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/450/hdoc",),
    examples=(
        Bad(
            "Процедура ОбработкаПроведения(Отказ, Режим)\n\tЗаполнить();\n\t⟦Движения.Заказы.Записать()⟧;\nКонецПроцедуры\n",
            fixed="Процедура ОбработкаПроведения(Отказ, Режим)\n\tЗаполнить();\n\tДвижения.Заказы.Записывать = Истина;\n"
            "КонецПроцедуры\n",
            path=_PATH,
        ),
        Bad(
            "Procedure Posting(Cancel, Mode)\n\t⟦RegisterRecords.Orders.Write(False)⟧;\n\t⟦ThisObject.RegisterRecords.B.Write(True)⟧;\n"
            "EndProcedure\n",
            fixed="Procedure Posting(Cancel, Mode)\n\tRegisterRecords.Orders.Write(False);\n"
            "\tThisObject.RegisterRecords.B.Write = True;\nEndProcedure\n",
            path=_PATH,
        ),
        Good(
            "Процедура ОбработкаПроведения(Отказ, Режим)\n\tДвижения.Заказы.Записывать = Истина;\n\tДвижения.Записать();\n"
            "\tНабор.Записать();\nКонецПроцедуры\n\nПроцедура Другая()\n\tДвижения.Заказы.Записать();\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Good("Процедура ОбработкаПроведения(А, Б)\n\tДвижения.А.", path=_PATH, hidden=True),
    ),
)
_MOVEMENTS = frozenset({"движения", "registerrecords"})
_OWN = frozenset({"этотобъект", "thisobject"})


@RULE.members("Записать", "Write")
def check(call: Call, code: Code) -> Found:
    path = call.path[1:] if call.path[:1] and call.path[0] in _OWN else call.path
    if len(path) != 2 or path[0] not in _MOVEMENTS or call.receiver is None:
        return
    if code.method is not None and code.method.word in ("обработкапроведения", "posting"):
        yield RULE.at(call.node, name=call.receiver.word_of("name"), fix=partial(_fix, call, code))


def _fix(call: Call, code: Code) -> Edits | None:
    """Where all records are replaced, and nothing is read behind it that might want them."""
    given = call.argument(0)
    if call.receiver is None or not call.is_statement or (given is not None and given.token("true") is None):
        return None
    if any(one.node.start > call.node.end and one.word in _READS for one in code.calls):
        return None
    return [
        replace(
            call.node,
            call.receiver.text + (".Write = True" if is_latin(call.word) else ".Записывать = Истина"),
        )
    ]


_READS = frozenset(
    {"выполнить", "execute", "выполнитьпакет", "executebatch", "прочитать", "read", "выбрать", "select"}
)
