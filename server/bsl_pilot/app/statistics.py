"""What was offered to this user and what became of it; kept on this machine only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bsl_pilot.completion.ledger import BOUNDS_MS, Ledger
from bsl_pilot.folders import data_folder

NO_CLOUD = "off"
"""State of the breaker in front of a server: nothing is ever asked of one."""

LONGEST_MS = BOUNDS_MS[-1]
"""Latencies above it are not told apart; their percentiles are null."""


def ledger_path() -> Path:
    """Where it is written."""
    return data_folder() / "completion-stats.json"


def statistics(known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All counters and latencies: those that are ``known``, else those that are written."""
    if known is None:
        known = Ledger(ledger_path()).summary()
    return {"cache_hits": 0, "breaker": NO_CLOUD, **known}
