"""How code tells the whole text of an exception, in its own language and for its platform."""

from __future__ import annotations

from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.extract import has_attributes
from bsl_pilot.review.scene import Scene
from bsl_pilot.text.words import fold

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


def error_in_variable(code: Code, *, english: bool) -> tuple[str, str] | None:
    """The name of a variable for the whole text of the exception, and the statement that gives it its value; None where
    the method has something else of that name."""
    if has_attributes(code):
        name = "FullErrorText" if english else "ПодробныйТекстОшибки"
    else:
        name = "ErrorText" if english else "ТекстОшибки"
    if fold(name) in code.words:
        return None
    return name, f"{name} = {whole_error(code.scene, english=english)};"
