"""Functions, tables and virtual tables of the query language."""

from __future__ import annotations

import pytest

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.query import AS_ARGUMENT, VirtualTable, query_words


def table(kind: str, name: str) -> VirtualTable:
    found = query_words().virtual_table(kind, name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["СУММА", "sum", "Сумма"])
def test_a_function_by_either_name(name: str) -> None:
    found = query_words().function(name)
    assert found is not None
    assert (found.name, found.aggregate) == (Text("СУММА", "SUM"), True)
    assert found.returns == (Text("Число", "Number"),)


def test_arguments_are_in_both_languages() -> None:
    words = query_words()
    substring, largest = words.function("SUBSTRING"), words.function("МАКСИМУМ")
    assert substring is not None
    assert largest is not None
    assert substring.arguments == Text("Строка, Начало, Длина", "String, Start, Length")
    assert largest.returns == (AS_ARGUMENT,)
    assert words.function("НетТакой") is None


def test_parameters_and_fields_of_virtual_tables() -> None:
    turnovers = table("РегистрНакопления", "turnovers")
    assert [one.name.en for one in turnovers.parameters] == [
        "BeginOfPeriod",
        "EndOfPeriod",
        "Periodicity",
        "Condition",
    ]
    assert all(one.optional for one in turnovers.parameters)
    assert Text("Оборот", "Turnover") in turnovers.resources
    assert Text("ПериодДень", "DayPeriod") in [one.name for one in turnovers.fields]
    balance = table("AccountingRegister", "Остатки")
    assert Text("ОстатокДт", "BalanceDr") in balance.resources
    assert [one.name.ru for one in balance.fields if one.numbered] == ["Субконто"]
    assert balance.complete


def test_the_same_name_of_several_kinds() -> None:
    assert (
        table("AccumulationRegister", "Balance").parameters
        != table("AccountingRegister", "Balance").parameters
    )


def test_a_table_that_is_named_after_a_register() -> None:
    assert table("CalculationRegister", "БазаНачисления").name.ru == "База*"
    assert query_words().virtual_table("Catalog", "Balance") is None
    assert query_words().virtual_tables_of("Справочник") == ()
    (criterion,) = query_words().virtual_tables_of("КритерийОтбора")
    assert criterion.name == Text("", "")
