"""A property that can't be written is written."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.platform import read_only_names
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Property
from bsl_pilot.types.lookup import field_of, platform_member
from bsl_pilot.types.model import Type
from bsl_pilot.types.ports import World

RULE = Rule(
    key="AssignToReadOnlyProperty",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    need=Need.TYPES,
    title=Text("Запись свойства только для чтения", "A read-only property is written"),
    about=Text(
        "Такое свойство платформа только показывает: присваивание прервётся с ошибкой. Реквизиты по ссылке меняют через "
        "объект, который даёт ПолучитьОбъект().",
        "The platform only shows such a property: the assignment ends with an error. Attributes behind a reference are "
        "changed in the object that GetObject() gives.",
    ),
    message=Text("Свойство «{name}» нельзя записать", "The property `{name}` can't be written"),
    examples=(
        Bad("Процедура А()\n\tЗапрос = Новый Запрос;\n\tЗапрос.⟦Параметры⟧ = 1;\nКонецПроцедуры\n"),
        Bad("Procedure P()\n\tT = New ValueTable;\n\tT.⟦Columns⟧ = Undefined;\nEndProcedure\n"),
        Bad(
            'Процедура А()\n\tСсылка = Справочники.Товары.ПустаяСсылка();\n\tСсылка.⟦Наименование⟧ = "А";\nКонецПроцедуры\n',
            files={"Catalogs/Товары.xml": ""},
        ),
        Good(
            'Процедура А(Данные)\n\tЗапрос = Новый Запрос;\n\tЗапрос.Текст = "";\n\tДанные.Параметры = 1;\n'
            '\tС = Новый Структура("Колонки");\n\tС.Колонки = 1;\nКонецПроцедуры\n'
        ),
        Good(
            "Процедура А()\n\tПисьмо = Новый ИнтернетПочтовоеСообщение;\n\tПисьмо.УведомитьОПрочтении = Истина;\n"
            '\tОписание = Новый ОписаниеОтображаемогоОбъектаPDF;\n\tОписание.Имя = "А";\n'
            "\tExtension = ConfigurationExtensions.Create();\n\tExtension.UnsafeActionProtection = 1;\nКонецПроцедуры\n",
            hidden=True,
        ),
    ),
)
_UNCERTAIN = frozenset(
    {
        ("InternetMailMessage", "RequestReadReceipt"),
        ("ConfigurationExtension", "UnsafeActionProtection"),
        ("FormField", "ShowGroups"),
        ("PDFRepresentationObjectDescription", "Name"),
    }
)
"""Types and properties that the catalogue tells to be read-only, while code that is shipped and runs writes them."""
Places = Sequence[tuple[int, int, int, str]]


@RULE.collect
def assignments(code: Code) -> Places:
    """Members that get a value and may be read-only: the dot, the name."""
    found = []
    for node in code.of("assignment"):
        left = node.child("left")
        name = left.child("name") if left is not None and left.kind == "member_access" else None
        if left is None or name is None:
            continue
        owner, dot = left.child("object"), left.token(".")
        if owner is None or dot is None:
            continue
        if name.word in read_only_names() or "ссылка" in owner.word or owner.word.endswith("ref"):
            found.append((dot.start, name.start, name.end, name.text))
    return found


@RULE.project
def check(collected: Places, project: Project) -> Found:
    for dot, start, end, name in collected:
        types = project.receiver(dot)
        if types.partial or not types:
            continue
        if all(_is_read_only(project.inference.world, one, name) for one in types):
            yield RULE.at(Range(start, end), name=name)


def _is_read_only(world: World, type_: Type, name: str) -> bool:
    known = platform_member(world, type_, name)
    if known is not None and (type_.name, known.name.en) in _UNCERTAIN:
        return False
    if type_.name.endswith("Ref"):
        return isinstance(known, Property) or field_of(world, type_, fold(name)) is not None
    return isinstance(known, Property) and not known.writable and field_of(world, type_, fold(name)) is None
