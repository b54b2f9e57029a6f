"""Broken metadata costs a finding, not the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bsl_pilot.project.metadata import xml
from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(params=["ledger", "ledger_edt"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Root:
    shutil.copytree(FIXTURES / request.param, tmp_path / "cf")
    return find_roots(tmp_path / "cf").roots[0]


def described(root: Root, kind_folder: str, name: str) -> Path:
    designer = root.folder / kind_folder / f"{name}.xml"
    return designer if designer.exists() else root.folder / "src" / kind_folder / name / f"{name}.mdo"


def the_only(found: Metadata) -> tuple[str, int, str]:
    (finding,) = found.findings
    assert finding.message.ru
    assert finding.message.ru != finding.message.en
    return finding.path, finding.line, finding.message.en


def test_a_cut_file_keeps_what_stands_above(root: Root) -> None:
    path = described(root, "Catalogs", "Контрагенты")
    data = path.read_bytes()
    at = data.index("КонтактныеЛица".encode())
    path.write_bytes(data[:at])
    found = load(root)
    where, line, message = the_only(found)
    assert where == root.relative(path)
    assert line == data[:at].count(b"\n")
    assert message.startswith("broken XML")
    one = found.get("Catalog", "Контрагенты")
    assert one
    assert [part.name for part in one.attributes] == [
        "ИНН",
        "ВидКонтрагента",
        "ОсновнойДоговор",
        "Комментарий",
    ]
    assert len(found.names("Document")) == 2


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PK\x03\x04", "не XML".encode(), b"<a><b></a>"])
def test_a_file_that_says_nothing_leaves_the_name(root: Root, data: bytes) -> None:
    path = described(root, "Catalogs", "Договоры")
    path.write_bytes(data)
    found = load(root)
    assert {finding.path for finding in found.findings} == {root.relative(path)}
    one = found.get("Catalog", "Договоры")
    assert one
    assert (one.name, one.attributes, one.path) == ("Договоры", (), root.relative(path))


def test_a_merge_conflict_is_read_on_its_upper_side(root: Root) -> None:
    path = described(root, "Catalogs", "Договоры")
    lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if "odeLength>" in line)
    theirs = lines[at].replace(">5<", ">7<")
    lines[at : at + 1] = ["<<<<<<< HEAD\n", lines[at], "=======\n", theirs, ">>>>>>> other\n"]
    path.write_bytes("".join(lines).encode("utf-8-sig"))
    found = load(root)
    assert "merge conflict" in the_only(found)[2]
    one = found.get("Catalog", "Договоры")
    assert one
    assert one.number("CodeLength") == 5
    assert len(one.attributes) == 3


def test_a_broken_form_costs_only_itself(root: Root) -> None:
    path = next(one for one in root.folder.rglob("Form.*") if "ФормаЭлемента" in one.as_posix())
    path.write_bytes(path.read_bytes()[:600])
    found = load(root)
    assert the_only(found)[0] == root.relative(path)
    one = found.get("Catalog", "Контрагенты")
    assert one
    assert one.forms == ("ФормаЭлемента", "ФормаСписка")
    assert found.form(one.object_name, "ФормаЭлемента")


def test_a_form_without_its_file_is_known_by_name(root: Root) -> None:
    for path in [*root.folder.rglob("Form.xml"), *root.folder.rglob("Form.form")]:
        path.unlink()
    found = load(root)
    assert found.findings == ()
    one = found.get("Catalog", "Контрагенты")
    assert one
    form = found.form(one.object_name, "ФормаСписка")
    assert form
    assert form.items == ()


def test_what_the_configuration_lists_and_nobody_has(root: Root) -> None:
    path = described(root, "Catalogs", "Договоры")
    path.unlink()
    found = load(root)
    assert the_only(found)[2] == "the configuration lists Catalog.Договоры, which has no file"
    assert found.get("Catalog", "Договоры") is None


def test_a_configuration_that_can_not_be_read_hides_nothing(root: Root) -> None:
    (next(root.folder.rglob("Configuration.xml"), None) or next(root.folder.rglob("*.mdo"))).write_bytes(
        b"<x"
    )
    found = load(root)
    assert len(found.findings) == 1
    assert len(found.names("Catalog")) == 4


def test_a_file_with_another_name_or_kind_inside(root: Root) -> None:
    path = described(root, "Catalogs", "Договоры")
    role = described(root, "Roles", "Бухгалтер").read_bytes()
    path.write_bytes(described(root, "Catalogs", "Организации").read_bytes())
    assert "the name is Организации" in the_only(load(root))[2]
    path.write_bytes(role)
    assert the_only(load(root))[2] == "it describes a Role, not a Catalog"


def test_two_objects_of_one_name(root: Root) -> None:
    path = described(root, "Catalogs", "Договоры")
    data = path.read_bytes().replace("<Name>Договоры<".encode(), "<Name>ДОГОВОРЫ<".encode())
    twin = path.with_name(path.name.replace("Договоры", "ДОГОВОРЫ"))
    if path.suffix == ".mdo":
        twin = path.parent.with_name("ДОГОВОРЫ") / "ДОГОВОРЫ.mdo"
        data = data.replace("<name>Договоры<".encode(), "<name>ДОГОВОРЫ<".encode())
    if twin.exists():
        pytest.skip("names of files have no case here")
    twin.parent.mkdir(exist_ok=True)
    twin.write_bytes(data)
    found = load(root)
    assert the_only(found)[2].startswith("a second object called Catalog.Договоры")
    assert (
        list(found.names("Catalog")).count("Договоры") + list(found.names("Catalog")).count("ДОГОВОРЫ") == 1
    )


def test_a_subsystem_that_holds_itself_and_unknown_objects(root: Root) -> None:
    path = described(root, "Subsystems", "Учет")
    data = path.read_bytes()
    path.write_bytes(data.replace("CommonModule.ПроводкиСервер".encode(), "Subsystem.Учет".encode()))
    found = load(root)
    assert found.findings == ()
    one = found.get("Subsystem", "Учет")
    assert one
    assert one.lists["Content"][-1] == "Subsystem.Учет"


def test_links_in_a_circle_and_a_file_that_is_a_folder(root: Root) -> None:
    path = described(root, "Catalogs", "Договоры")
    path.unlink()
    path.mkdir()
    try:
        described(root, "Subsystems", "Учет").parent.joinpath("Круг").symlink_to(root.folder, True)
    except OSError:
        pytest.skip("links need a right here")
    assert len(load(root).names("Catalog")) == 3


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ('<?xml version="1.0" encoding="windows-1251"?><a>Привет</a>'.encode("cp1251"), "Привет"),
        ('<?xml version="1.0" encoding="UTF-16"?><a>Привет</a>'.encode("utf-16"), "Привет"),
        ("\ufeff<a>Привет 🙂</a>".encode(), "Привет 🙂"),
    ],
)
def test_encodings(data: bytes, name: str) -> None:
    tree = xml.parse(data)
    assert tree.fault is None
    assert tree.root is not None
    assert tree.root.text == name


@pytest.mark.parametrize(
    "data", [b'<?xml version="1.0" encoding="klingon"?><a/>', b"<!DOCTYPE a [<!ENTITY x 'y'>"]
)
def test_what_is_not_understood_is_a_fault(data: bytes) -> None:
    assert xml.parse(data).fault is not None


def test_entities_that_grow_without_end_are_stopped() -> None:
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a>&e11;</a>'
    assert xml.parse(bomb.encode()).fault is not None


def test_a_file_over_the_limit_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    tree = xml.parse(b"<a>12345678</a>")
    assert tree.root is None
    assert tree.fault is not None
    assert "too large" in tree.fault.message.en
