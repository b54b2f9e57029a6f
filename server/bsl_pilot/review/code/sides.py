"""On which side of the wire a piece may run, as far as its directive and the kind of its module say."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.review.code.method import (
    CLIENT_DIRECTIVES,
    CLIENT_SERVER,
    CLIENT_SERVER_NO_CONTEXT,
    SERVER_DIRECTIVES,
    SERVER_NO_CONTEXT,
)
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.scene import ModuleType


class Sides(NamedTuple):
    """Where code may run. ``not client`` says that it certainly runs at the server, and the other way round."""

    client: bool
    server: bool


_CLIENT = Sides(client=True, server=False)
_SERVER = Sides(client=False, server=True)
_ANY = Sides(client=True, server=True)
_BY_DIRECTIVE = {
    **dict.fromkeys(CLIENT_DIRECTIVES, _CLIENT),
    **dict.fromkeys(SERVER_DIRECTIVES | SERVER_NO_CONTEXT, _SERVER),
    **dict.fromkeys(CLIENT_SERVER | CLIENT_SERVER_NO_CONTEXT, _ANY),
}
_BY_MODULE = {
    **dict.fromkeys((ModuleType.MANAGED_APPLICATION, ModuleType.ORDINARY_APPLICATION), _CLIENT),
    **dict.fromkeys(
        (
            ModuleType.FORM,  # a method of a form without a directive is `&НаСервере`
            ModuleType.OBJECT,
            ModuleType.MANAGER,
            ModuleType.RECORD_SET,
            ModuleType.VALUE_MANAGER,
            ModuleType.SESSION,
            ModuleType.HTTP_SERVICE,
            ModuleType.WEB_SERVICE,
            ModuleType.SERVICE,
            ModuleType.EXTERNAL_CONNECTION,
        ),
        _SERVER,
    ),
}


def sides_of(code: Code) -> Sides:
    """Where a piece may run; both sides where that is not known. Lines of `#Если` are not looked at."""
    directives = code.method.directives if code.method is not None else ()
    if directives:
        return _BY_DIRECTIVE[directives[0].word]
    common = code.scene.common
    if common is not None:
        return Sides(common.client or common.client_ordinary, common.server or common.external_connection)
    return _BY_MODULE.get(code.scene.type, _ANY)
