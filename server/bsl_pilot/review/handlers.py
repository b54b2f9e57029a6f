"""Methods that metadata name, looked up in the index."""

from __future__ import annotations

from bsl_pilot.index.rows import Method
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.review.project import Project
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import fold

_NOTHING = frozenset({"comment", "preproc", ";", "endprocedure", "endfunction"})


def named_method(written: str, project: Project) -> Method | None:
    """The method that ``CommonModule.Имя.Метод`` names; None where there is none."""
    parts = written.split(".")
    if len(parts) < 2:
        return None
    view, modules = project.resolver.view, project.resolver.modules
    paths = modules.common(fold(parts[-2]), project.path)
    found = [method for path in paths if (method := view.method(path, fold(parts[-1]))) is not None]
    return found[0] if found else None


def has_session_module(project: Project) -> bool:
    """Whether the configuration has a session module, where findings about its metadata stand."""
    return bool(project.resolver.modules.of(ModuleKind.SESSION, ("", ""), "", project.path))


def is_empty(method: Method, project: Project) -> bool:
    """Whether a method has no statement; false where its module can't be read."""
    text = project.view.text(method.place.path)
    if text is None:
        return False
    data = text.text.data if isinstance(text, Document) else text
    return all(one.kind in _NOTHING for one in tokens(data, method.header.end, method.end))
