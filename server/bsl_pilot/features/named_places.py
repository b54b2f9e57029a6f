"""Where the method stands that names lead to: `Модуль.Метод`, `Справочник.Контрагенты.Метод`, `Метод`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # numpy: loaded by the thread that indexes
    from bsl_pilot.features.project import ProjectView
    from bsl_pilot.index.modules import Modules
    from bsl_pilot.index.rows import Place


def named_place(project: ProjectView, path: str, names: Sequence[str]) -> Place | None:
    """The place of the method's name, seen from the module at `path`; of a module alone its beginning.

    None where the index does not know it.
    """
    resolver = project.resolver
    if resolver is None or not names:
        return None
    folded = [fold(name) for name in names]
    own = next(
        (found for one in resolver.modules.same(path) if (found := resolver.view.method(one, folded[0]))),
        None,
    )
    if own is not None:
        return own.place
    files, rest = _module(resolver.modules, folded, path)
    if files and not rest:
        return _beginning(files[0])
    methods = (resolver.view.method(one, rest[0]) for one in files)
    return next((method.place for method in methods if method is not None), None)


def _module(modules: Modules, names: list[str], path: str) -> tuple[list[str], list[str]]:
    """The files of the module that names begin with, and the names that are left."""
    files = modules.common(names[0], path)
    if files:
        return files, names[1:]
    known = kind(names[0]) if len(names) > 1 else None
    if known is None:
        return [], names
    if known.en == "CommonModule":
        return modules.common(names[1], path), names[2:]
    return modules.of(ModuleKind.MANAGER, (known.en, names[1]), "", path), names[2:]


def _beginning(path: str) -> Place:
    from bsl_pilot.index.rows import Place  # noqa: PLC0415  (numpy; it is loaded where there is an index)

    return Place(path, 0, 0, 0)
