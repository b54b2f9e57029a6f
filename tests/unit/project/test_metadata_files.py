"""What files beside the description of an object say of it, in both layouts: rights of roles, modules without source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bsl_pilot.project.metadata.loading import load, refresh
from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"
RIGHTS = {"ledger": "Roles/Бухгалтер/Ext/Rights.xml", "ledger_edt": "src/Roles/Бухгалтер/Rights.rights"}
HIDDEN = {
    "ledger": "Catalogs/Контрагенты/Ext/ObjectModule.bin",
    "ledger_edt": "src/Catalogs/Контрагенты/ObjectModule.bin",
}
SESSION = {"ledger": "Ext/SessionModule.bin", "ledger_edt": "src/Configuration/SessionModule.bin"}


@pytest.fixture(params=["ledger", "ledger_edt"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Root:
    shutil.copytree(FIXTURES / request.param, tmp_path / request.param)
    return find_roots(tmp_path / request.param).roots[0]


def write(root: Root, names: dict[str, str], data: bytes) -> None:
    path = root.folder / names[root.folder.name]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def known(root: Root, kind: str, name: str, cache: Path | None = None) -> MetadataObject:
    found = load(root, cache).get(kind, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<setForNewObjects>true</setForNewObjects>", True),
        ("<setForNewObjects> true </setForNewObjects>", True),
        ("<setForNewObjects>false</setForNewObjects>", False),
        ("<setForNewObj", False),
        ("<object><name>setForNewObjects</name><right>true</right></object>", False),
    ],
)
def test_rights_of_a_role_for_new_objects(root: Root, written: str, expected: bool) -> None:
    write(root, RIGHTS, f"\ufeff<Rights xmlns='http://v8.1c.ru/8.2/roles'>{written}</Rights>".encode())
    role = known(root, "Role", "Бухгалтер")
    assert role.flag("SetForNewObjects") is expected
    assert role.synonym.en == "Accountant"


def test_a_role_without_rights_has_none(root: Root) -> None:
    assert not known(root, "Role", "Бухгалтер").flag("SetForNewObjects")


def test_changed_rights_are_read_again(root: Root, tmp_path: Path) -> None:
    write(root, RIGHTS, b"<Rights><setForNewObjects>false</setForNewObjects></Rights>")
    first = load(root, tmp_path / "cache")
    write(root, RIGHTS, b"<Rights><setForNewObjects>true</setForNewObjects></Rights>")
    changed = root.folder / RIGHTS[root.folder.name]
    for found in (
        load(root, tmp_path / "cache"),
        refresh(first, [changed.relative_to(root.folder).as_posix()]),
    ):
        role = found.get("Role", "Бухгалтер")
        assert role is not None
        assert role.flag("SetForNewObjects")


def test_modules_without_source(root: Root) -> None:
    write(root, HIDDEN, b"\x00\xff")
    write(root, SESSION, b"")
    assert known(root, "Catalog", "Контрагенты").lists["ProtectedModules"] == ("ObjectModule.bin",)
    assert known(root, "Configuration", "").lists["ProtectedModules"] == ("SessionModule.bin",)
    assert "ProtectedModules" not in known(root, "Catalog", "Договоры").lists
