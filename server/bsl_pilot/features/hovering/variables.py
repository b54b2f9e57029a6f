"""Variables: what they hold at the place, and of a parameter what the method's comment says."""

from __future__ import annotations

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.data import write_fields
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.meanings.comment import read_comment
from bsl_pilot.features.meanings.symbols import Declared, Local
from bsl_pilot.features.names import Role
from bsl_pilot.locale import Text

_ROLES = {
    Role.PARAMETER: Text("параметр", "parameter"),
    Role.LOCAL: Text("локальная переменная", "local variable"),
    Role.ASSIGNED: Text("локальная переменная", "local variable"),
    Role.LABEL: Text("метка", "label"),
}
_OF_MODULE = Text("переменная модуля", "variable of the module")
_EXPORTED = Text("экспортная переменная модуля", "exported variable of a module")


def write_local(page: Page, found: Local, about: About) -> None:
    """Writes about a name that belongs to its method."""
    _write(page, _ROLES[found.name.role], about)
    if found.name.role is Role.PARAMETER:
        _documented(page, about)
    write_fields(page, about.held, about.names)


def write_module_variable(page: Page, found: Declared, about: About) -> None:
    """Writes about a variable of a module, this one or another."""
    own = about.inference.code.where.path in found.homes
    _write(page, _OF_MODULE if own else _EXPORTED, about)
    write_fields(page, about.held, about.names)


def _write(page: Page, what: Text, about: About) -> None:
    types = about.names.union(about.held)
    page.code(f"{about.word}: {types}" if types else about.word)
    page.text(page.style.say(what))


def _documented(page: Page, about: About) -> None:
    method = about.inference.code.around(about.span.start)[0] if about.span is not None else None
    said = read_comment(method.doc).parameter(about.word) if method is not None else None
    if said is not None:
        pieces = (page.style.prose(said.types), page.style.prose(said.text))
        page.text(" — ".join(one for one in pieces if one))
