"""Has pictures drawn by a program of its own; see `draw_child`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from geo_app.domain.picture import Picture
from geo_app.errors import ExportError

MOST_SECONDS = 180
"""A2 at 300 dpi takes ten on a machine of ours."""
_CHILD = Path(__file__).with_name("draw_child.py")


class Draughtsman:
    """A program that draws one picture; see `hire`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def draw(self, picture: Picture, job: Mapping[str, Any]) -> bytes:
        """What it makes of `picture` by `job`.

        Raises:
            ExportError: it cannot be drawn, or takes too long.
        """
        told = json.dumps(job).encode() + b"\n" + picture.svg.encode()
        try:
            drawn, said = self._process.communicate(told, timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ExportError("the picture takes too long to draw; make it smaller") from error
        if self._process.returncode:
            last = said.decode(errors="replace").strip().rpartition("\n")[2]
            raise ExportError(f"the picture cannot be drawn: {last or 'out of memory'}")
        return drawn


@contextmanager
def hire(form: str) -> Iterator[Draughtsman]:
    """One who draws `png` or `pdf`: it loads its tools meanwhile, and is gone at the end."""
    found = os.pathsep.join(str(Path(each).resolve()) for each in sys.path if each)
    with subprocess.Popen(  # noqa: S603 - our own program, and no shell
        # Without `site` (-S): the paths are given, and nothing else of it is needed.
        [sys.executable, "-P", "-s", "-S", str(_CHILD), form],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": found},
    ) as process:
        try:
            yield Draughtsman(process)
        finally:
            process.kill()
