"""GDAL's process, used for many inputs: to start one for each would take a second an input.

That nothing of an input outlives it is looked at too: one input in so many is also read by a
process of its own, as the program does it, and must get the same answer.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from geo_app.domain.overlay import OverlayLimits
from geo_app.overlays import ogr
from geo_app.overlays.apart import ApartError, run_apart

PROGRAM = ("-m", "tests.fuzz.gdal_child")
INPUTS_A_LIFE = 1000
COMPARED = 1000
"""One input in so many is also read by a process of its own."""


class RaisedError(AssertionError):
    """GDAL's process would have ended with a traceback, or answers otherwise than a fresh one."""


class ReusedProcess:
    """A process that answers one job after another; it is replaced when it ends or gets old."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = self._count = 0

    def run(
        self,
        program: Sequence[str],
        job: Mapping[str, Any],
        content: bytes,
        limits: OverlayLimits,
        **environment: str,
    ) -> bytes:
        """What `geo_app.overlays.apart.run_apart` gives, from a process that may be used already.

        Raises:
            ApartError: it took too long, ran out of memory, or broke down.
            RaisedError: an exception came up that its program does not expect.
        """
        self._count += 1
        try:
            answer = self._ask(job, content, limits, environment)
        except ApartError as error:
            if self._count % COMPARED == 0:
                alone = partial(run_apart, program, job, content, limits, **environment)
                _require_ended(alone, error)
            raise
        if answer.startswith(b'{"raised"'):
            raise RaisedError(json.loads(answer)["raised"])
        if self._count % COMPARED == 0:
            alone = run_apart(program, job, content, limits, **environment)
            if json.loads(alone) != json.loads(answer):
                raise RaisedError("a fresh process answers otherwise")
        return answer

    def _ask(
        self,
        job: Mapping[str, Any],
        content: bytes,
        limits: OverlayLimits,
        environment: Mapping[str, str],
    ) -> bytes:
        process = self._running(environment)
        assert process.stdin
        assert process.stdout
        head = json.dumps({**job, "size": len(content)}).encode()
        try:
            process.stdin.write(head + b"\n" + content)
            process.stdin.flush()
        except BrokenPipeError as error:
            self.end()
            raise ApartError(late=False) from error
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(limits.seconds):
                self.end()
                raise ApartError(late=True)
        answer = process.stdout.readline()
        if not answer.endswith(b"\n"):
            self.end()
            raise ApartError(late=False)
        self._answered += 1
        return answer

    def _running(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        if self._process and (self._answered >= INPUTS_A_LIFE or self._process.poll() is not None):
            self.end()
        if self._process is None:
            self._answered = 0
            self._process = subprocess.Popen(
                [sys.executable, *PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **environment},
            )
            assert self._process.stdout
            self._process.stdout.readline()  # once it is ready: what it imports is not of an input
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _require_ended(run_alone: Callable[[], bytes], expected: ApartError) -> None:
    try:
        run_alone()
    except ApartError as error:
        if error.late == expected.late:
            return
    raise RaisedError("a fresh process does not end as the used one does")


_PROCESS = ReusedProcess()
atexit.register(_PROCESS.end)


@contextmanager
def reused_process() -> Iterator[None]:
    """Within, files of GDAL's formats are read by one process, not by one each."""
    before, ogr.run_apart = ogr.run_apart, _PROCESS.run
    try:
        yield
    finally:
        ogr.run_apart = before
