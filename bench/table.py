"""The table that every benchmark prints: aligned columns, one row per thing measured, medians and p95."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table with aligned columns; the first column to the left, numbers to the right."""
    lines = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(header))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join("| " + " | ".join(_cells(line, widths)) + " |" for line in (lines[0], rule, *lines[1:]))


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which ``share`` of the values lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def milliseconds(values: Sequence[float]) -> tuple[str, str, str]:
    """p50, p95 and maximum of durations in seconds, as cells in milliseconds."""
    return tuple(
        f"{at * 1000:.1f}" for at in (quantile(values, 0.5), quantile(values, 0.95), max(values, default=0.0))
    )  # type: ignore[return-value]
