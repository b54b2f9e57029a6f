"""A method of an HTTP service whose handler is missing or wrong."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

_SERVICE = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"><HTTPService><Properties><Name>Склад</Name></Properties>'
    "<ChildObjects><URLTemplate><Properties><Name>Товары</Name></Properties><ChildObjects><Method><Properties>"
    "<Name>GET</Name><HTTPMethod>GET</HTTPMethod><Handler>{handler}</Handler></Properties></Method></ChildObjects>"
    "</URLTemplate></ChildObjects></HTTPService></MetaDataObject>"
)
_PATH = "HTTPServices/Склад/Ext/Module.bsl"
_FILE = "HTTPServices/Склад.xml"
RULE = Rule(
    key="WrongHttpServiceHandler",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    language=For.BSL,
    modules=(ModuleType.HTTP_SERVICE,),
    need=Need.METADATA,
    title=Text("Неверный обработчик HTTP-сервиса", "A wrong handler of an HTTP service"),
    about=Text(
        "Обработчик метода HTTP-сервиса — функция модуля сервиса с одним параметром, запросом. Если её нет или параметров "
        "другое число, сервис на каждый запрос ответит ошибкой 500.",
        "The handler of an HTTP service's method is a function of its module with one parameter, the request. Without it, or "
        "with another number of parameters, the service answers every request with error 500.",
    ),
    message=Text(
        "Нет обработчика «{method}» метода {name}", "The handler `{method}` of the method {name} is missing"
    ),
    examples=(
        Bad(
            "⟦Функция⟧ Другая(Запрос)\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="Получить")},
        ),
        Bad(
            "// Склад\nФункция ⟦Получить⟧()\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="получить")},
        ),
        Bad("⟦Var⟧ A;\n", path=_PATH, files={_FILE: _SERVICE.format(handler="")}, hidden=True),
        Good(
            "Функция Получить(Запрос)\nКонецФункции\n",
            path=_PATH,
            files={_FILE: _SERVICE.format(handler="ПОЛУЧИТЬ")},
        ),
    ),
)
_PARAMETERS = Text(
    "У обработчика «{method}» метода {name} должен быть один параметр",
    "The handler `{method}` of the method {name} must have one parameter",
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    project, owner = module.project, module.scene.owner
    known = project.metadata.get(*owner) if project is not None and owner is not None else None
    for one in known.operations if known is not None else ():
        piece = module.method_by_name.get(fold(one.handler))
        if piece is None or piece.method is None:
            yield RULE.at(module.head, name=f"{one.group}.{one.name}", method=one.handler)
        elif len(piece.method.parameters) != 1:
            place = piece.place(piece.method)
            yield RULE.at(
                place, message=_PARAMETERS, name=f"{one.group}.{one.name}", method=one.handler, count=1
            )
