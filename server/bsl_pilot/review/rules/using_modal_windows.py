"""A window stops the program, though the configuration forbids that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Need,
    Node,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.replacements import MODAL, in_language_of
from bsl_pilot.review.code.transactions import statement_after
from bsl_pilot.syntax.nodes import METHODS


@dataclass(frozen=True, slots=True)
class Parameters:
    force_modality_mode: bool = False


RULE = Rule(
    key="UsingModalWindows",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    since=(8, 3, 3),
    need=Need.METADATA,
    title=Text("Модальные окна", "Modal windows"),
    about=Text(
        "Если режим использования модальности запрещает модальные окна, такой вызов прервётся с ошибкой; в веб-клиенте "
        "они не работают никогда. Продолжение кода переносится в обработку оповещения.",
        "If the mode of modality forbids modal windows, such a call ends with an error; in the web client they never "
        "work. The code that follows goes to a handler of the answer.",
    ),
    message=Text("Вместо «{name}» нужен «{new}»", "`{new}` instead of the modal `{name}`"),
    fix=Text("Заменить на «{new}»", "Replace by `{new}`"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        (
            "forceModalityMode",
            Text("проверять, что бы ни говорила конфигурация", "check whatever the configuration says"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/703/hdoc",),
    examples=(
        Bad(
            'Процедура А()\n\tЕсли ⟦Вопрос("Да?", РежимДиалогаВопрос.ДаНет)⟧ = КодВозвратаДиалога.Да Тогда\n\tКонецЕсли;\n'
            '\t⟦Предупреждение("Всё")⟧;\nКонецПроцедуры\n',
            fixed='Процедура А()\n\tЕсли Вопрос("Да?", РежимДиалогаВопрос.ДаНет) = КодВозвратаДиалога.Да Тогда\n\tКонецЕсли;\n'
            '\tПоказатьПредупреждение(, "Всё");\nКонецПроцедуры\n',
            files={"Configuration.xml": "ModalityUseMode=DontUse"},
        ),
        Bad(
            "Procedure P()\n\t⟦OpenValue(A)⟧;\n\tReturn;\nEndProcedure\n",
            fixed="Procedure P()\n\tShowValue(, A);\n\tReturn;\nEndProcedure\n",
            parameters={"forceModalityMode": True},
        ),
        Bad(
            'Процедура А()\n\t⟦Предупреждение("Раз")⟧;\n\tБ();\nКонецПроцедуры\n',
            files={"Configuration.xml": "ModalityUseMode=DontUse"},
            hidden=True,
        ),
        Good('Вопрос("Да?");\n', files={"Configuration.xml": "ModalityUseMode=Use"}),
        Good(
            'ПоказатьВопрос(О, "Да?");\nА.Вопрос();\n', files={"Configuration.xml": "ModalityUseMode=DontUse"}
        ),
    ),
)
_SHOWN = frozenset({"предупреждение", "domessagebox", "открытьзначение", "openvalue"})


class Modal(NamedTuple):
    """A modal call: its place, its name, what replaces it, and the edits that do so where nothing depends on it."""

    start: int
    end: int
    name: str
    new: str
    edits: Edits | None


@RULE.collect
def calls(code: Code) -> Sequence[Modal]:
    return [_modal(call) for word in code.called.keys() & MODAL.keys() for call in code.called[word]]


def _modal(call: Call) -> Modal:
    new = in_language_of(call.word, MODAL[call.word])
    return Modal(call.node.start, call.node.end, call.name.text, new, _edits(call, new))


def _edits(call: Call, new: str) -> Edits | None:
    """The method that shows the same and does not wait, where nothing is done afterwards."""
    statement = call.node.parent
    if call.word not in _SHOWN or not call.is_statement or statement is None or call.list is None:
        return None
    after = statement_after(statement)
    if (after is None and _ends_method(statement)) or (
        after is not None and after.kind == "return_statement"
    ):
        return [replace(Range(call.name.start, call.list.start + 1), f"{new}(, ")]
    return None


def _ends_method(statement: Node) -> bool:
    block = statement.parent
    return block is not None and block.parent is not None and block.parent.kind in METHODS


@RULE.project
def check(collected: Sequence[Modal], project: Project, parameters: Parameters) -> Found:
    if not (parameters.force_modality_mode or _is_forbidden(project)):
        return
    for one in collected:
        fix = (lambda edits=one.edits: edits) if one.edits else None
        yield RULE.at(one, name=one.name, new=one.new, fix=fix)


def _is_forbidden(project: Project) -> bool:
    configuration = project.metadata.get("Configuration", "")
    return configuration is not None and configuration.properties.get("ModalityUseMode") == "DontUse"
