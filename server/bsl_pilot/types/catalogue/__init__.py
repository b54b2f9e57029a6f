"""The catalogue of the platform: its global context, types, members, enumerations and events, bilingual.

    catalogue = current()                                  the user's imported one, else the package's
    catalogue.function("СтрШаблон").signatures             overloads; None where unknown
    members = catalogue.members("ValueTable")              of a type by either name
    members.get("найтистроки").returns                     (Text("Массив", "Array"),)

The file is compiled by ``scripts/compile_catalogue.py`` from facts, or by ``bsl-pilot platform import`` from
the user's own syntax helper. All lookups take either language in any letter case.
"""

from bsl_pilot.types.catalogue.catalogue import Catalogue, Members
from bsl_pilot.types.catalogue.model import (
    ALWAYS,
    CLIENTS,
    SERVERS,
    About,
    Contents,
    Contexts,
    Deprecation,
    Enumeration,
    EnumValue,
    Event,
    Life,
    Method,
    Origin,
    Parameter,
    PlatformType,
    Property,
    Signature,
    TypeEntry,
    Types,
)
from bsl_pilot.types.catalogue.store import current, shipped

__all__ = [
    "ALWAYS",
    "CLIENTS",
    "SERVERS",
    "About",
    "Catalogue",
    "Contents",
    "Contexts",
    "Deprecation",
    "EnumValue",
    "Enumeration",
    "Event",
    "Life",
    "Members",
    "Method",
    "Origin",
    "Parameter",
    "PlatformType",
    "Property",
    "Signature",
    "TypeEntry",
    "Types",
    "current",
    "shipped",
]
