"""Unions of types."""

from __future__ import annotations

from bsl_pilot.types.model import MOST_FIELDS, NOTHING, UNKNOWN, Field, Type, Types, one, union


def test_nothing_is_neutral_and_unknown_makes_partial() -> None:
    array = one("Array")
    assert array | NOTHING == array == NOTHING | array
    assert array | UNKNOWN == Types(array.options, partial=True) == UNKNOWN | array
    assert union(()) == NOTHING
    assert not UNKNOWN


def test_options_of_one_name_and_object_merge() -> None:
    left = Types((Type("Structure", fields=(Field("А", one("Number")), Field("Б"))),))
    right = Types(
        (Type("Structure", fields=(Field("а", one("String")), Field("В"))), Type("CatalogRef", "Т"))
    )
    both = left | right
    assert [option.name for option in both] == ["Structure", "CatalogRef"]
    structure = both.named("Structure")
    assert structure is not None
    assert [field.name for field in structure.fields] == ["А", "Б", "В"]
    first = structure.field("а")
    assert first is not None
    assert {option.name for option in first.types} == {"Number", "String"}
    assert len((both | one("CatalogRef", "У")).options) == 3


def test_what_lies_too_deep_is_cut() -> None:
    types = one("Number")
    for _ in range(50):
        types = Types((Type("Structure").with_field("А", types),))
    depth = 0
    while (structure := types.named("Structure")) is not None and structure.fields:
        types = structure.fields[0].types
        depth += 1
    assert depth < 10


def test_fields_have_a_limit() -> None:
    type_ = Type("Structure")
    for at in range(MOST_FIELDS + 10):
        type_ = type_.with_field(f"П{at}", one("Number"))
    assert len(type_.fields) == MOST_FIELDS


def test_a_shallow_type_is_not_made_anew_when_it_is_cut() -> None:
    deep = one("Array")
    for _ in range(9):
        deep = Types((Type("Array", element=deep),))
    assert deep.height == 9
    cut = deep.cut(4)
    assert cut.height == 4
    assert cut.cut(4) is cut
    field = Types((Type("Structure", fields=(Field("А", cut),)),))
    assert field.height == 5
    assert field.cut(1).height == 1
