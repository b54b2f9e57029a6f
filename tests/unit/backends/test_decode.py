"""However a text comes about (cache, chunks, drafts, memory), it is the one that plain decoding writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.backends.choose import Mix, Probabilities
from bsl_pilot.backends.decode import CHUNK, Decoder
from bsl_pilot.backends.memories import Memories
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.window import Reading
from bsl_pilot.completion.mix import mix
from bsl_pilot.completion.ports import Answer, Cancel, End, Job, Prompt, Source
from bsl_pilot.completion.prompt import SPECIAL_TOKENS
from bsl_pilot.completion.recall import Recall
from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.text.words import fold

from tests.unit.backends.scripted import CODE, Scripted, babbles, knows, ours, qwen

FAR = 1e9


def even(likely: Probabilities, recalls: Sequence[Recall]) -> Probabilities:
    """Half the model's opinion, half the memories'."""
    heard = [recall for recall in recalls if recall.length]
    mixed = likely.copy()
    for recall in heard:
        mixed *= 0.5
        mixed[recall.tokens] += np.float32(0.5) * recall.counts / recall.counts.sum()
    return mixed


def line_end(text: str) -> int | None:
    at = text.find("\n", 1)
    return at if at > 0 else None


def decoder(
    runtime: Scripted,
    tokens: Tokens,
    *,
    memory: bool = False,
    draft: int = 0,
    mix: Mix | None = None,
    prompt: int = 160,
) -> Decoder:
    model = Model(runtime, tokens, "bsl", Reading(prompt, suffix=24))
    return Decoder(model, Memories(tokens) if memory else None, mix, draft=draft, clock=lambda: 0.0)


def job(prefix: str, suffix: str = "", tokens: int = 24, **more: object) -> Job:
    return Job(Prompt("ОбщийМодуль.Продажи", prefix, suffix), tokens, FAR, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("draft", [0, 8])
def test_a_text_known_by_heart_is_written_from_any_place(draft: int) -> None:
    text = CODE[:560]
    writer = decoder(
        Scripted(knows(text, ours()), ours().size), ours(), memory=True, draft=draft, prompt=1000
    )
    for at in range(len(text)):
        answer = writer.complete(job(text[:at], stop=line_end))
        end = text.find("\n", at + 1)
        assert answer.text == text[at : end if end > 0 else len(text)], at
        assert answer.source is Source.EDGE
        assert answer.end is End.STOP


# One document is edited and asked about over and over: what is left in the cache must never show.
@settings(max_examples=25)
@given(st.data())
def test_cache_and_drafts_never_change_the_text(data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 9))

    def make() -> Scripted:
        return Scripted(babbles(ours(), seed), ours().size, 400, noise=4)

    joined = data.draw(st.sampled_from([even, mix]))
    kept = decoder(make(), ours(), memory=True, draft=8, mix=joined)
    text = CODE
    for _ in range(4):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 8)))
        text = (
            text[:start]
            + data.draw(st.sampled_from(["", "Строка", ".", "\n\t\tЕсли ", "😀", "Сооб"]))
            + text[end:]
        )
        at = data.draw(st.integers(0, len(text)))
        wanted = job(
            text[:at], text[at:] if data.draw(st.booleans()) else "", data.draw(st.sampled_from([0, 3, 24]))
        )
        plain = decoder(make(), ours(), memory=True, draft=0, mix=joined).complete(wanted)
        assert kept.complete(wanted) == plain


def test_drafts_save_passes() -> None:
    at = CODE.index("\tКонецЦикла")
    prefix = CODE[:at] + CODE[CODE.index("\tДля Каждого") : at] + "\tДля"
    efforts = []
    for draft in (0, 8):
        writer = decoder(Scripted(babbles(ours()), ours().size), ours(), memory=True, draft=draft, mix=even)
        answer = writer.complete(job(prefix, tokens=40))
        efforts.append((answer, writer.effort))
    assert efforts[0][0] == efforts[1][0]
    assert efforts[1][1].passes < efforts[0][1].passes / 2
    assert efforts[1][1].accepted > 0


def test_typing_on_reads_only_what_is_new() -> None:
    writer = decoder(Scripted(babbles(ours()), ours().size), ours())
    writer.complete(job(CODE[:500], CODE[500:]))
    assert writer.effort.read > 60
    reads = []
    for at in range(501, 560):
        writer.complete(job(CODE[:at], CODE[500:]))
        reads.append(writer.effort.read)
    assert sum(read <= 4 for read in reads) >= len(reads) - 2  # the window may have moved once


def test_a_job_of_no_tokens_reads_the_prompt() -> None:
    runtime = Scripted(babbles(ours()), ours().size)
    writer = decoder(runtime, ours())
    assert writer.complete(job(CODE[:500], tokens=0)) == Answer("", Source.EDGE, End.LIMIT)
    assert len(runtime.feeds) == -(-writer.effort.prompt // CHUNK)
    assert writer.complete(job(CODE[:500])).text
    assert writer.effort.read == 0


def test_cancelled_at_every_pass_it_leaves_a_cache_that_is_true() -> None:
    wanted = job(CODE[:500])
    plain = decoder(Scripted(babbles(ours()), ours().size), ours()).complete(wanted)
    for passes in range(30):
        runtime = Scripted(babbles(ours()), ours().size)
        writer = decoder(runtime, ours(), memory=True, draft=8)
        cancel = Cancel()

        def count(cancel: Cancel = cancel, runtime: Scripted = runtime, passes: int = passes) -> None:
            if len(runtime.feeds) >= passes:
                cancel.cancel()

        runtime.before_feed = count
        answer = writer.complete(job(CODE[:500], cancel=cancel))
        assert plain.text.startswith(answer.text)
        assert len(runtime.feeds) <= passes + 1
        assert answer.end is End.CANCELLED or answer == plain
        runtime.before_feed = lambda: None
        assert writer.complete(wanted).text == plain.text


def test_a_text_ends_when_there_is_no_time_for_one_more_step() -> None:
    now = [0.0]
    runtime = Scripted(babbles(ours()), ours().size)
    runtime.before_feed = lambda: now.__setitem__(0, now[0] + 0.010)
    model = Model(runtime, ours(), "bsl", Reading(prompt=160))
    writer = Decoder(model, clock=lambda: now[0])
    whole = writer.complete(job(CODE[:500]))
    started = now[0]
    answer = writer.complete(Job(Prompt("", CODE[:499]), 24, started + 0.095))
    assert answer.end is End.DEADLINE
    assert now[0] <= started + 0.095
    assert answer.text
    assert len(answer.text) < len(whole.text)


def test_an_estimate_that_forbids_everything_is_doubted() -> None:
    now = [0.0]
    runtime = Scripted(babbles(ours()), ours().size)
    pauses = [5.0]
    runtime.before_feed = lambda: now.__setitem__(0, now[0] + (pauses.pop() if pauses else 0.001))
    writer = Decoder(Model(runtime, ours(), "bsl"), clock=lambda: now[0])
    answers = [writer.complete(Job(Prompt("", CODE[:500]), 8, now[0] + 0.3)) for _ in range(40)]
    assert answers[0].end is End.DEADLINE
    assert answers[-1].end is End.LIMIT


def test_the_cache_never_outgrows_the_runtime() -> None:
    runtime = Scripted(babbles(ours()), ours().size, context=64)  # Scripted refuses more
    writer = Decoder(Model(runtime, ours(), "bsl"), Memories(ours()), even, clock=lambda: 0.0)
    answer = writer.complete(job(CODE[:900], CODE[900:], tokens=500))
    assert answer.end in (End.LIMIT, End.STOP)
    assert len(runtime.ids) <= 64


def test_the_stop_rule_cuts_and_hears_every_piece() -> None:
    heard: list[str] = []
    writer = decoder(Scripted(knows(CODE, ours()), ours().size), ours(), prompt=1000)
    at = CODE.index("Новый")
    answer = writer.complete(
        job(CODE[:at], stop=lambda text: 5 if "Таб" in text else None, heard=heard.append)
    )
    assert answer.text == "Новый"
    assert answer.end is End.STOP
    assert heard[-1] == "Новый"  # nothing behind the end is ever heard
    assert all("Новый".startswith(text) for text in heard)


def test_half_an_emoji_is_held_back() -> None:
    at = CODE.index("😀")
    writer = decoder(Scripted(knows(CODE, ours()), ours().size), ours())
    texts = [writer.complete(job(CODE[:at], tokens=tokens)).text for tokens in range(1, 6)]
    assert "\ufffd" not in "".join(texts)
    assert any(text.startswith("😀") for text in texts)


def test_line_ends_of_a_model_are_line_feeds() -> None:
    text = CODE.replace("\n", "\r\n")
    at = text.index("Новый")
    writer = decoder(Scripted(knows(text, ours()), ours().size), ours(), prompt=1000)
    answer = writer.complete(job(text[:at], tokens=80))
    assert "\n" in answer.text
    assert "\r" not in answer.text
    assert CODE[CODE.index("Новый") :].startswith(answer.text)


def test_bytes_that_are_no_text_end_it() -> None:
    broken = ours().spelling.index(b"\xff")
    answer = decoder(Scripted(lambda _ids: broken, ours().size), ours()).complete(job("А = 1;\n"))
    assert answer.text in ("", "\n")
    assert answer.end is End.STOP


class Existing:
    """Names that exist."""

    def __init__(self, *names: str) -> None:
        self._names = [fold(name) for name in names]

    def begins(self, folded: str, *, member: bool) -> bool:
        return not member and any(name.startswith(folded) for name in self._names)


def test_a_name_that_does_not_exist_gives_way_to_one_that_does() -> None:
    text = "А = 1;\nБ = Сумма"
    prefix = "А = 1;\nБ = "
    writer = decoder(Scripted(knows(text, ours()), ours().size, noise=1), ours())
    assert writer.complete(job(prefix)).text == "Сумма"
    answer = writer.complete(job(prefix, names=Existing("СуммаИтого", "Таблица")))
    assert answer.text.startswith("Сумма")
    answer = writer.complete(job(prefix, tokens=1, names=Existing("ТаблицаПродаж", "а", "б", "в", "н", "п")))
    assert not answer.text.startswith("Сумма")


def test_confidence_tells_the_truth() -> None:
    text = "Сообщить(1);\n" * 6
    writer = decoder(Scripted(knows(text, ours()), ours().size, noise=1), ours(), memory=True, mix=even)
    answer = writer.complete(job(text[:50], stop=line_end))
    sure = answer.confidence
    assert answer.text == text[50 : text.index("\n", 51)]
    assert sure.tokens > 0
    assert 0 >= sure.mean >= sure.least > -1
    assert sure.recalled == 1
    assert sure.match > 2
    alone = (
        decoder(Scripted(knows(text, ours()), ours().size, noise=6), ours())
        .complete(job(text[:50]))
        .confidence
    )
    assert alone.recalled == alone.match == 0
    assert alone.mean < sure.mean


@pytest.mark.parametrize("style", ["fim", "plain"])
def test_imported_models_get_the_prompt_they_know(style: str) -> None:
    tokens = qwen()
    runtime = Scripted(lambda _ids: tokens.spelling.index(b";"), tokens.size + 5)
    writer = Decoder(Model(runtime, tokens, style), clock=lambda: 0.0)
    answer = writer.complete(job("А = 1", "\nБ = 2;\n", tokens=1))
    assert answer.text == ";"
    assert writer.effort.prompt == (len(runtime.ids) if runtime.ids[-1] != tokens.spelling.index(b";") else 0)
    special = [token for token in runtime.ids if not tokens.spelling[token]]
    fim = [tokens.special[f"<|fim_{name}|>"] for name in ("prefix", "suffix", "middle")]
    assert special == (fim if style == "fim" else [])


def test_a_plain_model_without_a_mark_for_the_begin_has_nothing_to_go_on() -> None:
    model = Model(Scripted(lambda _ids: 5, qwen().size), qwen(), "plain")
    assert Decoder(model).complete(job("")) == Answer("", Source.EDGE, End.STOP)


@pytest.mark.parametrize(
    ("tokens", "width", "style", "words"),
    [
        (qwen, 4096, "bsl", r"<\|path\|>"),
        (ours, 4096, "fim", r"<\|fim_prefix\|>"),
        (ours, 4096, "chat", "chat"),
        (ours, 100, "bsl", "another model"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    tokens: Callable[[], Tokens], width: int, style: str, words: str
) -> None:
    with pytest.raises(ModelError, match=words):
        Model(Scripted(lambda _ids: 0, width), tokens(), style)


def test_a_model_that_fails_once_can_write_again() -> None:
    runtime = Scripted(babbles(ours()), ours().size)
    writer = decoder(runtime, ours())
    plain = writer.complete(job(CODE[:500]))

    def fail() -> None:
        runtime.ids.clear()
        raise BackendError("no memory")

    runtime.before_feed = fail
    with pytest.raises(BackendError, match="no memory"):
        writer.complete(job(CODE[:480]))
    runtime.before_feed = lambda: None
    assert writer.complete(job(CODE[:500])) == plain


def test_special_tokens_have_no_bytes() -> None:
    assert [ours().spelling[token] for token in range(len(SPECIAL_TOKENS))] == [b""] * len(SPECIAL_TOKENS)
