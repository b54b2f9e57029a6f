"""The page of a rule, in Markdown: its documentation, and what "explain this rule" shows. Made of the rule itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from bsl_pilot.locale import Locale, Text
from bsl_pilot.review.example import Bad, Good
from bsl_pilot.review.parameters import camel
from bsl_pilot.review.rule import For, Kind, Need, Rank, Rule

_KINDS = {
    Kind.CODE_SMELL: Text("Запах кода", "Code smell"),
    Kind.ERROR: Text("Ошибка", "Bug"),
    Kind.SECURITY_HOTSPOT: Text("Место, важное для безопасности", "Security hotspot"),
    Kind.VULNERABILITY: Text("Уязвимость", "Vulnerability"),
}
_RANKS = {
    Rank.BLOCKER: Text("блокирующая", "blocker"),
    Rank.CRITICAL: Text("критическая", "critical"),
    Rank.MAJOR: Text("важная", "major"),
    Rank.MINOR: Text("незначительная", "minor"),
    Rank.INFO: Text("информационная", "info"),
}
_LANGUAGES = {
    For.ALL: Text("1С:Предприятие и OneScript", "1C:Enterprise and OneScript"),
    For.BSL: Text("1С:Предприятие", "1C:Enterprise"),
    For.ONESCRIPT: Text("OneScript", "OneScript"),
}
_NEEDS = {
    Need.TEXT: Text("только текст модуля", "the text of the module alone"),
    Need.METADATA: Text("метаданные конфигурации", "the metadata of the configuration"),
    Need.INDEX: Text("все модули рабочей папки", "all modules of the workspace"),
    Need.TYPES: Text("типы выражений", "types of expressions"),
}
_YES, _NO = Text("да", "yes"), Text("нет", "no")
_ROWS = (
    Text("Вид", "Kind"),
    Text("Важность", "Severity"),
    Text("Включено по умолчанию", "On by default"),
    Text("Язык", "Language"),
    Text("Модули", "Modules"),
    Text("Режим совместимости", "Compatibility mode"),
    Text("Нужно знать", "Needs"),
    Text("Минут на исправление", "Minutes to repair"),
    Text("Исправление", "Repair"),
)
_SINCE = Text("{version} и новее", "{version} and later")
_BAD, _GOOD, _FIXED = (
    Text("Неправильно", "Wrong"),
    Text("Правильно", "Right"),
    Text("После исправления", "Repaired"),
)
_PARAMETERS = Text("Параметры", "Parameters")
_DEFAULT = Text("по умолчанию", "default")
_EMPTY = Text("пусто", "empty")
_LINKS = Text("Подробнее", "Read more")
_SETTINGS = Text("Настройка", "Settings")
_OFF = Text(
    'Выключить в одной строке: `// bsl-pilot:off {key}`; во всём проекте: `check.ignore = ["{key}"]` в `bsl-pilot.toml`.',
    'Off for one line: `// bsl-pilot:off {key}`; for the project: `check.ignore = ["{key}"]` in `bsl-pilot.toml`.',
)
_BY_HAND = Text(
    " (только по просьбе: посмотрите, что получилось; «исправить всё» его не делает)",
    " (only when asked for: look at what comes of it; `fix all` leaves it out)",
)
_MARK = re.compile("[⟦⟧]")
_FIELD = re.compile(r"\{[a-z_]+\}")


def page_of(rule: Rule, locale: Locale) -> str:
    """The whole page."""
    return "\n\n".join(part.rstrip() for part in _parts(rule, locale)) + "\n"


def index_of(rules: Iterable[Rule], locale: Locale) -> str:
    """A page with a row for each rule, in the given order, that links to its page."""
    head = Text(
        "# Правила\n\nФайл создан скриптом `scripts/rule_pages.py`.\n\n| Правило | Что не так | Вид | Важность | Включено | Исправление |\n",
        "# Rules\n\nThis file is made by `scripts/rule_pages.py`.\n\n| Rule | What is wrong | Kind | Severity | On | Repair |\n",
    ).to(locale)
    rows = "".join(
        f"| [{one.key}]({one.key}.md) | {_cell(one.title.to(locale))} | {_KINDS[one.kind].to(locale)} "
        f"| {_RANKS[one.rank].to(locale)} | {_word(one.on, locale)} | {_word(one.fix is not None, locale)} |\n"
        for one in rules
    )
    return f"{head}|---|---|---|---|---|---|\n{rows}"


def _parts(rule: Rule, locale: Locale) -> Iterator[str]:
    yield f"# {rule.title.to(locale)} ({rule.key})"
    yield _facts(rule, locale)
    yield rule.about.to(locale)
    shown = [one for one in rule.examples if not one.hidden]
    for one in shown:
        if isinstance(one, Bad):
            yield from _example(one, _BAD, locale)
            if one.fixed is not None:
                yield f"{_FIXED.to(locale)}:\n\n{_code(one.fixed)}"
    for one in shown:
        if isinstance(one, Good):
            yield from _example(one, _GOOD, locale)
    if rule.parameter_docs:
        yield f"## {_PARAMETERS.to(locale)}\n\n{_parameters(rule, locale)}"
    yield f"## {_SETTINGS.to(locale)}\n\n{_OFF.to(locale, key=rule.key)}"
    if rule.see:
        yield f"## {_LINKS.to(locale)}\n\n" + "\n".join(f"- <{one}>" for one in rule.see)


def _facts(rule: Rule, locale: Locale) -> str:
    """The table of what the rule is."""
    since = _SINCE.to(locale, version=".".join(map(str, rule.since))) if rule.since else ""
    values = (
        _KINDS[rule.kind].to(locale),
        _RANKS[rule.rank].to(locale),
        _word(rule.on, locale),
        _LANGUAGES[rule.language].to(locale),
        ", ".join(one.value for one in rule.modules),
        since,
        _NEEDS[rule.need].to(locale),
        str(rule.minutes),
        _repair(rule, locale),
    )
    rows = [
        f"| {name.to(locale)} | {_cell(value)} |" for name, value in zip(_ROWS, values, strict=True) if value
    ]
    return "\n".join(("| | |", "|---|---|", *rows))


def _repair(rule: Rule, locale: Locale) -> str:
    """What the repair does, and whether it is made together with those of other rules."""
    if rule.fix is None:
        return _NO.to(locale)
    return _FIELD.sub("…", rule.fix.to(locale)) + ("" if rule.fix_is_safe else _BY_HAND.to(locale))


def _example(one: Bad | Good, title: Text, locale: Locale) -> Iterator[str]:
    note = f" {one.note.to(locale)}" if one.note is not None else ""
    parameters = "".join(f" {name} = {_value(value, locale)}" for name, value in one.parameters.items())
    yield f"{title.to(locale)}:{note}{parameters}\n\n{_code(one.code)}"


def _code(code: str) -> str:
    """A block of code without the marks, its lines ended as those of the page."""
    return f"```bsl\n{_MARK.sub('', code.replace(chr(13), '')).rstrip()}\n```"


def _parameters(rule: Rule, locale: Locale) -> str:
    defaults = _defaults(rule)
    return "\n".join(
        f"- `{name}`: {text.to(locale)} ({_DEFAULT.to(locale)} {_value(defaults.get(name), locale)})"
        for name, text in rule.parameter_docs
    )


def _defaults(rule: Rule) -> dict[str, object]:
    """Defaults of the parameters by the names that documents give them: they differ in nothing but letter case."""
    if not is_dataclass(rule.parameters):
        return {}
    own = rule.parameters()
    by_place = [getattr(own, one.name) for one in fields(rule.parameters)]
    names = [name for name, _ in rule.parameter_docs]
    if len(names) == len(by_place):
        return dict(zip(names, by_place, strict=True))
    return {camel(one.name): getattr(own, one.name) for one in fields(rule.parameters)}


def _value(value: object, locale: Locale) -> str:
    """A value as the settings write it."""
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    return f"`{value}`" if value not in ("", None) else _EMPTY.to(locale)


def _word(value: bool, locale: Locale) -> str:
    return (_YES if value else _NO).to(locale)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
