"""Has pictures drawn by a program of its own; see `draw_child`."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo_app.domain.picture import Picture
from geo_app.errors import ExportError

MOST_SECONDS = 180
"""A2 at 300 dpi takes ten on a machine of ours."""
_CHILD = Path(__file__).with_name("draw_child.py")


def draw_apart(picture: Picture, job: Mapping[str, Any]) -> bytes:
    """What the child makes of `picture` by `job`.

    Raises:
        ExportError: it cannot be drawn, or takes too long.
    """
    found = os.pathsep.join(str(Path(each).resolve()) for each in sys.path if each)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            [sys.executable, "-P", "-s", str(_CHILD)],
            input=json.dumps(job).encode() + b"\n" + picture.svg.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": found},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ExportError("the picture takes too long to draw; make it smaller") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ExportError(f"the picture cannot be drawn: {said or 'out of memory'}")
    return done.stdout
