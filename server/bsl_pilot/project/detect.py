"""What a folder is, by the names in it and the heads of the few files that say it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.project.layout import CLASS, MODULE, Layout, ObjectName
from bsl_pilot.project.root import Root
from bsl_pilot.text.words import fold

HEADS = frozenset(("Configuration.xml", "Configuration.mdo", "PROJECT.PMF", "lib.config", "packagedef"))
"""Names of the files whose coming, going or change may make a folder another project."""
_HEAD = 65_536
"""Bytes of a file that say what it is; the properties of a configuration stand before its list of objects."""
_NAME = re.compile(rb"<[Nn]ame>([^<]*)</")
_EXTENSION = re.compile(rb"<[Cc]onfigurationExtensionPurpose>|<[Oo]bjectBelonging>Adopted<")
_EXTERNAL = re.compile(rb"<(ExternalDataProcessor|ExternalReport)[ />]")
_BASE_PROJECT = re.compile(rb"^Base-Project:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_LIBRARY = re.compile(r"<(class|module)\s([^>]*)>")
_VALUE = re.compile(r"""([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def root_at(folder: Path, names: set[str], folders: Sequence[str]) -> Root | None:
    """The root whose own folder this is."""
    if "Configuration.xml" in names:
        return _configuration(folder, Layout.DESIGNER, folder / "Configuration.xml")
    if "src" in names and (edt := _edt(folder, names)):
        return edt
    if not names.isdisjoint(("lib.config", "packagedef")):
        return _library(folder)
    kinds = [name for name in folders if kind_of_folder(name)]
    if "Configuration" in names and kinds:  # the `src` of an EDT project, opened by itself
        return _configuration(folder, Layout.EDT, folder / "Configuration" / "Configuration.mdo")
    return Root(folder, _layout_of(folder, kinds), folder.name) if len(kinds) > 1 else None


def _layout_of(folder: Path, kinds: Sequence[str]) -> Layout:
    """The layout of a dump that has lost its ``Configuration.xml``: only Designer has ``<Kind>/<Name>.xml``."""
    for name in kinds:
        if next((folder / name).glob("*.xml"), None):
            return Layout.DESIGNER
        if next((folder / name).glob("*/Ext"), None):
            return Layout.DESIGNER
    return Layout.EDT


def _configuration(folder: Path, layout: Layout, path: Path) -> Root:
    head = _head(path)
    found = _NAME.search(head)
    name = found[1].decode("utf-8", "replace").strip() if found else ""
    return Root(folder, layout, name or folder.name, bool(_EXTENSION.search(head)))


def _edt(folder: Path, names: set[str]) -> Root | None:
    """An EDT project; one without ``.project`` counts where its sources say so."""
    source = folder / "src"
    description = source / "Configuration" / "Configuration.mdo"
    if description.is_file():
        root = _configuration(folder, Layout.EDT, description)
        base = _BASE_PROJECT.search(_head(folder / "DT-INF" / "PROJECT.PMF"))
        own = _NAME.search(_head(folder / ".project"))
        return replace(
            root,
            project=own[1].decode("utf-8", "replace").strip() if own else folder.name,
            base_project=base[1].decode("utf-8", "replace") if base else "",
        )
    if ".project" in names and b"V8ExternalObjectsNature" in _head(folder / ".project"):
        return Root(folder, Layout.EDT, folder.name)
    kinds = [name for name in folders_in(source) if kind_of_folder(name)]
    if len(kinds) > 1 and _layout_of(source, kinds) is Layout.EDT:
        return Root(folder, Layout.EDT, folder.name)
    return None


def externals_in(folder: Path, names: set[str], folders: Sequence[str]) -> dict[str, str]:
    """Kinds of the external processors and reports by name: ``<Name>.xml`` that says so, beside a folder ``<Name>``."""
    found = {}
    for name in folders:
        if f"{name}.xml" in names and (kind := _EXTERNAL.search(_head(folder / f"{name}.xml"))):
            found[name] = kind[1].decode()
    return found


def _library(folder: Path) -> Root:
    """A OneScript library; without a ``lib.config`` the names of its folders say what files are."""
    text = _head(folder / "lib.config").decode("utf-8-sig", "replace")
    library = {}
    for tag, attributes in _LIBRARY.findall(text):
        values = {fold(key): double or single for key, double, single in _VALUE.findall(attributes)}
        if values.get("name") and values.get("file"):
            path = values["file"].replace("\\", "/").removeprefix("./")
            library[path] = ObjectName(CLASS if tag == "class" else MODULE, values["name"])
    return Root(folder, Layout.ONESCRIPT, folder.name, library=MappingProxyType(library))


def names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder)]
    except OSError:
        return []


def folders_in(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as opened:
            return sorted(entry.name for entry in opened if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _head(path: Path) -> bytes:
    """The beginning of a file; empty where it can't be read, which the reader of metadata reports."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
