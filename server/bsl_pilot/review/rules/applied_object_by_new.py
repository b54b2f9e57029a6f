"""An object of the database is made with New and not by its manager."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    arguments_of,
    replace,
)
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.text.words import fold, is_name

RULE = Rule(
    key="AppliedObjectByNew",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    title=Text("Прикладной объект создан через Новый", "Object of the database made with New"),
    about=Text(
        'Новый("ДокументОбъект.Счет") прячет объект в строке: её не найдёт ни поиск ссылок, ни проверка конфигурации. '
        "Создавайте объекты методами менеджера: Документы.Счет.СоздатьДокумент().",
        'New("DocumentObject.Invoice") hides the object in a string, where neither a search for references nor the check of '
        "the configuration finds it. Make objects by methods of their manager: Documents.Invoice.CreateDocument().",
    ),
    message=Text("«{name}» создаётся не менеджером", "`{name}` is not made by its manager"),
    fix=Text("Создать методом менеджера", "Make it by a method of the manager"),
    see=("https://its.1c.ru/db/v8std/content/451/hdoc",),
    examples=(
        Bad(
            'Объект = ⟦Новый("СправочникОбъект.Валюты")⟧;\n',
            fixed="Объект = Справочники.Валюты.СоздатьЭлемент();\n",
        ),
        Bad(
            'A = ⟦New("InformationRegisterRecordSet.Rates")⟧;\nB = ⟦new ("DocumentObject.Invoice")⟧;\n',
            fixed="A = InformationRegisters.Rates.CreateRecordSet();\nB = Documents.Invoice.CreateDocument();\n",
        ),
        Good(
            'А = Новый("Массив");\nБ = Новый("СправочникСсылка.Валюты");\nВ = Новый(ИмяТипа);\nГ = Новый Массив;\n'
            'Д = Новый("СправочникОбъект." + Имя);\n'
        ),
        Good('А = Новый("СправочникОбъект.', hidden=True),
    ),
)
_MADE = {
    "справочникобъект": "Справочники.{}.СоздатьЭлемент()",
    "catalogobject": "Catalogs.{}.CreateItem()",
    "документобъект": "Документы.{}.СоздатьДокумент()",
    "documentobject": "Documents.{}.CreateDocument()",
    "отчетобъект": "Отчеты.{}.Создать()",
    "reportobject": "Reports.{}.Create()",
    "обработкаобъект": "Обработки.{}.Создать()",
    "dataprocessorobject": "DataProcessors.{}.Create()",
    "планобменаобъект": "ПланыОбмена.{}.СоздатьУзел()",
    "exchangeplanobject": "ExchangePlans.{}.CreateNode()",
    "регистрсведенийнаборзаписей": "РегистрыСведений.{}.СоздатьНаборЗаписей()",
    "informationregisterrecordset": "InformationRegisters.{}.CreateRecordSet()",
    "регистрнакоплениянаборзаписей": "РегистрыНакопления.{}.СоздатьНаборЗаписей()",
    "accumulationregisterrecordset": "AccumulationRegisters.{}.CreateRecordSet()",
    "регистрбухгалтериинаборзаписей": "РегистрыБухгалтерии.{}.СоздатьНаборЗаписей()",
    "accountingregisterrecordset": "AccountingRegisters.{}.CreateRecordSet()",
}


@RULE.nodes("new_expression")
def check(node: Node, _code: Code) -> Found:
    if node.child("type") is not None:
        return
    given = arguments_of(node.child("arguments"))
    name = string_value(given[0]) if len(given) == 1 else None
    kind, _, object_name = (name or "").partition(".")
    made = _MADE.get(fold(kind))
    if made is not None and is_name(object_name):
        yield RULE.at(node, name=name, fix=partial(_fix, node, made.format(object_name)))


def _fix(node: Node, made: str) -> Edits:
    return [replace(node, made)]
