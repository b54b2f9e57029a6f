"""Compiles both tree-sitter grammars into one plain shared library inside the package.

Everything else about the distribution stands in pyproject.toml. The library has no Python ABI: it exports only
`tree_sitter_bsl` and `tree_sitter_sdbl` and is loaded with ctypes (bsl_pilot/syntax/languages.py), so one wheel
per platform serves every Python version.
"""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import Extension, setup  # type: ignore[import-untyped]
from setuptools.command.bdist_wheel import bdist_wheel  # type: ignore[import-untyped]
from setuptools.command.build_ext import build_ext  # type: ignore[import-untyped]

SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
SOURCES = ["grammars/bsl/src/parser.c", "grammars/bsl/src/scanner.c", "grammars/sdbl/src/parser.c"]


class BuildGrammars(build_ext):  # type: ignore[misc]
    """Builds a shared library that is not a Python module: no ABI suffix, no PyInit symbol."""

    def get_ext_filename(self, fullname: str) -> str:
        return str(Path(*fullname.split("."))) + SUFFIX

    def get_export_symbols(self, ext: Extension) -> list[str]:
        return list(ext.export_symbols)  # the base class adds PyInit_<name>, which MSVC then fails to find


class PlatformWheel(bdist_wheel):  # type: ignore[misc]
    """Tags the wheel py3-none-<platform>."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


GRAMMARS = Extension(
    "bsl_pilot.syntax._grammars",
    sources=SOURCES,
    include_dirs=["grammars/bsl/src"],  # tree_sitter/parser.h is the same file for both grammars
    depends=["grammars/bsl/src/tree_sitter/parser.h"],
    export_symbols=["tree_sitter_bsl", "tree_sitter_sdbl"],
    # setuptools passes the flags of the interpreter's own build, -g among them, which triples the library.
    extra_compile_args=["/utf-8"] if sys.platform == "win32" else ["-O2", "-g0", "-std=c11"],
)

setup(ext_modules=[GRAMMARS], cmdclass={"build_ext": BuildGrammars, "bdist_wheel": PlatformWheel})
