"""External reports, data processors or extensions are attached."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="UsingExternalCodeTools",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.CRITICAL,
    minutes=15,
    title=Text("Подключение внешнего кода", "External code is attached"),
    about=Text(
        "Внешняя обработка, отчёт или расширение выполняется с правами базы. Подключайте только проверенное, в "
        "безопасном режиме, и записывайте, кто это сделал.",
        "An external data processor, report or extension runs with the rights of the infobase. Attach only what has been "
        "examined, in safe mode, and log who did it.",
    ),
    message=Text("Подключается внешний код: «{name}»", "External code is attached: `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/669/hdoc",),
    examples=(
        Bad("Обработка = ⟦ВнешниеОбработки.Создать(Адрес)⟧;\nИмя = ⟦ВнешниеОтчеты.Подключить(Адрес)⟧;\n"),
        Bad("A = ⟦ExternalDataProcessors.Create(Name)⟧;\nB = ⟦ConfigurationExtensions.Create()⟧;\n"),
        Good("Обработка = Обработки.Обмен.Создать();\nСписок = РасширенияКонфигурации.Получить();\n"),
    ),
)
_EXTERNAL = frozenset({"внешниеобработки", "externaldataprocessors", "внешниеотчеты", "externalreports"})
_EXTENSIONS = frozenset({"расширенияконфигурации", "configurationextensions"})


@RULE.members("Создать", "Create")
def created(call: Call, _code: Code) -> Found:
    if call.receiver is not None and call.receiver.word in _EXTERNAL | _EXTENSIONS:
        yield RULE.at(call.node, name=call.receiver.text)


@RULE.members("Подключить", "Connect", "ПолучитьФорму", "GetForm")
def attached(call: Call, _code: Code) -> Found:
    if call.receiver is not None and call.receiver.word in _EXTERNAL:
        yield RULE.at(call.node, name=call.receiver.text)
