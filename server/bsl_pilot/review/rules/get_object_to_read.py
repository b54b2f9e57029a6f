"""A whole object is got from the database only to look at it."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="GetObjectToRead",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("ПолучитьОбъект() только для чтения", "GetObject() only to read"),
    about=Text(
        "ПолучитьОбъект() читает объект целиком, со всеми табличными частями, и не пользуется кэшем. Если объект не меняют, "
        "прочитайте нужные реквизиты запросом.",
        "GetObject() reads the whole object with all its tabular sections and does not use the cache. Where the object is not "
        "changed, read the attributes that are needed with a query.",
    ),
    message=Text(
        "Объект «{name}» получают целиком, но только читают", "The object `{name}` is got whole but only read"
    ),
    see=("https://its.1c.ru/db/v8std/content/496/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Ссылка)\n\tОбъект = ⟦Ссылка.ПолучитьОбъект()⟧;\n\tСообщить(Объект.Код + Объект.Цена);\nКонецПроцедуры\n"
        ),
        Bad(
            "Procedure P(Ref)\n\tA = ⟦ref.getobject()⟧;\n\tIf A.Code = 1 Then\n\t\tB = a.Rows;\n\tEndIf;\nEndProcedure\n"
        ),
        Good(
            "Процедура Пример(Ссылка)\n\tА = Ссылка.ПолучитьОбъект();\n\tА.Код = 1;\n\tБ = Ссылка.ПолучитьОбъект();\n\tБ.Записать();\n"
            "\tВ = Ссылка.ПолучитьОбъект();\n\tГ(В);\n\tД = Ссылка.ПолучитьОбъект();\n\tВозврат;\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура А(Ссылка)\n\tБ = Ссылка.ПолучитьОбъект();\n\tЕсли Б = Неопределено Тогда\n\t\tВозврат;\n\tКонецЕсли;\n"
            "\tВ = Б.Код;\n\tГ = Б.Товары.Добавить();\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good("А = Б.ПолучитьОбъект();\nА.Код = А.Код + 1;\nА.", hidden=True),
    ),
)


@RULE.members("ПолучитьОбъект", "GetObject")
def check(call: Call, code: Code) -> Found:
    parent = call.node.parent
    target = parent.child("left") if parent is not None and parent.kind == "assignment" else None
    if target is None or target.kind != "identifier" or code.method is None or call.arguments:
        return
    known = code.variables.get(target.word)
    if known is None or known.parameter is not None or len(known.writes) != 1 or not known.reads:
        return
    if all(_only_reads(one) for one in known.reads):
        yield RULE.at(call.node, name=target.text)


def _only_reads(node: Node) -> bool:
    """Whether a use takes the value of an attribute, and nothing else."""
    member = node.parent
    if (
        member is None
        or member.kind != "member_access"
        or member.child("name") is None
        or node.field != "object"
    ):
        return False
    around = member.parent
    if around is None or around.kind in (
        "member_access",
        "index_access",
        "method_call",
        "for_each_statement",
    ):
        return False  # a tabular section may be changed there
    return not (around.kind == "assignment" and member.field == "left")
