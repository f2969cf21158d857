"""Runs what parses an untrusted file in a process of its own, with bounded time, memory and answer.

A fault in a parser then ends that process and no other. On Windows, which has no limit of this kind
for memory, only pandoc's own limit holds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from threading import Timer
from typing import IO, Literal

SECONDS = 60.0
"""How long a file may take. 200 pages take a tenth of this on a slow machine."""

MEMORY = 1 << 30
"""The bytes of address space that each process may take. pandoc alone maps 200 MB at its start."""

ANSWER = 32 << 20
"""The bytes that the process may answer with."""

_NO_MEMORY = 3  # the exit code of a process that ran out of it


class StoppedError(Exception):
    """The process did not answer. ``reason`` says why: a limit, or a crash."""

    def __init__(self, reason: Literal["time", "memory", "answer", "crash"]) -> None:
        super().__init__(reason)
        self.reason = reason


def call(function: str, file: IO[bytes], *arguments: str) -> bytes:
    """Call a function such as ``package.module:name`` in a process of its own.

    It is given the bytes of ``file`` from where it stands and the arguments, and returns bytes.
    StoppedError is raised when it meets a limit or fails; it and its children are then at an end.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __name__, str(MEMORY), function, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    late = Timer(SECONDS, _kill, [process])
    late.start()
    try:
        assert process.stdout
        answer = process.stdout.read(ANSWER + 1)
        if len(answer) > ANSWER:
            raise StoppedError("answer")
        process.wait()
    finally:
        in_time = late.is_alive()
        late.cancel()
        _kill(process)
        process.wait()
        if process.stdout:
            process.stdout.close()
    if not in_time:
        raise StoppedError("time")
    if process.returncode == _NO_MEMORY:
        raise StoppedError("memory")
    if process.returncode:
        raise StoppedError("crash")
    return answer


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, which stand in a group that it leads."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS takes no limit of address space
            resource.setrlimit(kind, (most, most))


def main(memory: str, function: str, *arguments: str) -> int:
    """Answer one call on standard output. Return the exit code."""
    _limit(int(memory))
    module, _, name = function.partition(":")
    try:
        answer = getattr(import_module(module), name)(sys.stdin.buffer.read(), *arguments)
    except MemoryError:
        return _NO_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
