"""Shaded relief of the frame: black with alpha, rows spaced for Web Mercator."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Field = NDArray[np.float64]
BOUNDS = (68.0, 33.0, 84.0, 44.5)  # west, south, east, north
WIDTH = 1600
FADE = 2.0  # degrees
EXAGGERATION = 1.9
LIGHTS = ((315.0, 0.70), (270.0, 0.15), (0.0, 0.15))  # azimuth, weight
STRENGTH, LEVEL, BROAD = 0.62, 0.9, 0.35
CELL = 1 / 120  # degrees
NORTH = 50.0
QUALITY = 45
LIGHT_WIDTH, LIGHT_QUALITY = 700, 45
PATIENT, QUICK = 0, 4
"""Speeds of the encoder: what the slowest takes a minute and a half for is a tenth less."""


def _mercator(lat: Field | float) -> Field:
    y: Field = np.degrees(np.arctanh(np.sin(np.radians(np.asarray(lat)))))
    return y


def _latitude(y: Field) -> Field:
    return np.degrees(np.arcsin(np.tanh(np.radians(y))))


def hillshade(heights: Field, lat: Field, exaggeration: float) -> Field:
    """Light from three sides on the exaggerated surface; flat ground has LEVEL."""
    metres = CELL * 111_320.0
    down, right = np.gradient(heights * exaggeration)
    east = right / (metres * np.cos(np.radians(lat)))[:, None]
    north = -down / metres
    norm = np.sqrt(1 + east**2 + north**2)
    shade = np.zeros_like(heights)
    for azimuth, weight in LIGHTS:
        turn = np.radians(azimuth)
        light = (1 - east * np.sin(turn) - north * np.cos(turn)) / norm
        shade += weight * np.clip(light, 0, None)
    return shade * LEVEL


def shaded(heights: Field, lat: Field) -> Field:
    """Valleys and ridges from the fine surface, ranges from a smoothed one."""
    fine = hillshade(ndimage.gaussian_filter(heights, 0.8), lat, EXAGGERATION)
    broad = hillshade(ndimage.gaussian_filter(heights, 3.0), lat, 2 * EXAGGERATION)
    return (1 - BROAD) * fine + BROAD * broad


def _ramp(distance: Field) -> Field:
    part = np.clip(distance / FADE, 0, 1)
    return np.asarray(part * part * (3 - 2 * part))


def alpha(globe: NDArray[np.int16]) -> Field:
    """The relief's alpha on a Web Mercator grid, 0 at the edges."""
    west, south, east, north = BOUNDS
    pad = 4
    top, bottom = round((NORTH - north) / CELL) - pad, round((NORTH - south) / CELL) + pad
    first, last = round(west / CELL) - pad, round(east / CELL) + pad
    heights = np.clip(globe[top:bottom, first:last].astype(float), 0, None)
    rows = NORTH - (np.arange(top, bottom, dtype=np.float64) + 0.5) * CELL
    shade = shaded(heights, rows)
    high, low = float(_mercator(north)), float(_mercator(south))
    tall = round(WIDTH * (high - low) / (east - west))
    lat = _latitude(high - (np.arange(tall) + 0.5) * (high - low) / tall)
    lon = west + (np.arange(WIDTH) + 0.5) * (east - west) / WIDTH
    at = np.meshgrid((NORTH - lat) / CELL - 0.5 - top, lon / CELL - 0.5 - first, indexing="ij")
    seen = ndimage.map_coordinates(shade, at, order=1)
    dark = np.clip(STRENGTH * (LEVEL - seen) / LEVEL, 0, None)
    fade_y = _ramp(np.minimum(lat - south, north - lat))
    fade_x = _ramp(np.minimum(lon - west, east - lon))
    faded: Field = dark * fade_y[:, None] * fade_x[None, :]
    return faded


def pictures(globe: NDArray[np.int16]) -> tuple[bytes, bytes, tuple[int, int]]:
    """The AVIF file, the light one for the first view, and the size of the former in pixels."""
    ink = Image.fromarray(np.rint(alpha(globe) * 255).astype(np.uint8))
    light = ink.resize(
        (LIGHT_WIDTH, round(ink.height * LIGHT_WIDTH / ink.width)), Image.Resampling.LANCZOS
    )
    return _avif(ink, QUALITY, PATIENT), _avif(light, LIGHT_QUALITY, QUICK), ink.size


def _avif(ink: Image.Image, quality: int, speed: int) -> bytes:
    black = Image.new("L", ink.size)
    store = io.BytesIO()
    Image.merge("LA", (black, ink)).convert("RGBA").save(
        store, "AVIF", quality=quality, speed=speed, max_threads=1, subsampling="4:2:0"
    )
    return store.getvalue()
