"""The evaluation as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.evaluation.evaluate import Evaluation
from bsl_pilot.evaluation.metrics import share
from bsl_pilot.evaluation.places import Kind
from bsl_pilot.evaluation.report import ModelFacts, by_kind
from bsl_pilot.evaluation.score import Closeness, Display, closeness, milliseconds
from bsl_pilot.evaluation.trial import Trial
from bsl_pilot.locale import Locale, Text

_HEAD = (
    Text("место", "place"),
    Text("курсоров", "cursors"),
    Text("точно", "exact"),
    Text("по символам", "by chars"),
    Text("сходство", "similar"),
    Text("показано", "shown"),
    Text("верно из них", "precision"),
    Text("разбор", "parses"),
    Text("чужие имена", "unknown names"),
)
_ALL = Text("весь код", "all code")
_KINDS = {
    Kind.BLOCK_START: Text("начало блока", "block start"),
    Kind.LINE_START: Text("начало строки", "line start"),
    Kind.MEMBER: Text("после точки", "after a dot"),
    Kind.CONDITION: Text("условие", "condition"),
    Kind.ARGUMENT: Text("аргумент", "argument"),
    Kind.WORD: Text("внутри слова", "inside a word"),
    Kind.INSIDE: Text("внутри строки", "inside a line"),
    Kind.QUERY: Text("текст запроса", "query text"),
    Kind.COMMENT: Text("описание метода", "doc comment"),
}
_VARIANTS = {
    "model": Text("только модель", "model alone"),
    "memory": Text("только память проекта", "memory alone"),
    "no_filter": Text("без фильтров", "no filters"),
    "frequent_line": Text("частая строка проекта", "frequent line"),
    "nearest_word": Text("слово редактора", "editor's word"),
}
_LATENCY = Text(
    "Ответ, мс (p50 / p95): с нового места {cold}, при наборе {warm}; сама модель {backend}.",
    "Answer, ms (p50 / p95): at a new place {cold}, while typing on {warm}; the backend alone {backend}.",
)
_TYPED = Text(
    "Набор {methods} методов, {characters} символов: вставлено верного {ratio}, показов {shown}, принято {taken}, "
    "мерцаний {flickers}, устаревших {stale}, забытых задач {leaked}; показ через {delay} мс.",
    "Typing of {methods} methods, {characters} characters: inserted rightly {ratio}, shown {shown}, taken {taken}, "
    "flickers {flickers}, stale {stale}, leaked tasks {leaked}; shown after {delay} ms.",
)
_MODEL = Text(
    "Модель: {name}, параметров {parameters}, {bytes} байт.",
    "Model: {name}, {parameters} parameters, {bytes} bytes.",
)
_NO_MODEL = Text("Модели нет: пишет одна память проекта.", "No model: the project's memory writes alone.")


def as_text(evaluation: Evaluation, model: ModelFacts, locale: Locale) -> str:
    """Tables of cursors by place, variants and baselines, then lines on latency and typing."""
    rows = [(_ALL, evaluation.code), *((_KINDS[kind], found) for kind, found in by_kind(evaluation.trials))]
    rows += [(_VARIANTS.get(name, Text(name, name)), trials) for name, trials in evaluation.variants.items()]
    cells = [[text.to(locale) for text in _HEAD]]
    cells += [[name.to(locale), *_cells(trials)] for name, trials in rows]
    cells += [
        [_VARIANTS[name].to(locale), *_closeness_cells(one), "", "", "", ""]
        for name, one in evaluation.baselines.items()
    ]
    return "\n".join([*aligned(cells), "", *_lines(evaluation, model, locale)]) + "\n"


def _cells(trials: Sequence[Trial]) -> list[str]:
    display = Display.of(trials)
    shown = [_percent(one) for one in (display.precision, display.parse_ok, display.unknown_names)]
    return [
        *_closeness_cells(closeness(trials)),
        _percent(share(display.shown, len(trials))),
        *(shown if display.shown else ("", "", "")),
    ]


def _closeness_cells(one: Closeness) -> list[str]:
    shares = (_percent(one.exact_match), _percent(one.exact_by_characters))
    return [str(one.cursors), *shares, f"{one.edit_similarity:.2f}"]


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell; the first to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    ]


def _lines(evaluation: Evaluation, model: ModelFacts, locale: Locale) -> list[str]:
    code, typing = evaluation.code, evaluation.typing
    lines = [
        _LATENCY.to(
            locale,
            cold=_pair([one.cold for one in code]),
            warm=_pair([second for one in code for second in one.warm]),
            backend=_pair([one.backend for one in code if one.backend]),
        )
    ]
    if typing.ratio is not None:
        lines.append(
            _TYPED.to(
                locale,
                methods=evaluation.methods,
                characters=typing.characters,
                ratio=_percent(typing.ratio),
                shown=typing.shown,
                taken=typing.taken,
                flickers=typing.flickers,
                stale=typing.stale,
                leaked=typing.leaked,
                delay=_pair(typing.delays),
            )
        )
    named = _MODEL.to(locale, name=model.name, parameters=model.parameters, bytes=model.bytes)
    return [*lines, named if model.name else _NO_MODEL.to(locale)]


def _pair(seconds: list[float]) -> str:
    return " / ".join(f"{value:.0f}" for value in milliseconds(seconds).values())
