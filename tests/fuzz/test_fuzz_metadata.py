"""Broken metadata is input: whatever the bytes, reading ends with records and findings, and stores are safe.

The inputs are files of the example configurations, cut, doubled and mixed with fragments that break things.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.project.layout import Layout
from bsl_pilot.project.metadata import codec, store
from bsl_pilot.project.metadata.reading import read_units
from bsl_pilot.project.metadata.units import Unit

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
FIXTURES = Path(__file__).parents[1] / "fixtures"
DESIGNER = [path.read_bytes() for path in sorted((FIXTURES / "ledger").rglob("*.xml"))]
EDT = [
    path.read_bytes()
    for path in sorted((FIXTURES / "ledger_edt").rglob("*"))
    if path.suffix in (".mdo", ".form")
]
BREAKERS = st.sampled_from(
    [
        b"<",
        b">",
        b"</",
        b"&",
        b"<Name/>",
        b"<name>",
        b"\x00",
        b"\xff",
        b"]]>",
        b"<!--",
        "Ё🙂".encode(),
        b"\xef\xbb\xbf",
    ]
)


@st.composite
def broken(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """A file of the examples with up to three pieces left out, doubled or replaced."""
    data = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 400)))
        data = data[:start] + draw(st.sampled_from([b"", data[start:end] * 2]) | BREAKERS) + data[end:]
    return data


def read(layout: Layout, files: dict[str, bytes], unit: Unit) -> None:
    """Reads a unit out of these files, and every record once more out of its bytes."""
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        records = read_units(folder, layout, [unit])
        assert records
        assert all((one.kind, one.name) == (unit.kind, unit.name) for one in records)
        for one in records:
            if one.form:
                assert codec.unpack_form(one.blob).name == one.form
            else:
                assert codec.unpack_object(one.blob).name == one.name
        target = Path(folder, "store")
        store.save(target, records)
        assert store.load(target) == records


@given(
    st.sampled_from(["Catalog", "Document", "CommonForm", "HTTPService"]), broken(DESIGNER), broken(DESIGNER)
)
@settings(max_examples=EXAMPLES)
def test_designer(kind: str, main: bytes, other: bytes) -> None:
    inside = (
        "Ext/Predefined.xml",
        "Ext/Form.xml",
        "Forms/ФормаЭлемента.xml",
        "Forms/ФормаЭлемента/Ext/Form.xml",
    )
    files = {"О.xml": main, **{f"О/{name}": other for name in inside}}
    read(Layout.DESIGNER, files, Unit(kind, "О", "О.xml", "О"))


@given(st.sampled_from(["Catalog", "Document", "CommonForm", "Configuration"]), broken(EDT), broken(EDT))
@settings(max_examples=EXAMPLES)
def test_edt(kind: str, main: bytes, other: bytes) -> None:
    files = {"О/О.mdo": main, "О/Form.form": other, "О/Forms/ФормаЭлемента/Form.form": other}
    read(Layout.EDT, files, Unit(kind, "О", "О/О.mdo", "О"))


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=EXAMPLES)
def test_a_store_of_any_bytes_is_no_store(noise: bytes, at: int) -> None:
    with TemporaryDirectory() as folder:
        whole = Path(folder, "store")
        store.save(whole, [])
        path = Path(folder, "damaged")
        data = whole.read_bytes()
        path.write_bytes(data[:at] + noise + data[at:])
        assert store.load(path) in (None, [])
