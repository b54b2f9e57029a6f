"""The marks that other tests use."""

from __future__ import annotations

import pytest

from tests.marks import parse, render


@pytest.mark.parametrize("marked", ["", "│", "⟦⟧", "а│🙂б", "⟦а⟦б⟧⟧│в⟦г⟧", "⟦⟦а⟧⟧", "⟦а⟧⟦б⟧", "⟦а⟦б⟧в⟧"])
def test_render_is_the_inverse_of_parse(marked: str) -> None:
    text, cursors, ranges = parse(marked)
    assert render(text, ranges, cursors) == marked


def test_offsets_are_bytes() -> None:
    assert parse("🙂│я⟦ю⟧") == ("🙂яю", (4,), ((6, 8),))


@pytest.mark.parametrize("marked", ["⟦", "⟧", "⟦а⟧⟧"])
def test_unbalanced_marks(marked: str) -> None:
    with pytest.raises(ValueError, match="without"):
        parse(marked)
