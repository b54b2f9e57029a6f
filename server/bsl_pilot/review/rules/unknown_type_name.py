"""`Тип("…")` of a type that does not exist."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.types.naming import english, generated

RULE = Rule(
    key="UnknownTypeName",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Тип с таким именем не существует", "There is no type of that name"),
    about=Text(
        "Имя типа в функции «Тип» написано с ошибкой, или объект удалён либо переименован. Выражение завершится ошибкой «Тип не "
        "определен».",
        "The name of the type given to `Type` is misspelt, or the object was removed or renamed. The expression ends with an "
        "error.",
    ),
    message=Text("Тип «{name}» не существует", "There is no type `{name}`"),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            'Процедура А(Б)\n\tЕсли ТипЗнч(Б) = Тип(⟦"СправочникСсылка.Нет"⟧)\n\t\tИли ТипЗнч(Б) = Тип("СправочникСсылка.Товары") '
            "Тогда\n\tКонецЕсли;\nКонецПроцедуры\n",
            files={"Catalogs/Товары.xml": ""},
        ),
        Bad('A = Type(⟦"DocumentObject.Order"⟧);\n', path="Ext/SessionModule.bsl", hidden=True),
        Bad(
            'А = Тип(⟦"СправочникСсылка.Тавары"⟧);\n',
            fixed='А = Тип("СправочникСсылка.Товары");\n',
            files={"Catalogs/Товары.xml": "", "Catalogs/Виды.xml": ""},
        ),
        Bad(
            'A = New TypeDescription(B, Type( ⟦" catalogRef.Gods"⟧)); // Gods\r\nC = Type(⟦"CatalogRef.Item"⟧);\r\n',
            fixed='A = New TypeDescription(B, Type( "catalogRef.Goods")); // Gods\r\nC = Type("CatalogRef.Item");\r\n',
            files={"Catalogs/Goods.xml": "", "Catalogs/Items.xml": "", "Catalogs/Itemm.xml": ""},
            hidden=True,
        ),
        Good(
            'А = Тип("Строка");\nБ = Тип("ТаблицаЗначений");\nВ = Тип(Имя);\nГ = Тип("СправочникСсылка." + Имя);\n'
            'Д = Тип("СправочникОбъект.ТОВАРЫ");\nЕ = Тип("ВнешнийИсточникДанныхТаблицаСсылка.А.Б");\nЖ = Тип("")',
            path="Ext/SessionModule.bsl",
            files={"Catalogs/Товары.xml": ""},
        ),
    ),
)


@RULE.collect
def names(code: Code) -> Sequence[tuple[str, int, int]]:
    """Names of types of objects in literals, with their places."""
    found = (one for word in ("тип", "type") for one in code.called.get(word, ()))
    return [place for call in found if (place := _literal(call)) is not None]


def _literal(call: Call) -> tuple[str, int, int] | None:
    given = call.argument(0)
    literal = (
        given.named_children[0]
        if given is not None and given.kind == "literal" and given.named_children
        else given
    )
    if literal is None or literal.kind != "string" or literal.children:
        return None
    text = literal.text[1:-1].strip()
    return (text, literal.start, literal.end) if text.count(".") == 1 else None


@RULE.project
def check(collected: Sequence[tuple[str, int, int]], project: Project) -> Found:
    for name, start, end in collected:
        head, _, owner = name.partition(".")
        platform = project.catalogue.type(head)
        made = generated(english(platform.name)) if platform is not None else None
        if made is not None and not project.metadata.has(made[0], owner):
            place, new = Range(start, end), nearest(owner, project.metadata.names(made[0]))
            literal = f'"{head}.{new}"' if new is not None else None
            yield RULE.at(place, name=name, new=f"{head}.{new or owner}", fix=respelling(place, literal))
