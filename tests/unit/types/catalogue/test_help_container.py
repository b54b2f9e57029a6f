"""The container of help files: chains of blocks, and everything that may be wrong with them."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.errors import HelpDamaged
from bsl_pilot.locale import Locale
from bsl_pilot.types.catalogue.hbk import storage as storage_module
from bsl_pilot.types.catalogue.hbk.container import Container
from bsl_pilot.types.catalogue.hbk.storage import Storage

from tests.unit.types.catalogue import help_writer as writer

HERE = Path("справка.hbk")


def built(block: int = 64, **files: bytes) -> bytes:
    made = writer.Container(block)
    for name, data in files.items():
        made.add(name, data)
    return made.build()


@given(
    st.dictionaries(st.text("абвЁABC_😀", min_size=1, max_size=9), st.binary(max_size=400)),
    st.integers(1, 100),
)
def test_files_of_any_length_come_back(files: dict[str, bytes], block: int) -> None:
    made = writer.Container(block)
    for name, data in files.items():
        made.add(name, data)
    container = Container(HERE, made.build())
    assert container.names == tuple(files)
    assert {name: container.read(name) for name in container.names} == files


def test_the_other_sign_of_the_last_block() -> None:
    data = built(Part=b"123456").replace(b"7fffffff", b"FFFFFFFF")
    assert Container(HERE, data).read("Part") == b"123456"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", bytes(4096), built()[:-5], "не справка".encode() * 99, b"\xff" * 100],
)
def test_what_is_no_container(data: bytes) -> None:
    with pytest.raises(HelpDamaged) as told:
        Container(HERE, data)
    assert "справка.hbk" in told.value.to(Locale.RU)
    assert "shcntx_ru.hbk" in told.value.to(Locale.RU), "it says what to do"
    assert "platform" in told.value.to(Locale.EN)


def second_block(data: bytes) -> int:
    """Where the second block of the long file ``Part`` begins."""
    return data.index(b"#" * 7) + 7


@pytest.mark.parametrize("damage", ["loop", "outside", "text", "short", "huge"])
def test_damaged_chains(damage: str) -> None:
    data = built(Part=bytes(300))
    at = second_block(data)
    following = data[at + 20 : at + 28]
    whole = {
        "loop": data[: at + 20] + f"{at:08x}".encode() + data[at + 28 :],
        "outside": data[: at + 20] + b"00ffffff" + data[at + 28 :],
        "text": data[:at] + b"xx" + data[at + 2 :],
        "short": data[: at + 20] + b"7fffffff" + data[at + 28 :],
        "huge": data.replace(f"{300:08x} ".encode(), b"7ffffff0 "),
    }
    assert following != b"7fffffff"
    container = Container(HERE, whole[damage])
    with pytest.raises(HelpDamaged):
        container.read("Part")


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(HelpDamaged, match="FileStorage"):
        Storage(Container(HERE, built(Book=b"{}")))


@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(0, 255))
def test_any_damage_is_an_error_of_ours(tail: bytes, at: int, value: int) -> None:
    data = bytearray(built(PackBlock=b"zip?", FileStorage=writer.zipped({"objects/a.html": b"<p>" * 50})))
    data[at % len(data)] = value
    with contextlib.suppress(HelpDamaged):
        storage = Storage(Container(HERE, bytes(data + tail)))
        pages = [storage.page(path) for path in storage.paths]
        assert pages.count(None) == storage.unreadable
        storage.contents()


def test_names_in_cp1251_and_odd_slashes() -> None:
    pages = writer.zipped({"objects//Стиль\\щётка.html": b"a", "/objects/Ёж.html": "я".encode()})
    storage = Storage(Container(HERE, built(PackBlock=b"", FileStorage=pages)))
    assert set(storage.paths) == {"objects/Стиль/щётка.html", "objects/Ёж.html"}
    assert storage.page("objects/Ёж.html") == "я"
    assert storage.page("objects/нет.html") is None
    assert storage.contents() is None


def test_a_damaged_page_is_left_out_and_counted() -> None:
    pages = bytearray(writer.zipped({"objects/a.html": b"first" * 99, "objects/b.html": b"second" * 99}))
    pages[40] ^= 0xFF
    storage = Storage(Container(HERE, built(FileStorage=bytes(pages))))
    assert storage.page("objects/a.html") is None
    assert storage.page("objects/b.html") == "second" * 99
    assert storage.unreadable == 1


def test_pages_that_inflate_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = writer.zipped({f"objects/{number}.html": bytes(3_000_000) for number in range(3)})
    assert len(bomb) < 20_000
    storage = Storage(Container(HERE, built(4096, FileStorage=bomb)))
    assert storage.page("objects/0.html") is None, "larger than any page"
    assert storage.unreadable == 1
    monkeypatch.setattr(storage_module, "MOST_BYTES", 1000)
    storage = Storage(Container(HERE, built(4096, FileStorage=bomb)))
    with pytest.raises(HelpDamaged):
        storage.page("objects/1.html")


def test_more_pages_than_help_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage_module, "MOST_PAGES", 2)
    pages = writer.zipped({f"{number}.html": b"" for number in range(3)})
    with pytest.raises(HelpDamaged):
        Storage(Container(HERE, built(FileStorage=pages)))


def test_an_encrypted_page_is_left_out() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("objects/a.html", b"secret")
    data = bytearray(target.getvalue())
    central = data.index(b"PK\x01\x02")
    for at in (6, central + 8):
        struct.pack_into("<H", data, at, 1)
    storage = Storage(Container(HERE, built(FileStorage=bytes(data))))
    assert storage.page("objects/a.html") is None
    assert storage.unreadable == 1
