"""An object that only Windows has."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="UsingObjectNotAvailableUnix",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=30,
    language=For.BSL,
    title=Text("Объект, которого нет в Linux", "An object that Linux lacks"),
    about=Text(
        "COM-объектов и почты по MAPI нет в Linux и macOS: код прервётся с ошибкой. Замените их средствами платформы или "
        "проверьте тип платформы.",
        "There are no COM objects and no MAPI mail on Linux and macOS: the code ends with an error. Use what the platform "
        "offers instead, or check the type of the platform.",
    ),
    message=Text("«{name}» есть только в Windows", "`{name}` is there on Windows only"),
    examples=(
        Bad('Процедура А()\n\tЭксель = ⟦Новый COMОбъект("Excel.Application")⟧;\nКонецПроцедуры\n'),
        Bad("Procedure P()\n\tA = ⟦New COMObject(Name)⟧;\n\tM = ⟦New Mail⟧;\nEndProcedure\n"),
        Good(
            "Процедура А()\n\tЕсли Система.ТипПлатформы = ТипПлатформы.Windows_x86 Тогда\n\t\tЭксель = Новый COMОбъект(Имя);\n"
            "\tКонецЕсли;\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура А()\n\tЕсли ОбщегоНазначения.ЭтоLinuxСервер() Тогда\n\t\tВозврат;\n\tКонецЕсли;\n\tЭксель = Новый COMОбъект(Имя);\n"
            "КонецПроцедуры\n"
        ),
    ),
)
_PLATFORMS = ("linux", "windows", "macos")
_LEAVING = ("return_statement", "raise_statement")


@RULE.created("COMОбъект", "COMObject", "Почта", "Mail")
def check(call: Call, code: Code) -> Found:
    if not any(_guards(one, call.node) for one in code.of("if_statement", "elsif_clause", "ternary")):
        yield RULE.at(call.node, name=call.name.text)


def _guards(branch: Node, node: Node) -> bool:
    """Whether a condition asks for the platform and the node stands in it, or behind one that leaves."""
    condition = branch.child("condition")
    if condition is None or branch.start > node.start:
        return False
    if not any(name in word for word in condition.words for name in _PLATFORMS):
        return False
    return branch.end > node.start or any(branch.below(*_LEAVING))
