"""``bsl-pilot graph``: subsystems, modules and their calls as a diagram."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from bsl_pilot import app
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Показывает архитектуру проекта: подсистемы, модули и вызовы между ними.\n"
    "Код выхода: 0 готово, 2 папки или модуля нет.",
    "Shows the architecture of a project: subsystems, modules and the calls between them.\n"
    "Exit code: 0 done, 2 there is no such folder or module.",
)
_PROJECT = Text("папка проекта", "folder of the project")
_FROM = Text(
    "окружение одного модуля: ОбщийМодуль.Имя, Справочник.Имя, имя или путь",
    "the surroundings of one module: CommonModule.Name, Catalog.Name, a name or a path",
)
_DEPTH = Text("на сколько вызовов от модуля, с --from", "how many calls away from the module, with --from")
_LEVEL = Text("что показать как узел", "what a node is")
_TOP = Text(
    "сколько связей показать, от самых частых; 0: все (по умолчанию {top}, в JSON все)",
    "how many links are shown, the heaviest first; 0: all (by default {top}, in JSON all)",
)
_FORMAT = Text("вид ответа", "form of the answer")
_NUMBER = Text("{name}: нужно число от {least}", "{name}: a number from {least} is needed")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Indexes, prints the diagram, returns the exit code."""
    from bsl_pilot.features.architecture.diagram import Format, Wanted, drawn  # noqa: PLC0415  (numpy)
    from bsl_pilot.features.architecture.document import as_document  # noqa: PLC0415
    from bsl_pilot.features.architecture.model import Level  # noqa: PLC0415

    asked = _parser(locale).parse_args(arguments)
    for name, least in (("depth", 1), ("top", 0)):
        value = getattr(asked, name)
        if value is not None and value < least:
            raise UsageError(_NUMBER.filled(name=f"--{name}", least=least))
    workspace = open_workspace(asked.project, asked.lang)
    wanted = Wanted(
        Format(asked.format),
        Level(asked.level) if asked.level else None,
        asked.origin,
        asked.depth,
        asked.top,
    )
    with Progress(workspace.locale) as progress:
        found = app.graph(app.index_folder(workspace, app.IndexRequest(asked.project), progress), wanted)
    if wanted.format is Format.JSON:
        document = as_document(found, workspace.locale)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(drawn(found, wanted.format, workspace.locale))
    return 0


def _parser(locale: Locale) -> Parser:
    from bsl_pilot.features.architecture.diagram import READABLE, Format  # noqa: PLC0415
    from bsl_pilot.features.architecture.model import Level  # noqa: PLC0415

    parser = Parser("graph", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("--project", default=".", metavar="DIR", help=_PROJECT.to(locale))
    add("--from", dest="origin", default="", metavar="MODULE", help=_FROM.to(locale))
    add("--depth", type=int, default=1, metavar="N", help=_DEPTH.to(locale))
    add("--level", choices=[one.value for one in Level], help=_LEVEL.to(locale))
    add("--top", type=int, metavar="N", help=_TOP.to(locale, top=READABLE))
    formats = [one.value for one in Format]
    add("--format", choices=formats, default=Format.MERMAID.value, help=_FORMAT.to(locale))
    return parser
