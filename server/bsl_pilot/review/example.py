"""Examples of a rule: its documentation, and its tests.

``⟦…⟧`` marks each range that the rule must mark, in the code of a ``Bad`` one; nothing else may be found there. In a
``Good`` one nothing may be found. ``fixed`` is what the repair of all findings must make of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bsl_pilot.locale import Text

DEFAULT_PATH = "CommonModules/Пример/Ext/Module.bsl"


class Bad(NamedTuple):
    """Code with a finding at each ``⟦…⟧``."""

    code: str
    fixed: str | None = None
    """What the repair makes of it; None where there is none or not for this."""
    path: str = DEFAULT_PATH
    """Where the module lies in a dump of a configuration: that says what kind of module it is."""
    parameters: Mapping[str, object] = {}
    """Parameters of the rule that differ from the defaults, by their names in the settings."""
    files: Mapping[str, str] = {}
    """Other files of the configuration, by path: modules, metadata. A description is made for each object whose
    module is there, unless it is given."""
    hidden: bool = False
    """Tested only, not shown on the page of the rule."""
    note: Text | None = None
    """A word on it."""


class Good(NamedTuple):
    """Code without a finding."""

    code: str
    path: str = DEFAULT_PATH
    parameters: Mapping[str, object] = {}
    files: Mapping[str, str] = {}
    hidden: bool = False
    note: Text | None = None
