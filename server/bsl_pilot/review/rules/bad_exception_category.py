"""An error is raised with a category that says nothing."""

from __future__ import annotations

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
    delete,
    path_of,
)
from bsl_pilot.review.edits import is_plain

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
    fix=Text("Не указывать категорию", "Leave the category out"),
    fix_is_safe=False,
    examples=(
        Bad(
            'ВызватьИсключение("Нет связи", ⟦КатегорияОшибки.ПрочаяОшибка⟧);\n',
            fixed='ВызватьИсключение("Нет связи");\n',
        ),
        Bad('Raise("x", ⟦ErrorCategory.AllErrors⟧, "1");\n', fixed='Raise("x", , "1");\n'),
        Bad(
            'ВызватьИсключение("А" ,\r\n\t⟦КатегорияОшибки.ВсеОшибки⟧); А();\r\nВызватьИсключение("А", // нет\r\n\t⟦КатегорияОшибки.'
            "ВсеОшибки⟧);\r\n",
            fixed='ВызватьИсключение("А"); А();\r\nВызватьИсключение("А", // нет\r\n\tКатегорияОшибки.ВсеОшибки);\r\n',
            hidden=True,
        ),
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
def check(node: Node, code: Code) -> Found:
    category = next(iter(arguments_of(node)[1:]), None)
    name = category.child("name") if category is not None else None
    path = path_of(category)
    if category is None or name is None or len(path) != 2:
        return
    if path[0] in _CATEGORIES and path[1] in _GENERIC:
        yield RULE.at(category, name=name.text, fix=lambda: _fix(node, category, code))


def _fix(node: Node, category: Node, code: Code) -> Edits | None:
    given = arguments_of(node)
    if len(given) > 2 or given[0] is None:
        return [delete(category.start, category.end)]
    return [delete(given[0].end, category.end)] if is_plain(given[0].end, category.end, code) else None
