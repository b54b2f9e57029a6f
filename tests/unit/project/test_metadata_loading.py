"""Metadata kept on disk, taken from there, and brought up to date when files change."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata import loading, store
from bsl_pilot.project.metadata.loading import load, refresh
from bsl_pilot.project.metadata.record import Record
from bsl_pilot.project.metadata.units import Unit, batches, units
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"
CATALOG = "Catalogs/Контрагенты.xml"


@pytest.fixture
def root(tmp_path: Path) -> Root:
    shutil.copytree(FIXTURES / "ledger", tmp_path / "cf")
    return find_roots(tmp_path / "cf").roots[0]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class Counted:
    """`map` that knows what was read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(
        self, read: Callable[[Sequence[Unit]], list[Record]], found: Iterable[Sequence[Unit]]
    ) -> Iterable[list[Record]]:
        for batch in found:
            self.read += [unit.path for unit in batch]
            yield read(batch)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("utf-8-sig"))


def test_a_warm_start_reads_nothing(root: Root, cache: Path) -> None:
    cold, warm = Counted(), Counted()
    first = load(root, cache, cold)
    second = load(root, cache, warm)
    assert len(cold.read) == len(list(units(root))) > 50
    assert warm.read == []
    assert second.records == first.records
    assert second.get("Catalog", "Контрагенты") == first.get("Catalog", "Контрагенты")


def test_only_what_changed_is_read_again(root: Root, cache: Path) -> None:
    load(root, cache)
    rewrite(root.folder / CATALOG, "<CodeLength>9<", "<CodeLength>11<")
    (root.folder / "Roles" / "Бухгалтер.xml").unlink()
    shutil.copy(root.folder / CATALOG, root.folder / "Catalogs" / "Новый.xml")
    counted = Counted()
    now = load(root, cache, counted)
    assert sorted(counted.read) == [CATALOG, "Catalogs/Новый.xml"]
    changed = now.get("Catalog", "Контрагенты")
    assert changed
    assert changed.number("CodeLength") == 11
    assert not now.has("Role", "Бухгалтер")
    assert now.has("Catalog", "Новый")
    again = Counted()
    assert load(root, cache, again).records == now.records
    assert again.read == []


def test_files_written_anew_with_the_same_bytes_are_not_parsed(root: Root, cache: Path) -> None:
    load(root, cache)
    for path in root.folder.rglob("*.xml"):
        os.utime(path, ns=(1, 1))
    counted = Counted()
    load(root, cache, counted)
    assert counted.read == []


def test_a_predefined_file_that_appears_is_seen(root: Root) -> None:
    before = load(root)
    path = root.folder / "Catalogs" / "Сотрудники" / "Ext" / "Predefined.xml"
    path.parent.mkdir(parents=True)
    shutil.copy(root.folder / "Catalogs" / "Контрагенты" / "Ext" / "Predefined.xml", path)
    after = refresh(before, [root.relative(path)])
    one = after.get("Catalog", "Сотрудники")
    assert one
    assert len(one.predefined) == 3


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ([CATALOG], [CATALOG]),
        (["Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form.xml"], [CATALOG]),
        (["Catalogs/Контрагенты"], [CATALOG]),
        (["Catalogs/Контрагенты/Ext/ObjectModule.bsl"], []),
        (["README.xml"], []),
        (None, [CATALOG]),
    ],
)
def test_refresh_looks_where_something_happened(
    root: Root, changed: list[str] | None, read: list[str]
) -> None:
    before = load(root)
    for path in (
        root.folder / CATALOG,
        root.folder / "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form.xml",
    ):
        path.write_bytes(path.read_bytes() + b"\n")
    counted = Counted()
    after = refresh(before, changed, counted)
    assert counted.read == read
    assert (after is before) == (not read)


def test_refresh_sees_what_comes_and_goes(root: Root) -> None:
    before = load(root)
    shutil.copy(root.folder / CATALOG, root.folder / "Catalogs" / "Новый.xml")
    come = refresh(before, ["Catalogs/Новый.xml"])
    assert come.has("Catalog", "Новый")
    (root.folder / CATALOG).unlink()
    gone = refresh(come, [CATALOG])
    assert not gone.has("Catalog", "Контрагенты")
    assert gone.form(ObjectName("Catalog", "Контрагенты"), "ФормаЭлемента") is None
    assert before.has("Catalog", "Контрагенты"), "what was handed out does not change"
    shutil.rmtree(root.folder)
    assert list(refresh(gone, None).headers()) == []


def test_batches_may_be_read_elsewhere(root: Root, cache: Path) -> None:
    found = [pickle.loads(pickle.dumps(batch)) for batch in batches(units(root))]  # noqa: S301  (our own)
    assert sum(len(batch) for batch in found) == len(list(units(root)))
    with ThreadPoolExecutor(2) as pool:
        elsewhere = load(root, cache, pool.map)
    assert elsewhere.records == load(root).records
    assert pickle.loads(pickle.dumps(elsewhere.records)) == elsewhere.records  # noqa: S301


@pytest.mark.parametrize("damage", ["cut", "flipped", "version", "empty", "text"])
def test_a_damaged_store_is_dropped_with_one_line(
    root: Root, cache: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = load(root, cache)
    path = store.path_for(cache, root)
    data = bytearray(path.read_bytes())
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "flipped":
        data[len(data) // 2] ^= 255
    elif damage == "version":
        data[8] ^= 255
    path.write_bytes(b"" if damage == "empty" else b"not a store" * 9 if damage == "text" else bytes(data))
    with caplog.at_level(logging.WARNING):
        again = load(root, cache)
    assert len(caplog.records) == 1
    assert again.records == whole.records
    assert store.load(path) == list(whole.records), "and it is whole again"


def test_a_folder_that_can_not_be_written_costs_one_line(
    root: Root, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        found = load(root, tmp_path / "file")
    assert found.has("Catalog", "Контрагенты")
    assert len(caplog.records) == 2, "it can be neither read nor written"


def test_a_full_disk_leaves_the_old_store(
    root: Root, cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    load(root, cache)
    path = store.path_for(cache, root)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    rewrite(root.folder / CATALOG, "<CodeLength>9<", "<CodeLength>11<")
    with caplog.at_level(logging.WARNING):
        load(root, cache)
    assert len(caplog.records) == 1
    assert path.read_bytes() == before
    assert [one.name for one in cache.iterdir()] == [path.name], "and nothing unfinished"


def test_names_of_any_characters_survive_the_store(root: Root, cache: Path) -> None:
    shutil.copy(root.folder / CATALOG, root.folder / "Catalogs" / "Ёж_🙂.xml")
    load(root, cache)
    assert load(root, cache).has("Catalog", "ёж_🙂")


def test_paths_that_matter_are_told_by_their_ends() -> None:
    assert set(loading.SUFFIXES).isdisjoint(loading.MODULES)
