"""The worker process: ``python -m bsl_pilot.lsp.worker``, started by the server and ended by its pipe."""

from __future__ import annotations

import os
import signal
import sys

from bsl_pilot.lsp import collector
from bsl_pilot.lsp.worker import wire
from bsl_pilot.lsp.worker.desk import Desk
from bsl_pilot.polite import step_back

BEHIND_THE_LOOP = 5
"""Steps by which findings and colours come after what is answered to a key, and before what no one waits for."""


def main() -> None:
    """Answers until the server closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the server, and that ends us
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever is printed must not get between the replies
    sys.stdout = sys.stderr
    step_back(BEHIND_THE_LOOP)
    desk = Desk()
    collector.calm()
    while (message := wire.read(sys.stdin.buffer)) is not None:
        reply = desk.handle(message)
        if reply is not None and not _sent(reply, replies.fileno()):
            return


def _sent(reply: wire.Reply, descriptor: int) -> bool:
    """Whether the server still listens."""
    data = memoryview(wire.pack(reply))
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
