"""The show-filter, the pace of typing, what a writer is told and what is written ahead."""

from __future__ import annotations

import asyncio
import math

import pytest

from bsl_pilot.backends.fake import FakeBackend
from bsl_pilot.completion.context import names_in_time, prompt
from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.debounce import Pace
from bsl_pilot.completion.engine import Engine, Parts
from bsl_pilot.completion.found import Found, Written
from bsl_pilot.completion.names import Resolver
from bsl_pilot.completion.ports import Answer, Confidence, End, Source
from bsl_pilot.completion.request import Offer, Request
from bsl_pilot.completion.show import EVERYTHING, Curve, features, shipped
from bsl_pilot.completion.speculate import after_acceptance
from bsl_pilot.completion.typed import Agreement
from bsl_pilot.completion.writers import Writer
from bsl_pilot.syntax.document import Document

from tests import marks

SURE, UNSURE = Confidence(5, -0.05, -0.1, -0.02, 0.8, 8), Confidence(5, -1.4, -3.0, -1.0)


def at(marked: str) -> Cursor:
    text = marks.parse(marked)
    path = "CommonModules/Обмен/Ext/Module.bsl"
    return Cursor.of(Request("a", path, Document.parse(text.text), text.cursor), 0.0)


def found(text: str, confidence: Confidence = SURE, typed: str = "") -> Found:
    answer = Answer(text, Source.EDGE, End.STOP, confidence)
    return Found(Written(text, "", answer), Agreement(typed, text, ""), Source.EDGE)


def test_the_shipped_curve_knows_its_features_and_tells_sure_from_unsure() -> None:
    curve = shipped()
    cursor = at("\tСооб│")
    assert set(curve.weights) == set(features(cursor, found("щить(А);")))
    sure = curve.probability(features(cursor, found("щить(А);")))
    unsure = curve.probability(features(cursor, found("щить(А);", UNSURE)))
    assert unsure < curve.threshold_invoked or unsure < curve.threshold < sure
    assert curve.least(invoked=True) < curve.least(invoked=False)
    assert curve.fitted


def test_typing_in_agreement_makes_surer() -> None:
    cursor = at("\tСооб│")
    alone, agreed = (
        shipped().probability(features(cursor, found("щить", UNSURE, typed))) for typed in ("", "Сооб")
    )
    assert alone < agreed


@pytest.mark.parametrize("value", [math.inf, -math.inf, 1e300, -1e300])
def test_no_number_breaks_the_curve(value: float) -> None:
    assert 0 <= Curve(0.5, 0.1, 0.0, {"mean": 1.0}).probability({"mean": value}) <= 1
    assert EVERYTHING.probability({"mean": value}) >= EVERYTHING.threshold


FEATURES = [
    ("│", {"line_start": 1.0, "query": 0.0}),
    ("\tА.│", {"line_start": 0.0, "member": 1.0}),
    ("\tА(Б, │)", {"argument": 1.0, "member": 0.0}),
    ('\tЗ = "ВЫБРАТЬ │', {"query": 1.0}),
    ("// О│\nПроцедура А()\nКонецПроцедуры", {"doc_comment": 1.0}),
]


@pytest.mark.parametrize(("marked", "expected"), FEATURES)
def test_features_of_places(marked: str, expected: dict[str, float]) -> None:
    seen = features(at(marked), found("Текст"))
    assert {name: seen[name] for name in expected} == expected


DELAYS = [
    # seconds between keys, seconds of the writer, seconds to wait
    (0.20, 0.02, 0.03),
    (0.20, 0.05, 0.0),
    (0.20, 0.15, 0.3),
    (0.06, 0.05, 0.09),
    (0.90, 0.02, 0.205),
]


@pytest.mark.parametrize(("interval", "latency", "expected"), DELAYS)
def test_delay(interval: float, latency: float, expected: float) -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _ in range(100):
        now[0] += interval
        pace.key()
        pace.answered(latency)
    assert pace.remaining(now[0], 0) == pytest.approx(expected, abs=0.001)
    assert pace.remaining(now[0] - 0.01, 0) == pytest.approx(max(0, expected - 0.01), abs=0.001)
    assert pace.remaining(now[0], 700) == pytest.approx(0.7)
    now[0] += 5
    assert pace.remaining(now[0], 0) == 0, "nobody is typing"


def test_a_writer_is_told_the_module_and_the_text_around() -> None:
    told = prompt(at("\ufeffА = 1;\r\n│\r\nБ"))
    assert (told.header, told.prefix, told.suffix) == ("ОбщийМодуль.Обмен", "А = 1;\n", "\nБ")
    assert prompt(Cursor.of(Request("a", "", Document.parse(""), 0), 0.0)).header == ""


async def test_names_that_come_late_are_left_out() -> None:
    ended = asyncio.Event()

    async def slow(_request: Request) -> Resolver | None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return None

    assert await names_in_time(slow, at("│"), 0.01) is None
    assert ended.is_set()


AHEAD = [
    # document, the offer's text, where the user is when he has taken it
    ("\tСооб│", "щить(А);", "\tСообщить(А);\n\t│"),
    ("\tСооб│\r\n\tБ();", "щить(А);", "\tСообщить(А);\r\n\t│\r\n\tБ();"),
    ("\tЕсли 🙂│", " Тогда", "\tЕсли 🙂 Тогда│"),
    ("\tА(│)", "Б", "\tА(Б│)"),
    ("│", "Б();\n\t\tВ();", "Б();\n\t\tВ();\n\t\t│"),
]


@pytest.mark.parametrize(("marked", "text", "expected"), AHEAD)
def test_after_acceptance(marked: str, text: str, expected: str) -> None:
    cursor = at(marked)
    offer = Offer("1", text, cursor.offset, cursor.offset, Source.EDGE, 1.0)
    ahead = after_acceptance(cursor.request, offer)
    assert marks.render(ahead.document.text.text, cursors=[ahead.offset]) == expected


async def test_the_real_filters_and_the_shipped_curve_let_a_good_line_through() -> None:
    engine = Engine(Parts([Writer("fake", FakeBackend(lambda _: "щить(Текст);\nЕще = 1;", first=0, each=0))]))
    text = marks.parse("Процедура А(Текст)\r\n\tСооб│\r\nКонецПроцедуры\r\n")
    result = await engine.complete(Request("a", "a.bsl", Document.parse(text.text), text.cursor))
    await engine.close()
    assert [offer.text for offer in result.offers] == ["щить(Текст);"]
