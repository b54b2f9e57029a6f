"""Fields of query results with their types, from the query's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.types.query import read_query

from tests.unit.types.world import before_dot, described, inference

QUERIES = [
    (
        "ВЫБРАТЬ Т.Ссылка, Т.Артикул КАК Код ИЗ Справочник.Товары КАК Т",
        "Ссылка: CatalogRef.Товары, Код: String",
    ),
    ("SELECT Т.Ref AS Ref FROM Catalog.Товары AS Т", "Ref: CatalogRef.Товары"),
    ("ВЫБРАТЬ Артикул ИЗ Справочник.Товары", "Артикул: String"),
    ("ВЫБРАТЬ Д.Товар.Вид ИЗ Документ.Заказ КАК Д", "ТоварВид: EnumRef.ВидыТоваров"),
    (
        "ВЫБРАТЬ С.Ссылка.Товар КАК А, С.Цена ИЗ Документ.Заказ.Строки КАК С",
        "А: CatalogRef.Товары, Цена: Number",
    ),
    (
        "ВЫБРАТЬ СУММА(С.Цена) КАК А, МАКСИМУМ(С.Товар) КАК Б ИЗ Документ.Заказ.Строки КАК С",
        "А: Number, Б: CatalogRef.Товары",
    ),
    (
        "ВЫБРАТЬ О.КоличествоОстаток, О.Товар ИЗ РегистрНакопления.Остатки.Остатки(&Д, Товар = &Т) КАК О",
        "КоличествоОстаток: Number, Товар: CatalogRef.Товары",
    ),
    ("ВЫБРАТЬ Ц.Цена ИЗ РегистрСведений.Цены.СрезПоследних КАК Ц", "Цена: Number"),
    (
        "SELECT Ц.Товар, Ц.Period AS P FROM InformationRegister.Цены.SliceLast AS Ц",
        "Товар: CatalogRef.Товары, P: Date",
    ),
    (
        "ВЫБРАТЬ О.КоличествоПриход, О.ПериодМесяц, О.КоличествоОстаток ИЗ РегистрНакопления.Остатки.Обороты КАК О",
        "КоличествоПриход: Number, ПериодМесяц: Date, КоличествоОстаток: ?",
    ),
    ("ВЫБРАТЬ О.Область ИЗ Документ.Заказ КАК О", "Область: CatalogRef.Товары"),
    ("ВЫБРАТЬ О.Область ИЗ Справочник.Товары КАК О", "Область: ?"),
    ("ВЫБРАТЬ ЕСТЬNULL(Т.Вид, &П) КАК А ИЗ Справочник.Товары КАК Т", "А: EnumRef.ВидыТоваров|?"),
    ('ВЫБРАТЬ ВЫБОР КОГДА ИСТИНА ТОГДА 1 ИНАЧЕ "" КОНЕЦ КАК А', "А: Number|String"),
    ("ВЫБРАТЬ ЗНАЧЕНИЕ(Перечисление.ВидыТоваров.Еда) КАК А", "А: EnumRef.ВидыТоваров"),
    (
        "ВЫБРАТЬ ВЫРАЗИТЬ(&П КАК Справочник.Товары).Артикул КАК А, ВЫРАЗИТЬ(&П КАК СТРОКА(10)) КАК Б",
        "А: String, Б: String",
    ),
    ('ВЫБРАТЬ 1 КАК А ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ ""', "А: Number|String"),
    ("ВЫБРАТЬ А.Б КАК В ИЗ (ВЫБРАТЬ 1 КАК Б) КАК А", "В: Number"),
    (
        "ВЫБРАТЬ Т.Ссылка КАК С ПОМЕСТИТЬ ВТ ИЗ Справочник.Товары КАК Т; ВЫБРАТЬ * ИЗ ВТ КАК ВТ",
        "С: CatalogRef.Товары",
    ),
    ("ВЫБРАТЬ Т.Нет, Т.Есть.Нет КАК Х ИЗ НетТакой КАК Т", "Нет: ?, Х: ?"),
    ("ВЫБРАТЬ Д.Строки.(Цена) КАК Ч ИЗ Документ.Заказ КАК Д", "Ч: QueryResult{Цена}"),
    ("ВЫБРАТЬ Т.Ссылка, // 🙂\n Т. ИЗ Справочник.Товары КАК Т", None),
]


@pytest.mark.parametrize(("text", "expected"), QUERIES, ids=[text for text, _ in QUERIES])
def test_fields(text: str, expected: str | None) -> None:
    query = read_query(inference("").world, text)
    fields = query.results[query.last]
    if expected is not None:
        assert ", ".join(f"{one.name}: {described(one.types)}" for one in fields) == expected


CODE = [
    (
        'З = Новый Запрос("ВЫБРАТЬ Т.Ссылка КАК А ИЗ Справочник.Товары КАК Т"); В = З.Выполнить().Выбрать(); В.А│.',
        "CatalogRef.Товары",
    ),
    (
        'З = Новый Запрос; З.Текст = "ВЫБРАТЬ\n|\t1 КАК А"; Т = З.Выполнить().Выгрузить(); Т│.',
        "ValueTable{А}",
    ),
    (
        'З = Новый Запрос; З.Текст = "ВЫБРАТЬ 1 КАК А"; Для Каждого С Из З.Выполнить().Выгрузить() Цикл С│. КонецЦикла',
        "ValueTableRow{А}",
    ),
    (
        'Т = "ВЫБРАТЬ &К КАК А"; Т = СтрЗаменить(Т, "&К", "1"); З = Новый Запрос(Т); З.Выполнить()│.',
        "QueryResult{А}",
    ),
    (
        'З = Новый Запрос("ВЫБРАТЬ 1 КАК А; ВЫБРАТЬ 2 КАК Б"); П = З.ВыполнитьПакет(); П[0]│.',
        "QueryResult{А}",
    ),
    (
        'З = Новый Запрос("ВЫБРАТЬ 1 КАК А"); З.УстановитьПараметр("А", 1); Р = З.Выполнить(); Р.Выбрать().Выбрать()│.',
        "QueryResultSelection{А}",
    ),
    ("З = Новый Запрос(Текст()); З.Выполнить()│.", "QueryResult{Из}"),
    ("З = Новый Запрос(А); З.Выполнить()│.", "QueryResult"),
]


@pytest.mark.parametrize(("code", "expected"), CODE, ids=[code for code, _ in CODE])
def test_in_code(code: str, expected: str) -> None:
    text = 'Функция Текст()\nВозврат "ВЫБРАТЬ 1 КАК Из";\nКонецФункции\n'
    assert before_dot(f"{text}Процедура А()\n{code}\nКонецПроцедуры") == expected


@given(st.text(alphabet="ВЫБРАТЬИЗКАКПО.,;()*&#\"' \nтХ1", max_size=120))
def test_any_text_is_read(text: str) -> None:
    read_query(inference("").world, f"ВЫБРАТЬ {text}")
