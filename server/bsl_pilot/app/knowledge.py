"""What completion knows of a project: the memory of its code, and its names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.folders import cache_folder
from bsl_pilot.text.files import reason

if TYPE_CHECKING:
    from bsl_pilot.app.completion import Completion
    from bsl_pilot.backends.tokens import Tokens
    from bsl_pilot.completion.build import Order
    from bsl_pilot.completion.recall import Recaller
    from bsl_pilot.completion.vocabulary import Vocabulary
    from bsl_pilot.evaluation.modules import Modules

ENCODER = "bsl_pilot.backends.bulk:encoder"
"""Where the process that builds a memory finds what makes its tokens."""


class Knowledge(NamedTuple):
    """What is known, as seen from a module by its path in the project: the module's own old state is left out."""

    project: Callable[[str], Recaller | None]
    names: Callable[[str], Vocabulary | None]


def nothing(_path: str) -> None:
    """Where nothing is known."""


NO_KNOWLEDGE = Knowledge(nothing, nothing)


def order_of(workspace: Workspace, root: Path, joined: Completion) -> Order:
    """What to build so that the files of the folder ``root`` are remembered in the tokens of ``joined``."""
    from bsl_pilot.completion.build import Order  # noqa: PLC0415  (numpy)

    found = workspace.sources([str(root)])
    return Order(
        root=str(root),
        paths=[Path(one.shown).relative_to(root).as_posix() for one in found.files],
        folder=str(project_folder(root)),
        encoder=ENCODER,
        tokenizer=str(joined.tokenizer),
        key=joined.key,
        vocabulary=joined.tokens.size,
    )


def of_workspace(workspace: Workspace, root: Path, joined: Completion) -> Knowledge:
    """Brings the memory of a project's files up to date, on disk, and opens it.

    Raises:
        InputError: the folder of caches can't be written.
    """
    from bsl_pilot.backends.bulk import encoder_of  # noqa: PLC0415  (numpy)
    from bsl_pilot.completion import store  # noqa: PLC0415
    from bsl_pilot.completion.build import build  # noqa: PLC0415
    from bsl_pilot.completion.vocabulary import Vocabulary  # noqa: PLC0415

    order = order_of(workspace, root, joined)
    folder = Path(order.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        report = build(order, encoder_of(joined.tokens))
        memory = store.load(Path(report.store)).memory
    except OSError as error:
        raise InputError(reason(error).filled(path=folder)) from None
    names = Vocabulary.load(folder)
    return Knowledge(memory.view, lambda _path: names)


def of_other_modules(modules: Modules, tokens: Tokens) -> Knowledge:
    """The memory and names of modules that are in memory, exactly without the one that is asked for."""
    import numpy as np  # noqa: PLC0415

    from bsl_pilot.completion.cleaning import cleaned  # noqa: PLC0415
    from bsl_pilot.completion.memory import remember  # noqa: PLC0415  (numpy)
    from bsl_pilot.evaluation.others import OtherNames  # noqa: PLC0415

    ids = (np.array(tokens.encode_once(cleaned(modules[path].text)), np.int32) for path in modules)
    memory = remember(tokens.size, zip(modules, ids, strict=True))
    return Knowledge(memory.view, OtherNames(modules).of)


def project_folder(root: Path) -> Path:
    """Where what was computed of a project is kept; it need not exist."""
    name = hashlib.blake2b(str(root.resolve()).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return cache_folder() / "projects" / name
