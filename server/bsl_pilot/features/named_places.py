"""Where names lead to that a comment or an instruction gives: `См. Модуль.Метод`, `#Использовать "../src"`."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import normpath
from pathlib import Path, PurePath

from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.identity import symbol_of
from bsl_pilot.features.meanings.links import names_meanings
from bsl_pilot.features.places import Place, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.targets import targets
from bsl_pilot.project.layout import Layout, ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

_OF_LIBRARY = (ModuleKind.CLASS, ModuleKind.SCRIPT)


def named_place(document: Document, project: ProjectView, path: str, names: Sequence[str]) -> Place | None:
    """The place of the method, module or object that names mean in the document at ``path``; None where that is not
    known."""
    for meaning in names_meanings(asked(document, project, path), names):
        symbol = symbol_of(meaning, project, path)
        if symbol is not None:
            for one in targets(document, symbol, project, path):
                return one.place
    return None


def library_place(project: ProjectView, path: str, library: str) -> Place | None:
    """The file that stands for a library: its description, else the first of its classes and modules.

    Args:
        library: what a script names behind ``#Использовать``: a folder in quotes, relative to the script's, or the name
            of a library of the workspace.
    """
    roots = project.known.roots
    found = [one for one in roots.roots if one.layout is Layout.ONESCRIPT] if roots is not None else []
    folder = _folder(path, library)
    for root in found:
        at = PurePath(project.shown(root.folder))
        named = at == folder if folder is not None else fold(root.name) == fold(library)
        if named and (root.folder / "lib.config").is_file():
            return top_of((at / "lib.config").as_posix()).place
    return _first_module(project, folder) if folder is not None else None


def _folder(path: str, library: str) -> PurePath | None:
    """The folder that is meant, with ``..`` taken out; None of a name."""
    if not library.startswith('"'):
        return None
    inside = library.strip('"').replace("\\", "/")
    return PurePath(Path(normpath(PurePath(path).parent / inside)).as_posix())


def _first_module(project: ProjectView, folder: PurePath) -> Place | None:
    resolver = project.resolver
    inside = f"{folder.as_posix()}/"
    below = (one for one in resolver.view.paths() if one.startswith(inside)) if resolver is not None else ()
    modules = ((project.module(one), one) for one in below)
    found = [
        path for module, path in modules if module is not None and module.kind in _OF_LIBRARY and module.owner
    ]
    return top_of(min(found)).place if found else None
