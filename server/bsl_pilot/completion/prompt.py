"""The one prompt format of our own models, for training and for serving.

A prompt is ``<path> header [<suffix> suffix] <prefix> prefix``, and what the model writes follows at once: the
text typed next extends the prompt, so that a cache of keys and values survives typing. The end of what was
missing before a suffix is ``<end>``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

PAD, END, PREFIX, SUFFIX, MIDDLE, PATH, CONTEXT, RESERVED = range(8)
SPECIAL_TOKENS = (
    "<|pad|>",
    "<|end|>",
    "<|prefix|>",
    "<|suffix|>",
    "<|middle|>",
    "<|path|>",
    "<|context|>",
    "<|reserved|>",
)
"""Special tokens; their place in the tuple is their id. ``<|middle|>`` and those behind ``<|path|>`` are spare."""

MAX_HEADER = 24
"""Tokens of the header that are kept."""
MAX_SUFFIX = 64
"""Tokens of the suffix that are kept."""

_OWNERS = {
    "CommonModules": "ОбщийМодуль",
    "Catalogs": "Справочник",
    "Documents": "Документ",
    "DataProcessors": "Обработка",
    "Reports": "Отчет",
    "InformationRegisters": "РегистрСведений",
    "AccumulationRegisters": "РегистрНакопления",
    "AccountingRegisters": "РегистрБухгалтерии",
    "CalculationRegisters": "РегистрРасчета",
    "Enums": "Перечисление",
    "CommonForms": "ОбщаяФорма",
    "CommonCommands": "ОбщаяКоманда",
    "ChartsOfCharacteristicTypes": "ПланВидовХарактеристик",
    "ChartsOfAccounts": "ПланСчетов",
    "ChartsOfCalculationTypes": "ПланВидовРасчета",
    "BusinessProcesses": "БизнесПроцесс",
    "Tasks": "Задача",
    "ExchangePlans": "ПланОбмена",
    "Constants": "Константа",
    "DocumentJournals": "ЖурналДокументов",
    "FilterCriteria": "КритерийОтбора",
    "SettingsStorages": "ХранилищеНастроек",
    "HTTPServices": "HTTPСервис",
    "WebServices": "WebСервис",
    "Sequences": "Последовательность",
}
"""Folders of metadata in both layouts of a configuration, and what 1C calls their objects."""
_PARTS = {
    "Forms": "Форма",
    "Commands": "Команда",
    "ObjectModule": "МодульОбъекта",
    "ManagerModule": "МодульМенеджера",
    "RecordSetModule": "МодульНабораЗаписей",
    "ValueManagerModule": "МодульМенеджераЗначения",
}
_NOISE = {"Ext", "Form", "Module", "CommandModule"}
_LINE_ENDS = re.compile("\r\n?")


def header(path: str) -> str:
    """Kind and name of the module at ``path``: ``Справочник.Товары.Форма.ФормаСписка``, ``Скрипт.cli.app``."""
    parts = [*PurePosixPath(path.replace("\\", "/")).with_suffix("").parts]
    owners = [at for at, part in enumerate(parts[:-1]) if part in _OWNERS]
    if owners:
        first = owners[-1]
        rest = [_PARTS.get(part, part) for part in parts[first + 2 :] if part not in _NOISE]
        return ".".join([_OWNERS[parts[first]], parts[first + 1], *rest])
    if path.endswith(".os"):
        return ".".join(["Скрипт", *parts[-2:]])
    return ".".join(part for part in parts[-3:] if part not in _NOISE and part not in "/\\")


def compose(header_ids: Sequence[int], suffix_ids: Sequence[int], prefix_ids: Sequence[int]) -> list[int]:
    """The tokens of a prompt; without ``suffix_ids`` the model is told nothing of what follows."""
    behind = [SUFFIX, *suffix_ids[:MAX_SUFFIX]] if suffix_ids else []
    return [PATH, *header_ids[:MAX_HEADER], *behind, PREFIX, *prefix_ids]


def normalise(text: str) -> str:
    """The text with ``\\n`` as its only line end and without a byte order mark."""
    return _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
