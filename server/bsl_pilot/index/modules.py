"""Which files a name means: common modules, managers, the module itself with the extensions over it.

Configurations that lie side by side know nothing of each other; an extension and its base are one family. Names are
given folded (`text.words.fold`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import Layout, Module, ModuleKind
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.roots import Root, Roots
from bsl_pilot.text.words import fold

IsGlobal = Callable[[Root, str], bool]
"""Whether the common module of that name (as written) is global: its methods are called without its name."""


APPLICATIONS = (ModuleKind.MANAGED_APPLICATION, ModuleKind.ORDINARY_APPLICATION)
"""Modules whose exported methods are called without a name before them."""


class Identity(NamedTuple):
    """What a module is within its family. Modules of one identity are a base's and its extensions'."""

    family: str
    kind: ModuleKind
    owner: tuple[str, str]
    """English kind, and folded name."""
    part: str
    """Folded name of the form, the command or what else is inside of the owner."""


def no_globals(_root: Root, _name: str) -> bool:
    """Where nothing is known of the flags of common modules."""
    return False


class Modules:
    """The modules of a workspace by what they are. Immutable."""

    def __init__(
        self, paths: Iterable[str], prefix: str, roots: Roots, is_global: IsGlobal = no_globals
    ) -> None:
        """
        Args:
            paths: all modules, as the index answers them.
            prefix: what stands for the workspace's folder in them.
            roots: the projects in that folder.
            is_global: asked for each common module once.
        """
        self._of: dict[str, Identity] = {}
        self._modules: dict[str, Module] = {}
        self._same: defaultdict[Identity, list[str]] = defaultdict(list)
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._globals: defaultdict[str, list[str]] = defaultdict(list)
        locate = _Locator(prefix, roots)
        for extension in (False, True):  # the base stands before what lies over it
            for path in paths:
                root, relative = locate(path)
                if root.extension is extension:
                    self._add(path, root, module_of(root, relative), is_global)

    def covers(self, paths: Iterable[str]) -> bool:
        """Whether these are the modules that it was made of."""
        return self._of.keys() == set(paths)

    def _add(self, path: str, root: Root, module: Module, is_global: IsGlobal) -> None:
        owner = (module.owner.kind, fold(module.owner.name)) if module.owner else ("", "")
        part = fold(module.form or module.command or module.nested or "")
        known = module.kind is not ModuleKind.UNKNOWN and (
            module.owner or module.kind is not ModuleKind.SCRIPT
        )
        identity = Identity(root.family, module.kind, owner, part if known else path)
        self._of[path] = identity
        self._modules[path] = module
        self._same[identity].append(path)
        self._by_name[owner[1] or fold(path.rpartition("/")[2].rpartition(".")[0])].append(path)
        is_common = module.kind is ModuleKind.COMMON and module.owner is not None
        if module.kind in APPLICATIONS or (is_common and module.owner and is_global(root, module.owner.name)):
            self._globals[identity.family].append(path)

    def module(self, path: str) -> Module | None:
        """What the module is; None for a path that is not known."""
        return self._modules.get(path)

    def identity(self, path: str) -> Identity | None:
        """What the module is within its family."""
        return self._of.get(path)

    def same(self, path: str) -> list[str]:
        """The files that make up one module at run time, the base's first; the file itself is one of them."""
        identity = self._of.get(path)
        return self._same[identity] if identity else [path]

    def common(self, name: str, seen_from: str) -> list[str]:
        """The files of the common module that this name means in a module; a module of a OneScript library too."""
        return self._in_family(seen_from, ModuleKind.COMMON, ("CommonModule", name)) or self._in_family(
            seen_from, ModuleKind.SCRIPT, ("Module", name)
        )

    def manager(self, collection: str, name: str, seen_from: str) -> list[str]:
        """The files of a manager module: ``Справочники``, ``Валюты``."""
        found = _of_collection(collection)
        return self._in_family(seen_from, ModuleKind.MANAGER, (found, name)) if found else []

    def class_(self, name: str, seen_from: str) -> list[str]:
        """The file of a class of a OneScript library."""
        return self._in_family(seen_from, ModuleKind.CLASS, ("Class", name))

    def libraries(self, of_kind: ModuleKind, seen_from: str) -> list[Module]:
        """The classes (``CLASS``) or the modules (``SCRIPT``) of OneScript libraries that a module sees."""
        seen = self._of.get(seen_from)
        if seen is None or seen.family:
            return []
        found = (paths[0] for one, paths in self._same.items() if (one.family, one.kind) == ("", of_kind))
        return [module for path in found if (module := self._modules[path]).owner is not None]

    def of(self, module_kind: ModuleKind, owner: tuple[str, str], part: str, seen_from: str) -> list[str]:
        """The files of any module by its owner (English kind, folded name) and form or command (folded)."""
        return self._in_family(seen_from, module_kind, owner, part)

    def global_common(self, seen_from: str) -> list[str]:
        """The common modules whose methods are called without their names."""
        identity = self._of.get(seen_from)
        return self._globals.get(identity.family, []) if identity else []

    def named(self, name: str) -> list[str]:
        """The modules of all objects of this name, or the files of it."""
        return self._by_name.get(name, [])

    def _in_family(self, path: str, of_kind: ModuleKind, owner: tuple[str, str], part: str = "") -> list[str]:
        seen = self._of.get(path)
        return self._same.get(Identity(seen.family, of_kind, owner, part), []) if seen else []


class _Locator:
    """Root and relative path of files: the same as `Roots.of`, for thousands of them."""

    def __init__(self, prefix: str, roots: Roots) -> None:
        self._prefix = prefix
        self._fallback = roots.roots[-1]
        below = ((one, one.folder.relative_to(roots.folder).as_posix()) for one in roots.roots[:-1])
        folders = [(one, "" if folder == "." else f"{folder}/") for one, folder in below]
        self._folders = sorted(folders, key=lambda one: -len(one[1]))

    def __call__(self, path: str) -> tuple[Root, str]:
        relative = path.removeprefix(self._prefix)
        for root, folder in self._folders:
            if relative.startswith(folder) and _is_of(root, relative[len(folder) :]):
                return root, relative[len(folder) :]
        return self._fallback, relative


def _is_of(root: Root, path: str) -> bool:
    """Whether a file below the root's folder belongs to it: of external objects only their own do."""
    return root.layout is not Layout.EXTERNAL or bool(root.external(path))


@lru_cache(maxsize=512)
def _of_collection(name: str) -> str:
    """English kind of a collection of managers by its folded name; empty for any other name."""
    found = kind(name)
    return found.en if found and name in (fold(found.folder), fold(found.ru_plural)) else ""
