"""Files of every encoding come back byte for byte; what is not text is said to be so."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from bsl_pilot.errors import InputError, NotTextError, TooLargeError
from bsl_pilot.text import files

CODE = "Процедура Ёж()\r\n\t// 🙂\n\tА = «1»;\rКонецПроцедуры"
PLAIN = CODE.replace("🙂", "№")


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (CODE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CODE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + CODE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + CODE.encode("utf-16-be"), "utf-16-be"),
        (PLAIN.encode("cp1251"), "cp1251"),
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
    ],
)
def test_read_and_written_unchanged(data: bytes, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "Модуль.bsl"
    path.write_bytes(data)
    source = files.read(path)
    assert source.encoding.codec == codec
    assert source.text in (CODE, PLAIN, "")
    files.write(path, source)
    assert path.read_bytes() == data
    assert [child.name for child in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02MZ", b"\x98", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"\x00\xd8\x41"],
    ids=["nul", "not cp1251", "damaged utf-8", "damaged utf-16"],
)
def test_what_is_not_text_is_refused_with_its_path(data: bytes) -> None:
    with pytest.raises(NotTextError, match=r"M\.bsl"):
        files.decode(data, "M.bsl")


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.bsl"
    path.write_bytes(b" " * 2048)
    with pytest.raises(TooLargeError, match="over the limit"):
        files.read(path, max_bytes=1024)


def test_a_missing_file_and_a_folder_give_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "нет.bsl", tmp_path):
        with pytest.raises(InputError) as caught:
            files.read(path)
        assert "\n" not in str(caught.value)
        assert path.name in str(caught.value)


def test_a_character_that_the_encoding_lacks_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "М.os"
    path.write_bytes("А = 1;".encode("cp1251"))
    source = files.read(path)
    with pytest.raises(InputError, match="cp1251"):
        files.write(path, source._replace(text="А = 🙂;"))
    assert path.read_bytes() == "А = 1;".encode("cp1251")
