"""The process that reads a file somebody sent: `python -m geo_app.web.reading CORRIDOR`.

It starts with nothing and ends with its answer: nothing of a file outlives it, and what a hostile
one brings about, it brings about here. It may be started before there is a file. It writes a line
with a status, and then JSON.
"""

import gc
import json
import os
import sys
from http import HTTPStatus
from typing import Any

import orjson

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import OverlayLimits, Problem
from geo_app.errors import OverlayError, SwappedCoordinatesError
from geo_app.language.formats import Formats
from geo_app.overlays import read as _readers  # noqa: F401 - before there is a file to wait
from geo_app.overlays.apart import bound_this_process
from geo_app.pipeline import Reading, load_corridor, read_overlay_content
from geo_app.render.overlays import carried_document, overlay_document

_SELDOM = 1_000_000
"""New objects between two searches for garbage: among millions that stay each takes its time."""
PROGRAM = ("-m", "geo_app.web.reading")
"""What Python runs; the folder of the corridor comes after it."""


def main() -> None:
    """Read the job and the file, answer, and end; without a job, just end."""
    folder = sys.argv[1]
    corridor = load_corridor(folder)
    head = sys.stdin.buffer.readline()
    if not head:
        return
    job, content = json.loads(head), sys.stdin.buffer.read()
    bound_this_process(job, folder)
    gc.set_threshold(_SELDOM)
    formats = Formats(job["language"])
    try:
        status, told = HTTPStatus.OK, _read(job, content, corridor)
    except SwappedCoordinatesError as error:
        status, told = HTTPStatus.CONFLICT, refusal(error, formats)
    except OverlayError as error:
        status, told = HTTPStatus.BAD_REQUEST, refusal(error, formats)
    sys.stdout.buffer.write(b"%d\n" % status + _as_json(told))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do, and taking millions of objects apart takes its time


def _read(job: dict[str, Any], content: bytes, corridor: Corridor) -> dict[str, Any]:
    formats, limits = Formats(job["language"]), OverlayLimits(**job["limits"])
    packed = bool(job["columns"])
    reading = Reading(corridor, formats.language, job["swap"], limits, packed)
    overlay = read_overlay_content(content, job["name"], reading)
    write = carried_document if packed else overlay_document
    return write(overlay, formats.words.gettext)


def _as_json(told: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(told)
    except orjson.JSONEncodeError:  # half a character, or a whole number of more than 64 bits
        text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode(errors="replace")


def refusal(error: OverlayError, formats: Formats) -> dict[str, Any]:
    """What is answered where a file cannot be used."""
    problem = error.problem
    words = formats.words.gettext
    text = problem.in_words(words) if isinstance(problem, Problem) else str(problem)
    return {"error": text, "swapped": isinstance(error, SwappedCoordinatesError)}


if __name__ == "__main__":
    main()
