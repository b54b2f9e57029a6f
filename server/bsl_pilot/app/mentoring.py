"""What the findings in somebody's changes teach: from the history on this machine, which nothing leaves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from bsl_pilot.review.mentor import Lesson

_NOBODY = Text(
    "git не знает вашего адреса; назовите автора: --author ИМЯ",
    "git does not know your address; name the author: --author NAME",
)


class LearnRequest(NamedTuple):
    """Whose changes are looked at, and how long."""

    path: str
    author: str = ""
    """A part of the name or address; empty for the person at this machine."""
    commits: int = 200
    seconds: float = 60.0


class Learnt(NamedTuple):
    """Whose changes were looked at, and what they teach."""

    author: str
    lesson: Lesson


def learn(workspace: Workspace, request: LearnRequest, advance: Advance) -> Learnt:
    """Looks at the last changes of an author.

    Raises:
        UsageError: there is no git or no repository, or git does not know who asks.
    """
    from bsl_pilot.project.git import top_of  # noqa: PLC0415
    from bsl_pilot.project.history import author_of, commits  # noqa: PLC0415
    from bsl_pilot.review.mentor import lesson_of  # noqa: PLC0415
    from bsl_pilot.review.selection import Selection  # noqa: PLC0415

    top = top_of(request.path)
    author = request.author or author_of(top)
    if not author:
        raise UsageError(_NOBODY)
    history = commits(top, author, request.commits)
    end = time.monotonic() + request.seconds

    def go_on(done: int) -> bool:
        advance(done, len(history))
        return time.monotonic() < end

    selection = Selection.of(workspace.settings.check)
    return Learnt(author, lesson_of(top, history, selection, workspace.locale, go_on))
