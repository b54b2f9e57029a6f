"""Background work comes after the keyboard."""

from __future__ import annotations

import subprocess
import sys

import psutil

LOWER = (
    "import psutil; from bsl_pilot.polite import step_back; step_back(3); print(int(psutil.Process().nice()))"
)


def lowered() -> int:
    if sys.platform == "win32":
        return psutil.BELOW_NORMAL_PRIORITY_CLASS
    return min(19, int(psutil.Process().nice()) + 3)


def test_a_process_steps_back() -> None:
    done = subprocess.run([sys.executable, "-c", LOWER], capture_output=True, text=True, check=True)
    assert int(done.stdout) == lowered()
