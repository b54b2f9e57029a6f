"""Ghost text as an editor sees it, over stdio, at real places of real modules.

    python bench/completion.py FOLDER [--project FOLDER] [--cursors 60] [--keys 600] [--minutes 30] [--seed 1]

FOLDER is a project that the model never saw; it is the open folder, too, and its modules are typed at places of
chance. ``--project`` opens another folder instead, whose memory is built first: what a big configuration costs.

cold              a new place of an open document, asked for by hand: nothing is waited for. The folder is known by
                  then: its memory is built, its index complete
just opened       the same in a document that was opened a moment before, and is still being looked at
typing, edge …    each next key of the real line, and where its text came from; the pause before a request counts
start → …         from the start of the process, with an empty folder of caches and with a full one
cpu               of all threads of the server's process, where the system tells: what to compare on a busy machine
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from bsl_pilot.evaluation.cursors import Cursor, sample  # noqa: E402
from bsl_pilot.evaluation.modules import Modules  # noqa: E402
from bsl_pilot.evaluation.scan import Group  # noqa: E402
from bsl_pilot.project.files import find_sources  # noqa: E402
from steady import Steadiness  # noqa: E402

from table import milliseconds, quantile, table  # noqa: E402
from tests.lsp import protocol  # noqa: E402
from tests.lsp.raw import Server  # noqa: E402

INVOKED, AUTOMATIC = 1, 2
ASK = "textDocument/inlineCompletion"
PATIENCE = 120.0
"""Seconds to the first ghost text; later than this there is none."""
BUILDING = 1200.0
"""Seconds in which a project's memory is built."""
SEEN = 1.0
"""Seconds for which a document is open before somebody asks at a place of it."""
RESTING, IDLE = 3, 0.03
"""Seconds in a row with so little work each: then a server rests."""
BETWEEN = 0.12
"""Seconds between an answer and the next key where latencies are measured: of somebody who types fast."""
STRETCH = 10
"""Minutes of typing between two looks at memory."""
KEYS_A_MINUTE = 200
"""Of somebody who types without a pause."""
MB = 1024**2


class Asked(NamedTuple):
    """One request and its answer."""

    seconds: float
    cpu: float
    items: list[dict[str, Any]]
    source: str


class Editor:
    """A server with one module open at a time."""

    def __init__(self, server: Server, modules: Modules, root: Path) -> None:
        self._server, self._modules, self._root = server, modules, root
        self._process = psutil.Process(server.process.pid)
        self._uri, self._version, self._line, self._character = "", 0, 0, 0
        self._seen: dict[str, int] = {}
        self._before = ""
        self.steadiness = Steadiness()

    def open(self, cursor: Cursor) -> None:
        """Opens the cursor's module without the rest of its line."""
        if self._uri:
            self._server.tell("textDocument/didClose", {"textDocument": {"uri": self._uri}})
        data = self._modules[cursor.path].data
        self._uri = (self._root / cursor.path).as_uri()
        self._version = 1
        self._line, self._character = cursor.line, _utf16(cursor.typed)
        self._before = cursor.typed
        self.steadiness.opened()
        self._server.open((data[: cursor.offset] + data[cursor.end :]).decode(), self._uri)
        self._server.about("textDocument/documentSymbol", self._uri)  # answered when it is parsed
        self.source()

    def type(self, char: str) -> Asked:
        """Types a character and asks, as an editor does."""
        at = {"line": self._line, "character": self._character}
        self._version += 1
        self._character += _utf16(char)
        self._before += char
        since, cpu = time.perf_counter(), self.cpu()
        self._server.change([{"range": {"start": at, "end": at}, "text": char}], self._version, self._uri)
        return self.ask(AUTOMATIC, since, cpu, char)

    def ask(self, kind: int, since: float | None = None, cpu: float | None = None, key: str = "") -> Asked:
        """Asks for ghost text at the cursor; what is offered is shown. ``key`` was typed just now."""
        since = time.perf_counter() if since is None else since
        cpu = self.cpu() if cpu is None else cpu
        position = {"line": self._line, "character": self._character}
        answer = self._server.about(ASK, self._uri, position=position, context={"triggerKind": kind})
        seconds, cpu = time.perf_counter() - since, self.cpu() - cpu
        self.steadiness.answered(self._before, answer["items"], key)
        for item in answer["items"]:
            self._server.tell("bslPilot/completion/shown", {"id": item["command"]["arguments"][0]})
        self._server.seen.clear()
        return Asked(seconds, cpu, answer["items"], self.source())

    def source(self) -> str:
        """Where the last text came from, by what the server has counted since the last time."""
        stats = self._server.request("bslPilot/stats")
        latency = stats.get("latency_ms", {}) if isinstance(stats, dict) else {}
        counts = {name: figures["count"] for name, figures in latency.items()}
        more = [name for name, count in counts.items() if count > self._seen.get(name, 0)]
        self._seen = counts
        return more[0] if more else "nothing"

    def cpu(self) -> float:
        """Seconds that all threads of the server have worked; in steps of 10 ms where the system has no finer."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        if (tasks / str(self._process.pid) / "schedstat").exists():
            return sum(_nanoseconds(task) for task in tasks.iterdir()) / 1e9
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def sizes(self) -> tuple[float, float]:
        """MB of the server's process and of all its processes; what others share with it counts each time."""
        own = self._process.memory_info().rss
        return own / MB, (own + sum(one.memory_info().rss for one in self._living())) / MB

    def builds(self) -> bool:
        """Whether the project's memory is being built."""
        return any("bsl_pilot.completion.build" in one.cmdline() for one in self._living())

    def work(self) -> float:
        """Seconds that all processes of the server have worked."""
        return sum(sum(one.cpu_times()[:2]) for one in (self._process, *self._living()))

    def _living(self) -> list[psutil.Process]:
        """The processes that the server has started; one that has just ended says nothing any more."""
        children = self._process.children(recursive=True)
        return [one for one in children if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def main() -> int:
    """Prints the tables."""
    protocol.check = lambda message, asked: None  # noqa: ARG005  # that is the tests' business, and it takes its time
    options = arguments()
    root = options.folder.resolve()
    project = (options.project or options.folder).resolve()
    modules = Modules.read(root, [one.shown for one in find_sources([str(root)]).files], 4 * MB)
    cursors = sample(modules, {Group.CODE: options.cursors + options.keys}, options.seed)
    if not cursors:
        print(f"{root}: no place to type at", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        os.environ["LOCALAPPDATA"] = folder
        starts = [start(modules, root, project, cursors[0], built=built) for built in (True, False)]
        print(table(("start → first ghost text", "s", "cpu s"), starts) + "\n")
        with Server() as server:
            editor = begun(server, modules, root, project)
            print(measured(editor, cursors, options))
            assert "Traceback" not in server.log, server.log
            server.leave()
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", type=Path)
    parser.add_argument("--cursors", type=int, default=60)
    parser.add_argument("--keys", type=int, default=600)
    parser.add_argument("--minutes", type=int, default=30, help="of typing, in which memory may grow")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def begun(server: Server, modules: Modules, root: Path, project: Path) -> Editor:
    server.initialize(
        {"general": {"positionEncodings": ["utf-16"]}},
        rootUri=project.as_uri(),
        workspaceFolders=[{"uri": project.as_uri(), "name": project.name}],
        initializationOptions={},
    )
    return Editor(server, modules, root)


def start(modules: Modules, root: Path, project: Path, cursor: Cursor, *, built: bool) -> tuple[str, ...]:
    """A server from its start to the first text; afterwards it may build what it remembers if ``built``."""
    since = time.perf_counter()
    with Server() as server:
        editor = begun(server, modules, root, project)
        editor.open(cursor)
        found = first_text(editor, since)
        cpu = editor.cpu()
        if built:
            wait_for_memory(editor)
    seconds = f"{found:.2f}" if found else f"none in {PATIENCE:.0f}"
    return ("empty folder of caches" if built else "full one", seconds, f"{cpu:.2f}")


def first_text(editor: Editor, since: float) -> float | None:
    while time.perf_counter() - since < PATIENCE:
        if editor.ask(INVOKED).items:
            return time.perf_counter() - since
        time.sleep(0.02)
    return None


def wait_for_memory(editor: Editor) -> None:
    until = time.monotonic() + BUILDING
    time.sleep(1)  # the folder is looked through before the process starts
    while editor.builds() and time.monotonic() < until:
        time.sleep(0.2)


def wait_for_rest(editor: Editor) -> None:
    """Until the server and its processes do nothing: the index is complete then, too."""
    until = time.monotonic() + BUILDING
    quiet, before = 0, editor.work()
    while quiet < RESTING and time.monotonic() < until:
        time.sleep(1)
        now = editor.work()
        quiet = quiet + 1 if 0 <= now - before < IDLE else 0
        before = now


def measured(editor: Editor, cursors: list[Cursor], options: argparse.Namespace) -> str:
    """The tables of a server that has begun."""
    editor.open(cursors[0])
    first_text(editor, time.perf_counter())
    wait_for_memory(editor)
    wait_for_rest(editor)
    times: dict[str, list[Asked]] = defaultdict(list)
    for number, cursor in enumerate(cursors[: options.cursors]):
        editor.open(cursor)
        if number % 2:
            time.sleep(SEEN)
        times["cold" if number % 2 else "just opened"].append(editor.ask(INVOKED))
    for one in typed(editor, cursors[options.cursors :], options.keys, BETWEEN):
        times[f"typing, {one.source}"].append(one)
    rows = [row(name, asked) for name, asked in sorted(times.items())]
    rows.append(
        row(
            "typing, all",
            [one for name, asked in times.items() if name.startswith("typing") for one in asked],
        )
    )
    latencies = table(("", "times", "p50 ms", "p95 ms", "max ms", "cpu p50", "cpu p95", "with text"), rows)
    idle = idling(editor)
    sizes = [("after the requests above", *map(megabytes, editor.sizes()))]
    for minutes in range(0, options.minutes, STRETCH):
        for _ in typed(editor, cursors, STRETCH * KEYS_A_MINUTE):
            pass
        sizes.append((f"after {minutes + STRETCH} minutes of typing", *map(megabytes, editor.sizes())))
    steady = editor.steadiness
    steps = [(str(steady.answers), str(steady.stale), str(steady.followed), str(steady.flickers))]
    steadiness = table(("answers", "stale", "keys typed along", "flickers"), steps)
    memory = table(("RSS", "server MB", "all processes MB"), sizes)
    return f"{latencies}\n\n{steadiness}\n\n{memory}\n\nidle: {idle:.2%} of one processor"


def typed(editor: Editor, cursors: list[Cursor], keys: int, between: float = 0.0) -> Iterator[Asked]:
    """Types real ends of lines until so many keys are typed, with so many seconds between an answer and a key."""
    count = 0
    while count < keys:
        for cursor in cursors:
            editor.open(cursor)
            editor.ask(AUTOMATIC)
            for char in cursor.target[: keys - count]:
                count += 1
                time.sleep(between)
                yield editor.type(char)


def idling(editor: Editor, seconds: float = 10.0) -> float:
    """Share of a processor that the server takes while nobody types."""
    time.sleep(2)  # what was begun ends
    before = editor.cpu()
    time.sleep(seconds)
    return (editor.cpu() - before) / seconds


def megabytes(size: float) -> str:
    return f"{size:.0f}"


def row(name: str, asked: list[Asked]) -> tuple[str, ...]:
    cpus = [one.cpu for one in asked]
    cpu = [f"{quantile(cpus, share) * 1000:.1f}" for share in (0.5, 0.95)]
    shown = sum(bool(one.items) for one in asked) / len(asked)
    return name, str(len(asked)), *milliseconds([one.seconds for one in asked]), *cpu, f"{shown:.0%}"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _nanoseconds(task: Path) -> int:
    try:
        return int((task / "schedstat").read_text().split()[0])
    except OSError:  # the thread has ended
        return 0


if __name__ == "__main__":
    sys.exit(main())
