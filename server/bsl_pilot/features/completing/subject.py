"""What an item of completion may name."""

from __future__ import annotations

from bsl_pilot.features.meanings.model import Meaning
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.types.members import Member
from bsl_pilot.types.model import Field

Subject = Member | Field | ObjectName | Meaning
"""`Field` is one of a query; `ObjectName` an object of metadata that is not read yet."""
