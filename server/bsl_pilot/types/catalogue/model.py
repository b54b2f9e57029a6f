"""What the catalogue knows of the platform: frozen records, bilingual, unknown where nothing is known.

Names of types that stand in records (``types``, ``returns``, ``elements``) are both spellings of one name;
``Catalogue.type`` and ``Catalogue.enum`` take either. Types of metadata stand without the object's name:
``Text("СправочникСсылка", "CatalogRef")`` among the results of a catalog manager means "of the same catalog".

Rules of the facts that these records come from: an empty tuple of types and ``None`` mean unknown, not nothing;
parameter types are often only the first documented one, so no report of a wrong type may rest on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum

from bsl_pilot.locale import Text

Types = tuple[Text, ...]
"""Names of the types of a union; empty where unknown."""


class Contexts(IntFlag):
    """Where code runs; what is available somewhere says so with a set of these."""

    THIN_CLIENT = 1
    WEB_CLIENT = 2
    MOBILE_CLIENT = 4
    SERVER = 8
    THICK_CLIENT = 16
    EXTERNAL_CONNECTION = 32
    MOBILE_APP_CLIENT = 64
    MOBILE_APP_SERVER = 128
    MOBILE_STANDALONE_SERVER = 256
    INTEGRATION = 512


CLIENTS = Contexts.THIN_CLIENT | Contexts.WEB_CLIENT | Contexts.MOBILE_CLIENT | Contexts.THICK_CLIENT
"""The clients of managed forms."""
SERVERS = Contexts.SERVER | Contexts.EXTERNAL_CONNECTION | Contexts.THICK_CLIENT
"""Where code of the server side runs."""


class Origin(StrEnum):
    """Who told the parameters and types of an entry."""

    NONE = ""
    EXTRACT = "b"
    REGISTRY = "p"
    ONESCRIPT = "o"
    HAND = "h"
    RULE = "g"
    HELP = "i"
    """The user's own syntax helper."""


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Why not to use it any more.

    Attributes:
        since: a release (``8.3.6``) or a standard (``std418``); may be empty.
        replacement: what to use instead as the facts word it, in Russian names; may be empty.
    """

    since: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Life:
    """Which releases have it.

    Attributes:
        since: the first release, ``8.3.6``; empty where it is older than 8.3. ``8.3.21-27``: one of these.
        until: the last release whose help lists it, empty where it is still there; may run in newer ones.
        hidden_below: compatibility modes below this one do not show it; empty where all do.
        deprecated: why not to use it, None where nothing is known against it.
    """

    since: str = ""
    until: str = ""
    hidden_below: str = ""
    deprecated: Deprecation | None = None


ALWAYS = Life()


NO_TITLE = Text("", "")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``variadic``: it stands for any number of arguments, at least one unless ``optional``."""

    name: Text
    types: Types = ()
    optional: bool = False
    variadic: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call. ``title`` names the overload where the help does, else it is empty."""

    parameters: tuple[Parameter, ...] = ()
    title: Text = NO_TITLE

    @property
    def least(self) -> int:
        """How many arguments must be given."""
        return next(
            (
                len(self.parameters) - behind
                for behind, one in enumerate(reversed(self.parameters))
                if not one.optional
            ),
            0,
        )

    @property
    def most(self) -> int | None:
        """How many arguments may be given; None where there is no limit."""
        return None if any(one.variadic for one in self.parameters) else len(self.parameters)


@dataclass(frozen=True, slots=True)
class Method:
    """A global function or procedure, or a method of a type.

    Attributes:
        signatures: the overloads; None where unknown.
        returns: types of the result.
        awaits: types of what ``Ждать`` gives, where the result is a promise.
        gives: whether it is a function; None where unknown.
        contexts: where it is available; None where unknown.
        origin: who told the signatures and types.
        note: where its description is, for ``Catalogue.description``; 0 where it has none.
    """

    name: Text
    signatures: tuple[Signature, ...] | None = None
    returns: Types = ()
    awaits: Types = ()
    gives: bool | None = None
    asynchronous: bool = False
    contexts: Contexts | None = None
    life: Life = ALWAYS
    origin: Origin = Origin.NONE
    note: int = 0

    @property
    def arity_is_sure(self) -> bool:
        """Whether a call with another number of arguments may be reported as wrong."""
        return self.signatures is not None and self.origin in (Origin.EXTRACT, Origin.REGISTRY, Origin.HELP)


@dataclass(frozen=True, slots=True)
class Property:
    """A global property, or one of a type. Contexts and note are those of ``Method``."""

    name: Text
    types: Types = ()
    readable: bool = True
    writable: bool = True
    contexts: Contexts | None = None
    life: Life = ALWAYS
    origin: Origin = Origin.NONE
    note: int = 0

    @property
    def dynamic(self) -> bool:
        """Whether it stands for names that the developer or the data gives: ``<Имя реквизита>``."""
        return self.name.ru.startswith("<")


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One value of a system enumeration."""

    name: Text
    life: Life = ALWAYS
    note: int = 0


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A system enumeration, a global property whose members are its values."""

    name: Text
    values: tuple[EnumValue, ...] = ()
    contexts: Contexts | None = None
    life: Life = ALWAYS
    note: int = 0


@dataclass(frozen=True, slots=True)
class PlatformType:
    """A type of the platform; its members are read when ``Catalogue.members`` is asked.

    Attributes:
        constructors: what may stand in the brackets of ``Новый``; None where unknown.
        creatable: whether ``Новый`` makes it, as far as known.
        elements: types of the elements of a collection, as ``Для Каждого`` gives them.
        indexed: whether ``[]`` reads elements.
        primitive: a type of the language itself (``Число``), without members.
        number: its place in the catalogue; means nothing outside of it.
    """

    name: Text
    constructors: tuple[Signature, ...] | None = None
    creatable: bool = False
    elements: Types = ()
    indexed: bool = False
    primitive: bool = False
    contexts: Contexts | None = None
    life: Life = ALWAYS
    note: int = 0
    number: int = -1


@dataclass(frozen=True, slots=True)
class Event:
    """What the platform calls: a handler's name and its parameters.

    Attributes:
        owners: names of types and modules that have it; ``ГлобальныйКонтекст`` for the application's modules.
    """

    name: Text
    owners: Types = ()
    signatures: tuple[Signature, ...] | None = None
    life: Life = ALWAYS
    note: int = 0


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A type with its members, as whoever makes a catalogue hands them over.

    Members without contexts of their own have those of the type.
    """

    type: PlatformType
    methods: tuple[Method, ...] = ()
    properties: tuple[Property, ...] = ()

    @property
    def name(self) -> Text:
        """The type's name."""
        return self.type.name


@dataclass(frozen=True, slots=True)
class About:
    """Where a catalogue comes from.

    Attributes:
        source: ``facts`` for the one in the package, ``help`` where the user's syntax helper was read in.
        complete_to: the newest release all of whose members are listed; "unknown member" may not be said of newer.
        platform: release of the platform whose help was read, empty for the package's.
        made_from: paths of the files that were read, for the user to see.
    """

    source: str
    complete_to: str
    platform: str = ""
    made_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a catalogue, as whoever makes one hands it over (``encode``). ``notes`` are short descriptions;
    the ``note`` of a record is the place of its own in them, counted from 1."""

    about: About
    functions: tuple[Method, ...] = ()
    properties: tuple[Property, ...] = ()
    enums: tuple[Enumeration, ...] = ()
    types: tuple[TypeEntry, ...] = ()
    events: tuple[Event, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    notes: tuple[Text, ...] = ()
