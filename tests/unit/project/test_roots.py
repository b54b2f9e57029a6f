"""Which projects a folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.project.layout import Layout, ObjectName
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_all_layouts_in_one_workspace() -> None:
    found = find_roots(FIXTURES)
    assert [(one.folder.name, one.layout, one.name, one.extension) for one in found.roots] == [
        ("ledger", Layout.DESIGNER, "Учет", False),
        ("ledger_edt", Layout.EDT, "Учет", False),
        ("ledger_edt_extension", Layout.EDT, "УчетФилиала", True),
        ("oscript_lib", Layout.ONESCRIPT, "oscript_lib", False),
        ("trade", Layout.DESIGNER, "Торговля", False),
        ("trade_extension", Layout.DESIGNER, "ОптовыеПродажи", True),
        ("warehouse", Layout.EDT, "Склад", False),
        ("fixtures", Layout.EXTERNAL, "external-1", False),
        ("fixtures", Layout.LOOSE, "fixtures", False),
    ]
    assert dict(found.roots[-2].externals) == {
        "external/ПечатьЭтикеток": ObjectName("ExternalDataProcessor", "ПечатьЭтикеток"),
        "external/reports/СписокТоваров": ObjectName("ExternalReport", "СписокТоваров"),
    }


def test_an_extension_finds_its_base_by_project_name_or_by_its_objects() -> None:
    found = find_roots(FIXTURES)
    bases = {one.name: one.base for one in found.roots if one.extension}
    assert bases == {"УчетФилиала": FIXTURES / "ledger_edt", "ОптовыеПродажи": FIXTURES / "trade"}
    trade = next(one for one in found.roots if one.name == "Торговля")
    assert [one.name for one in found.extensions_of(trade)] == ["ОптовыеПродажи"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("trade/Ext/SessionModule.bsl", "Торговля"),
        ("ledger_edt/src/Catalogs/Контрагенты/ObjectModule.bsl", "Учет"),
        ("external/ПечатьЭтикеток/Ext/ObjectModule.bsl", "external-1"),
        ("external/readme.bsl", "fixtures"),
        ("other/x.bsl", "fixtures"),
    ],
)
def test_the_root_of_a_file(path: str, name: str) -> None:
    found = find_roots(FIXTURES)
    root = found.of(FIXTURES / path)
    assert root.name == name
    assert root.relative(FIXTURES / path) == (FIXTURES / path).relative_to(root.folder).as_posix()


def test_lib_config_says_what_files_are() -> None:
    library = find_roots(FIXTURES / "oscript_lib").roots[0].library
    assert ObjectName("Class", "ЧтениеПрайса") in library.values()
    assert {path for path in library if not (FIXTURES / "oscript_lib" / path).exists()} == set()


def only(folder: Path) -> Root:
    found = find_roots(folder).roots
    assert len(found) == 2, found
    return found[0]


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def test_a_dump_without_its_configuration(tmp_path: Path) -> None:
    make(tmp_path, "cf/Catalogs/Т.xml", "cf/Documents/Д/Ext/ObjectModule.bsl")
    root = only(tmp_path)
    assert (root.folder, root.layout) == (tmp_path / "cf", Layout.DESIGNER)


def test_the_sources_of_an_edt_project_alone(tmp_path: Path) -> None:
    make(tmp_path, "p/src/Catalogs/Т/ObjectModule.bsl", "p/src/CommonModules/О/Module.bsl")
    root = only(tmp_path)
    assert (root.folder, root.layout) == (tmp_path / "p", Layout.EDT)


def test_the_folder_src_opened_by_itself() -> None:
    root = find_roots(FIXTURES / "ledger_edt" / "src").roots[0]
    assert (root.layout, root.name) == (Layout.EDT, "Учет")


def test_two_external_objects_of_one_name_are_in_two_roots(tmp_path: Path) -> None:
    for name in ("a/О", "b/О"):
        make(tmp_path, f"{name}/Ext/ObjectModule.bsl")
        (tmp_path / f"{name}.xml").write_text("<MetaDataObject><ExternalReport/></MetaDataObject>")
    found = find_roots(tmp_path)
    assert [list(one.externals) for one in found.roots] == [["a/О"], ["b/О"], []]
    assert found.of(tmp_path / "b/О/Ext/ObjectModule.bsl") is found.roots[1]


def test_what_is_excluded_or_never_a_project_is_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "out/Configuration.xml", "node_modules/Configuration.xml", ".x/Configuration.xml")
    assert [one.layout for one in find_roots(tmp_path, ["out/"]).roots] == [Layout.LOOSE]


def test_an_empty_or_vanished_folder_has_the_fallback_only(tmp_path: Path) -> None:
    assert [one.layout for one in find_roots(tmp_path / "gone").roots] == [Layout.LOOSE]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "a/Configuration.xml")
    try:
        (tmp_path / "b").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("links need a right here")
    assert only(tmp_path).folder == tmp_path / "a"


def test_a_package_of_onescript_without_lib_config(tmp_path: Path) -> None:
    make(tmp_path, "packagedef", "src/Классы/Чтение.os")
    root = only(tmp_path)
    assert (root.layout, dict(root.library)) == (Layout.ONESCRIPT, {})
