"""What the decoder may recall at a place."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.backends.healing import Healer
from bsl_pilot.backends.memories import CONTEXT, FAR, Memories
from bsl_pilot.completion.ports import Prompt
from bsl_pilot.completion.recall import NOTHING, Allowed, Recall

from tests.unit.backends.scripted import CODE, ours


class Silent:
    """A project that nothing is known of."""

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        return NOTHING._replace(length=min(0, len(context), 0 if allowed is None else 1))


def last_of(prefix: str) -> Sequence[int]:
    return Healer(ours()).cut(next(ours().pieces(prefix))[1]).ids


def test_the_context_is_what_stands_before_the_cursor() -> None:
    prefix = CODE + CODE[:700]
    last = last_of(prefix)
    context, memories = Memories(ours()).at(Prompt("", prefix), last)
    spelled = b"".join(ours().spelling[token] for token in context).decode()
    assert spelled in prefix
    assert context[len(context) - len(last) :] == list(last)
    assert len(context) == CONTEXT
    assert len(memories) == 1


def test_the_project_is_asked_for_the_file_and_comes_second() -> None:
    asked: list[str] = []
    project = Silent()

    def view(path: str) -> Silent | None:
        asked.append(path)
        return project if path else None

    memories = Memories(ours(), view)
    _, found = memories.at(Prompt("", "А", path="Модуль.bsl"), ())
    assert found[1:] == [project]
    assert len(memories.at(Prompt("", "А"), ())[1]) == 1
    assert asked == ["Модуль.bsl", ""]


def test_the_document_is_recalled_before_and_behind_the_cursor() -> None:
    head, tail = "\tАльфа = Бета;\n" * 3, "\tГамма = Дельта;\n" * 3
    prefix = head + "\tГамма = "
    context, (local,) = Memories(ours()).at(Prompt("", prefix, tail), last_of(prefix))
    recalled = local.recall(context)
    assert recalled.length > 1
    line = ours().encode("\n\tГамма = Дельта;")
    assert recalled.best in line
    above = local.recall(ours().encode("\n\tАльфа ="))
    assert above.length > 1


def test_a_text_that_did_not_change_is_not_encoded_again() -> None:
    memories = Memories(ours())
    prefix = CODE * 3
    memories.at(Prompt("", prefix + "А", CODE), last_of(prefix + "А"))
    above, below = memories._above._ids, memories._below._ids
    memories.at(Prompt("", prefix + "Аб", CODE), last_of(prefix + "Аб"))
    assert memories._above._ids is above
    assert memories._below._ids is below
    assert len(above) > 100


def test_of_a_long_document_only_what_is_near_is_read() -> None:
    memories = Memories(ours())
    prefix = "\n".join(f"\tСтрока{number % 50} = {number % 7};" for number in range(60_000))
    for text in (prefix, prefix + "\n\tСтр"):
        memories.at(Prompt("", text, prefix), last_of(text))
        assert len(memories._above._text) < FAR + FAR // 2
        assert memories._above._text.startswith("\n")
        assert len(memories._below._text) <= FAR
