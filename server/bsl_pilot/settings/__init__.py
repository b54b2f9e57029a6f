"""Settings: frozen dataclasses with full defaults, read from files and from the editor.

``parse`` and ``load`` return the settings and a list of problems and never raise.
"""

from bsl_pilot.settings.load import find_workspace, load, parse
from bsl_pilot.settings.model import CheckSettings, CompletionSettings, FormatSettings, Settings
from bsl_pilot.settings.problem import Problem

__all__ = [
    "CheckSettings",
    "CompletionSettings",
    "FormatSettings",
    "Problem",
    "Settings",
    "find_workspace",
    "load",
    "parse",
]
