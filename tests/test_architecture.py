"""The rules of ARCHITECTURE.md that can be read off the source: who imports whom, who knows what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "server" / "bsl_pilot"
SOURCES = sorted(PACKAGE.rglob("*.py"))

ROOMS = {
    "text": set(),
    "settings": {"text"},
    "syntax": {"text"},
    "project": {"text"},
    "index": {"project", "syntax", "text"},
    "types": {"index", "project", "syntax", "text"},
    "features": {"types", "index", "project", "syntax", "text"},
    "review": {"features", "types", "index", "project", "syntax", "text"},
    "explain": {"features", "types", "index", "project", "syntax", "text"},
    "completion": {"types", "index", "syntax", "text"},
    "backends": {"completion", "text"},
    "debug": {"project", "text"},
    "reload": {"debug", "project", "syntax", "text"},
    "lsp": {"completion", "features", "review", "syntax", "text"},
    "evaluation": {"completion", "features", "types", "project", "syntax", "text"},
    "cli": {"lsp", "evaluation", "features", "review", "types", "index", "project", "syntax", "text"},
}
"""What the files of a room may import of other rooms. Files at the top (errors, locale, settings) may be
imported by all; app may import all, and only ``lsp`` and ``cli`` import app."""
ROOMS["app"] = set(ROOMS)

FOR_ALL = {"crew", "errors", "folders", "locale", "memory", "polite", "settings", "__version__"}

ONE_HOME = {
    "onnxruntime": "backends",
    "tokenizers": "backends",
    "httpx": "backends",
    "diskcache": "backends",
    "watchdog": "project",
    "websockets": "lsp",
}
NEVER = {"torch", "transformers", "peft", "optimum", "pygls", "lsprotocol", "pytest"}
"""What the server never imports: training and test libraries."""

CASE_METHODS = {"lower", "upper", "casefold", "isalpha", "isalnum", "isidentifier", "swapcase"}
WORDS = PACKAGE / "text" / "words.py"


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative imports hide the room"
            assert node.module
            if node.module == "bsl_pilot":
                yield from (f"bsl_pilot.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_layers(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "bsl_pilot" and here in ROOMS:
            there = rest.partition(".")[0]
            allowed = ROOMS[here] | FOR_ALL | {here} | ({"app"} if here in ("lsp", "cli") else set())
            assert there in allowed, f"{here} may not import {name}"
        assert top not in NEVER, f"the server never imports {name}"
        assert ONE_HOME.get(top, here) == here, f"{name} belongs to {ONE_HOME.get(top)}"


def test_every_room_is_known() -> None:
    unknown = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - set(ROOMS) - {"__pycache__"}
    assert not unknown


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_letter_case_and_word_patterns_live_in_words(path: Path) -> None:
    if path == WORDS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CASE_METHODS, (
                f"line {node.lineno}: .{node.attr}() belongs to text/words.py"
            )
    for pattern in _regexes(tree):
        assert "\\w" not in pattern, f"{pattern!r}: \\w belongs to text/words.py"


def _regexes(tree: ast.AST) -> Iterator[str]:
    """String arguments of calls of ``re``."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str | bytes):
                yield part.value if isinstance(part.value, str) else part.value.decode("latin-1")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400
