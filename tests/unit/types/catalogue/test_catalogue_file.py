"""The file of a catalogue: what is written is read again; what is damaged is found; the user's own comes first."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.errors import CatalogueDamaged
from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import (
    About,
    Catalogue,
    Contents,
    Contexts,
    Deprecation,
    Enumeration,
    EnumValue,
    Event,
    Life,
    Method,
    Origin,
    Parameter,
    PlatformType,
    Property,
    Signature,
    TypeEntry,
    store,
)
from bsl_pilot.types.catalogue.encode import encode

WORDS = st.text("аБx<Ё 😀", max_size=6)
TEXTS = st.builds(Text, WORDS, WORDS)
NAMES = st.lists(TEXTS, max_size=2).map(tuple)
LIVES = st.builds(
    Life,
    WORDS,
    WORDS,
    WORDS,
    st.none() | st.builds(Deprecation, WORDS.filter(bool), WORDS),
)
PLACES = st.none() | st.integers(0, 1023).map(Contexts)
SIGNATURES = st.none() | st.lists(
    st.builds(
        Signature,
        st.lists(st.builds(Parameter, TEXTS, NAMES, st.booleans(), st.booleans()), max_size=3).map(tuple),
        TEXTS,
    ),
    min_size=1,
    max_size=3,
).map(tuple)
METHODS = st.builds(
    Method,
    TEXTS,
    SIGNATURES,
    NAMES,
    NAMES,
    st.none() | st.booleans(),
    st.booleans(),
    PLACES,
    LIVES,
    st.sampled_from(Origin),
)
PROPERTIES = st.builds(
    Property, TEXTS, NAMES, st.booleans(), st.booleans(), PLACES, LIVES, st.sampled_from(Origin)
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    contents = Contents(
        About("help", "8.3.24", "8.3.24.1", ("a.hbk",)),
        (Method(Text("Раз", "One"), note=1),),
        types=(TypeEntry(PlatformType(Text("Тип", "Type")), (Method(Text("Два", "Two"), note=70),)),),
        enums=(Enumeration(Text("Вид", "Kind"), (EnumValue(Text("А", "A"), note=2),)),),
        events=(Event(Text("Когда", "When"), (Text("Тип", "Type"),)),),
        notes=tuple(Text(f"Заметка {number}. 😀", f"Note {number}") for number in range(1, 81)),
    )
    path = tmp_path / "каталог.bin"
    path.write_bytes(encode(contents))
    return path


@settings(max_examples=30)
@given(methods=st.lists(METHODS, max_size=3), properties=st.lists(PROPERTIES, max_size=3), place=PLACES)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    methods: list[Method],
    properties: list[Property],
    place: Contexts | None,
) -> None:
    type_ = PlatformType(Text("Вещь", "Thing"), contexts=place)
    entry = TypeEntry(type_, tuple(methods), tuple(properties))
    contents = Contents(About("facts", "8.3.20"), tuple(methods), tuple(properties), types=(entry,))
    path = tmp_path_factory.mktemp("catalogue") / "c.bin"
    path.write_bytes(encode(contents))
    catalogue = Catalogue(path)
    assert list(catalogue.functions()) == methods
    assert list(catalogue.properties()) == properties
    members = catalogue.members("THING")
    assert members is not None
    assert [one.contexts for one in members.methods] == [
        place if one.contexts is None else one.contexts for one in methods
    ]
    assert encode(contents) == path.read_bytes(), "the same contents give the same file"


def test_descriptions_are_read_when_they_are_asked_for(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    catalogue = Catalogue(small)
    function, members = catalogue.function("раз"), catalogue.members("type")
    kind = catalogue.enum("kind")
    assert function is not None
    assert members is not None
    assert kind is not None
    assert catalogue.description(function) == Text("Заметка 1. 😀", "Note 1")
    assert catalogue.description(members.methods[0]) == Text("Заметка 70. 😀", "Note 70")
    assert catalogue.description(kind.values[0]) == Text("Заметка 2. 😀", "Note 2")
    assert catalogue.description(kind) is None
    small.unlink()
    with caplog.at_level(logging.WARNING):
        assert catalogue.description(function) is None
    assert len(caplog.records) == 1


@pytest.mark.parametrize("part", range(8))
def test_damage_is_found(small: Path, part: int) -> None:
    data = bytearray(small.read_bytes())
    notes = len(data) - sum(Catalogue(small)._decoder.tables.head["notes"])
    data[part * (notes - 1) // 7] ^= 0x55
    small.write_bytes(data)
    with pytest.raises(CatalogueDamaged):
        Catalogue(small)


@pytest.mark.parametrize("size", [0, 5, 19, 20, 300, -1])
def test_a_file_that_ends_early_is_found(small: Path, size: int) -> None:
    small.write_bytes(small.read_bytes()[:size])
    with pytest.raises(CatalogueDamaged):
        Catalogue(small)


@given(st.binary(max_size=200))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "c.bin"
    path.write_bytes(b"BSLPCATL" + data)
    with pytest.raises(CatalogueDamaged):
        Catalogue(path)


def test_the_users_catalogue_comes_first(
    small: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(store, "imported_path", lambda: small)
    mine = store.imported()
    assert mine is not None
    assert mine.about == About("help", "8.3.24", "8.3.24.1", ("a.hbk",))
    small.write_bytes(small.read_bytes()[:-1])
    with caplog.at_level(logging.WARNING):
        assert store.imported() is None
    assert len(caplog.records) == 1
    assert "platform import" in caplog.text
    assert not small.exists(), "what is damaged is dropped"
    assert store.imported() is None
