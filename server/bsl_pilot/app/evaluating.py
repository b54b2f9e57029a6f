"""What completion is worth on a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.completion import Completion, CompletionOptions, open_completion
from bsl_pilot.app.knowledge import of_other_modules
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from bsl_pilot.completion.ports import Backend
    from bsl_pilot.completion.show import Curve
    from bsl_pilot.evaluation.evaluate import Evaluation, Plan
    from bsl_pilot.evaluation.modules import Modules
    from bsl_pilot.evaluation.report import ModelFacts
    from bsl_pilot.evaluation.subject import Build, Subject
    from bsl_pilot.evaluation.virtual import Paced, VirtualClock

_NOTHING = Text("здесь нет модулей (.bsl, .os): {path}", "there are no modules (.bsl, .os) here: {path}")
_NONE_OF_THEM = Text(
    "ни одного модуля из списка в папке нет: {path}",
    "none of the modules of the list is in the folder: {path}",
)
_NO_FOLDER = Text("{path}: это не папка", "{path}: not a folder")

ABLATIONS: Mapping[str, Callable[[CompletionOptions], CompletionOptions]] = {
    "model": lambda options: replace(options, use_memory=False),
    "memory": lambda options: replace(options, use_model=False),
    "no_names": lambda options: replace(options, use_names=False),
    "no_filters": lambda options: replace(options, use_filters=False, use_names=False),
}
"""Variants, each without some part."""


@dataclass(frozen=True, slots=True)
class EvalRequest:
    """What ``bsl-pilot eval completion`` is asked for."""

    folder: Path
    plan: Plan
    options: CompletionOptions
    ablations: bool = False


def evaluate_completion(
    workspace: Workspace, asked: EvalRequest, advance: Advance
) -> tuple[Evaluation, ModelFacts]:
    """Tries completion on a folder, with the memory of all its modules but the one under test.

    Raises:
        InputError: the folder holds no modules, or none of those that the cursors are taken from.
        BackendError: there is nobody to write.
    """
    from bsl_pilot.completion.platform import platform_words  # noqa: PLC0415  (numpy and all)
    from bsl_pilot.evaluation.evaluate import Contenders, evaluate  # noqa: PLC0415

    modules = modules_of(workspace, asked.folder)
    if asked.plan.only is not None and asked.plan.only.isdisjoint(modules):
        raise InputError(_NONE_OF_THEM.filled(path=asked.folder))
    variants = _variants(asked)
    joined = open_completion(workspace, asked.options)
    opened = [joined]
    try:
        knowledge = of_other_modules(modules, joined.tokens)
        opened.extend(open_completion(workspace, options) for options in variants.values())
        for one in opened:
            one.learn(knowledge)
            one.wait()
        builds = {name: build_of(one) for name, one in zip(variants, opened[1:], strict=True)}
        platform = platform_words()
        contenders = Contenders(build_of(joined), lambda name: platform.flags(name) is not None, builds)
        return evaluate(modules, asked.plan, contenders, advance), _facts(joined)
    finally:
        for one in opened:
            one.close()


def _variants(asked: EvalRequest) -> dict[str, CompletionOptions]:
    """Options of the variants that differ from what is measured anyway and leave somebody to write."""
    if not asked.ablations:
        return {}
    found = {name: without(asked.options) for name, without in ABLATIONS.items()}
    return {
        name: one for name, one in found.items() if one != asked.options and (one.use_model or one.use_memory)
    }


def modules_of(workspace: Workspace, folder: Path) -> Modules:
    """All modules of a folder.

    Raises:
        InputError: it holds none, or some can't be read.
    """
    from bsl_pilot.evaluation.modules import Modules  # noqa: PLC0415  (loads the parser)

    if folder.exists() and not folder.is_dir():
        raise InputError(_NO_FOLDER.filled(path=folder))
    found = workspace.sources([str(folder)])
    for error in found.errors:
        raise error
    limit = workspace.settings.max_file_mb * 1024 * 1024
    modules = Modules.read(folder, (one.shown for one in found.files if one.size <= limit), limit)
    if not modules:
        raise InputError(_NOTHING.filled(path=folder))
    return modules


def build_of(joined: Completion, judge: Curve | None = None) -> Build:
    """Makes engines of joined parts; ``judge`` scores in place of the show-filter that ships."""

    def build(clock: VirtualClock, wrap: Callable[[Backend], Paced], *, everything: bool) -> Subject:
        from bsl_pilot.completion.show import shipped  # noqa: PLC0415
        from bsl_pilot.completion.writers import Writer  # noqa: PLC0415
        from bsl_pilot.evaluation.subject import Subject  # noqa: PLC0415

        curve = judge or shipped()
        open_curve = replace(curve, threshold=0.0, threshold_invoked=0.0) if everything else curve
        backend = wrap(joined.desk)
        engine = joined.engine([Writer(joined.writer().id, backend)], clock, open_curve)
        return Subject(engine, backend, curve.threshold, joined.prepare)

    return build


def _facts(joined: Completion) -> ModelFacts:
    from bsl_pilot.evaluation.report import ModelFacts  # noqa: PLC0415

    manifest = joined.manifest
    if manifest is None:
        return ModelFacts()
    return ModelFacts(manifest.name, manifest.parameters or 0, manifest.bytes)
