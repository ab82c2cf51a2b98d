"""Pictures as eyes compare them, and what of their text a reader finds."""

import io
import re
import unicodedata
from pathlib import Path

import numpy as np
from PIL import Image

DATA = Path(__file__).parent / "data" / "pictures"
_COARSE = 4
"""Pixels that eyes take together: anti-aliasing differs by less between two drawers of the same."""


def open_picture(content: bytes) -> Image.Image:
    """A PNG without its alpha."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def differences(one: Image.Image, other: Image.Image) -> "np.ndarray":
    """The CIE 1976 differences of two pictures of one size, seen from so far that pixels blur."""
    assert one.size == other.size, (one.size, other.size)
    first, second = (_as_lab(each.reduce(_COARSE)) for each in (one, other))
    return np.linalg.norm(first - second, axis=2)


def farthest(one: Image.Image, other: Image.Image) -> int:
    """By how much, of 255, two pictures of one size differ at most in a channel of a pixel."""
    assert one.size == other.size, (one.size, other.size)
    return int(np.abs(np.asarray(one, int) - np.asarray(other, int)).max())


def assert_look_alike(one: Image.Image, other: Image.Image, *, mean: float, worst: float) -> None:
    """Two pictures differ as little as drawers round; `worst` is of one place in a thousand."""
    found = differences(one, other)
    told = (round(float(found.mean()), 2), round(float(np.percentile(found, 99.9)), 2))
    assert told[0] <= mean, told
    assert told[1] <= worst, told


def _as_lab(picture: Image.Image) -> "np.ndarray":
    srgb = np.asarray(picture, float) / 255
    light = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = light @ to_xyz.T / np.array([0.9505, 1.0, 1.089])
    cube = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = cube[..., 0], cube[..., 1], cube[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=2)


def plain(text: str) -> str:
    """Text as it is looked for: without spaces, marks of direction, and forms of letters."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        each for each in folded if unicodedata.category(each) not in ("Cf", "Cc", "Zs", "Zl", "Zp")
    )


def texts_of(svg: str) -> list[str]:
    """Every text element of an SVG, in its order."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", each) for each in found]
