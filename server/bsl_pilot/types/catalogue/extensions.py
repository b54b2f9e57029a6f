"""Types that add members to others: of form items and forms, by what they show.

A text field of a form is a ``ПолеФормы`` that also has the members of ``РасширениеПоляФормыДляПоляВвода``.
"""

from __future__ import annotations

from bsl_pilot.locale import Text

BASES: tuple[tuple[str, Text], ...] = (
    ("РасширениеПоляФормыДля", Text("ПолеФормы", "FormField")),
    ("РасширениеГруппыФормыДля", Text("ГруппаФормы", "FormGroup")),
    ("РасширениеДекорацииФормыДля", Text("ДекорацияФормы", "FormDecoration")),
    ("РасширениеТаблицыФормыДля", Text("ТаблицаФормы", "FormTable")),
    ("РасширениеДополненияЭлементаФормыДля", Text("ДополнениеЭлементаФормы", "FormItemAddition")),
    ("РасширениеФормыКлиентскогоПриложенияДля", Text("ФормаКлиентскогоПриложения", "ClientApplicationForm")),
    ("РасширениеУправляемойФормыДля", Text("УправляемаяФорма", "ManagedForm")),
    ("РасширениеКолонкиТабличногоПоля", Text("КолонкаТабличногоПоля", "TableBoxColumn")),
    ("РасширениеТабличногоПоля", Text("ТабличноеПоле", "TableBox")),
    ("РасширениеПоляВвода", Text("ПолеВвода", "TextBox")),
    ("РасширениеФормы", Text("Форма", "Form")),
)
"""How the Russian name of an extending type begins, and the type that it extends; longer beginnings first."""


def base_of(name: str) -> Text | None:
    """The type that the type of this Russian name adds members to; None where it extends none."""
    return next((base for prefix, base in BASES if name.startswith(prefix)), None)
