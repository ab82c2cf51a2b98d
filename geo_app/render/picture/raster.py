"""Very many lines as an image: where many cross, they are stronger than one alone."""

import base64
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo_app.render.picture.frame import Box
from geo_app.render.picture.segments import count_ink, spread_ink

_MOST_PIXELS, _FINEST = 8_000_000, 2.0
_STRONGEST, _WEAKEST, _FULL = 0.4, 0.03, 2.6
"""How strong one line is at most and at least; the densest places come to 1 - e^-2.6."""
_DENSE = 99.0
"""The percentile of inked pixels that counts as dense."""
_LEVELS, _DIGITS = 64, 6


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """An image on the sheet: where it lies, and a data: URL of a PNG."""

    box: Box
    address: str


def draw_lines(segments: Any, box: Box, colour: str, width: float, scale: float) -> DrawnLines:
    """Lines in one colour, on nothing.

    Args:
        segments: rows of x1, y1, x2, y2 on the sheet.
        box: of the image.
        colour: three or six digits of sRGB.
        width: of the lines, in pixels of the layout.
        scale: pixels of the picture for one of the layout; the image has no more than it needs.
    """
    fine = min(scale, _FINEST, (_MOST_PIXELS / (box.width * box.height)) ** 0.5)
    ink = spread_ink(count_ink(segments, box, fine), max(1, round(width * fine)))
    return DrawnLines(box, _encode(_strengths(ink), colour))


def _strengths(ink: Any) -> Any:
    """How strong each pixel is, 0 to 1."""
    inked = ink[ink > 0]
    dense = max(1.0, float(np.percentile(inked, _DENSE))) if inked.size else 1.0
    one = max(_WEAKEST, min(_STRONGEST, _FULL / dense))
    return 1 - (1 - one) ** ink


def _encode(strengths: Any, colour: str) -> str:
    from PIL import Image  # noqa: PLC0415 - pages encode no image

    levels = np.round(strengths * (_LEVELS - 1)).astype(np.uint8)
    picture = Image.frombytes("P", levels.shape[::-1], levels.tobytes())
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == _DIGITS else "".join(each * 2 for each in digits)
    picture.putpalette(bytes.fromhex(whole) * _LEVELS)
    written = io.BytesIO()
    alphas = bytes(round(each * 255 / (_LEVELS - 1)) for each in range(_LEVELS))
    picture.save(written, "PNG", transparency=alphas, compress_level=6)
    return f"data:image/png;base64,{base64.b64encode(written.getvalue()).decode()}"
