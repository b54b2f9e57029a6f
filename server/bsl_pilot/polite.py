"""Processes that step back: what the user types is answered first, also where there are only two cores."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

STEPS = 10
"""Steps of niceness of what works in the background, out of 20."""
_BELOW_NORMAL_PRIORITY_CLASS = 0x4000
_SESSION = Path("/proc/self/autogroup")
_TRIES, _PAUSE = 10, 0.11
"""Linux lets one session a tenth of a second change, and refuses the others."""


def step_back(steps: int = STEPS) -> None:
    """Lowers the priority of this process, for good.

    On Windows, which has no steps, it is the class below the normal one. A system that refuses leaves all as it is.
    """
    if sys.platform == "win32":
        from ctypes import windll, wintypes  # noqa: PLC0415  (only here)

        this, lower = windll.kernel32.GetCurrentProcess, windll.kernel32.SetPriorityClass
        this.restype = wintypes.HANDLE
        lower.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        lower(this(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        niceness = os.nice(steps)
        if sys.platform == "linux" and os.getsid(0) == os.getpid():
            _step_back_as_session(niceness)


def _step_back_as_session(niceness: int) -> None:
    """Where Linux weighs sessions against each other, what niceness there is within ours says nothing to the others."""
    for _ in range(_TRIES):
        try:
            _SESSION.write_text(str(niceness), encoding="ascii")
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:  # it does not weigh sessions, or does not let us
            return
        else:
            return
