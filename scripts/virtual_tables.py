"""Fields of the query language's virtual tables, which the facts have as prose, and English names of parameters.

Suffixes stand for fields made of an object's own: ``Остаток`` makes ``СуммаОстаток`` of the resource ``Сумма``.
"""

from __future__ import annotations

from typing import NamedTuple

Pair = tuple[str, str]

AS_IS: Pair = ("", "")
BOTH_SIDES: tuple[Pair, ...] = (("Дт", "Dr"), ("Кт", "Cr"))

DATE: Pair = ("Дата", "Date")
NUMBER: Pair = ("Число", "Number")
BOOLEAN: Pair = ("Булево", "Boolean")
ACCOUNT: Pair = ("ПланСчетовСсылка", "ChartOfAccountsRef")

PERIOD = (("Период", "Period"), (DATE,))
RECORDER = (("Регистратор", "Recorder"), ())
LINE = (("НомерСтроки", "LineNumber"), (NUMBER,))
ACTIVE = (("Активность", "Active"), (BOOLEAN,))
PERIODS = tuple(
    ((f"Период{ru}", f"{en}Period"), (DATE,))
    for ru, en in (
        ("Секунда", "Second"), ("Минута", "Minute"), ("Час", "Hour"), ("День", "Day"), ("Неделя", "Week"),
        ("Декада", "TenDays"), ("Месяц", "Month"), ("Квартал", "Quarter"), ("Полугодие", "HalfYear"), ("Год", "Year"),
    )
)  # fmt: skip
TIMES = (PERIOD, *PERIODS, RECORDER, LINE)
"""Fields that a periodicity gives; which of them, the parameter says."""

Field = tuple[Pair, tuple[Pair, ...]]


class Fields(NamedTuple):
    """The fields of one virtual table. ``numbered`` ones go on with 1, 2, 3."""

    dimensions: tuple[Pair, ...] = (AS_IS,)
    resources: tuple[Pair, ...] = ()
    attributes: bool = False
    fixed: tuple[Field, ...] = ()
    numbered: tuple[Pair, ...] = ()
    complete: bool = True


def sided(ru: str, en: str) -> tuple[Pair, ...]:
    """A suffix, and the same for debit and credit."""
    return ((ru, en), (f"{ru}Дт", f"{en}Dr"), (f"{ru}Кт", f"{en}Cr"))


SLICE = Fields(resources=(AS_IS,), attributes=True, fixed=(PERIOD, RECORDER, LINE, ACTIVE))
TURNOVER: Pair = ("Оборот", "Turnover")
MOVEMENTS: tuple[Pair, ...] = (("Приход", "Receipt"), ("Расход", "Expense"))
BOUNDS: tuple[Pair, ...] = (("НачальныйОстаток", "OpeningBalance"), ("КонечныйОстаток", "ClosingBalance"))
SUBJECT: Pair = ("Субконто", "ExtDimension")
ACCOUNTS: tuple[Field, ...] = ((("СчетДт", "AccountDr"), (ACCOUNT,)), (("СчетКт", "AccountCr"), (ACCOUNT,)))
SUBJECTS: tuple[Pair, ...] = (("СубконтоДт", "ExtDimensionDr"), ("СубконтоКт", "ExtDimensionCr"))

FIELDS: dict[tuple[str, str], Fields] = {
    ("РегистрСведений", "СрезПоследних"): SLICE,
    ("РегистрСведений", "СрезПервых"): SLICE,
    ("РегистрНакопления", "Остатки"): Fields(resources=(("Остаток", "Balance"),)),
    ("РегистрНакопления", "Обороты"): Fields(resources=(TURNOVER, *MOVEMENTS), fixed=TIMES),
    ("РегистрНакопления", "ОстаткиИОбороты"): Fields(resources=(*BOUNDS, TURNOVER, *MOVEMENTS), fixed=TIMES),
    ("РегистрБухгалтерии", "Остатки"): Fields(
        resources=(*sided("Остаток", "Balance"), *sided("РазвернутыйОстаток", "SplittedBalance")[1:]),
        fixed=((("Счет", "Account"), (ACCOUNT,)),),
        numbered=(SUBJECT,),
    ),
    ("РегистрБухгалтерии", "Обороты"): Fields(
        dimensions=(AS_IS, ("Кор", "Balanced")),
        resources=(*sided(*TURNOVER), *sided("КорОборот", "BalancedTurnover")),
        fixed=(*TIMES, (("Счет", "Account"), (ACCOUNT,)), (("КорСчет", "BalancedAccount"), (ACCOUNT,))),
        numbered=(SUBJECT, ("КорСубконто", "BalancedExtDimension")),
    ),
    ("РегистрБухгалтерии", "ОстаткиИОбороты"): Fields(
        resources=(
            *sided(*BOUNDS[0]),
            *sided("НачальныйРазвернутыйОстаток", "OpeningSplittedBalance")[1:],
            *sided(*TURNOVER),
            *sided(*BOUNDS[1]),
            *sided("КонечныйРазвернутыйОстаток", "ClosingSplittedBalance")[1:],
        ),
        fixed=(*TIMES, (("Счет", "Account"), (ACCOUNT,))),
        numbered=(SUBJECT,),
    ),
    ("РегистрБухгалтерии", "ОборотыДтКт"): Fields(
        dimensions=(AS_IS, *BOTH_SIDES),
        resources=sided(*TURNOVER),
        fixed=(*TIMES, *ACCOUNTS),
        numbered=SUBJECTS,
    ),
    ("РегистрБухгалтерии", "ДвиженияССубконто"): Fields(
        dimensions=(AS_IS, *BOTH_SIDES),
        resources=(AS_IS, *BOTH_SIDES),
        attributes=True,
        fixed=(PERIOD, RECORDER, LINE, ACTIVE, *ACCOUNTS),
        numbered=(
            *SUBJECTS,
            ("ВидСубконтоДт", "ExtDimensionTypeDr"),
            ("ВидСубконтоКт", "ExtDimensionTypeCr"),
        ),
        complete=False,
    ),
    ("РегистрБухгалтерии", "Субконто"): Fields(
        dimensions=(),
        fixed=(PERIOD, RECORDER, LINE, (("Вид", "Kind"), ()), (("Значение", "Value"), ())),
        complete=False,
    ),
    ("РегистрРасчета", "ДанныеГрафика"): Fields(resources=(AS_IS,), attributes=True, complete=False),
    ("РегистрРасчета", "ФактическийПериодДействия"): Fields(
        resources=(AS_IS,), attributes=True, complete=False
    ),
    ("РегистрРасчета", "База<ИмяРегистра>"): Fields(
        resources=(AS_IS, ("База", "Base")), attributes=True, complete=False
    ),
    ("Последовательность", "Границы"): Fields(fixed=(PERIOD, RECORDER), complete=False),
    ("Задача", "ЗадачиПоИсполнителю"): Fields(dimensions=(AS_IS,), attributes=True, complete=False),
    ("КритерийОтбора", "(сам критерий)"): Fields(dimensions=(), fixed=((("Ссылка", "Ref"), ()),)),
}

PARAMETERS = {
    "Период": "Period",
    "Условие": "Condition",
    "НачалоПериода": "BeginOfPeriod",
    "КонецПериода": "EndOfPeriod",
    "Периодичность": "Periodicity",
    "МетодДополнения": "AddMethod",
    "УсловиеСчета": "AccountCondition",
    "УсловиеКорСчета": "BalancedAccountCondition",
    "УсловиеСчетаДт": "AccountDrCondition",
    "УсловиеСчетаКт": "AccountCrCondition",
    "Субконто": "ExtDimensions",
    "КорСубконто": "BalancedExtDimensions",
    "СубконтоДт": "ExtDimensionsDr",
    "СубконтоКт": "ExtDimensionsCr",
    "Порядок": "Order",
    "Первые": "Top",
    "ИзмеренияОсновного": "MainRegisterDimensions",
    "ИзмеренияБазового": "BaseRegisterDimensions",
    "Разрезы": "Groupings",
    "&Значение": "&Value",
}
"""English names of parameters, which stand in hints only."""
