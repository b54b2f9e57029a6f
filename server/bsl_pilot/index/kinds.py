"""What the rows of the index can be. The numbers are stored on disk: append, never reorder (or raise the version)."""

from __future__ import annotations

from enum import IntEnum, IntFlag

from bsl_pilot.text.words import fold


class Use(IntEnum):
    """What an occurrence of a name is. At most 16 of them: they share a byte with ``Mark``."""

    CALL = 0
    """``Метод(…)``: a call without a receiver."""
    METHOD = 1
    """``….Метод(…)``"""
    PROPERTY = 2
    """``….Имя``, read."""
    ASSIGNED = 3
    """``….Имя = …``"""
    HEAD = 4
    """``Имя.…`` or ``Имя[…]``: where a chain begins."""
    TYPE = 5
    """``Новый Имя``"""
    STRING = 6
    """A literal that is a name and nothing else; of ``"Модуль.Метод"`` each name is a row."""
    HANDLER = 7
    """The name of a method that the platform will call: ``Новый ОписаниеОповещения("Имя", Модуль)``."""
    TABLE = 8
    """Part of the name of a table in a query's source: ``Справочник.Валюты`` is two linked rows."""
    FIELD = 9
    """A field in a query, or the alias before its dot."""
    ANNOTATION = 10
    """``&Вместо("Имя")``: the method that an extension's method stands over."""


class Mark(IntFlag):
    """What else is known of an occurrence."""

    NONE = 0
    LINKED = 0x10
    """The row before this one, in the same module, is what stands before its dot."""
    LOCAL = 0x20
    """The name is a variable or a parameter of the method (or of the module), so it can't be a common module."""
    BEHIND = 0x40
    """It stands behind a dot, but what is before the dot is no name: ``Ф(А).Имя``, ``А[0].Имя``."""


class Trait(IntFlag):
    """Properties of a method or variable."""

    NONE = 0
    FUNCTION = 1
    EXPORT = 2
    ASYNC = 4


class Directive(IntEnum):
    """Where a method is compiled to."""

    NONE = 0
    AT_CLIENT = 1
    AT_SERVER = 2
    AT_SERVER_NO_CONTEXT = 3
    AT_CLIENT_AT_SERVER_NO_CONTEXT = 4
    AT_CLIENT_AT_SERVER = 5


class Overlay(IntEnum):
    """How a method of an extension stands over the one of its base that it names."""

    NONE = 0
    BEFORE = 1
    AFTER = 2
    INSTEAD = 3
    CHANGE_AND_VALIDATE = 4


DIRECTIVES = {
    fold(name): directive
    for directive, names in {
        Directive.AT_CLIENT: ("НаКлиенте", "AtClient"),
        Directive.AT_SERVER: ("НаСервере", "AtServer"),
        Directive.AT_SERVER_NO_CONTEXT: ("НаСервереБезКонтекста", "AtServerNoContext"),
        Directive.AT_CLIENT_AT_SERVER_NO_CONTEXT: (
            "НаКлиентеНаСервереБезКонтекста",
            "AtClientAtServerNoContext",
        ),
        Directive.AT_CLIENT_AT_SERVER: ("НаКлиентеНаСервере", "AtClientAtServer"),
    }.items()
    for name in names
}
"""Compilation directives by their folded names."""

OVERLAYS = {
    fold(name): overlay
    for overlay, names in {
        Overlay.BEFORE: ("Перед", "Before"),
        Overlay.AFTER: ("После", "After"),
        Overlay.INSTEAD: ("Вместо", "Around"),
        Overlay.CHANGE_AND_VALIDATE: ("ИзменениеИКонтроль", "ChangeAndValidate"),
    }.items()
    for name in names
}
"""Annotations of extensions by their folded names."""
