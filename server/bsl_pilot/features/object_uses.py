"""Where objects of metadata, common modules and classes are named in code, queries and strings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from bsl_pilot.features.meaning import ModuleFile, ObjectPart
from bsl_pilot.features.objects import collection_kind
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.index.kinds import Use
from bsl_pilot.project.kinds import kind
from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # numpy
    from bsl_pilot.index.rows import Occurrence

_IN_CODE = (Use.PROPERTY, Use.METHOD, Use.ASSIGNED)
_IN_TEXT = (Use.TABLE, Use.STRING)


def object_uses(project: ProjectView, what: ObjectPart | ModuleFile, path: str) -> Iterator[Place]:
    """The places in the family of the module at ``path``. Of parts of objects none: only types could tell."""
    resolver = project.resolver
    if resolver is None:
        return
    if isinstance(what, ModuleFile):
        name = fold(PurePath(what.path).stem)
        for use in resolver.view.occurrences(name, (Use.TYPE,)):
            if what.path in resolver.modules.class_(name, use.place.path):
                yield use.place
    elif not what.part and not what.form:
        seen = resolver.modules.identity(path)
        for use in resolver.view.occurrences(fold(what.owner.name)):
            identity = resolver.modules.identity(use.place.path)
            same = seen is not None and identity is not None and identity.family == seen.family
            if same and _means(use, what.owner.kind):
                yield use.place


def _means(use: Occurrence, wanted: str) -> bool:
    """Whether a use of an object's name means the object of that kind."""
    if not use.known or use.local:
        return False
    if wanted == "CommonModule" and use.use is Use.HEAD:
        return not use.chain
    if len(use.chain) != 1:
        return False
    if use.use in _IN_TEXT:
        found = kind(use.chain[0])
        return found is not None and found.en == wanted
    return use.use in _IN_CODE and collection_kind(use.chain[0]) == wanted
