"""A compilation directive where it means nothing."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text
from bsl_pilot.review.code.method import DIRECTIVES
from bsl_pilot.review.edits import without_range

RULE = Rule(
    key="CompilationDirectiveNeedLess",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    language=For.BSL,
    modules=(
        ModuleType.APPLICATION,
        ModuleType.COMMON,
        ModuleType.EXTERNAL_CONNECTION,
        ModuleType.MANAGED_APPLICATION,
        ModuleType.MANAGER,
        ModuleType.OBJECT,
        ModuleType.ORDINARY_APPLICATION,
        ModuleType.RECORD_SET,
        ModuleType.SESSION,
        ModuleType.VALUE_MANAGER,
    ),
    title=Text("Лишняя директива компиляции", "A needless compilation directive"),
    about=Text(
        "Директивы компиляции нужны только в модулях форм и команд. Где выполняется другой модуль, говорят его вид и "
        "признаки; директива в нём только сбивает с толку.",
        "Compilation directives belong only into modules of forms and commands. Where another module runs is told by its "
        "kind and its flags; a directive in it only misleads.",
    ),
    message=Text(
        "Директива «{name}» в этом модуле ничего не значит",
        "The directive `{name}` means nothing in this module",
    ),
    fix=Text("Убрать директиву", "Remove the directive"),
    see=("https://its.1c.ru/db/v8std/content/439/hdoc",),
    examples=(
        Bad(
            "⟦&НаСервере⟧\nПроцедура А() Экспорт\nКонецПроцедуры\n",
            fixed="Процедура А() Экспорт\nКонецПроцедуры\n",
        ),
        Bad(
            "⟦&AtClient⟧\r\nVar A;\r\n⟦&AtServerNoContext⟧ Function F()\r\nEndFunction\r\n",
            fixed="Var A;\r\n Function F()\r\nEndFunction\r\n",
            path="Catalogs/Goods/Ext/ObjectModule.bsl",
            hidden=True,
        ),
        Good('&После("А")\nПроцедура Расш_А()\nКонецПроцедуры\n'),
        Good("&\nПроцедура А(", hidden=True),
    ),
)


@RULE.nodes("annotation")
def check(node: Node, code: Code) -> Found:
    if node.word_of("name") in DIRECTIVES:
        yield RULE.at(node, name=node.text, fix=partial(without_range, node.start, node.end, code))
