"""Where code between `#Если` and `#КонецЕсли` runs, and what is offered there."""

from __future__ import annotations

import pytest

from bsl_pilot.features.completing.compiled import compiled_contexts, condition
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completion import CompletionOptions, completion
from bsl_pilot.syntax.document import Document
from bsl_pilot.types.catalogue import Contexts

from tests import marks
from tests.ledger import opened

THIN, WEB, THICK, SERVER = (
    Contexts.THIN_CLIENT,
    Contexts.WEB_CLIENT,
    Contexts.THICK_CLIENT,
    Contexts.SERVER,
)


@pytest.mark.parametrize(
    ("text", "may", "never"),
    [
        ("Сервер Тогда", SERVER, THIN | WEB | THICK),
        ("НЕ сервер Тогда", THIN | WEB | THICK, SERVER),
        ("Client And Not WebClient Then", THIN | THICK, WEB | SERVER),
        ("Не (Сервер Или ВебКлиент) Тогда", THIN | THICK, SERVER | WEB),
        ("Не ТолстыйКлиентУправляемоеПриложение Тогда", THIN | WEB | THICK | SERVER, Contexts(0)),
        ("Linux Тогда", THIN | SERVER, Contexts(0)),
        ("Не Linux И Сервер Тогда", SERVER, THIN),
        ("Сервер Или", THIN | SERVER, Contexts(0)),
        ("", THIN | SERVER, Contexts(0)),
        (") Сервер", THIN | SERVER, Contexts(0)),
        ("Не " * 5000, SERVER, Contexts(0)),
    ],
)
def test_a_condition(text: str, may: Contexts, never: Contexts) -> None:
    found = condition(text).may
    assert found & may == may
    assert not found & never


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("│", None),
        ("#Если Сервер Тогда\nА();\n#КонецЕсли\n│", None),
        ("// 🙂\r\n#Если Сервер Тогда\r\n│", SERVER),
        ("#Если Сервер Тогда\n#Иначе\n│\n#КонецЕсли", THIN | WEB | THICK),
        ("#If Server Then\n#ElsIf ThinClient Then\n#Else\n│\n#EndIf", WEB | THICK),
        ("#Если Не ВебКлиент Тогда\n#Если Клиент Тогда\n│\n#КонецЕсли\n#КонецЕсли", THIN | THICK),
        ("#КонецЕсли\n#Иначе\n│", None),
    ],
)
def test_at_a_place(marked: str, expected: Contexts | None) -> None:
    text = marks.parse(marked)
    found = compiled_contexts(Document.parse(text.text), text.cursor)
    seen = found & (THIN | WEB | THICK | SERVER) if found is not None else None
    assert seen == expected


@pytest.mark.parametrize(
    ("condition_", "offered", "hidden"),
    [
        ("Сервер", "НачатьТранзакцию", "ПоказатьВопрос"),
        ("Не Сервер И Не ВнешнееСоединение", "ПоказатьВопрос", "НачатьТранзакцию"),
        ("Клиент", "ПоказатьВопрос", "НачатьТранзакцию"),
    ],
)
def test_what_is_offered(condition_: str, offered: str, hidden: str) -> None:
    text = marks.parse(f"Процедура А()\n#Если {condition_} Тогда\n\t│\n#КонецЕсли\nКонецПроцедуры\n")
    document, inference = opened(text.text, "", "ledger")
    found = completion(document, text.cursor, CompletionOptions(), Knowledge(inference))
    labels = {one.label for one in found.items}
    assert offered in labels
    assert hidden not in labels
