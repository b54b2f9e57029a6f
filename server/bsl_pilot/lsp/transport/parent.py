"""Noticing that the process that started us is gone, also where no stream ends with it."""

from __future__ import annotations

import asyncio
import os
import sys

INTERVAL = 1.5
"""Seconds between two looks."""


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    if sys.platform == "win32":
        return _is_alive_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # another user's process; no process at all
        return pid < 2**31
    return True


def _is_alive_windows(pid: int) -> bool:
    import ctypes  # noqa: PLC0415  (only here and only on Windows)

    synchronize, timeout = 0x00100000, 0x00000102
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(synchronize, False, pid)
    if not handle:
        return bool(ctypes.get_last_error() == 5)  # type: ignore[attr-defined,unused-ignore]  # access denied
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == timeout)
    finally:
        kernel.CloseHandle(handle)


async def gone(pid: int, interval: float = INTERVAL) -> None:
    """Returns when the process ``pid`` has ended.

    A process that is our own parent may stay as a zombie after its death: then we get another parent.
    """
    ours = os.getppid() == pid
    while is_alive(pid) and (not ours or os.getppid() == pid):
        await asyncio.sleep(interval)
