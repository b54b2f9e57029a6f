"""Which properties of objects and fields are kept, and under which names, in both layouts."""

from __future__ import annotations

from bsl_pilot.text.words import upper

FIELD = {
    "Indexing": "DontIndex",
    "FillChecking": "DontCheck",
    "Use": "ForItem",
    "Master": "false",
    "MainFilter": "false",
    "DenyIncompleteValues": "false",
    "Balance": "false",
    "AccountingFlag": "",
    "ExtDimensionAccountingFlag": "",
    "BaseDimension": "false",
    "ScheduleLink": "",
    "AddressingDimension": "",
    "PasswordMode": "false",
    "MultiLine": "false",
    "ObjectBelonging": "",
    "KeyParameter": "false",
}
"""Properties of attributes, dimensions and resources, with the value that goes without saying."""

TYPES = {"Type", "Source", "CommandParameterType"}
"""Properties that are types; an object has one of them at most."""

LISTS = {
    "BasedOn",
    "Content",
    "DataLockFields",
    "DefaultRoles",
    "Documents",
    "InputByString",
    "Owners",
    "RegisterRecords",
    "RegisteredDocuments",
    "Use",
    "UsePurposes",
    "XDTOPackages",
}
"""Properties that hold several values; which of them an object has, its kind says."""

NOT_LISTS = {("ScheduledJob", "Use")}
"""Kinds for which a name of `LISTS` is a property in one word."""

PLAIN = {"Name", "Synonym", "Comment", "StandardAttributes", "StandardTabularSections", "Characteristics"}
"""What has a place of its own, or is boilerplate."""

LESS = {"", "false", "0", "DontIndex"}
"""Values that are as good as none, and that EDT mostly leaves out."""

EDT_NAMES = {"httpMethod": "HTTPMethod", "xdtoPackages": "XDTOPackages"}
"""Names whose Designer spelling is not the EDT one with a capital."""

DEFAULTS: dict[str, dict[str, str]] = {
    "Catalog": {"CodeType": "Number", "HierarchyType": "HierarchyFoldersAndItems"},
    "Document": {"NumberType": "Number", "Posting": "Allow"},
    "BusinessProcess": {"NumberType": "Number"},
    "Task": {"NumberType": "Number"},
    "ChartOfCalculationTypes": {"CodeType": "Number"},
    "InformationRegister": {"InformationRegisterPeriodicity": "Nonperiodical", "WriteMode": "Independent"},
    "AccumulationRegister": {"RegisterType": "Balance"},
    "CommonModule": {"ReturnValuesReuse": "DontUse"},
    "CommonTemplate": {"TemplateType": "SpreadsheetDocument"},
    "HTTPService": {"ReuseSessions": "DontUse"},
    "WebService": {"ReuseSessions": "DontUse"},
    "Configuration": {"ScriptVariant": "Russian"},
}
"""What EDT leaves out because it is the first value; Designer writes it."""


def designer_name(edt: str) -> str:
    """The Designer's name of a property: ``codeLength`` → ``CodeLength``."""
    return EDT_NAMES.get(edt) or upper(edt[:1]) + edt[1:]


def is_list(kind: str, name: str) -> bool:
    """Whether this property of this kind holds several values."""
    return name in LISTS and (kind, name) not in NOT_LISTS


def dotted(version: str) -> str:
    """A compatibility mode as EDT has it: ``Version8_3_24`` → ``8.3.24``."""
    return version.removeprefix("Version").replace("_", ".") if version.startswith("Version") else version
