"""Work shared among processes: lists of jobs go out, answers come back, whatever happens to a process.

Plain subprocesses, with a thread each that feeds it: a process that dies is seen at once, the job that killed it is
known, and the rest goes on in a new one. Works the same on every system, and no process inherits anything but its
pipes. What travels is pickled; both ends are ours.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from bsl_pilot.memory import peak_rss_mb
from bsl_pilot.polite import step_back

Job = TypeVar("Job")
Answer = TypeVar("Answer")

_SECOND = 0.5
"""Seconds of one wait: a wait without end could not be interrupted on Windows."""


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew(Generic[Job, Answer]):
    """Processes that answer lists of jobs; see ``serve`` for their side.

    Several threads may have their jobs done at once: chunks are taken in the order in which they came. Processes end
    with the last run; within ``with crew:`` they stay for the next one.
    """

    def __init__(self, module: str, greeting: object, *, polite: bool = False) -> None:
        """
        Args:
            module: what a process runs; it calls ``serve``.
            greeting: sent to each process first.
            polite: the processes give way to all others.
        """
        self._module = module
        self._greeting = greeting
        self.polite = polite
        self._closed = False
        self._news = threading.Condition()
        self._users = 0
        self._todo: deque[_Task[Job, Answer]] = deque()
        self._threads: set[threading.Thread] = set()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._peaks: dict[int, float] = {}
        self._peak = 0.0
        self._seconds: dict[int, float] = {}

    @property
    def peak_rss_mb(self) -> float:
        """Peak memory in MB of the processes that lived at one time, all together."""
        return self._peak

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all processes together."""
        return sum(self._seconds.values())

    def __enter__(self) -> Crew[Job, Answer]:
        with self._news:
            self._users += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:  # an interruption, say: nobody waits for what is asked of the processes
            self.close()
        with self._news:
            self._users -= 1
            if self._users:
                return
            threads = tuple(self._threads)
            self._news.notify_all()
        for thread in threads:
            thread.join()
        self._kill()

    def run(
        self,
        chunks: Sequence[Sequence[Job]],
        size: int,
        answered: Callable[[Sequence[Job], Answer], None],
        lost: Callable[[Job], None],
    ) -> None:
        """Has up to ``size`` processes answer the chunks. Both functions are called in the calling thread, as it comes.

        Args:
            answered: a chunk, or a part of one, and its answer.
            lost: a job that a process died of.
        """
        done: queue.SimpleQueue[_Done[Job, Answer]] = queue.SimpleQueue()
        left = sum(map(len, chunks))
        with self:
            try:
                self._begin([_Task(chunk, done) for chunk in chunks], size)
                while left and not self._closed:
                    left -= _wait(done, answered, lost)
            except BaseException:
                self.close()  # else the threads would begin anew with what the killed processes left
                raise

    def close(self) -> None:
        """Ends all work at once; every ``run`` returns. Any thread may call it."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._kill()

    def _kill(self) -> None:
        for process in tuple(self._processes):
            process.kill()

    def _begin(self, tasks: Sequence[_Task[Job, Answer]], size: int) -> None:
        """Hands tasks to the threads; there are as many threads as the run with the largest size may have."""
        with self._news:
            self._todo.extend(tasks)
            for _ in range(min(size, len(tasks)) - len(self._threads)):
                thread = threading.Thread(target=self._feed, daemon=True)
                self._threads.add(thread)
                thread.start()
            self._news.notify_all()

    def _next(self) -> _Task[Job, Answer] | None:
        """The next task, waited for while somebody may have one; None at the end."""
        with self._news:
            self._news.wait_for(lambda: self._todo or self._closed or not self._users)
            if self._todo and not self._closed:
                return self._todo.popleft()
            self._threads.discard(threading.current_thread())
            return None

    def _feed(self) -> None:
        """Has tasks answered until there will be none."""
        process: subprocess.Popen[bytes] | None = None
        while (task := self._next()) is not None:
            try:
                process = self._answer(task.jobs, process, task.done)
            except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
                with self._news:
                    self._threads.discard(threading.current_thread())
                task.done.put(_Done((), error=error))
                break
        if process is not None:
            self._end(process)

    def _answer(
        self,
        chunk: Sequence[Job],
        process: subprocess.Popen[bytes] | None,
        done: queue.SimpleQueue[_Done[Job, Answer]],
    ) -> subprocess.Popen[bytes] | None:
        """Has a chunk answered; returns the process to go on with, None when it died."""
        process = process or self._start()
        try:
            answer = self._ask(process, chunk)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end(process)
            if self._closed:
                return None
            if len(chunk) == 1:
                done.put(_Done(chunk))
                return None
            alive = None
            for job in chunk:  # one by one, to find out which it was
                alive = self._answer([job], alive, done)
            return alive
        done.put(_Done(chunk, [answer]))
        return process

    def _ask(self, process: subprocess.Popen[bytes], chunk: Sequence[Job]) -> Answer:
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump(list(chunk), process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        answer, peak, seconds = pickle.load(process.stdout)  # noqa: S301  (our own child writes it)
        self._peaks[process.pid] = peak
        self._peak = max(self._peak, sum(tuple(self._peaks.values())))
        self._seconds[process.pid] = seconds
        found: Answer = answer
        return found

    def _start(self) -> subprocess.Popen[bytes]:
        """A process; ``-P`` keeps the user's folder, with whatever modules it has, out of its path."""
        package_root = str(Path(__file__).parents[1])
        path = os.pathsep.join(filter(None, (package_root, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(  # noqa: S603  (our own module in our own interpreter)
            [sys.executable, "-P", "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=os.name == "posix",  # Ctrl+C is ours to handle: a process ends with its input
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._processes.add(process)
        if self._closed:  # meanwhile: it was not among those that were killed
            process.kill()
        assert process.stdin is not None
        try:
            pickle.dump((self._greeting, self.polite), process.stdin, pickle.HIGHEST_PROTOCOL)
        except OSError:
            return process  # it died at once: the first question finds that out
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Lets a process end, which it does when its input ends."""
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # a dead process's pipe, with bytes that nobody will read
        process.wait()
        self._peaks.pop(process.pid, None)
        self._processes.discard(process)


class _Task(Generic[Job, Answer]):
    """Jobs that go out together, and where the answer is waited for."""

    __slots__ = ("done", "jobs")

    def __init__(self, jobs: Sequence[Job], done: queue.SimpleQueue[_Done[Job, Answer]]) -> None:
        self.jobs = jobs
        self.done = done


class _Done(Generic[Job, Answer]):
    """What a thread tells: jobs with their answer, or without one when the process died of them."""

    __slots__ = ("answer", "error", "jobs")

    def __init__(
        self, jobs: Sequence[Job], answer: list[Answer] | None = None, error: BaseException | None = None
    ) -> None:
        self.jobs = jobs
        self.answer = answer
        self.error = error


def _wait(
    done: queue.SimpleQueue[_Done[Job, Answer]],
    answered: Callable[[Sequence[Job], Answer], None],
    lost: Callable[[Job], None],
) -> int:
    """Waits a moment for an answer and passes it on; the number of jobs that are done with it."""
    try:
        one = done.get(timeout=_SECOND)
    except queue.Empty:
        return 0
    if one.error is not None:
        raise one.error
    if one.answer is None:
        lost(one.jobs[0])
    else:
        answered(one.jobs, one.answer[0])
    return len(one.jobs)


def serve(handler: Callable[[Any], Callable[[list[Any]], Any]]) -> None:
    """The life of a process of a crew: ends when its input ends, so it can't outlive whoever started it.

    Args:
        handler: given the greeting, returns what answers a list of jobs.
    """
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not damage the answers
    try:
        greeting, polite = pickle.load(requests)  # noqa: S301  (our own parent writes it)
        if polite:
            step_back()
        answer = handler(greeting)
        while True:
            done = answer(pickle.load(requests))  # noqa: S301
            pickle.dump((done, peak_rss_mb(), _seconds()), answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except EOFError:
        return  # the parent is done, or was interrupted before it said anything
    except BrokenPipeError:
        sys.exit(1)


def _seconds() -> float:
    times = os.times()
    return times.user + times.system
