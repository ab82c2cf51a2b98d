"""The program as its user runs it: a command, or a server that can be watched."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

START_SECONDS = 30
MEASURED = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[2:]).returncode
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
open(sys.argv[1], "w").write(f"{seconds} {peak}")
sys.exit(code)
"""
"""Runs a program, and notes in a file its seconds, and the peak of its largest process in bytes.

It is small itself: a process that forks has its own memory counted as its child's.
"""


def run_geo_app(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as its user does."""
    return subprocess.run(
        [sys.executable, "-m", "geo_app", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running `geo-app serve`."""

    port: int
    process: subprocess.Popen[bytes]
    stderr: IO[bytes]

    @property
    def address(self) -> str:
        """Where the map is, ending in a slash."""
        return f"http://127.0.0.1:{self.port}/"

    def complaints(self) -> bytes:
        self.stderr.seek(0)
        return self.stderr.read()

    def resident_bytes(self) -> int:
        """The resident memory of the process that listens and of its worker."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = {pid for task in tasks for pid in task.read_text().split()}
        return sum(map(_resident_bytes, {str(self.process.pid), *children}))


def _resident_bytes(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


@contextmanager
def serving(*words: str, program: Path | None = None, **environment: str) -> Iterator[Served]:
    """Run the server, and stop it if the test has not done so; `program` is another's folder."""
    port = free_port()
    command = [sys.executable, "-m", "geo_app", "serve", "--port", str(port), *words]
    with (
        tempfile.TemporaryFile() as stderr,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=program,
            env=os.environ | environment,
        ) as process,
    ):
        try:
            assert process.stdout
            assert str(port).encode() in process.stdout.readline()
            yield Served(port, process, stderr)
        finally:
            process.terminate()
            try:
                process.wait(START_SECONDS)
            finally:
                process.kill()
