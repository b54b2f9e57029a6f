"""What was offered to this user and what became of it; kept on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bsl_pilot.folders import data_folder

NO_CLOUD = "off"
"""State of the breaker in front of a server: nothing is ever asked of one."""


def ledger_path() -> Path:
    """Where it is written."""
    return data_folder() / "completion-stats.json"


def statistics() -> dict[str, Any]:
    """All counters and latencies."""
    from bsl_pilot.completion.ledger import Ledger  # noqa: PLC0415  (this command only)

    return {"cache_hits": 0, "breaker": NO_CLOUD, **Ledger(ledger_path()).summary()}
