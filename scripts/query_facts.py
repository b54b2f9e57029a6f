"""The query language's words, from the facts to the file of the package."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.virtual_tables import FIELDS, PARAMETERS, Fields

from bsl_pilot.types.catalogue.query import AS_ARGUMENT

OFTEN = (
    "СУММА", "КОЛИЧЕСТВО", "МАКСИМУМ", "МИНИМУМ", "СРЕДНЕЕ", "ЕСТЬNULL", "ЗНАЧЕНИЕ", "ВЫРАЗИТЬ", "ПРЕДСТАВЛЕНИЕ",
    "ПРЕДСТАВЛЕНИЕССЫЛКИ", "ТИП", "ТИПЗНАЧЕНИЯ", "НАЧАЛОПЕРИОДА", "КОНЕЦПЕРИОДА", "ДОБАВИТЬКДАТЕ", "РАЗНОСТЬДАТ",
    "ДАТАВРЕМЯ", "ГОД", "КВАРТАЛ", "МЕСЯЦ", "ДЕНЬГОДА",
    "Справочник", "Документ", "РегистрСведений", "РегистрНакопления", "РегистрБухгалтерии", "РегистрРасчета",
)  # fmt: skip
"""What queries use most, in that order; it is offered first."""
ARGUMENTS = {
    "x": ("Выражение", "Expression"),
    "Строка": ("Строка", "String"),
    "Начало": ("Начало", "Start"),
    "Длина": ("Длина", "Length"),
    "Подстрока": ("Подстрока", "Substring"),
    "ПодстрокаПоиска": ("ПодстрокаПоиска", "SearchSubstring"),
    "ПодстрокаЗамены": ("ПодстрокаЗамены", "ReplaceSubstring"),
    "Дата": ("Дата", "Date"),
    "Дата1": ("Дата1", "Date1"),
    "Дата2": ("Дата2", "Date2"),
    "Период": ("Период", "Period"),
    "Количество": ("Количество", "Count"),
    "Г": ("Год", "Year"),
    "М": ("Месяц", "Month"),
    "Д": ("День", "Day"),
    "ч": ("Час", "Hour"),
    "м": ("Минута", "Minute"),
    "с": ("Секунда", "Second"),
    "Число": ("Число", "Number"),
    "Разряды": ("Разряды", "Digits"),
    "Основание": ("Основание", "Base"),
    "Показатель": ("Показатель", "Exponent"),
    "замена": ("Замена", "Replacement"),
    "имя": ("Имя", "Name"),
    "типа": ("типа", "of type"),
    "путь": ("Путь", "Path"),
    "Ссылка": ("Ссылка", "Ref"),
    "тип": ("Тип", "Type"),
    "поле": ("Поле", "Field"),
    "РАЗЛИЧНЫЕ": ("РАЗЛИЧНЫЕ", "DISTINCT"),
    "КАК": ("КАК", "AS"),
}
"""Words that stand for arguments of the query language's functions."""
RESULTS = {
    "Число": (("Число", "Number"),),
    "Строка": (("Строка", "String"),),
    "Дата": (("Дата", "Date"),),
    "Тип": (("Тип", "Type"),),
    "УникальныйИдентификатор": (("УникальныйИдентификатор", "UUID"),),
    "Число/Булево": (("Число", "Number"), ("Булево", "Boolean")),
    "Число (поле ВТ)": (("Число", "Number"),),
    "тот же": (AS_ARGUMENT,),
}
"""Types of results; what is not here depends on more than one argument."""

Entry = Mapping[str, Any]


def query(language: Entry) -> bytes:
    """The file of the query language's words."""
    words = language["query"]
    for kind in ("tables", "functions"):
        words[kind].sort(key=lambda one: OFTEN.index(one["ru"]) if one["ru"] in OFTEN else len(OFTEN))
    pairs = {kind: [names(one) for one in words[kind]] for kind in ("tables", "periods")}
    data = {
        **pairs,
        "cast_types": [one.partition("(")[0].split("/") for one in words["cast_types"] if "/" in one],
        "functions": [query_function(one) for one in words["functions"]],
        "virtual_tables": [virtual_table(one, dict(pairs["tables"])) for one in words["virtual_tables"]],
    }
    lines = ",\n".join(f"{json.dumps(key)}: {_rows(value)}" for key, value in data.items())
    return f"{{\n{lines}\n}}\n".encode()


def _rows(values: Iterable[Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in values) + "\n]"


def query_function(one: Entry) -> list[Any]:
    """One function: names, arguments, types of the result, whether it aggregates, since when."""
    written = arguments(one["args"], 0), arguments(one["args"], 1)
    return [names(one), written, RESULTS.get(one["ret"], ()), one["group"] == "agg", one.get("since", "")]


def arguments(written: str, language: int) -> str:
    """``x:Число`` or ``Дата,Период`` as a hint shows it: 0 in Russian, 1 in English."""
    words = re.sub(r"[^\W\d_]\w*", lambda word: ARGUMENTS[word[0]][language], written.partition(":")[0])
    return re.sub(r",(?=\S)", ", ", words)


def virtual_table(one: Entry, kinds: Mapping[str, str]) -> dict[str, Any]:
    """One virtual table. ``kinds`` are the English names of kinds of objects."""
    fields: Fields = FIELDS[one["register"], one["ru"]]
    own = one["ru"].startswith("(")
    fixed = [(name, types, False) for name, types in fields.fixed]
    return {
        "kind": (one["register"], kinds[one["register"]]),
        "name": ("", "") if own else [re.sub(r"<.*>", "*", name) for name in names(one)],
        "parameters": [
            (name := written.removesuffix("?"), PARAMETERS[name], written.endswith("?"))
            for written in one["params"]
            if not written.startswith("<")
        ],
        "dimensions": fields.dimensions,
        "resources": fields.resources,
        "attributes": fields.attributes,
        "fields": [*fixed, *((name, (), True) for name in fields.numbered)],
        "complete": fields.complete,
    }


def names(one: Entry) -> tuple[str, str]:
    """Both names of an entry."""
    return one["ru"], one["en"]
