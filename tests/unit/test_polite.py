"""Background work comes after the keyboard."""

from __future__ import annotations

import subprocess
import sys

import psutil

LOWER = "import psutil; from bsl_pilot.polite import step_back; step_back(3); print(int(psutil.Process().nice()))"


def test_a_process_steps_back() -> None:
    done = subprocess.run([sys.executable, "-c", LOWER], capture_output=True, text=True, check=True)
    own = int(psutil.Process().nice())
    expected = psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else min(19, own + 3)
    assert int(done.stdout) == expected
