"""The kind of a module by its path alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.project.told import module_kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/проекты/cf/CommonModules/Общий/Ext/Module.bsl", "common"),
        ("/home/user/Documents/cf/Catalogs/Товары/Ext/ManagerModule.bsl", "manager"),
        ("/проекты/cf/Documents/Заказ/Forms/Форма/Ext/Form/Module.bsl", "form"),
        ("/проекты/edt/src/Documents/Заказ/ObjectModule.bsl", "object"),
        ("/проекты/edt/src/InformationRegisters/Цены/RecordSetModule.bsl", "record_set"),
        ("/проекты/notes/Module.bsl", "unknown"),
        ("/проекты/lib/Разное.os", "script"),
    ],
)
def test_kind(path: str, kind: str) -> None:
    assert module_kind(Path(path)) == kind
