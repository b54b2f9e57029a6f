"""Small configurations on disk for the examples of rules, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.app.indexing import Indexed, IndexRequest
from bsl_pilot.app.snapshots import snapshot
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.features.project import ProjectView
from bsl_pilot.locale import Locale
from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.settings import Settings

CONFIGURATION = "Configuration.xml"
USUAL = {"CommonModule": "Server"}
"""Properties of an object that an example says nothing of."""


class Placed(NamedTuple):
    """A workspace, and the module of the example as the index writes its path."""

    view: ProjectView
    path: str


def placed(folder: Path, path: str, code: str, files: Mapping[str, str]) -> Placed:
    """Writes a configuration with a module and other files, and indexes it."""
    every = {path: code, **files}
    for name in list(every):
        every.setdefault(*_description_for(name))
    every.setdefault(CONFIGURATION, "")
    for name, text in every.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_content(name, text), encoding="utf-8", newline="")
    workspace = Workspace(folder, Settings(), [], Locale.EN)
    indexed = Indexed(workspace, IndexRequest(str(folder), cache=False, jobs=1))
    indexed.refresh()
    view = snapshot(indexed, 1 << 24)
    return Placed(view, (folder / path).as_posix())


def _description_for(name: str) -> tuple[str, str]:
    """The description of the object that a module belongs to."""
    parts = name.split("/")
    if len(parts) < 3 or kind_of_folder(parts[0]) is None:
        return CONFIGURATION, ""
    return f"{parts[0]}/{parts[1]}.xml", USUAL.get(_kind(parts[0]), "")


def _kind(folder: str) -> str:
    kind = kind_of_folder(folder)
    return kind.en if kind is not None else ""


def _content(name: str, text: str) -> str:
    """A file's text. A description that is no XML is a list of its properties: `Server, Global, ReturnValuesReuse=X`."""
    if not name.endswith(".xml") or text.startswith("<"):
        return text
    parts = name.removesuffix(".xml").split("/")
    kind = _kind(parts[0]) if len(parts) > 1 else "Configuration"
    pairs = (one.strip().partition("=") for one in text.split(",") if one.strip())
    properties = "".join(f"<{key}>{value or 'true'}</{key}>" for key, _, value in pairs)
    return (
        f'<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" version="2.13"><{kind} uuid="1"><Properties>'
        f"<Name>{parts[-1]}</Name>{properties}</Properties></{kind}></MetaDataObject>"
    )
