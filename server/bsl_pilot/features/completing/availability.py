"""Where the code around the cursor runs, and what may be named there: client and server are two worlds.

By the directive of the method, else by the module. What is not known to be unavailable is offered.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bsl_pilot.features.completing.compiled import compiled_contexts
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.project.layout import Module, ModuleKind
from bsl_pilot.project.metadata.model import CommonModule
from bsl_pilot.syntax.headers import last_header
from bsl_pilot.text.words import WORD_BYTES, fold_bytes
from bsl_pilot.types.catalogue import Contexts
from bsl_pilot.types.ports import World

_ANNOTATION = re.compile(rb"&(" + WORD_BYTES + rb")")
_CLIENT = Contexts.THIN_CLIENT | Contexts.WEB_CLIENT | Contexts.MOBILE_CLIENT
"""The thick client is left out: most of what only servers can is there, too, and forms have to do without."""
_SERVER = Contexts.SERVER
_USUAL = _CLIENT | _SERVER | Contexts.EXTERNAL_CONNECTION
"""Where code runs of which nothing is known."""


class Directive(NamedTuple):
    """Where a method runs, and whether it sees the form around it."""

    contexts: Contexts
    form: bool


_DIRECTIVES = {
    "наклиенте": Directive(_CLIENT, True),
    "atclient": Directive(_CLIENT, True),
    "насервере": Directive(_SERVER, True),
    "atserver": Directive(_SERVER, True),
    "насерверебезконтекста": Directive(_SERVER, False),
    "atservernocontext": Directive(_SERVER, False),
    "наклиентенасерверебезконтекста": Directive(_CLIENT | _SERVER, False),
    "atclientatservernocontext": Directive(_CLIENT | _SERVER, False),
    "наклиентенасервере": Directive(_CLIENT | _SERVER, True),
    "atclientatserver": Directive(_CLIENT | _SERVER, True),
}
_OF_MODULES = {
    ModuleKind.OBJECT: _SERVER,
    ModuleKind.MANAGER: _SERVER,
    ModuleKind.RECORD_SET: _SERVER,
    ModuleKind.VALUE_MANAGER: _SERVER,
    ModuleKind.SESSION: _SERVER,
    ModuleKind.SERVICE: _SERVER,
    ModuleKind.EXTERNAL_CONNECTION: Contexts.EXTERNAL_CONNECTION,
    ModuleKind.MANAGED_APPLICATION: _CLIENT,
    ModuleKind.FORM: _SERVER,
    ModuleKind.COMMAND: _CLIENT,
}
"""Where code without a directive runs."""


class Availability(NamedTuple):
    """Where the code runs; None where that is not known. ``form``: it sees the members of its form or object."""

    contexts: Contexts | None = None
    form: bool = True

    def allows(self, contexts: Contexts | None) -> bool:
        """Whether what is available in ``contexts`` may be named."""
        return self.contexts is None or contexts is None or bool(contexts & self.contexts)

    def reaches(self, module: CommonModule) -> bool:
        """Whether methods of a common module can be called."""
        contexts = contexts_of(module)
        if module.server_call:
            contexts |= _CLIENT
        return self.allows(contexts or None)


def availability(scene: Scene, world: World, where: Module) -> Availability:
    """Where the code at the cursor runs: of what the directive or the module allows what `#Если` leaves."""
    found = _by_module(scene, world, where)
    compiled = compiled_contexts(scene.document, scene.word.start)
    if compiled is None:
        return found
    allowed = found.contexts if found.contexts is not None else _USUAL
    return found._replace(contexts=compiled & allowed or compiled & _USUAL or found.contexts)


def _by_module(scene: Scene, world: World, where: Module) -> Availability:
    directive = _directive(scene)
    if directive is not None and where.kind in (ModuleKind.FORM, ModuleKind.COMMAND, ModuleKind.UNKNOWN):
        return Availability(*directive)
    if where.kind is ModuleKind.COMMON and where.owner is not None:
        module = world.metadata.common_module(where.owner.name)
        return Availability((contexts_of(module) or None) if module is not None else None)
    return Availability(_OF_MODULES.get(where.kind))


def contexts_of(module: CommonModule) -> Contexts:
    """Where a common module is compiled."""
    found = Contexts(0)
    if module.server:
        found |= _SERVER
    if module.client:
        found |= _CLIENT
    if module.client_ordinary:
        found |= Contexts.THICK_CLIENT
    if module.external_connection:
        found |= Contexts.EXTERNAL_CONNECTION
    return found


def directive_of(data: bytes, start: int, keyword: int) -> Directive | None:
    """The compilation directive among the annotations of a header."""
    for match in _ANNOTATION.finditer(data, start, keyword):
        found = _DIRECTIVES.get(fold_bytes(match.group(1)))
        if found is not None:
            return found
    return None


def _directive(scene: Scene) -> Directive | None:
    """The directive of the method that the cursor is in."""
    if not scene.stack or scene.stack[0].kind not in ("procedure", "function"):
        return None
    header = last_header(scene.data, scene.word.start)
    return directive_of(scene.data, header.start, header.keyword) if header is not None else None
