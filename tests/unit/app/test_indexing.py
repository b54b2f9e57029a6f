"""A folder as commands and servers know it: several projects in it, and what is wrong with them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bsl_pilot.app.indexing import Indexed, IndexRequest, index_folder
from bsl_pilot.app.live_project import families
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.locale import Locale
from bsl_pilot.project.layout import Layout, ModuleKind

from tests.unit.index.workspaces import CONFIGURATION, write

EXTERNAL = (
    '<MetaDataObject><ExternalDataProcessor uuid="1"><Properties><Name>{0}</Name></Properties><ChildObjects>'
    "<Attribute><Properties><Name>Реквизит{1}</Name></Properties></Attribute></ChildObjects>"
    "</ExternalDataProcessor></MetaDataObject>"
)
PRINT = EXTERNAL.format("Печать", 1)
BESIDE = {
    "lib.config": "<package-def></package-def>",
    "Классы/Счетчик.os": "Процедура Сдвинуть() Экспорт\nКонецПроцедуры\n",
    "а/Печать.xml": PRINT,
    "а/Печать/Ext/ObjectModule.bsl": "Процедура Первая() Экспорт\nКонецПроцедуры\n",
    "б/Печать.xml": EXTERNAL.format("Печать", 2),
    "б/Печать/Ext/ObjectModule.bsl": "Процедура Вторая() Экспорт\nКонецПроцедуры\n",
    "заметки/CommonModules/Общий/Ext/Module.bsl": "Процедура Третья() Экспорт\nКонецПроцедуры\n",
}
"""A library, two external processors of one name and a loose module: four roots in one folder."""


def indexed(folder: Path) -> Indexed:
    return index_folder(
        Workspace.of(str(folder), lambda _: Locale.EN), IndexRequest(str(folder), cache=False)
    )


def test_several_roots_in_one_folder_do_not_hide_each_other(tmp_path: Path) -> None:
    write(tmp_path, BESIDE)
    one = indexed(tmp_path)
    assert {root.folder for root in one.roots.roots} == {tmp_path}
    fields = {
        key.name: known.get("ExternalDataProcessor", "Печать").attributes[0].name  # type: ignore[union-attr]
        for key, known in one.metadata.items()
        if key.layout is Layout.EXTERNAL
    }
    assert fields == {"external-1": "Реквизит1", "external-2": "Реквизит2"}
    assert sorted(len(list(known.headers())) for known in families(one, dict(one.metadata)).values()) == [
        1,
        1,
    ]


def test_a_module_belongs_to_its_own_root_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, BESIDE)
    modules = indexed(tmp_path).resolver().modules
    prefix = tmp_path.as_posix()
    first, second = (f"{prefix}/{name}/Печать/Ext/ObjectModule.bsl" for name in "аб")
    assert modules.same(first) == [first]
    assert modules.same(second) == [second]
    loose = modules.module(f"{prefix}/заметки/CommonModules/Общий/Ext/Module.bsl")
    assert loose is not None
    assert loose.kind is ModuleKind.COMMON
    script = modules.module(f"{prefix}/Классы/Счетчик.os")
    assert script is not None
    assert script.kind is ModuleKind.CLASS


def test_a_project_that_comes_and_goes(tmp_path: Path) -> None:
    write(tmp_path, {"б.bsl": "Б();"})
    one = indexed(tmp_path)
    assert not one.metadata
    write(tmp_path / "cf", {"Configuration.xml": CONFIGURATION.format("Новая", "")})
    one.refresh()
    (key,) = one.metadata
    assert (key.folder, key.name) == (tmp_path / "cf", "Новая")
    (tmp_path / "cf" / "Configuration.xml").unlink()
    one.refresh()
    assert not one.metadata


def test_what_is_wrong_in_metadata_is_in_the_log_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = {f"Catalogs/К{number}.xml": "<MetaDataObject><Catalog>" for number in range(25)}
    write(tmp_path, {"Configuration.xml": CONFIGURATION.format("А", ""), **broken, "м.bsl": "А();"})
    with caplog.at_level(logging.INFO, "bsl_pilot.app.indexing"):
        one = indexed(tmp_path)
        told = list(caplog.messages)
        one.refresh()
    assert caplog.messages == told
    assert told[0].startswith("metadata of А: Catalogs/К0.xml, line 1: broken XML")
    assert told[-1] == "metadata of А: 5 more findings"
    assert len(told) == 21
    assert len(one.index.view) == 1
