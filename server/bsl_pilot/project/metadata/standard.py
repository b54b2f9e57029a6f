"""Which of its kind's standard attributes an object has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsl_pilot.project.kinds import StandardAttribute, kind
from bsl_pilot.project.metadata.model import MetadataObject


def standard_attributes(known: MetadataObject) -> Iterator[StandardAttribute]:
    """The attributes that the platform gives to this object.

    An adopted object of an extension does not state what its base does, so it may have all that its kind has.
    """
    found = kind(known.kind)
    for one in found.standard if found else ():
        condition = _CONDITIONS.get((known.kind, one.en)) or _CONDITIONS.get(("", one.en))
        if known.adopted or condition is None or condition(known):
            yield one


def _of_recorder(known: MetadataObject) -> bool:
    """Registers of information may be written without a recorder; the others never are."""
    return known.kind != "InformationRegister" or known.properties.get("WriteMode") == "RecorderSubordinate"


def _folders(known: MetadataObject) -> bool:
    if known.kind != "Catalog":
        return known.flag("Hierarchical")
    return known.flag("Hierarchical") and known.properties.get("HierarchyType") == "HierarchyFoldersAndItems"


def _has_flag(name: str) -> Callable[[MetadataObject], bool]:
    return lambda known: known.flag(name)


def _has_length(name: str) -> Callable[[MetadataObject], bool]:
    return lambda known: known.number(name) > 0


_CONDITIONS: dict[tuple[str, str], Callable[[MetadataObject], bool]] = {
    ("", "Code"): _has_length("CodeLength"),
    ("", "Description"): _has_length("DescriptionLength"),
    ("", "Number"): _has_length("NumberLength"),
    ("DocumentJournal", "Number"): lambda _: True,
    ("", "IsFolder"): _folders,
    ("Catalog", "Parent"): _has_flag("Hierarchical"),
    ("ChartOfCharacteristicTypes", "Parent"): _has_flag("Hierarchical"),
    ("Catalog", "Owner"): lambda known: bool(known.lists.get("Owners")),
    ("InformationRegister", "Period"): lambda known: (
        known.properties.get("InformationRegisterPeriodicity") != "Nonperiodical"
    ),
    ("", "Recorder"): _of_recorder,
    ("", "LineNumber"): _of_recorder,
    ("", "Active"): _of_recorder,
    ("AccumulationRegister", "RecordType"): lambda known: known.properties.get("RegisterType") == "Balance",
    ("AccountingRegister", "RecordType"): lambda known: not known.flag("Correspondence"),
    ("AccountingRegister", "PeriodAdjustment"): _has_length("PeriodAdjustmentLength"),
    ("CalculationRegister", "ActionPeriod"): _has_flag("ActionPeriod"),
    ("CalculationRegister", "BegOfActionPeriod"): _has_flag("ActionPeriod"),
    ("CalculationRegister", "EndOfActionPeriod"): _has_flag("ActionPeriod"),
    ("CalculationRegister", "BegOfBasePeriod"): _has_flag("BasePeriod"),
    ("CalculationRegister", "EndOfBasePeriod"): _has_flag("BasePeriod"),
}
"""Attributes that depend on the properties of the object, by kind (empty: any) and English name."""
