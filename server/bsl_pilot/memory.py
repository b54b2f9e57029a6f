"""Peak memory of this process, with nothing but the standard library."""

from __future__ import annotations

import sys
from pathlib import Path


def peak_rss_mb() -> float:
    """Largest resident size that this process has had, in MB."""
    if sys.platform == "win32":
        return _windows_peak() / 1048576
    status = Path("/proc/self/status")
    if status.exists():  # rusage of Linux counts in what the parent had before exec
        peak = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM:")), None)
        if peak:
            return int(peak.split()[1]) / 1024
    import resource  # noqa: PLC0415  (not there on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1048576 if sys.platform == "darwin" else 1024
    )


def _windows_peak() -> int:
    """PeakWorkingSetSize in bytes, of PROCESS_MEMORY_COUNTERS; 0 where Windows refuses to tell."""
    import ctypes  # noqa: PLC0415
    from ctypes import wintypes  # noqa: PLC0415

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 7),
        ]

    counters = Counters(cb=ctypes.sizeof(Counters))
    windll = getattr(ctypes, "windll")  # noqa: B009  (mypy knows it on Windows only)
    current = windll.kernel32.GetCurrentProcess
    current.restype = wintypes.HANDLE
    info = windll.psapi.GetProcessMemoryInfo
    info.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
    if not info(current(), ctypes.byref(counters), counters.cb):
        return 0
    return int(counters.PeakWorkingSetSize)
