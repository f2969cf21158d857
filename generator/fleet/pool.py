"""Where schools are built: each in a process of its own here, or on a Dask cluster.

Here each process is forked, for one school, from a server that has loaded everything: that is as
fast as one which lives on, nothing of a school stays in memory, and what ends the process ends
nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from threading import Lock
from typing import TYPE_CHECKING, Any

import click

from .inputs import program
from .work import Built, Job, Refused, build, build_on_cluster

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

Start = Callable[[Job], "Future[Built | Refused]"]
"""Begins to build a school, or lets it wait for its turn."""

TRIES = 2
"""How often a school is built whose process was ended from outside."""

LOADED = ["generator.fleet.pool", "generator.publish.build"]
"""What the server has loaded, so that no process of a school waits for it."""

PATIENCE = 5
"""The seconds that a process has to clear away what it began, when the run is stopped."""


@contextmanager
def processes(jobs: int) -> Iterator[Start]:
    """Give what builds schools on this computer, ``jobs`` at a time.

    On leaving with an error, what waits is cancelled, and what is at work is stopped.
    """
    here = _Here(jobs)
    try:
        yield here.start
    except BaseException:
        here.stop()
        raise
    finally:
        here.threads.shutdown()


class _Here:
    """A thread for each process that is at work: it waits for what the process sends."""

    def __init__(self, jobs: int) -> None:
        self.threads = ThreadPoolExecutor(jobs)
        self._server = multiprocessing.get_context("forkserver")
        self._server.set_forkserver_preload(LOADED)
        self._at_work: set[ForkServerProcess] = set()
        self._stopped = False
        self._lock = Lock()

    def start(self, job: Job) -> Future[Built | Refused]:
        return self.threads.submit(self._build, job)

    def stop(self) -> None:
        self.threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._stopped = True
            at_work = list(self._at_work)
        for process in at_work:
            process.terminate()
        for process in at_work:
            process.join(PATIENCE)
            process.kill()

    def _build(self, job: Job) -> Built | Refused:
        for _ in range(TRIES):
            with suppress(EOFError):
                return self._build_apart(job)
        return Refused(reason=f"the process that built it was ended from outside, {TRIES} times")

    def _build_apart(self, job: Job) -> Built | Refused:
        """Build a school in a new process; raise EOFError if that ends without a word."""
        receiver, sender = self._server.Pipe(duplex=False)
        process = self._server.Process(target=_answer, args=(sender, job))
        with receiver:
            with sender, self._lock:
                if self._stopped:
                    raise CancelledError
                process.start()
                self._at_work.add(process)
            try:
                answer: Built | Refused = receiver.recv()
            finally:
                process.join()
                self._at_work.discard(process)
        return answer


def _answer(sender: Connection, job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run says when to stop
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and what was begun is cleared away
    done = build(job)
    with suppress(OSError):  # nobody waits any more
        sender.send(done)


@contextmanager
def cluster(scheduler: str) -> Iterator[Start]:
    """Give what builds schools on the workers of a Dask scheduler, such as ``tcp://10.0.0.1:8786``.

    The workers see the same folders under the same names. A school whose worker ends goes to
    another, as often as the scheduler allows. On leaving with an error, what waits is cancelled.
    Raises ClickException where Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise click.ClickException("--scheduler needs Dask: install it with make cluster") from None
    try:
        client: Any = Client(scheduler, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no Dask scheduler answers at {scheduler}: {error}") from None
    with client, client.get_executor(pure=False) as executor:
        try:
            yield lambda job: executor.submit(build_on_cluster, job, program())
        except BaseException:
            executor.shutdown(wait=False)
            raise
