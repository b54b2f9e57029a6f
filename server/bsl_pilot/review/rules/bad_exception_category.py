"""An error is raised with a category that says nothing."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    arguments_of,
    path_of,
)

RULE = Rule(
    key="BadExceptionCategory",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=5,
    language=For.BSL,
    title=Text("Общая категория ошибки", "Generic category of an error"),
    about=Text(
        "По категории платформа решает, что показать пользователю, а вызывающий код — что делать. Общие категории этого "
        "не говорят. Выберите ту, что называет причину, или не указывайте категорию.",
        "By the category the platform decides what to show to the user, and the caller what to do. Generic ones don't "
        "tell. Choose the one that names the cause, or leave it out.",
    ),
    message=Text(
        "Категория «{name}» ничего не говорит о причине ошибки",
        "The category `{name}` does not tell the cause",
    ),
    examples=(
        Bad('ВызватьИсключение("Нет связи", ⟦КатегорияОшибки.ПрочаяОшибка⟧);\n'),
        Bad('Raise("x", ⟦ErrorCategory.AllErrors⟧, "1");\n'),
        Good(
            'ВызватьИсключение("Нет связи", КатегорияОшибки.ОшибкаСети);\nВызватьИсключение "А";\nRaise("x", , 1);\n'
        ),
    ),
)
_CATEGORIES = frozenset({"категорияошибки", "errorcategory"})
_GENERIC = frozenset(
    {
        *("всеошибки", "allerrors", "прочаяошибка", "othererror"),
        *("исключениевызванноеизвстроенногоязыка", "exceptionraisedfromscript"),
        *("ошибкавовремявыполнениявстроенногоязыка", "scriptruntimeerror"),
    }
)


@RULE.nodes("raise_arguments")
def check(node: Node, _code: Code) -> Found:
    category = next(iter(arguments_of(node)[1:]), None)
    name = category.child("name") if category is not None else None
    path = path_of(category)
    if category is None or name is None or len(path) != 2:
        return
    if path[0] in _CATEGORIES and path[1] in _GENERIC:
        yield RULE.at(category, name=name.text)
