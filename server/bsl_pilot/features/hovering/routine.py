"""A method of a module: its header, where it stands and who may call it, what its comment says."""

from __future__ import annotations

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.meanings.comment import Comment, Entry, read_comment
from bsl_pilot.features.meanings.header import header_of
from bsl_pilot.features.meanings.model import Routine
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.project.metadata.model import CommonModule

PARAMETERS = Text("Параметры", "Parameters")
RETURNS = Text("Возвращаемое значение", "Returns")
EXAMPLES = Text("Пример", "Example")
CALLS = Text("Варианты вызова", "Call options")
DEPRECATED = Text("Устарела.", "Deprecated.")
MOST_EXAMPLE_LINES = 30

_KINDS = {
    ModuleKind.MANAGER: Text("модуль менеджера", "manager module"),
    ModuleKind.OBJECT: Text("модуль объекта", "object module"),
    ModuleKind.RECORD_SET: Text("модуль набора записей", "record set module"),
    ModuleKind.VALUE_MANAGER: Text("модуль менеджера значения", "value manager module"),
    ModuleKind.FORM: Text("модуль формы", "form module"),
    ModuleKind.COMMAND: Text("модуль команды", "command module"),
}
_SERVER = Text("сервер", "server")
_CLIENT = Text("клиент", "client")
_FLAGS = (
    ("server", _SERVER),
    ("client", _CLIENT),
    ("server_call", Text("вызов сервера", "server call")),
    ("is_global", Text("глобальный", "global")),
    ("privileged", Text("привилегированный", "privileged")),
    ("external_connection", Text("внешнее соединение", "external connection")),
)
_REUSE = {
    "DuringRequest": Text("повторное использование на время вызова", "return values reused during a call"),
    "DuringSession": Text("повторное использование на время сеанса", "return values reused during a session"),
}


def write_routine(page: Page, routine: Routine, about: About) -> None:
    """Writes about a method."""
    header = header_of(routine.code, routine.method)
    page.code("\n".join([*header.annotations, header.label]))
    page.text(_where(page, routine, about))
    comment = read_comment(routine.method.doc)
    if comment.deprecated is not None:
        said = page.style.say(DEPRECATED)
        page.text(
            f"{f'**{said}**' if page.style.markdown else said} {page.style.prose(comment.deprecated)}".strip()
        )
    page.prose(comment.about)
    write_entries(page, PARAMETERS, comment.parameters)
    _returns(page, comment, routine, about)
    write_calls(page, comment)


def _where(page: Page, routine: Routine, about: About) -> str:
    """`ОбщийМодуль.Проводки` · сервер, вызов сервера; nothing for a method of the module itself."""
    where = routine.code.where
    if where.owner is None or routine.code is about.inference.code:
        return ""
    said = [page.style.name(about.names.path(str(where.owner)))]
    if where.kind is ModuleKind.COMMON:
        flags = about.world.metadata.common_module(where.owner.name)
        said += [page.style.say(one) for one in module_flags(flags)] if flags is not None else []
    elif where.kind in _KINDS:
        said.append(page.style.say(_KINDS[where.kind]))
    return " · ".join(said)


def module_flags(flags: CommonModule) -> list[Text]:
    """Where the methods of a common module run, and how."""
    found = [text for name, text in _FLAGS if getattr(flags, name)]
    return [*found, *([_REUSE[flags.reuse]] if flags.reuse in _REUSE else [])]


def write_entries(page: Page, heading: Text, entries: list[Entry]) -> None:
    """Writes parameters or results with their fields as a list."""
    if not entries:
        return
    page.heading(heading)
    page.items([(one.level, entry_text(page, one)) for one in entries])


def entry_text(page: Page, entry: Entry) -> str:
    """`Имя` — Типы — words."""
    pieces = (page.style.name(entry.name), page.style.prose(entry.types), page.style.prose(entry.text))
    return " — ".join(piece for piece in pieces if piece)


def _returns(page: Page, comment: Comment, routine: Routine, about: About) -> None:
    if comment.returns:
        write_entries(page, RETURNS, comment.returns)
        return
    if not routine.method.flow.is_function:
        return
    found = about.names.union(about.inference.result_of(routine.code, routine.method))
    if found:
        page.heading(RETURNS)
        page.items([(0, page.style.name(found))])


def write_calls(page: Page, comment: Comment) -> None:
    """Writes ways to call and examples."""
    calls = [line for line in comment.calls if line]
    if calls:
        page.heading(CALLS)
        page.items([(0, page.style.prose(line)) for line in calls])
    lines = [line.expandtabs(4) for line in comment.examples]
    while lines and not lines[-1].strip():
        lines.pop()
    if lines:
        page.heading(EXAMPLES)
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        page.code("\n".join(line[margin:] for line in lines[:MOST_EXAMPLE_LINES]))
