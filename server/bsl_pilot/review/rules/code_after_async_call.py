"""Code runs on before the user answers."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Block,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Node,
    Rank,
    Rule,
    Text,
)

_FORM = "Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl"
RULE = Rule(
    key="CodeAfterAsyncCall",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    on=False,
    language=For.BSL,
    modules=(ModuleType.COMMAND, ModuleType.FORM, ModuleType.MANAGED_APPLICATION),
    title=Text("Код после асинхронного вызова", "Code after an asynchronous call"),
    about=Text(
        "Асинхронный диалог не останавливает программу: следующие операторы выполнятся раньше, чем пользователь ответит. "
        "Если они зависят от ответа, их место — в обработке оповещения.",
        "An asynchronous dialog does not stop the program: the next statements run before the user answers. If they depend "
        "on the answer, they belong to its handler.",
    ),
    message=Text(
        "Код за «{name}» выполнится раньше ответа", "The code behind `{name}` runs before the answer"
    ),
    examples=(
        Bad('Процедура А()\n\t⟦ПоказатьВопрос(О, "Да?", Р)⟧;\n\tЗаписать();\nКонецПроцедуры\n', path=_FORM),
        Bad(
            "Procedure P()\n\tIf A Then\n\t\t⟦ShowInputNumber(N, B)⟧;\n\tEndIf;\n\tWrite();\nEndProcedure\n",
            path=_FORM,
        ),
        Good(
            'Процедура А()\n\tЕсли Б Тогда\n\t\tПоказатьВопрос(О, "Да?", Р);\n\t\tВозврат;\n\tКонецЕсли;\n\tЗаписать();\n'
            "\tОткрытьФорму(И);\n\tПоказатьЗначение(, В);\nКонецПроцедуры\n",
            path=_FORM,
        ),
        Good(
            'Процедура А()\n\tПопытка\n\t\tПоказатьВопрос(О, "Да?", Р);\n\tИсключение\n\t\tБ();\n\tКонецПопытки;\nКонецПроцедуры\n',
            path=_FORM,
            hidden=True,
        ),
    ),
)


@RULE.calls(
    *(
        "ПоказатьВопрос",
        "ShowQueryBox",
        "ПоказатьПредупреждение",
        "ShowMessageBox",
        "ПоказатьЗначение",
        "ShowValue",
    ),
    *("ПоказатьВводДаты", "ShowInputDate", "ПоказатьВводЗначения", "ShowInputValue"),
    *("ПоказатьВводСтроки", "ShowInputString", "ПоказатьВводЧисла", "ShowInputNumber"),
    *("НачатьПомещениеФайла", "BeginPutFile", "НачатьПомещениеФайлаНаСервер", "BeginPutFileToServer"),
    *("НачатьПомещениеФайлов", "BeginPuttingFiles", "НачатьПомещениеФайловНаСервер", "BeginPutFilesToServer"),
    *("НачатьПолучениеФайлаССервера", "BeginGetFileFromServer", "НачатьПолучениеФайлов", "BeginGettingFiles"),
    *("НачатьПолучениеФайловССервера", "BeginGetFilesFromServer"),
)
def check(call: Call, code: Code) -> Found:
    if call.is_statement and code.flow.certain and _goes_on(call.node, code):
        yield RULE.at(call.node, name=call.name.text)


@RULE.calls("ОткрытьФорму", "OpenForm")
def with_answer(call: Call, code: Code) -> Found:
    """A form is a dialog where it is told whom to notify when it is closed."""
    notification = 6
    if call.argument(notification) is not None:
        yield from check(call, code) or ()


def _goes_on(call: Node, code: Code) -> bool:
    """Whether anything but a return runs after the call, errors aside."""
    home = next(
        (one for one in code.flow.blocks if any(item.start == call.start for item in one.items)), None
    )
    if home is None:
        return False
    if any(one.start > call.start and one.kind != "return_statement" for one in home.items):
        return True
    seen: set[int] = set()
    waiting: list[Block] = list(home.next)
    while waiting:
        block = waiting.pop()
        if block.number in seen or _handles(block, call):
            continue
        seen.add(block.number)
        if any(item.kind != "return_statement" for item in block.items):
            return True
        waiting += block.next
    return False


def _handles(block: Block, call: Node) -> bool:
    """Whether a block belongs to the handler of a `Попытка` around the call."""
    first = block.items[0] if block.items else None
    around = call.inside("try_statement")
    handler = around.child("handler") if around is not None else None
    return first is not None and handler is not None and handler.start <= first.start < handler.end
