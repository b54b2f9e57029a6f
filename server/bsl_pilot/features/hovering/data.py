"""Fields, objects and forms of metadata: types, synonym, what belongs to them."""

from __future__ import annotations

from pathlib import PurePosixPath

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.hovering.routine import module_flags
from bsl_pilot.features.meanings.model import Data, Object
from bsl_pilot.features.meanings.symbols import ModuleFile, ObjectPart
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.types.model import Field, Types

MOST_FIELDS = 16
MOST_NAMES = 12

_KEYS = Text("Ключи", "Keys")
_COLUMNS = Text("Колонки", "Columns")
_FIELDS = Text("Поля", "Fields")
_FORM = Text("Форма", "Form")
_MORE = Text("ещё {count}", "{count} more")
_KEYED = frozenset({"Structure", "FixedStructure"})
_TABLES = frozenset({"ValueTable", "ValueTree"})
_PARTS: tuple[tuple[Text, str], ...] = (
    (Text("Измерения", "Dimensions"), "dimensions"),
    (Text("Ресурсы", "Resources"), "resources"),
    (Text("Реквизиты", "Attributes"), "attributes"),
    (Text("Графы", "Columns"), "columns"),
    (Text("Табличные части", "Tabular sections"), "tabular_sections"),
    (Text("Значения", "Values"), "enum_values"),
    (Text("Предопределенные", "Predefined"), "predefined"),
)


def write_data(page: Page, found: Data, about: About) -> None:
    """Writes about a field that data or code gives."""
    names = about.names
    info = found.info
    name = names.of(info.name if info is not None and info.name.en else found.name)
    owner = names.path(info.owner) if info is not None and info.owner else ""
    types = (names.refs(info.refs) if info is not None else "") or names.union(found.types)
    page.code(f"{owner}.{name}: {types}".lstrip(".").removesuffix(": "))
    if info is not None:
        synonym = page.style.said(info.synonym)
        quoted = page.style.prose(synonym)
        page.text(" · ".join(one for one in (page.style.say(info.group), quoted) if one))
    write_fields(page, found.types, names)


def write_object(page: Page, found: Object, about: About) -> None:
    """Writes about an object of metadata."""
    names = about.names
    known = found.known
    style = page.style
    types = names.refs(known.types)
    page.code(names.path(f"{known.kind}.{known.name}") + (f": {types}" if types else ""))
    synonym = style.said(known.synonym)
    page.text(style.prose(synonym))
    if known.comment:
        page.prose(known.comment.split("\n"))
    flags = about.world.metadata.common_module(known.name) if known.kind == "CommonModule" else None
    if flags is not None:
        page.text(", ".join(style.say(one) for one in module_flags(flags)))
    page.items([(0, line) for line in _parts(page, known)])


def write_form(page: Page, found: ObjectPart, about: About) -> None:
    """Writes about a form of an object."""
    form = about.world.metadata.form(found.owner, found.form)
    page.code(f"{about.names.path(str(found.owner))}.{about.names.of(_FORM)}.{found.form}")
    if form is not None:
        page.text(page.style.prose(page.style.said(form.synonym)))


def write_file(page: Page, found: ModuleFile, _about: About) -> None:
    """Writes about a module that is a class or a library's module."""
    file = PurePosixPath(found.path)
    page.code(file.stem)
    page.text(page.style.prose("/".join(file.parts[-3:])))


def _parts(page: Page, known: MetadataObject) -> list[str]:
    found = []
    for title, of in _PARTS:
        names = [one.name for one in getattr(known, of)]
        if names:
            shown = ", ".join(map(page.style.name, names[:MOST_NAMES]))
            found.append(f"{page.style.say(title)}: {shown}{', …' if len(names) > MOST_NAMES else ''}")
    return found


def write_fields(page: Page, types: Types, names: TypeNames) -> None:
    """Writes the keys or columns that code gave to a value."""
    for type_ in types:
        if not type_.fields:
            continue
        title = _KEYS if type_.name in _KEYED else _COLUMNS if type_.name in _TABLES else _FIELDS
        page.heading(title)
        items = [(0, _field(page, one, names)) for one in type_.fields[:MOST_FIELDS]]
        left = len(type_.fields) - MOST_FIELDS
        if left > 0:
            items.append((0, page.style.say(_MORE, count=left)))
        page.items(items)
        return


def _field(page: Page, field: Field, names: TypeNames) -> str:
    types = names.union(field.types)
    return page.style.name(field.name) + (f": {page.style.prose(types)}" if types else "")
