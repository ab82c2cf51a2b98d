"""Very many lines at once: their segments on the sheet, clipped, as one path or as ink."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.ground import write_points

_TURNS = (-360.0, 0.0, 360.0)
_MOST_SAMPLES = 4_000_000
"""That are in memory at a time."""


def find_segments(points: Any, begins: Any, frame: MapFrame, margin: float) -> Any:
    """The segments of lines that are seen: rows of x1, y1, x2, y2 on the sheet, in their order.

    Args:
        points: longitudes and latitudes of all lines, one after the other, in degrees.
        begins: at which point each line starts.
        frame: of the map.
        margin: pixels around it that count as seen.
    """
    if len(points) < 2:  # noqa: PLR2004 - a segment has two ends
        return np.empty((0, 4))
    across = np.diff(points[:, 0])
    leaps = 360 * np.round(across / 360)
    ends = points[1:] - np.column_stack((leaps, np.zeros(len(leaps))))
    joined = np.ones(len(across), bool)
    joined[np.asarray(begins[1:], int) - 1] = False
    seen = frame.box.grown(margin)
    found = []
    first, last = frame.points(points[:-1][joined]), frame.points(ends[joined])
    for turn in _TURNS:
        shift = np.array((turn * frame.pixels, 0.0))
        found.append(_clip(np.hstack((first + shift, last + shift)), seen))
    return np.concatenate(found)


def _clip(segments: Any, box: Box) -> Any:
    """Liang and Barsky's way, for all segments at once."""
    start, step = segments[:, :2], segments[:, 2:] - segments[:, :2]
    enter, leave = np.zeros(len(segments)), np.ones(len(segments))
    for axis, least, most in ((0, box.left, box.right), (1, box.top, box.bottom)):
        moving = step[:, axis] != 0
        slope = np.where(moving, step[:, axis], 1.0)
        one, other = (least - start[:, axis]) / slope, (most - start[:, axis]) / slope
        inside = (start[:, axis] >= least) & (start[:, axis] <= most)
        near = np.where(moving, np.minimum(one, other), np.where(inside, 0.0, 2.0))
        far = np.where(moving, np.maximum(one, other), np.where(inside, 1.0, -1.0))
        enter, leave = np.maximum(enter, near), np.minimum(leave, far)
    kept = enter < leave
    start, step = start[kept], step[kept]
    return np.hstack((start + step * enter[kept, None], start + step * leave[kept, None]))


def write_segments(segments: Any) -> str:
    """Segments as the data of a path; those that follow one another are one line."""
    if not len(segments):
        return ""
    follows = np.isclose(segments[1:, :2], segments[:-1, 2:], atol=1e-6).all(axis=1)
    breaks = np.flatnonzero(~follows) + 1
    return "".join(
        write_points(np.vstack((each[:1, :2], each[:, 2:]))) for each in np.split(segments, breaks)
    )


def count_ink(segments: Any, box: Box, scale: float) -> Any:
    """How many lines cross each pixel of an image of `box`, `scale` pixels for one of ours."""
    size = (max(1, round(box.height * scale)), max(1, round(box.width * scale)))
    ink = np.zeros(size[0] * size[1])
    scaled = (segments - np.array((box.left, box.top) * 2)) * scale
    lengths = np.abs(scaled[:, 2:] - scaled[:, :2]).max(axis=1)
    counts = np.maximum(1, np.ceil(lengths)).astype(int)
    for part in _chunks(counts):
        ink += _sample(scaled[part], counts[part], size)
    return ink.reshape(size)


def _chunks(counts: Any) -> Sequence[slice]:
    totals = np.cumsum(counts)
    cuts = np.searchsorted(totals, np.arange(0, totals[-1], _MOST_SAMPLES))
    edges = sorted({0, *cuts.tolist(), len(counts)})
    return [slice(start, end) for start, end in pairwise(edges)]


def _sample(segments: Any, counts: Any, size: tuple[int, int]) -> Any:
    of_segment = np.repeat(np.arange(len(counts)), counts)
    begins = np.cumsum(counts) - counts
    parts = (np.arange(len(of_segment)) - begins[of_segment] + 0.5) / counts[of_segment]
    step = segments[:, 2:] - segments[:, :2]
    at = np.floor(segments[of_segment, :2] + step[of_segment] * parts[:, None]).astype(int)
    rows, columns = size
    inside = (at[:, 0] >= 0) & (at[:, 0] < columns) & (at[:, 1] >= 0) & (at[:, 1] < rows)
    cells = at[inside, 1] * columns + at[inside, 0]
    return np.bincount(cells, minlength=rows * columns)


def spread_ink(ink: Any, width: int) -> Any:
    """Ink of lines one pixel wide as that of lines `width` pixels wide."""
    for axis in (0, 1):
        length = ink.shape[axis]
        margins = [(0, 0), (0, 0)]
        margins[axis] = (1 + width // 2, width - 1 - width // 2)
        totals = np.cumsum(np.pad(ink, margins), axis=axis)
        ahead, behind = range(width, width + length), range(length)
        ink = np.take(totals, ahead, axis=axis) - np.take(totals, behind, axis=axis)
    return ink / width
