"""Methods of other modules by path and name, remembered while the index is the same: calls ask for the same few."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Method
    from bsl_pilot.index.view import View
    from bsl_pilot.review.project import Project
    from bsl_pilot.types.catalogue import Catalogue, Signature


class _Memory:
    """Of one view of the index; only the newest is kept, so that no old one stays in memory."""

    def __init__(self, view: View | None) -> None:
        self.view = view
        self.methods: dict[tuple[str, str], Method | None] = {}


_newest = [_Memory(None)]


def method_in(project: Project, path: str, word: str) -> Method | None:
    """The method of that folded name in a module."""
    view = project.resolver.view
    memory = _newest[0]
    if memory.view is not view:
        memory = _newest[0] = _Memory(view)
    key = (path, word)
    if key not in memory.methods:
        memory.methods[key] = view.method(path, word)
    return memory.methods[key]


@lru_cache(maxsize=4096)
def platform_signatures(catalogue: Catalogue, word: str) -> tuple[Signature, ...] | None:
    """The ways to call a global function of the platform; empty where they are not sure, None where there is none."""
    function = catalogue.function(word)
    if function is None:
        return None
    return (function.signatures or ()) if function.arity_is_sure else ()
