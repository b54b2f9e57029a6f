"""Settings of all tests: property tests repeat the same examples on a build machine."""

from __future__ import annotations

import os
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "local")

# Servers and commands under test keep their caches and statistics away from the user's own.
_HOME = tempfile.mkdtemp(prefix="bsl-pilot-")
for _name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
    os.environ[_name] = _HOME
