"""The two tree-sitter languages, `BSL` and `SDBL`, from the shared library beside this file.

The library is plain C without a Python ABI (see setup.py), so it is loaded with ctypes and each language is handed
to tree-sitter as the capsule that its constructor takes.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from tree_sitter import Language

from bsl_pilot.errors import GrammarMissing

_SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
LIBRARY = Path(__file__).with_name("_grammars" + _SUFFIX)


def _open_library() -> ctypes.CDLL:
    """Opens the compiled grammars; `GrammarMissing` when they are not there or not for this machine."""
    if not LIBRARY.is_file():
        raise GrammarMissing(
            f"The compiled grammars are missing: {LIBRARY}. "
            "Install a wheel of bsl-pilot, or compile them with a C compiler: pip install -e ."
        )
    try:
        return ctypes.CDLL(str(LIBRARY))
    except OSError as error:
        raise GrammarMissing(
            f"The compiled grammars cannot be loaded: {LIBRARY} ({error}). "
            "They were probably built for another system: reinstall bsl-pilot on this machine."
        ) from error


def _language(library: ctypes.CDLL, name: str) -> Language:
    """The language that `tree_sitter_<name>` of the library returns."""
    function = getattr(library, "tree_sitter_" + name)
    function.restype = ctypes.c_void_p
    new_capsule = ctypes.pythonapi.PyCapsule_New
    new_capsule.restype = ctypes.py_object
    new_capsule.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    return Language(new_capsule(function(), b"tree_sitter.Language", None))


_library = _open_library()
BSL: Language = _language(_library, "bsl")
SDBL: Language = _language(_library, "sdbl")
