"""Types of the parameters of methods that the platform calls: handlers of forms, of their items, of objects."""

from __future__ import annotations

from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.project.metadata.model import Form
from bsl_pilot.text.words import fold
from bsl_pilot.types.forms import form_at, item_fields
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one, union
from bsl_pilot.types.module import Method, ModuleCode
from bsl_pilot.types.naming import of_refs
from bsl_pilot.types.ports import World
from bsl_pilot.types.scope import this_of

_BOOLEAN = one("Boolean")
_PARAMETERS = {
    "отказ": _BOOLEAN,
    "cancel": _BOOLEAN,
    "стандартнаяобработка": _BOOLEAN,
    "standardprocessing": _BOOLEAN,
    "новаястрока": _BOOLEAN,
    "newrow": _BOOLEAN,
    "отменаредактирования": _BOOLEAN,
    "canceledit": _BOOLEAN,
    "копирование": _BOOLEAN,
    "clone": _BOOLEAN,
    "завершениеработы": _BOOLEAN,
    "exit": _BOOLEAN,
    "замещение": _BOOLEAN,
    "replacing": _BOOLEAN,
    "имясобытия": one("String"),
    "eventname": one("String"),
    "проверяемыереквизиты": one("Array"),
    "checkedattributes": one("Array"),
    "режимзаписи": one("DocumentWriteMode"),
    "writemode": one("DocumentWriteMode"),
    "режимпроведения": one("DocumentPostingMode"),
    "postingmode": one("DocumentPostingMode"),
    "параметрызаписи": one("Structure"),
    "writeparameters": one("Structure"),
    "параметрывыполнениякоманды": one("CommandExecuteParameters"),
    "commandexecuteparameters": one("CommandExecuteParameters"),
    "параметрыперетаскивания": one("DragParameters"),
    "dragparameters": one("DragParameters"),
    "данныевыбора": one("ValueList"),
    "choicedata": one("ValueList"),
    "параметрыполученияданных": one("Structure"),
}
"""Parameters of events whose types do not depend on what the handler belongs to, by folded name."""
_ITEM = frozenset({"элемент", "item"})
_COMMAND = frozenset({"команда", "command"})
_CURRENT = frozenset({"текущийобъект", "currentobject"})
_COPIED = frozenset({"объекткопирования", "copiedobject"})


def handler_types(world: World, code: ModuleCode, method: Method, name: str) -> Types:
    """What the platform passes for a parameter of that name; `NOTHING` where the method is no handler of its."""
    where = code.where
    folded = fold(method.name)
    if where.kind is ModuleKind.FORM:
        this = this_of(where)
        form = form_at(world, this.object) if this is not None else None
        return _of_form(world, this, form, folded, name) if this is not None and form is not None else NOTHING
    if where.kind is ModuleKind.COMMAND:
        return _of_command(world, code, folded, name)
    this = this_of(where)
    if this is None or not _is_event(world, this, folded):
        return NOTHING
    if name in _COPIED:
        return Types((this,))
    return _PARAMETERS.get(name, NOTHING)


def _is_event(world: World, this: Type, method: str) -> bool:
    return any(
        method in (fold(one_.name.ru), fold(one_.name.en)) for one_ in world.catalogue.events(this.name)
    )


def _of_form(world: World, this: Type, form: Form, method: str, name: str) -> Types:
    items = [one_ for one_ in form.items if any(fold(h.method) == method for h in one_.handlers)]
    is_command = any(fold(h.method) == method for one_ in form.commands for h in one_.handlers)
    if not items and not is_command and not any(fold(h.method) == method for h in form.handlers):
        return NOTHING
    if name in _ITEM and items:
        fields = {fold(one_.name): one_ for one_ in item_fields(world, Type("FormAllItems", this.object))}
        return union(fields[fold(one_.name)].types for one_ in items)
    if name in _COMMAND and is_command:
        return one("FormCommand")
    if name in _CURRENT:
        main = form.main_attribute
        return of_refs(world, main.types) if main is not None and main.types else NOTHING
    return _PARAMETERS.get(name, NOTHING)


_COMMAND_HANDLER = frozenset({"обработкакоманды", "commandprocessing"})
_COMMAND_PARAMETER = frozenset({"параметркоманды", "commandparameter"})


def _of_command(world: World, code: ModuleCode, method: str, name: str) -> Types:
    if method not in _COMMAND_HANDLER:
        return NOTHING
    if name not in _COMMAND_PARAMETER:
        return _PARAMETERS.get(name, NOTHING)
    owner = code.where.owner
    known = world.metadata.get(owner.kind, owner.name) if owner is not None else None
    if known is None:
        return UNKNOWN
    if owner is not None and owner.kind == "CommonCommand":
        return of_refs(world, known.types) if known.types else UNKNOWN
    wanted = fold(code.where.command or "")
    for command in known.commands:
        if fold(command.name) == wanted and command.types:
            return of_refs(world, command.types)
    return UNKNOWN
