"""Which modules a user means by a name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from bsl_pilot.errors import UsageError
from bsl_pilot.features.architecture.model import Known
from bsl_pilot.features.titles import object_title, title_of
from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold

_NEAR, _SHOWN = 3, 8
_FIRST = ("CommonModule", "Module", "Class")
"""Kinds whose name alone is how code calls them."""
_UNKNOWN = Text("нет модуля {name!r}{near}", "there is no module {name!r}{near}")
_MAYBE = Text(" (может быть, {names}?)", " (did you mean {names}?)")
_SEVERAL = Text("{name!r} может значить: {names}", "{name!r} may mean: {names}")


class _Titled(NamedTuple):
    """A name as people write it, and the modules that have it."""

    written: str
    paths: list[str]


def modules_named(known: Known, name: str) -> list[str]:
    """The modules that a name means.

    Args:
        known: the workspace.
        name: a path (as the index writes it, or relative to the workspace); or ``ОбщийМодуль.Имя``,
            ``CommonModule.Имя``, ``Справочник.Имя`` for all modules of an object, ``Справочник.Имя.МодульМенеджера``,
            ``Catalog.Имя.Form.Имя``; or the name of an object alone. In any letter case.

    Raises:
        UsageError: there is none, or there are several objects of that name; says which.
    """
    view, modules = known.resolver.view, known.resolver.modules
    for path in (name, view.prefix + name):
        if path in view:
            return [path]
    titles = _titles(known)
    titled = titles.get(_key(name))
    if titled is not None:
        return titled.paths
    objects: defaultdict[Text, list[str]] = defaultdict(list)
    for path in modules.named(_key(name)):
        module = modules.module(path)
        if module is not None:
            objects[object_title(module.owner) if module.owner else Text(path, path)].append(path)
    first = {one: paths for one, paths in objects.items() if one.en.partition(".")[0] in _FIRST}
    return _only(name, first or objects, titles)


def _only(name: str, objects: Mapping[Text, list[str]], titles: Mapping[str, _Titled]) -> list[str]:
    if len(objects) == 1:
        return next(iter(objects.values()))
    if not objects:
        raise UsageError(_unknown(name, titles))
    ru, en = (", ".join(sorted(one)[:_SHOWN]) for one in zip(*objects, strict=True))
    raise UsageError(Text(_SEVERAL.ru.format(name=name, names=ru), _SEVERAL.en.format(name=name, names=en)))


def _unknown(name: str, titles: Mapping[str, _Titled]) -> Text:
    known = {key: one.written for key, one in titles.items()}
    known |= {key.partition(".")[2]: known[key] for key in titles if key.count(".") == 1}
    near = difflib.get_close_matches(_key(name), known, _NEAR)
    names = ", ".join(dict.fromkeys(known[one] for one in near))
    maybe = _MAYBE.filled(names=names) if names else Text("", "")
    return Text(_UNKNOWN.ru.format(name=name, near=maybe.ru), _UNKNOWN.en.format(name=name, near=maybe.en))


def _titles(known: Known) -> dict[str, _Titled]:
    """All names in both languages, folded: of objects with all of their modules, of modules."""
    titles: dict[str, _Titled] = {}
    modules = known.resolver.modules
    for path in sorted(known.resolver.view.paths()):
        module = modules.module(path)
        names = {*title_of(module, path)}
        if module is not None and module.owner is not None:
            names.update(object_title(module.owner))
        for name in sorted(names):
            titles.setdefault(_key(name), _Titled(name, [])).paths.append(path)
    return titles


def _key(name: str) -> str:
    """``Справочник.Товары: модуль менеджера`` and ``Справочник.Товары.МодульМенеджера`` are the same."""
    return fold("".join(name.replace(":", ".").split()))
