"""The whole evaluation with engines whose worth is known: one that is always right, one never, one unsure."""

from __future__ import annotations

from typing import Any

import pytest

from bsl_pilot.completion.request import Request
from bsl_pilot.evaluation.evaluate import Contenders, Evaluation, Plan, evaluate
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.others import OtherNames
from bsl_pilot.evaluation.report import ModelFacts, as_json
from bsl_pilot.evaluation.tables import as_text
from bsl_pilot.locale import Locale

from tests.unit.evaluation.engines import Scripted, Write, modules, nothing, trade

PLAN = Plan(limit=16, seed=3, replay=1)
MODEL = ModelFacts("tiny", 10, 20)


def oracle(found: Modules) -> Write:
    """Knows the rest of every line: what stands before the cursor stands so in the module, too."""

    def write(request: Request) -> str:
        true, offset = found[request.path], request.offset
        return true.slice(offset, true.lines.line_span(true.lines.line_of(offset)).end)

    return write


def evaluated(found: Modules, engine: Scripted, plan: Plan = PLAN, **variants: Scripted) -> Evaluation:
    told: list[tuple[int, int]] = []
    builds = {name: one.build for name, one in variants.items()}
    contenders = Contenders(engine.build, lambda _name: True, builds)
    done = evaluate(found, plan, contenders, lambda *step: told.append(step))
    assert told == [(at + 1, told[-1][1]) for at in range(told[-1][1])]
    assert engine.ended
    return done


def document(evaluation: Evaluation) -> dict[str, Any]:
    return as_json(evaluation, MODEL, 3)


def test_an_engine_that_is_always_right() -> None:
    found = trade()
    engine = Scripted(oracle(found))
    body = document(evaluated(found, engine))
    assert (body["cursors"], body["written"], body["shown"], body["shown_correct"]) == (16, 16, 16, 16)
    ones = ("exact_match", "exact_by_characters", "edit_similarity", "chrf", "matched_prefix", "parse_ok")
    assert {name: body[name] for name in ones} == dict.fromkeys(ones, 1.0)
    assert body["unknown_names"] == 0
    assert body["accepted_chars_ratio"] > 0.5
    assert body["kinds"]["query"]["exact_match"] == body["kinds"]["comment"]["exact_match"] == 1
    assert body["model"] == {"name": "tiny", "parameters": 10, "bytes": 20}
    assert body["confidence"]["50%"] == 1
    assert len(engine.left) >= 16


def test_an_engine_without_a_word() -> None:
    body = document(evaluated(trade(), Scripted(nothing)))
    assert (body["written"], body["shown"], body["exact_match"], body["edit_similarity"]) == (0, 0, 0, 0)
    assert body["dropped"] == {"empty": 16}
    assert body["accepted_chars_ratio"] == 0
    assert body["confidence"] == {}


def test_an_unsure_engine_is_measured_and_not_shown() -> None:
    found = trade()
    body = document(evaluated(found, Scripted(oracle(found), score=0.4)))
    assert (body["exact_match"], body["shown"], body["dropped"]) == (1, 0, {"show": 16})
    assert (body["unfiltered"]["shown"], body["unfiltered"]["precision"]) == (16, 1)


def test_what_does_not_parse_is_counted() -> None:
    body = document(evaluated(trade(), Scripted(lambda _request: " ) Если (;")))
    assert (body["exact_match"], body["shown"], body["parse_ok"]) == (0, 16, 0)


def test_variants_and_baselines() -> None:
    found = trade()
    plan = Plan(limit=8, seed=3, replay=0, baselines=True)
    done = evaluated(found, Scripted(nothing), plan, model=Scripted(oracle(found)))
    body = document(done)
    assert (body["exact_match"], body["ablations"]["model"]["exact_match"]) == (0, 1)
    assert body["accepted_chars_ratio"] is None
    assert body["baselines"]["frequent_line"]["cursors"] == 8


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (Locale.RU, ("весь код", "только модель", "частая строка", "Набор 1 методов", "Модель: tiny")),
        (Locale.EN, ("all code", "model alone", "frequent line", "Typing of 1 methods", "Model: tiny")),
    ],
)
def test_tables_in_both_languages(locale: Locale, words: tuple[str, ...]) -> None:
    found = trade()
    plan = Plan(limit=4, replay=1, baselines=True)
    text = as_text(evaluated(found, Scripted(oracle(found)), plan, model=Scripted(nothing)), MODEL, locale)
    assert [word for word in words if word not in text] == []
    assert "100.0 %" in text
    widths = {len(line) for line in text.splitlines()[:3]}
    assert len(widths) == 1


def test_names_of_all_other_modules() -> None:
    found = modules(
        а="Первая = Общая;", б="Вторая = Общая;", в="Третья = 1;", г="Четвертая = 1;", д="Пятая = 1;"
    )
    names = OtherNames(found)
    every = {"а": "первая", "б": "вторая", "в": "третья", "г": "четвертая", "д": "пятая"}
    for path, own in every.items():
        known = names.of(f"{path}.bsl")
        others = [name for name in every.values() if name != own]
        assert all(
            known.knows(name, member=False) and known.begins(name[:4], member=False) for name in others
        )
        assert not known.knows(own, member=False)
        assert not known.begins(own, member=False)
        assert known.knows("общая", member=False)
        assert known.method_of("общая", "метод") is None
    assert names.of("новый.bsl").knows("первая", member=False)
