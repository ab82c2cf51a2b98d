"""The shaded relief of the frame: cut out, and scaled before a renderer has to."""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo_app.domain.layer import Image
from geo_app.domain.place import Bounds
from geo_app.errors import ExportError
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.palette import DARK

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

MOST_SOURCE_PIXELS = 50_000_000
_LEVELS = 64
"""Steps of shade that are kept: a third of the bytes of 256, and nobody sees the difference."""
_FINEST = 2.0
"""Pixels of the file for one of the layout, at most, where the image's own are kept."""


@dataclass(frozen=True, slots=True)
class DrawnRelief:
    """An image on the sheet.

    Attributes:
        box: where it lies.
        address: a data: URL of a PNG.
        is_exact: it has the picture's own pixels, and need not be scaled.
    """

    box: Box
    address: str
    is_exact: bool


def draw_relief(
    image: Image, bounds: Bounds, frame: MapFrame, theme: str, scale: float
) -> DrawnRelief | None:
    """What of `image` is seen in `frame`; None if nothing is.

    Args:
        image: black with alpha; its rows are in Web Mercator.
        bounds: of the image.
        frame: of the map.
        theme: shadows weigh more in the dark.
        scale: pixels of the picture for one of the layout; 0 keeps those of the image, which is
            the smallest file that says all of it.

    Raises:
        ExportError: the image cannot be decoded.
    """
    whole = Box(*frame.point(bounds.west, bounds.north), *frame.point(bounds.east, bounds.south))
    box = _within(whole, frame.box, scale or 1.0)
    if box is None:
        return None
    alpha = _read_alpha(image)
    across, down = alpha.width / whole.width, alpha.height / whole.height
    scales = (scale, scale) if scale else (min(_FINEST, across), min(_FINEST, down))
    part = Box(
        max(0.0, (box.left - whole.left) * across),
        max(0.0, (box.top - whole.top) * down),
        min(alpha.width, (box.right - whole.left) * across),
        min(alpha.height, (box.bottom - whole.top) * down),
    )
    size = (max(1, round(box.width * scales[0])), max(1, round(box.height * scales[1])))
    return DrawnRelief(
        box, _encode(_resize(alpha, part, size), theme, small=not scale), bool(scale)
    )


def _within(whole: Box, seen: Box, scale: float) -> Box | None:
    """What of `whole` is seen, on whole pixels: between them an image would be scaled again."""
    left, top, right, bottom = (
        round(side * scale) / scale
        for side in (
            max(whole.left, seen.left),
            max(whole.top, seen.top),
            min(whole.right, seen.right),
            min(whole.bottom, seen.bottom),
        )
    )
    return Box(left, top, right, bottom) if left < right and top < bottom else None


@lru_cache(maxsize=1)
def _read_alpha(image: Image) -> "PillowImage":
    """The last one is kept: of one corridor every picture has the same."""
    from PIL import Image as Pillow  # noqa: PLC0415 - pages decode no image

    try:
        with Pillow.open(io.BytesIO(image.content)) as opened:
            if opened.width * opened.height > MOST_SOURCE_PIXELS:
                raise ExportError("the relief has more pixels than a picture can be made of")
            return opened.convert("RGBA").getchannel("A")
    except (OSError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise ExportError(f"the relief cannot be decoded: {error}") from error


def _resize(alpha: "PillowImage", part: Box, size: tuple[int, int]) -> "PillowImage":
    from PIL.Image import Resampling  # noqa: PLC0415

    box = (part.left, part.top, part.right, part.bottom)
    return alpha.resize(size, Resampling.BICUBIC, box=box, reducing_gap=3)


def _encode(alpha: "PillowImage", theme: str, *, small: bool) -> str:
    """As a PNG of one colour, black, in so many strengths."""
    from PIL import Image as Pillow  # noqa: PLC0415

    levels = alpha.point(_shades(theme))
    picture = Pillow.frombytes("P", levels.size, levels.tobytes())
    picture.putpalette(bytes(3 * _LEVELS))
    strengths = bytes(round(each * 255 / (_LEVELS - 1)) for each in range(_LEVELS))
    written = io.BytesIO()
    picture.save(written, "PNG", transparency=strengths, compress_level=9 if small else 1)
    return f"data:image/png;base64,{base64.b64encode(written.getvalue()).decode()}"


def _shades(theme: str) -> list[int]:
    """The level of each alpha; the page's shadows fall twice in the dark."""
    weights = (each / 255 for each in range(256))
    told = (1 - (1 - each) ** 2 if theme == DARK else each for each in weights)
    return [round(each * (_LEVELS - 1)) for each in told]
