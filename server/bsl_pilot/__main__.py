"""``bsl-pilot``: reads the command's name, loads that command alone, turns its errors into one line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bsl_pilot.cli import console
from bsl_pilot.cli.commands import run
from bsl_pilot.errors import PilotError

INTERRUPTED = 130
CLOSED_PIPE = 141
"""128 plus the signal's number, as shells count."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: the arguments without the program's name; those of the process by default.

    Returns:
        0 done and nothing found, 1 done and something found, 2 wrong usage or unreadable input.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    console.prepare()
    locale = console.locale_of(arguments)
    try:
        code = run(arguments, locale)
        sys.stdout.flush()
    except PilotError as error:
        console.complain(error.to(locale))
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        console.forget_stdout()
        return CLOSED_PIPE
    return code


if __name__ == "__main__":
    sys.exit(main())
