"""Who may be reached, and what a URI is on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.errors import UsageError
from bsl_pilot.lsp.transport import address
from bsl_pilot.lsp.uri import path_of


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"])
def test_loopback_is_free(host: str) -> None:
    address.check(host, 0, allow_remote=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", ""])  # noqa: S104
def test_others_need_leave(host: str) -> None:
    with pytest.raises(UsageError, match="SSH tunnel"):
        address.check(host, 7000, allow_remote=False)
    address.check(host, 7000, allow_remote=True)


def test_a_port_has_limits() -> None:
    with pytest.raises(UsageError, match="65535"):
        address.check("127.0.0.1", 65536, allow_remote=False)


@pytest.mark.parametrize(
    ("origin", "local"),
    [
        (None, True),
        ("http://localhost:3000", True),
        ("http://[::1]", True),
        ("https://evil.example", False),
        ("null", False),
    ],
)
def test_pages_of_other_machines_are_strangers(origin: str | None, local: bool) -> None:
    assert address.is_local_origin(origin) is local


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///%D0%9F%D1%80%D0%BE%D0%B5%D0%BA%D1%82/a%20b.bsl", Path("/Проект/a b.bsl")),
        ("file://localhost/a.bsl", Path("/a.bsl")),
        ("file:///c%3A/Проект/М.bsl", Path("C:/Проект/М.bsl")),
        ("file://server/share/a.bsl", Path("//server/share/a.bsl")),
        ("untitled:Untitled-1", None),
        ("file:///a%00b", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_paths_of_uris(uri: str, path: Path | None) -> None:
    assert path_of(uri) == path
