"""What is told of a module to those that see its text alone."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from bsl_pilot.features.module_facts import ModuleFacts, module_facts

from tests.unit.features.projects import Project, indexed

LEDGER = Path(__file__).parent.parent.parent / "fixtures" / "ledger"
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
PARTNER = "Catalogs/Контрагенты/Ext/ObjectModule.bsl"


@pytest.fixture(scope="module")
def ledger() -> Iterator[Project]:
    with indexed(LEDGER) as one:
        yield one


def test_a_form_with_its_attributes_and_handlers(ledger: Project) -> None:
    facts = module_facts(ledger.live.view(), ledger.path(FORM))
    assert facts.kind == "form"
    assert facts.attributes is not None
    assert {"объект", "иннверен", "элементы", "items", "справочники", "проводкисервер"} <= facts.attributes
    assert "проверитьинн" not in facts.attributes
    handlers = dict(facts.handlers)
    assert (handlers["иннприизменении"], handlers["проверитьинн"]) == ("item", "command")
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301


def test_an_object_with_its_attributes_and_events(ledger: Project) -> None:
    facts = module_facts(ledger.live.view(), ledger.path(PARTNER))
    assert facts.kind == "object"
    assert facts.attributes is not None
    assert {"инн", "код", "code", "ответственный"} <= facts.attributes
    assert dict(facts.handlers)["обработкапроверкизаполнения"] == "event"


def test_outside_of_projects_the_path_tells_the_kind(ledger: Project) -> None:
    assert module_facts(None, "/п/CommonModules/М/Ext/Module.bsl") == ModuleFacts("common")
    assert module_facts(ledger.live.view(), "/нет/такого.bsl").attributes is None
