"""An operation of a web service whose handler is missing or wrong."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

_SERVICE = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"><WebService><Properties><Name>Склад</Name></Properties>'
    "<ChildObjects><Operation><Properties><Name>Get</Name><ProcedureName>{handler}</ProcedureName></Properties>"
    "<ChildObjects><Parameter><Properties><Name>Код</Name></Properties></Parameter></ChildObjects></Operation>"
    "</ChildObjects></WebService></MetaDataObject>"
)
_PATH = "WebServices/Склад/Ext/Module.bsl"
_FILE = "WebServices/Склад.xml"
RULE = Rule(
    key="WrongWebServiceHandler",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    language=For.BSL,
    modules=(ModuleType.WEB_SERVICE,),
    need=Need.METADATA,
    title=Text("Неверный обработчик веб-сервиса", "A wrong handler of a web service"),
    about=Text(
        "Обработчик операции веб-сервиса — метод модуля сервиса с таким же числом параметров, как у операции. Иначе вызов "
        "операции завершится ошибкой.",
        "The handler of a web service's operation is a method of its module with as many parameters as the operation has. "
        "Otherwise a call of the operation ends with an error.",
    ),
    message=Text(
        "Нет обработчика «{method}» операции {name}",
        "The handler `{method}` of the operation {name} is missing",
    ),
    examples=(
        Bad(
            "⟦Функция⟧ Другая(Код)\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="Получить")},
        ),
        Bad(
            "// Склад\nФункция ⟦Получить⟧(Код, Еще)\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="получить")},
        ),
        Bad("⟦Var⟧ A;\n", path=_PATH, files={_FILE: _SERVICE.format(handler="")}, hidden=True),
        Good(
            "Функция Получить(Код)\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="ПОЛУЧИТЬ")},
        ),
    ),
)
_PARAMETERS = Text(
    "У обработчика «{method}» должно быть столько же параметров, как у операции {name}: {count}",
    "The handler `{method}` must have as many parameters as the operation {name}: {count}",
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    project, owner = module.project, module.scene.owner
    known = project.metadata.get(*owner) if project is not None and owner is not None else None
    for one in known.operations if known is not None else ():
        piece = module.method_by_name.get(fold(one.handler))
        if piece is None or piece.method is None:
            yield RULE.at(module.head, name=one.name, method=one.handler)
        elif len(piece.method.parameters) != len(one.parameters):
            place = piece.place(piece.method)
            yield RULE.at(
                place, message=_PARAMETERS, name=one.name, method=one.handler, count=len(one.parameters)
            )
