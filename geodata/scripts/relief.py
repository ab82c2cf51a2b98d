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
STRENGTH, LEVEL = 0.62, 0.9
CELL = 1 / 120  # degrees
NORTH = 50.0
QUALITY = 50


def _mercator(lat: Field | float) -> Field:
    return np.degrees(np.arctanh(np.sin(np.radians(np.asarray(lat)))))


def _latitude(y: Field) -> Field:
    return np.degrees(np.arcsin(np.tanh(np.radians(y))))


def hillshade(heights: Field, lat: Field) -> Field:
    """Light from three sides on the exaggerated surface, 0 to 1; flat ground is about 0.71."""
    metres = CELL * 111_320.0
    down, right = np.gradient(heights * EXAGGERATION)
    east = right / (metres * np.cos(np.radians(lat)))[:, None]
    north = -down / metres
    norm = np.sqrt(1 + east**2 + north**2)
    height = np.radians(45.0)
    shade = np.zeros_like(heights)
    for azimuth, weight in LIGHTS:
        turn = np.radians(azimuth)
        lean = east * np.sin(turn) + north * np.cos(turn)
        light = (np.sin(height) - np.cos(height) * lean) / norm
        shade += weight * np.clip(light, 0, 1)
    return shade


def _ramp(distance: Field) -> Field:
    part = np.clip(distance / FADE, 0, 1)
    return part * part * (3 - 2 * part)


def alpha(globe: NDArray[np.int16]) -> Field:
    """The relief's alpha on a Web Mercator grid, 0 at the edges."""
    west, south, east, north = BOUNDS
    pad = 4
    top, bottom = round((NORTH - north) / CELL) - pad, round((NORTH - south) / CELL) + pad
    first, last = round(west / CELL) - pad, round(east / CELL) + pad
    heights = np.clip(globe[top:bottom, first:last].astype(float), 0, None)
    heights = ndimage.gaussian_filter(heights, 0.6)
    rows = NORTH - (np.arange(top, bottom) + 0.5) * CELL
    shade = hillshade(heights, rows)
    high, low = float(_mercator(north)), float(_mercator(south))
    tall = round(WIDTH * (high - low) / (east - west))
    lat = _latitude(high - (np.arange(tall) + 0.5) * (high - low) / tall)
    lon = west + (np.arange(WIDTH) + 0.5) * (east - west) / WIDTH
    at = np.meshgrid((NORTH - lat) / CELL - 0.5 - top, lon / CELL - 0.5 - first, indexing="ij")
    seen = ndimage.map_coordinates(shade, at, order=1)
    dark = np.clip(STRENGTH * (LEVEL - seen) / LEVEL, 0, None)
    fade_y = _ramp(np.minimum(lat - south, north - lat))
    fade_x = _ramp(np.minimum(lon - west, east - lon))
    return dark * fade_y[:, None] * fade_x[None, :]


def picture(globe: NDArray[np.int16]) -> tuple[bytes, tuple[int, int]]:
    """The AVIF file and its size in pixels."""
    values = np.rint(alpha(globe) * 255).astype(np.uint8)
    black = np.zeros_like(values)
    image = Image.merge("LA", (Image.fromarray(black), Image.fromarray(values))).convert("RGBA")
    store = io.BytesIO()
    image.save(store, "AVIF", quality=QUALITY, speed=2, max_threads=1, subsampling="4:2:0")
    return store.getvalue(), image.size
