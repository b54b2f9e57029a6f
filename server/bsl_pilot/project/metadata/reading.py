"""From files to records, here or in a process pool.

`read_units` is a function of the files alone and takes and gives what can be pickled, so that a pool's ``imap`` does
what ``map`` does.
"""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import Layout
from bsl_pilot.project.metadata import designer, designer_form, edt, edt_form
from bsl_pilot.project.metadata.codec import pack
from bsl_pilot.project.metadata.model import NO_TEXT, Finding, Form, MetadataObject, Template
from bsl_pilot.project.metadata.record import Record, Stamp, flags_of
from bsl_pilot.project.metadata.units import Unit
from bsl_pilot.project.metadata.xml import parse
from bsl_pilot.text.files import reason

_NOT_METADATA = Text(
    "это не описание объекта метаданных", "this is not the description of an object of metadata"
)
_OTHER_NAME = Text(
    "имя внутри файла — {inside}, имя файла — {name}; взято имя файла",
    "inside of the file the name is {inside}, the file's is {name}; the file's is taken",
)
_OTHER_KIND = Text("описан объект вида {inside}, а не {kind}", "it describes a {inside}, not a {kind}")

_FOR_NEW = re.compile(rb"<setForNewObjects>\s*true\s*</setForNewObjects>")
_HEAD_OF_RIGHTS = 2048
"""The flags of a role stand before its objects."""
PROTECTED = "Module.bin"
"""How files of modules without source end."""

_WITH_PREDEFINED = {"Catalog", "ChartOfCharacteristicTypes", "ChartOfAccounts", "ChartOfCalculationTypes"}

_Describe = Callable[[ET.Element, str], MetadataObject | None]


def read_units(folder: str, layout: Layout, found: Sequence[Unit]) -> list[Record]:
    """Records of the units below ``folder`` (absolute), each object followed by its forms. Never raises for what is
    in the files; a unit whose main file is gone has no record."""
    files = _Files(folder)
    read = _edt_records if layout is Layout.EDT else _designer_records
    return [record for unit in found for record in read(files, unit)]


class _Files:
    """Files of a root, with a note of what was read."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.stamps: list[Stamp] = []
        self.findings: list[Finding] = []

    def tree(self, path: str) -> ET.Element | None:
        """The tree of a file, as far as it can be read."""
        data = self._bytes(path)
        if data is None:
            return None
        root, fault = parse(data)
        if fault:
            self.findings.append(Finding(path, fault.line, fault.message))
        return root

    def _bytes(self, path: str) -> bytes | None:
        try:
            with open(f"{self._folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  (Path costs a tenth more)
                status = os.fstat(file.fileno())
                data = file.readall()
        except (FileNotFoundError, NotADirectoryError):
            self.stamps.append(Stamp(path, -1, 0, ""))
            return None
        except OSError as error:
            self.stamps.append(Stamp(path, -2, 0, ""))
            self.findings.append(Finding(path, 0, reason(error).filled(path=path)))
            return None
        digest = blake2b(data, digest_size=8).hexdigest()
        self.stamps.append(Stamp(path, len(data), status.st_mtime_ns, digest))
        return data

    def sets_for_new_objects(self, path: str) -> bool:
        """Whether the rights of a role (their file may be large, so it is not parsed) hold for objects yet to come."""
        data = self._bytes(path)
        return data is not None and _FOR_NEW.search(data[:_HEAD_OF_RIGHTS]) is not None

    def protected(self, folder: str) -> tuple[str, ...]:
        """Modules right in a folder that are there without source, as what stands behind a password is."""
        try:
            names = sorted(os.listdir(f"{self._folder}/{folder}"))  # noqa: PTH208  (as above)
        except OSError:
            return ()
        found = tuple(one for one in names if one.endswith(PROTECTED))
        for one in found:
            self._bytes(f"{folder}/{one}")
        return found

    def take(self) -> tuple[tuple[Stamp, ...], tuple[Finding, ...]]:
        """What has been noted since the last time."""
        noted = tuple(self.stamps), tuple(self.findings)
        self.stamps, self.findings = [], []
        return noted


def _designer_records(files: _Files, unit: Unit) -> Iterator[Record]:
    one = _object(files, unit, designer.object_of)
    if one is None:
        return
    templates = tuple(_template(files, unit, template.name) for template in one.templates)
    predefined, content = one.predefined, one.lists
    if one.kind in _WITH_PREDEFINED:
        tree = files.tree(f"{unit.folder}/Ext/Predefined.xml")
        predefined = designer.predefined_of(tree) if tree is not None else ()
    if one.kind == "ExchangePlan":
        tree = files.tree(f"{unit.folder}/Ext/Content.xml")
        content = {**content, "Content": designer.content_of(tree)} if tree is not None else content
    one = replace(one, templates=templates, predefined=predefined, lists=content)
    yield _record(files, _with_files(files, one, f"{unit.folder}/Ext".lstrip("/"), "Rights.xml"))
    for name in dict.fromkeys(one.forms):
        tree = files.tree(f"{unit.folder}/Forms/{name}.xml")
        synonym, ordinary = designer.form_head(tree) if tree is not None else (NO_TEXT, False)
        form = Form(one.object_name, name, f"{unit.folder}/Forms/{name}/Ext/Form.xml", synonym, ordinary)
        yield _form_record(files, form, designer_form.form_of)
    if one.kind == "CommonForm":
        form = _common_form(one, f"{unit.folder}/Ext/Form.xml")
        yield _form_record(files, form, designer_form.form_of)


def _edt_records(files: _Files, unit: Unit) -> Iterator[Record]:
    heads: dict[str, tuple[Text, bool]] = {}

    def describe(root: ET.Element, path: str) -> MetadataObject | None:
        heads.update(edt.form_heads(root))
        return edt.object_of(root, path)

    one = _object(files, unit, describe)
    if one is None:
        return
    folder = unit.folder or unit.path.rpartition("/")[0]
    yield _record(files, _with_files(files, one, folder, "Rights.rights"))
    for name, (synonym, ordinary) in heads.items():
        form = Form(one.object_name, name, f"{unit.folder}/Forms/{name}/Form.form", synonym, ordinary)
        yield _form_record(files, form, edt_form.form_of)
    if one.kind == "CommonForm":
        yield _form_record(files, _common_form(one, f"{unit.folder}/Form.form"), edt_form.form_of)


def _object(files: _Files, unit: Unit, describe: _Describe) -> MetadataObject | None:
    """The object of a unit, called as its file is; None where the file is gone. Of a file that says nothing there is
    the bare name, since the object's modules are still there."""
    tree = files.tree(unit.path)
    if tree is None and files.stamps[-1].size == -1:
        files.take()
        return None
    one = describe(tree, unit.path) if tree is not None else None
    if tree is not None and one is None:
        files.findings.append(Finding(unit.path, 0, _NOT_METADATA))
    if one and one.kind != unit.kind:
        files.findings.append(Finding(unit.path, 0, _OTHER_KIND.filled(inside=one.kind, kind=unit.kind)))
        one = None
    if one is None:
        return MetadataObject(unit.kind, unit.name, unit.path)
    own_name = unit.name.rpartition(".")[2]
    if own_name and one.name and one.name != own_name:
        files.findings.append(Finding(unit.path, 0, _OTHER_NAME.filled(inside=one.name, name=own_name)))
    return replace(one, name=unit.name or one.name)


def _with_files(files: _Files, one: MetadataObject, folder: str, rights: str) -> MetadataObject:
    """An object with what files beside its description say of it."""
    if one.kind == "Role":
        for_new = {"SetForNewObjects": "true"} if files.sets_for_new_objects(f"{folder}/{rights}") else {}
        return replace(one, properties={**one.properties, **for_new})
    known = kind(one.kind)
    protected = files.protected(folder) if known is not None and known.modules else ()
    return replace(one, lists={**one.lists, "ProtectedModules": protected}) if protected else one


def _record(files: _Files, one: MetadataObject) -> Record:
    flags = flags_of(one.properties) if one.kind == "CommonModule" else 0
    return Record(one.kind, one.name, "", one.synonym, one.path, flags, pack(one), *files.take())


def _template(files: _Files, unit: Unit, name: str) -> Template:
    tree = files.tree(f"{unit.folder}/Templates/{name}.xml")
    return designer.template_of(tree, name) if tree is not None else Template(name)


def _common_form(one: MetadataObject, path: str) -> Form:
    return Form(one.object_name, one.name, path, one.synonym, one.properties.get("FormType") == "Ordinary")


def _form_record(files: _Files, bare: Form, describe: Callable[[ET.Element, Form], Form]) -> Record:
    """The record of a form, of which only what its object says is known yet; an ordinary form has no more."""
    tree = None if bare.ordinary else files.tree(bare.path)
    form = describe(tree, bare) if tree is not None else bare
    owner = form.owner
    return Record(owner.kind, owner.name, form.name, form.synonym, form.path, 0, pack(form), *files.take())
