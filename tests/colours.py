"""Colours as eyes see them: contrast, what lies over what, and three deficiencies of vision."""

import re
from collections.abc import Sequence

Colour = tuple[float, float, float]
"""Red, green and blue, each 0 to 255."""

_NUMBER = re.compile(r"[\d.]+(?:e-?\d+)?")
_SRGB_FRACTIONS = "color(srgb"
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear light: the model that Chromium's own
emulation and the `colour` package use; nine numbers each are no reason to depend on the latter."""


def read(text: str) -> tuple[Colour, float]:
    """A computed colour and its alpha."""
    red, green, blue, *alpha = map(float, _NUMBER.findall(text.removeprefix(_SRGB_FRACTIONS)))
    scale = 255 if text.startswith(_SRGB_FRACTIONS) else 1
    return (red * scale, green * scale, blue * scale), alpha[0] if alpha else 1.0


def over(top: Colour, alpha: float, ground: Colour) -> Colour:
    """`top` painted on `ground`."""
    red, green, blue = (
        alpha * one + (1 - alpha) * other for one, other in zip(top, ground, strict=True)
    )
    return red, green, blue


def linear(colour: Colour) -> Colour:
    """Light without the curve of sRGB, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    """WCAG 2's relative luminance."""
    return _dot((0.2126, 0.7152, 0.0722), linear(colour))


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen_apart(one: Colour, other: Colour, deficiency: str) -> float:
    """CIE 1976 difference of two colours as somebody with the deficiency sees them."""
    matrix = DEFICIENCIES[deficiency]
    labs = []
    for colour in (one, other):
        light = linear(colour)
        labs.append(_lab([min(1, max(0, _dot(row, light))) for row in matrix]))
    return float(sum((a - b) ** 2 for a, b in zip(*labs, strict=True)) ** 0.5)


def _dot(weights: Sequence[float], parts: Sequence[float]) -> float:
    return sum(weight * part for weight, part in zip(weights, parts, strict=True))


def _lab(light: Sequence[float]) -> tuple[float, float, float]:
    """CIELAB under D65."""
    x, y, z = (
        _root(_dot(row, light) / white)
        for row, white in (
            ((0.4124, 0.3576, 0.1805), 0.9505),
            ((0.2126, 0.7152, 0.0722), 1.0),
            ((0.0193, 0.1192, 0.9505), 1.089),
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(ratio: float) -> float:
    return ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
