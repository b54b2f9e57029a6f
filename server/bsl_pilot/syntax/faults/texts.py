"""What is said about each kind of fault, in both languages. Words from the code stand in backticks."""

from __future__ import annotations

from bsl_pilot.locale import Text

NOT_CLOSED = Text(
    "`{opener}` в строке {line} не закрыт: нет `{closer}`",
    "`{opener}` on line {line} is not closed: `{closer}` is missing",
)
NOT_CLOSED_FEMININE = Text(
    "`{opener}` в строке {line} не закрыта: нет `{closer}`",
    "`{opener}` on line {line} is not closed: `{closer}` is missing",
)
WRONG_CLOSER = Text(
    "`{opener}` в строке {line} закрывается словом `{closer}`, а здесь `{found}`",
    "`{opener}` on line {line} is closed with `{closer}`, but here is `{found}`",
)
CLOSES_NOTHING = Text(
    "`{found}` ничего не закрывает: перед ним нет открытого `{opener}`",
    "`{found}` closes nothing: there is no open `{opener}` before it",
)
PART_OF_NOTHING = Text("`{found}` стоит вне `{opener}`", "`{found}` is outside of `{opener}`")
PART_AGAIN = Text(
    "`{found}` не может стоять после `{part}` (`{opener}` в строке {line})",
    "`{found}` cannot follow `{part}` (`{opener}` on line {line})",
)
NO_EXCEPT = Text(
    "У `{opener}` в строке {line} нет части `{part}`",
    "`{opener}` on line {line} has no `{part}` part",
)
MISSING_WORD = Text("После `{before}` нет `{word}`", "`{word}` is missing after `{before}`")
MISSING_WORD_OF = Text(
    "После `{before}` нет `{word}` (`{opener}` в строке {line})",
    "`{word}` is missing after `{before}` (`{opener}` on line {line})",
)
MISSING_START = Text("Перед `{after}` нет `{word}`", "`{word}` is missing before `{after}`")
MISSING_BRACKET = Text(
    "Скобка `{bracket}` в строке {line} не закрыта: нет `{closer}`",
    "`{bracket}` on line {line} is not closed: `{closer}` is missing",
)
EXTRA_BRACKET = Text("Для `{found}` нет открывающей `{opener}`", "`{found}` has no opening `{opener}`")
MISSING_SEMICOLON = Text("После `{before}` нет `;`", "`;` is missing after `{before}`")
MISSING_OPERAND = Text("После `{before}` нет выражения", "An expression is missing after `{before}`")
MISSING_BETWEEN = Text(
    "Между `{before}` и `{after}` нет знака операции, запятой или `;`",
    "An operator, a comma or `;` is missing between `{before}` and `{after}`",
)
MISSING_NAME = Text("После `{before}` нет имени", "A name is missing after `{before}`")
NAME_IS_KEYWORD = Text(
    "После `{before}` нужно имя, а `{after}` — ключевое слово",
    "A name must follow `{before}`, but `{after}` is a keyword",
)
MISSING_MEMBER = Text(
    "После точки нет имени свойства или метода",
    "The name of a property or method is missing after the dot",
)
NOT_A_STATEMENT = Text(
    "`{word}` — ещё не оператор: нет ни присваивания, ни вызова",
    "`{word}` is not a statement yet: neither an assignment nor a call",
)
NOT_ASSIGNABLE = Text(
    "Результату вызова нельзя присвоить значение", "The result of a call cannot be assigned to"
)
NOT_CONSTANT = Text(
    "Значением по умолчанию может быть только константа", "The default of a parameter must be a constant"
)
UNEXPECTED = Text("Неожиданное `{found}`", "Unexpected `{found}`")
OPEN_STRING = Text(
    "Строка не закончена: нет закрывающей кавычки", "The string is not finished: its closing quote is missing"
)
STRAY_STRING = Text(
    "Строка с `|` продолжает текст, который не начат: перед ней нет открывающей кавычки",
    "A line with `|` continues a string that was never begun: an opening quote is missing before it",
)
OPEN_DATE = Text(
    "Дата не закончена: нет закрывающего апострофа",
    "The date is not finished: its closing apostrophe is missing",
)
RETURN_VALUE = Text(
    "Процедура не возвращает значений; значение возвращает функция",
    "A procedure returns no value; a function does",
)
OUTSIDE_LOOP = Text("`{found}` стоит вне цикла", "`{found}` is outside of a loop")
NO_METHOD = Text(
    "После аннотации нет процедуры или функции", "No procedure or function follows the annotation"
)
HEADER = Text(
    "В заголовке `{opener}` неожиданное `{found}`", "Unexpected `{found}` in the header of `{opener}`"
)
SYNTAX = Text("Синтаксическая ошибка", "Syntax error")

NOT_OPENED_LINE = Text("Для `{found}` нет `{opener}` выше", "There is no `{opener}` above for `{found}`")
NOT_CLOSED_LINE = Text(
    "Для `{opener}` в строке {line} нет `{closer}`", "`{opener}` on line {line} has no `{closer}`"
)
UNKNOWN_INSTRUCTION = Text("Неизвестная инструкция `{found}`", "Unknown instruction `{found}`")
NO_BRACKET = Text("После `{before}` нет `)`", "`)` is missing after `{before}`")

QUERY_NO_FIELD = Text(
    "В запросе после `{before}` нет поля", "A field is missing after `{before}` in the query"
)
QUERY_NO_EXPRESSION = Text(
    "В запросе после `{before}` нет выражения", "An expression is missing after `{before}` in the query"
)
QUERY_NO_TABLE = Text(
    "В запросе после `{before}` нет таблицы", "A table is missing after `{before}` in the query"
)
QUERY_NO_NAME = Text(
    "В запросе после `{before}` нет имени таблицы",
    "The name of a table is missing after `{before}` in the query",
)
QUERY_NO_OPERATOR = Text(
    "В запросе между `{before}` и `{found}` нет знака операции или запятой",
    "An operator or a comma is missing between `{before}` and `{found}` in the query",
)
QUERY_NO_WORD = Text(
    "В запросе после `{before}` нет `{word}`", "`{word}` is missing after `{before}` in the query"
)
QUERY_NO_CONDITION = Text("В запросе у `{before}` нет условия", "`{before}` has no condition in the query")
QUERY_EXTRA_BRACKET = Text("В запросе для `)` нет открывающей `(`", "`)` has no opening `(` in the query")
QUERY_OPEN_BRACKET = Text("В запросе скобка `(` не закрыта", "`(` is not closed in the query")

ADD = Text("Добавить `{word}`", "Add `{word}`")
REPLACE = Text("Заменить на `{word}`", "Replace with `{word}`")
CLOSE_STRING = Text("Закрыть строку", "Close the string")
CLOSE_DATE = Text("Закрыть дату", "Close the date")
