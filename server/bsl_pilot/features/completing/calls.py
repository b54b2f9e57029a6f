"""How a method is inserted: with its parentheses, and the cursor inside of them if it has parameters."""

from __future__ import annotations

from bsl_pilot.features.completing.item import CompletionOptions
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.types import catalogue
from bsl_pilot.types.module import Method


def is_called(scene: Scene) -> bool:
    """Whether parentheses follow the typed word already."""
    return bool(scene.after) and scene.after[0].kind == "(" and scene.after[0].start == scene.word.end


def called_text(name: str, method: object, options: CompletionOptions) -> tuple[str, bool]:
    """The text that is inserted, and whether it is a snippet."""
    if _takes_nothing(method):
        return f"{name}()", False
    return (f"{name}($1)", True) if options.snippets else (name, False)


def _takes_nothing(method: object) -> bool:
    if isinstance(method, catalogue.Method):
        signatures = method.signatures
        return signatures is not None and not any(one.parameters for one in signatures)
    return isinstance(method, Method) and method.takes_nothing
