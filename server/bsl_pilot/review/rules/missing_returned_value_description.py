"""A comment above a function that does not say what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.features.refactor.describe_method import rows_of
from bsl_pilot.review.api import (
    Bad,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.doc_edits import Comment
from bsl_pilot.review.doc_sections import describes_itself, returns_said


@dataclass(frozen=True, slots=True)
class Parameters:
    allow_short_description_return_values: bool = True


RULE = Rule(
    key="MissingReturnedValueDescription",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Не описано возвращаемое значение", "The returned value is not described"),
    about=Text(
        "Описание функции говорит, какого типа её значение и что оно значит. У процедуры такого раздела нет.",
        "The description of a function says of which type its value is and what it means. A procedure has no such section.",
    ),
    fix=Text("Исправить раздел возвращаемого значения", "Correct the section of the returned value"),
    fix_is_safe=False,
    message=Text(
        "В описании функции «{name}» нет возвращаемого значения",
        "The description of the function `{name}` lacks the returned value",
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "allowShortDescriptionReturnValues",
            Text("довольно одного типа без пояснения", "the type alone is enough"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/453/hdoc",),
    examples=(
        Bad(
            "// Находит цену.\n//\n// Параметры:\n//  Товар - Строка\n//\nФункция ⟦Цена⟧(Товар) Экспорт\n\tВозврат 0;\nКонецФункции\n",
            fixed="// Находит цену.\n//\n// Параметры:\n//  Товар - Строка\n//\n// Возвращаемое значение:\n//  Число - описание\n//\nФункция Цена(Товар) Экспорт\n\tВозврат 0;\nКонецФункции\n",
        ),
        Bad(
            "// Writes.\n//\n// Returns:\n//  Number - of what.\nProcedure ⟦Write⟧()\nEndProcedure\n",
            fixed="// Writes.\nProcedure Write()\nEndProcedure\n",
        ),
        Bad(
            "// Finds.\r\nFunction ⟦F⟧() // a\r\n\tReturn New Map;\r\nEndFunction\r\n",
            fixed="// Finds.\r\n//\r\n// Returns:\r\n//  Map - description\r\n//\r\nFunction F() // a\r\n\tReturn New Map;\r\nEndFunction\r\n",
            hidden=True,
        ),
        Bad(
            "// О.\n// Возвращаемое значение:\n//  Число.\n//\n//  И ещё.\nПроцедура ⟦П⟧()\nКонецПроцедуры\n\n// Находит.\n// Возвращаемое значение: \nФункция ⟦Ц⟧()\nКонецФункции\n",
            fixed="// О.\n// Возвращаемое значение:\n//  Число.\n//\n//  И ещё.\nПроцедура П()\nКонецПроцедуры\n\n// Находит.\n// Возвращаемое значение: \n//  Тип - описание\nФункция Ц()\nКонецФункции\n",
            hidden=True,
        ),
        Bad(
            "// Находит цену.\n//\n// Параметры:\n//  Товар - Строка\n//\nФункция ⟦Цена⟧(Товар) Экспорт\nКонецФункции\n"
        ),
        Bad("// Writes.\n//\n// Returns:\n//  Number - of what.\nProcedure ⟦Write⟧()\nEndProcedure\n"),
        Good(
            "// Находит цену.\n//\n// Возвращаемое значение:\n//  Число - в рублях.\n//\nФункция Цена(Товар) Экспорт\n"
            "КонецФункции\n\n// См. Цены.Цена\nФункция Б()\nКонецФункции\n\nФункция В()\nКонецФункции\n"
        ),
        Bad(
            "// Находит.\n// Возвращаемое значение:\n//  Число\nФункция ⟦Ц⟧()\nКонецФункции\n",
            parameters={"allowShortDescriptionReturnValues": False},
        ),
        Bad("// Находит.\n// возвращаемое значение:\n//\nФункция ⟦Ц⟧()\nКонецФункции\n", hidden=True),
        Good("// Находит.\n// Возвращаемое значение: Число\nФункция Ц()\nКонецФункции\n", hidden=True),
    ),
)
_PROCEDURE = Text(
    "Процедура «{name}» ничего не возвращает, а в описании есть возвращаемое значение",
    "The procedure `{name}` returns nothing, but its description has a returned value",
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    for piece in module.methods:
        method = piece.method
        comment = module.comment_above(piece)
        if method is None or not describes_itself(comment):
            continue
        said = returns_said(comment)
        if not method.is_function:
            if said is not None:
                fix = partial(_without, module, piece)
                yield RULE.at(piece.place(method), message=_PROCEDURE, name=method.name, fix=fix)
        elif not said or (not parameters.allow_short_description_return_values and " - " not in said):
            place = piece.place(method)
            yield RULE.at(place, name=method.name, fix=None if said else partial(_with, module, piece, place))


def _with(module: ModuleFacts, piece: PieceFacts, place: Range) -> Edits | None:
    """The types that `Возврат` shows."""
    comment = Comment(module, piece)
    _, said = rows_of(module.document, place.start)
    return comment.with_result(said) if comment.is_plain and said is not None else None


def _without(module: ModuleFacts, piece: PieceFacts) -> Edits | None:
    comment = Comment(module, piece)
    return comment.without_result() if comment.is_plain else None
