"""Hostile work is done apart: in a process of its own, which is bounded and can be ended."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from geo_app.domain.overlay import OverlayLimits
from geo_app.overlays.fence import fence_this_process

MEMORY_BYTES = 3_000_000_000
"""The address space of such a process, and that of its own helpers: each has its own."""

_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH")
"""What a process needs of our environment; secrets that stand there are not handed on."""


class ApartError(Exception):
    """The process took too long (`late`), or ended without an answer."""

    def __init__(self, *, late: bool) -> None:
        self.late = late
        super().__init__("out of time" if late else "no answer")


class Spare:
    """Keeps one process that has started already: most of a small file's time is its start.

    It waits for its job with nothing of any file in it, and ends when its starter does.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._program: tuple[str, ...] = ()
        self._waiting: subprocess.Popen[bytes] | None = None

    def prepare(self, program: Sequence[str]) -> None:
        """Start a process, unless one for the same program waits."""
        process = self.take(program)
        with self._lock:
            before, self._waiting = self._waiting, process
            self._program = tuple(program)
        _end(before)

    def take(self, program: Sequence[str]) -> subprocess.Popen[bytes]:
        """The process that waits, which is not given again; a new one if none does."""
        with self._lock:
            process, self._waiting = self._waiting, None
        if process and (process.poll() is None) and self._program == tuple(program):
            return process
        _end(process)
        return start_apart(program)


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """Let a process go that has no job: it ends as it is told none."""
    if process:
        process.communicate()


def start_apart(program: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
    """Start a process that waits for its job; `run_apart` says what `program` is."""
    return subprocess.Popen(  # noqa: S603 - our own program, and no shell
        [sys.executable, "-P", "-s", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(environment),
    )


def run_apart(
    program: Sequence[str],
    job: Mapping[str, Any],
    content: bytes,
    limits: OverlayLimits,
    **environment: str,
) -> bytes:
    """What `program` writes when it gets a job, as a line of JSON, and then the content of a file.

    Args:
        program: what Python runs: a file, or "-m" and a module, and its arguments.
        job: what to do with the content; the limits are added to it.
        content: the bytes of the file.
        limits: how long it may take, and what it is told of limits.
        environment: variables that the process gets.

    Raises:
        ApartError: it took too long, ran out of memory, or broke down.
    """
    return finish_apart(start_apart(program, **environment), job, content, limits)


def finish_apart(
    started: subprocess.Popen[bytes], job: Mapping[str, Any], content: bytes, limits: OverlayLimits
) -> bytes:
    """What a process that has started writes; see `run_apart`.

    Raises:
        ApartError: it took too long, ran out of memory, or broke down.
    """
    head = json.dumps({**job, "seconds": limits.seconds, "memory": MEMORY_BYTES}).encode()
    with started as process:
        told = _talk(process, head + b"\n", content, limits.seconds)
    if process.returncode:
        raise ApartError(late=_ran_out_of_time(process.returncode))
    return told


def _talk(process: subprocess.Popen[bytes], head: bytes, content: bytes, seconds: float) -> bytes:
    """What it answers; the content is not copied to stand behind the head, for it may be large."""
    try:
        if process.stdin:
            with suppress(BrokenPipeError):  # it broke down: its status tells
                process.stdin.write(head)
                process.stdin.flush()
        return process.communicate(content, timeout=seconds)[0]
    except subprocess.TimeoutExpired as error:
        process.kill()
        raise ApartError(late=True) from error


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    """A small environment: one thread a process, the same packages as here, nothing of the user."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    found = os.pathsep.join(str(Path(each).resolve()) for each in sys.path if each)
    # Without a home it would be looked up among the system's users.
    fixed = {"HOME": "/nonexistent", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, "PYTHONPATH": found, **fixed, **added}


def _ran_out_of_time(status: int) -> bool:
    """Whether the system ended the process for the processor time that it took."""
    try:
        from signal import SIGXCPU  # noqa: PLC0415 - not on every platform
    except ImportError:
        return False
    return status == -SIGXCPU


def bound_this_process(job: Mapping[str, Any], *folders: str) -> None:
    """Bound memory and time of this process as `job` says, and let it write no file.

    Nor may it read any but the program's, the system's libraries and those in `folders`, where the
    platform can see to that. Where it has no such bounds (Windows), the one who waits for it still
    has a clock.
    """
    fence_this_process(folders)
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    seconds = int(job["seconds"]) + 1
    for what, most in (
        (resource.RLIMIT_AS, int(job["memory"])),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, highest = resource.getrlimit(what)
        bounded = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(what, (bounded, bounded))
