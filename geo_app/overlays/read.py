"""Reads a file of routes: finds its format, by what it holds first and by its name second.

The server does it in a process of its own, with limits and a fence; the command line and
`corridor_map` do it in theirs, but for what GDAL reads. The readers are bounded by themselves: they
count before they make, so that no refused file of `tests/data/hostile` takes 300 MB more than an
empty one, and look at the clock as they go; what they open is seen under strace.
"""

import time
from dataclasses import replace
from pathlib import PurePath

from geo_app.domain.overlay import Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays import looks
from geo_app.overlays.context import ReadContext
from geo_app.overlays.formats import FORMATS, Format
from geo_app.overlays.meter import Meter

_START = 4096
"""Of a file nearly every one holds something in so many bytes: the rest need not be copied."""


def read_overlay(content: bytes, filename: str, context: ReadContext) -> Overlay:
    """The routes of a file, with what could not be read of it.

    Args:
        content: the file's bytes.
        filename: as the user knows it; nothing is opened by it.
        context: what a stop is looked up in, the limits, and what the user has said.

    Raises:
        OverlayError: nothing of it is usable, or it is over a limit.
        SwappedCoordinatesError: its latitudes and longitudes look swapped, and `context.swap` does
            not say whether they are.
    """
    context = replace(context, deadline=time.monotonic() + context.limits.seconds)
    meter = Meter(filename, context)
    meter.check_bytes(len(content))
    if not (content[:_START].strip(looks.BLANK) or content.strip(looks.BLANK)):
        raise OverlayError(filename, Problem("the file is empty"))
    overlay = _find_format(content, filename).read(content, filename, context)
    if not overlay.features:
        raise OverlayError(filename, _why_nothing(overlay))
    return overlay


def _find_format(content: bytes, filename: str) -> Format:
    ending = PurePath(filename).suffix.lower()
    named = next((each for each in FORMATS if ending in each.endings), None)
    found = next((each for each in FORMATS if each.looks_like(content)), None)
    if foreign := looks.find_foreign(content):
        raise OverlayError(filename, foreign)
    if named and (named.id == "csv" or (named.is_archive and content.startswith(b"PK"))):
        return found or named  # whose reader says best what is wrong
    if named and (found is None or found.id == "csv"):
        raise OverlayError(
            filename,
            Problem(
                "its ending says %(format)s, but that is not what it holds",
                {"format": named.title},
            ),
        )
    if found is None:
        titles = ", ".join(each.title for each in FORMATS)
        raise OverlayError(
            filename,
            Problem("none of the formats that can be read: %(formats)s", {"formats": titles}),
        )
    return found


def _why_nothing(overlay: Overlay) -> Problem:
    """Why a file of which every part failed cannot be used: the first part's fault tells."""
    if not overlay.faults:
        return Problem("there is nothing to draw in it")
    first = overlay.faults[0]
    return Problem(
        "nothing of it can be drawn; %(place)s: %(problem)s",
        {"place": first.place, "problem": first.problem},
    )
