"""Names of types as they are shown: in the language of the module's own names."""

from __future__ import annotations

from collections.abc import Iterable

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind_of_type
from bsl_pilot.project.layout import CLASS
from bsl_pilot.project.metadata.model import TypeRef
from bsl_pilot.types.attributes import ENUMERATION
from bsl_pilot.types.catalogue import Catalogue
from bsl_pilot.types.metatree import PREFIX
from bsl_pilot.types.model import Type, Types
from bsl_pilot.types.naming import generated, kind_named

MOST = 6
"""Types of a union that are named."""
_KINDS = {
    "DefinedType": Text("ОпределяемыйТип", "DefinedType"),
    "Characteristic": Text("Характеристика", "Characteristic"),
    "AnyRef": Text("ЛюбаяСсылка", "AnyRef"),
    "MetadataObject": Text("ОбъектМетаданных", "MetadataObject"),
}
_SECTIONS = {
    "TabularSection": Text("ТабличнаяЧасть", "TabularSection"),
    "LineOfATabularSection": Text("ТабличнаяЧастьСтрока", "TabularSectionRow"),
}
_OF = Text(" из ", " of ")


class TypeNames:
    """Names types in Russian or in English."""

    def __init__(self, catalogue: Catalogue, *, russian: bool) -> None:
        self._catalogue = catalogue
        self.russian = russian

    def of(self, text: Text) -> str:
        """A bilingual name; the other spelling where one is missing."""
        return (text.ru or text.en) if self.russian else (text.en or text.ru)

    def union(self, types: Types) -> str:
        """`Строка, Число`; empty where nothing is known, with an ellipsis where there may be others."""
        names = list(dict.fromkeys(self.one(type_) for type_ in types))
        others = len(names) > MOST or (names and types.partial)
        return ", ".join(names[:MOST] + (["…"] if others else []))

    def one(self, type_: Type) -> str:
        """One type with what it belongs to and what is in it."""
        if type_.name == CLASS and type_.object:
            return type_.object
        if type_.name == ENUMERATION:
            return self.platform(type_.object)
        if type_.name in _SECTIONS:
            return self._section(type_)
        if type_.name.startswith(PREFIX) and kind_named(type_.name.removeprefix(PREFIX)) is not None:
            return f"{self.of(_KINDS['MetadataObject'])}: {self.kind(type_.name.removeprefix(PREFIX))}"
        name = self.platform(type_.name)
        if type_.object and (generated(type_.name) is not None or type_.name == "CommonModule"):
            return f"{name}.{type_.object}"
        elements = self.union(type_.element) if type_.name in ("Array", "FixedArray") else ""
        return f"{name}{self.of(_OF)}{elements}" if elements else name

    def _section(self, type_: Type) -> str:
        """`СправочникТабличнаяЧасть.Контрагенты.Договоры`."""
        kind, _, path = type_.object.partition(".")
        return (
            f"{self.kind(kind)}{self.of(_SECTIONS[type_.name])}.{path}" if path else self.platform(type_.name)
        )

    def platform(self, name: str) -> str:
        """The name of a type of the platform or of an enumeration of it."""
        known = self._catalogue.type(name) or self._catalogue.enum(name)
        return self.of(known.name) if known is not None else self.of(_KINDS.get(name, Text(name, name)))

    def kind(self, english: str) -> str:
        """The name of a kind of metadata."""
        known = kind_named(english)
        return self.of(Text(known.ru, known.en)) if known is not None else english

    def path(self, english: str) -> str:
        """`Справочник.Контрагенты` of `Catalog.Контрагенты`."""
        kind, dot, rest = english.partition(".")
        return f"{self.kind(kind)}{dot}{rest}"

    def texts(self, names: Iterable[Text]) -> str:
        """Names of types as the catalogue has them: `Строка, Число`."""
        return ", ".join(self.of(one) for one in names)

    def refs(self, refs: Iterable[TypeRef]) -> str:
        """Types as metadata state them: `Строка(12), СправочникСсылка.Контрагенты`."""
        names = [self._ref(one) for one in refs]
        return ", ".join(names[:MOST] + (["…"] if len(names) > MOST else []))

    def _ref(self, ref: TypeRef) -> str:
        name = self._head(ref.head) + (f".{ref.object}" if ref.object else "")
        if ref.qualifier and ref.head in ("String", "Number"):
            return f"{name}({ref.qualifier.replace(',', ', ')})"
        return name

    def _head(self, head: str) -> str:
        if head in _KINDS or kind_of_type(head) is None:
            return self.platform(head)
        known = self._catalogue.type(head)
        return self.of(known.name) if known is not None else head
