"""The scene of a module: from its path, and from the metadata around it where these are known."""

from __future__ import annotations

import re

from bsl_pilot.project.layout import SCRIPT, ModuleKind
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.root import Root
from bsl_pilot.review.scene import Scene, type_of

_VERSION = re.compile(r"Version(\d+(?:_\d+)*)")


def scene_of(root: Root, path: str, metadata: MetadataView | None = None) -> Scene:
    """The scene of the module at ``path``, relative to the folder of its root."""
    module = module_of(root, path)
    is_common = module.kind is ModuleKind.COMMON and module.owner is not None
    return Scene(
        type_of(module),
        path.endswith(SCRIPT),
        module.owner,
        module.form or "",
        module.command or "",
        metadata.common_module(module.owner.name) if metadata and is_common and module.owner else None,
        platform_of(metadata) if metadata is not None else (),
        root.layout,
        root.extension,
    )


def platform_of(metadata: MetadataView) -> tuple[int, ...]:
    """The compatibility mode of a configuration; empty where it is not known or none is set."""
    configuration = metadata.get("Configuration", "")
    mode = configuration.properties.get("CompatibilityMode", "") if configuration is not None else ""
    found = _VERSION.fullmatch(mode) or re.fullmatch(r"(\d+(?:\.\d+)+)", mode)
    return tuple(int(one) for one in re.split(r"[._]", found[1])) if found else ()
