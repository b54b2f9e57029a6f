"""What a module is, by its path in every layout."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from bsl_pilot.project.layout import Layout, Module, ModuleKind, ObjectName
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"

CASES = [
    # Designer, EDT, what it is
    ("Ext/SessionModule.bsl", "src/Configuration/SessionModule.bsl", "session"),
    (
        "Ext/ManagedApplicationModule.bsl",
        "src/Configuration/ManagedApplicationModule.bsl",
        "managed_application",
    ),
    ("CommonModules/Общий/Ext/Module.bsl", "src/CommonModules/Общий/Module.bsl", "common CommonModule.Общий"),
    ("CommonModules/Ext/Ext/Module.bsl", "src/CommonModules/Ext/Module.bsl", "common CommonModule.Ext"),
    ("Catalogs/Т/Ext/ObjectModule.bsl", "src/Catalogs/Т/ObjectModule.bsl", "object Catalog.Т"),
    ("Catalogs/Т/Ext/ManagerModule.bsl", "src/Catalogs/Т/ManagerModule.bsl", "manager Catalog.Т"),
    (
        "InformationRegisters/Р/Ext/RecordSetModule.bsl",
        "src/InformationRegisters/Р/RecordSetModule.bsl",
        "record_set InformationRegister.Р",
    ),
    (
        "Constants/К/Ext/ValueManagerModule.bsl",
        "src/Constants/К/ValueManagerModule.bsl",
        "value_manager Constant.К",
    ),
    (
        "Documents/Д/Forms/Ф/Ext/Form/Module.bsl",
        "src/Documents/Д/Forms/Ф/Module.bsl",
        "form Document.Д form=Ф",
    ),
    (
        "Documents/Д/Forms/Form/Ext/Form/Module.bsl",
        "src/Documents/Д/Forms/Form/Module.bsl",
        "form Document.Д form=Form",
    ),
    ("CommonForms/О/Ext/Form/Module.bsl", "src/CommonForms/О/Module.bsl", "form CommonForm.О form=О"),
    (
        "Catalogs/Т/Commands/К/Ext/CommandModule.bsl",
        "src/Catalogs/Т/Commands/К/CommandModule.bsl",
        "command Catalog.Т command=К",
    ),
    (
        "CommonCommands/К/Ext/CommandModule.bsl",
        "src/CommonCommands/К/CommandModule.bsl",
        "command CommonCommand.К command=К",
    ),
    ("HTTPServices/С/Ext/Module.bsl", "src/HTTPServices/С/Module.bsl", "service HTTPService.С"),
    ("Bots/Б/Ext/Module.bsl", "src/Bots/Б/Module.bsl", "service Bot.Б"),
    (
        "CalculationRegisters/Р/Recalculations/П/Ext/RecordSetModule.bsl",
        "src/CalculationRegisters/Р/Recalculations/П/RecordSetModule.bsl",
        "record_set CalculationRegister.Р nested=Recalculation.П",
    ),
    (
        "ExternalDataSources/И/Tables/Т/Ext/ManagerModule.bsl",
        "src/ExternalDataSources/И/Tables/Т/ManagerModule.bsl",
        "manager ExternalDataSource.И nested=Table.Т",
    ),
    ("Catalogs/Т/Ext/Заметки.bsl", "src/Catalogs/Т/Заметки.bsl", "unknown Catalog.Т"),
    ("tools/x.bsl", "tools/x.bsl", "unknown"),
]


def told(module: Module) -> str:
    words = [str(module.kind)]
    if module.owner:
        words.append(str(module.owner))
    parts = (("form", module.form), ("command", module.command), ("nested", module.nested))
    return " ".join([*words, *(f"{name}={part}" for name, part in parts if part)])


@pytest.mark.parametrize(("designer", "edt", "expected"), CASES)
def test_both_layouts_tell_the_same(designer: str, edt: str, expected: str) -> None:
    root = Path("/p")
    assert told(module_of(Root(root, Layout.DESIGNER), designer)) == expected
    assert told(module_of(Root(root, Layout.EDT), edt)) == expected


@pytest.mark.parametrize("at", [0, 1])
def test_parts_of_a_dump_without_a_root_say_what_they_are(at: int) -> None:
    path = "корень/cf/" + ("Catalogs/Т/Ext/ObjectModule.bsl", "Catalogs/Т/ObjectModule.bsl")[at]
    assert told(module_of(Root(Path("/p"), Layout.LOOSE), path)) == "object Catalog.Т"


def test_external_objects() -> None:
    externals = {"печать/Этикетки": ObjectName("ExternalDataProcessor", "Этикетки")}
    root = Root(Path("/p"), Layout.EXTERNAL, externals=MappingProxyType(externals))
    assert told(module_of(root, "печать/Этикетки/Ext/ObjectModule.bsl")) == (
        "object ExternalDataProcessor.Этикетки"
    )
    assert told(module_of(root, "печать/Этикетки/Forms/Ф/Ext/Form/Module.bsl")) == (
        "form ExternalDataProcessor.Этикетки form=Ф"
    )
    assert told(module_of(root, "Ext/ObjectModule.bsl")) == "unknown"


def test_scripts_are_told_by_lib_config_then_by_folder() -> None:
    library = {"src/разбор.os": ObjectName("Class", "Разбор")}
    root = Root(Path("/p"), Layout.ONESCRIPT, library=MappingProxyType(library))
    assert told(module_of(root, "src/разбор.os")) == "class Class.Разбор"
    assert told(module_of(root, "src/Классы/Чтение.os")) == "class Class.Чтение"
    assert told(module_of(root, "src/Модули/Числа.os")) == "script Module.Числа"
    assert told(module_of(root, "main.os")) == "script"


@pytest.mark.parametrize("name", ["trade", "ledger", "ledger_edt", "warehouse", "trade_extension"])
def test_every_module_of_the_examples_is_known(name: str) -> None:
    folder = FIXTURES / name
    root = find_roots(folder).roots[0]
    found = [module_of(root, root.relative(path)) for path in sorted(folder.rglob("*.bsl"))]
    assert found
    assert [one for one in found if one.kind is ModuleKind.UNKNOWN] == []
