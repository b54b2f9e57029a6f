"""What lies in the temporary storage stays there."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.variables import Variable
from bsl_pilot.review.edits import comment_behind, indent_of, line_end
from bsl_pilot.review.extract import has_attributes
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="MissingTempStorageDeletion",
    kind=Kind.CODE_SMELL,
    rank=Rank.CRITICAL,
    minutes=3,
    on=False,
    title=Text("Данные остаются во временном хранилище", "Data stay in the temporary storage"),
    about=Text(
        "Значение, прочитанное из временного хранилища, лежит там до конца сеанса или жизни формы и занимает память "
        "сервера. Если оно больше не нужно, удалите его сразу после чтения.",
        "A value read from the temporary storage lies there as long as the session or form lives and takes up memory of "
        "the server. If it is not needed any more, delete it right after reading.",
    ),
    message=Text(
        "Прочитанное не удаляется из временного хранилища",
        "What was read is not deleted from the temporary storage",
    ),
    fix=Text("Удалить после чтения", "Delete it after reading"),
    fix_is_safe=False,
    see=(
        "https://its.1c.ru/db/v8std/content/487/hdoc",
        "https://its.1c.ru/db/v8std/content/642/hdoc",
    ),
    examples=(
        Bad(
            "Процедура А()\n\tАдрес = Загрузить();\n\tДанные = ⟦ПолучитьИзВременногоХранилища(Адрес)⟧;\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tАдрес = Загрузить();\n\tДанные = ПолучитьИзВременногоХранилища(Адрес);\n"
            "\tУдалитьИзВременногоХранилища(Адрес);\nКонецПроцедуры\n",
        ),
        Bad(
            "Procedure P(A)\n\tB = C();\n\tD = ⟦GetFromTempStorage(A)⟧;\n\tD = ⟦GetFromTempStorage(B)⟧; // Array\nEndProcedure\n",
            fixed="Procedure P(A)\n\tB = C();\n\tD = GetFromTempStorage(A);\n\tD = GetFromTempStorage(B); // Array\nEndProcedure\n",
            hidden=True,
        ),
        Bad("Function F(A)\n\tDeleteFromTempStorage(A);\n\tReturn ⟦GetFromTempStorage(A)⟧;\nEndFunction\n"),
        Good(
            "Процедура А(Адрес)\n\tДанные = ПолучитьИзВременногоХранилища(Адрес.Поле);\n\tБ();\n"
            "\tУдалитьИзВременногоХранилища( адрес . поле );\nКонецПроцедуры\n"
        ),
    ),
)
_DELETING = ("удалитьизвременногохранилища", "deletefromtempstorage")


@RULE.calls("ПолучитьИзВременногоХранилища", "GetFromTempStorage")
def check(call: Call, code: Code) -> Found:
    address = call.argument(0)
    if address is None:
        return
    deleted = [
        one for name in _DELETING for one in code.called.get(name, ()) if one.node.start > call.node.start
    ]
    given = [one.argument(0) for one in deleted]
    if not any(one is not None and one.words == address.words for one in given):
        yield RULE.at(call.node, fix=partial(_fix, call, address, code))


def _fix(call: Call, address: Node, code: Code) -> Edits | None:
    """A statement behind the one that reads, where nobody asks for the address again."""
    statement = call.node.parent
    if statement is None or statement.kind != "assignment" or address.kind != "identifier":
        return None
    variable = code.variables.get(address.word)
    end = code.statement_end(statement)
    if variable is None or end == statement.end or any(one.start > end for one in variable.reads):
        return None
    if not _is_own(variable, code) or comment_behind(end, code) is not None:
        return None
    name = "DeleteFromTempStorage" if is_latin(call.word) else "УдалитьИзВременногоХранилища"
    return [insert(end, f"{line_end(code)}{indent_of(statement.start, code)}{name}({address.text});")]


def _is_own(variable: Variable, code: Code) -> bool:
    """Whether the method got the address itself: who gave it as a parameter, or keeps it, may ask for the value again."""
    if variable.parameter is not None or (has_attributes(code) and variable.declared is None):
        return False
    return len(variable.writes) == 1
