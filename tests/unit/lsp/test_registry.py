"""The table of methods holds together."""

from __future__ import annotations

from bsl_pilot.lsp import registry
from bsl_pilot.syntax.keywords import BY_KIND, CLOSERS, MIDDLES
from bsl_pilot.text.words import lower, upper


def test_every_handler_exists() -> None:
    for entry in registry.TABLE:
        asks_engine = entry.where is registry.Where.ENGINE
        assert asks_engine == (not entry.handler), entry.method
        assert asks_engine or callable(registry.resolve(entry)), entry.method
    assert len(registry.BY_METHOD) == len(registry.TABLE)


def test_on_type_formatting_follows_the_keywords_that_move_their_line() -> None:
    words = [word for kind in {*CLOSERS.values(), *MIDDLES} for word in (BY_KIND[kind].ru, BY_KIND[kind].en)]
    letters = {case(word[-1]) for word in words for case in (lower, upper)}
    assert set(registry.ON_TYPE) >= letters | {"\n", ";"}
