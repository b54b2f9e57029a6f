"""What is known of a module from outside of its text: the same for every piece of it, and cheap to compare."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bsl_pilot.project.layout import SCRIPT, Layout, Module, ModuleKind, ObjectName
from bsl_pilot.project.metadata.model import CommonModule


class ModuleType(StrEnum):
    """Kinds of modules by the names that settings and documentation of rules use."""

    APPLICATION = "ApplicationModule"
    COMMAND = "CommandModule"
    COMMON = "CommonModule"
    EXTERNAL_CONNECTION = "ExternalConnectionModule"
    FORM = "FormModule"
    HTTP_SERVICE = "HTTPServiceModule"
    MANAGED_APPLICATION = "ManagedApplicationModule"
    MANAGER = "ManagerModule"
    OBJECT = "ObjectModule"
    ORDINARY_APPLICATION = "OrdinaryApplicationModule"
    OS_SCRIPT = "OScriptModule"
    OS_CLASS = "OScriptClass"
    RECORD_SET = "RecordSetModule"
    SERVICE = "ServiceModule"
    SESSION = "SessionModule"
    UNKNOWN = "UNKNOWN"
    VALUE_MANAGER = "ValueManagerModule"
    WEB_SERVICE = "WEBServiceModule"


_TYPES = {
    ModuleKind.APPLICATION: ModuleType.APPLICATION,
    ModuleKind.COMMAND: ModuleType.COMMAND,
    ModuleKind.COMMON: ModuleType.COMMON,
    ModuleKind.EXTERNAL_CONNECTION: ModuleType.EXTERNAL_CONNECTION,
    ModuleKind.FORM: ModuleType.FORM,
    ModuleKind.MANAGED_APPLICATION: ModuleType.MANAGED_APPLICATION,
    ModuleKind.MANAGER: ModuleType.MANAGER,
    ModuleKind.OBJECT: ModuleType.OBJECT,
    ModuleKind.ORDINARY_APPLICATION: ModuleType.ORDINARY_APPLICATION,
    ModuleKind.RECORD_SET: ModuleType.RECORD_SET,
    ModuleKind.SESSION: ModuleType.SESSION,
    ModuleKind.VALUE_MANAGER: ModuleType.VALUE_MANAGER,
    ModuleKind.SCRIPT: ModuleType.OS_SCRIPT,
    ModuleKind.CLASS: ModuleType.OS_CLASS,
}
_SERVICES = {"HTTPService": ModuleType.HTTP_SERVICE, "WebService": ModuleType.WEB_SERVICE}


class Scene(NamedTuple):
    """What rules know of the module around a piece. Hashable: what was found holds while it is the same."""

    type: ModuleType = ModuleType.UNKNOWN
    script: bool = False
    """Whether it is OneScript (`.os`)."""
    owner: ObjectName | None = None
    """The object that it belongs to."""
    form: str = ""
    """The name of the form whose module it is."""
    command: str = ""
    """The name of the command whose module it is."""
    common: CommonModule | None = None
    """Of a common module: where it runs and who sees it; None where the metadata are not known."""
    platform: tuple[int, ...] = ()
    """The compatibility mode of the configuration, (8, 3, 21); empty where it is not known."""
    layout: Layout = Layout.LOOSE
    extension: bool = False
    """Whether it is a module of an extension."""

    def before(self, *version: int) -> bool:
        """Whether the configuration certainly runs as on a platform older than that: ``before(8, 3, 6)``."""
        return bool(self.platform) and self.platform < version


def type_of(module: Module) -> ModuleType:
    """The kind of a module by the name that rules use."""
    if module.path.endswith(SCRIPT):
        return ModuleType.OS_CLASS if module.kind is ModuleKind.CLASS else ModuleType.OS_SCRIPT
    if module.kind is ModuleKind.SERVICE and module.owner is not None:
        return _SERVICES.get(module.owner.kind, ModuleType.SERVICE)
    return _TYPES.get(module.kind, ModuleType.UNKNOWN)
