"""How code tells the whole text of an exception, in its own language and for its platform."""

from __future__ import annotations

from bsl_pilot.review.scene import Scene

_NEW = (8, 3, 17)
"""The release from which on the text comes from `ОбработкаОшибок`."""


def whole_error(scene: Scene, *, english: bool) -> str:
    """The expression that gives the whole text of the exception which is being handled."""
    details, info = (
        ("DetailErrorDescription", "ErrorInfo")
        if english
        else ("ПодробноеПредставлениеОшибки", "ИнформацияОбОшибке")
    )
    if scene.script or scene.before(*_NEW):
        return f"{details}({info}())"
    return f"{'ErrorProcessing' if english else 'ОбработкаОшибок'}.{details}({info}())"
