"""How fast and how small it could be at all: an empty canvas, bare strokes, the fewest bytes."""

import base64
import math
import zlib
from collections.abc import Sequence

import numpy as np
from playwright.sync_api import Browser

from tests.bench.huge_data import CARRIERS, KINDS, Pair, positions

EMPTY = """() => new Promise(resolve => {
  document.body.innerHTML = '<canvas width="2160" height="1350"></canvas>';
  const pen = document.querySelector('canvas').getContext('2d');
  const took = [];
  const clear = (before, left) => requestAnimationFrame(now => {
    pen.clearRect(0, 0, 2160, 1350);
    pen.fillRect(left, left, 9, 9);
    took.push(now - before);
    return left ? clear(now, left - 1) : resolve(took);
  });
  requestAnimationFrame(now => clear(now, 200));
})"""
STROKES = """([lines, steps]) => new Promise(resolve => {
  document.body.innerHTML = '<canvas width="2160" height="1350"></canvas>';
  const pen = document.querySelector('canvas').getContext('2d');
  pen.lineWidth = 1.25;
  let seed = 1;
  const chance = () => (seed = seed * 48271 % 2147483647) / 2147483647;
  const from = performance.now();
  for (let line = 0; line < lines; line += 1) {
    if (line % 100 === 0) pen.beginPath();
    let [x, y] = [chance() * 2160, chance() * 1350];
    pen.moveTo(x, y);
    const [dx, dy] = [(chance() - 0.5) * 40, (chance() - 0.5) * 25];
    for (let step = 0; step < steps; step += 1) pen.lineTo(x += dx, y += dy);
    if (line % 100 === 99) pen.stroke();
  }
  pen.getImageData(0, 0, 1, 1);
  const finish = () => resolve(lines * steps / (performance.now() - from));
  requestAnimationFrame(() => setTimeout(finish));
})"""
"""Segments a millisecond, of lines of as many segments as a route has on a map of the world."""


def empty_frames(browser: Browser) -> list[float]:
    """Milliseconds between frames in which an empty canvas of the map's size is cleared."""
    page = browser.new_page()
    took: list[float] = page.evaluate(EMPTY)
    page.close()
    return took


def segments_a_second(browser: Browser, lines: int = 2000, steps: int = 20) -> float:
    """How many segments of lines a canvas strokes."""
    page = browser.new_page()
    found = float(page.evaluate(STROKES, [lines, steps]))
    page.close()
    return 1000 * found


def fewest_bytes(routes: Sequence[Pair]) -> tuple[float, float]:
    """Bytes of a route: by the entropy of what it says, and as binary columns that are deflated.

    Both without the airports' names and positions, which do not grow with the routes, and in base64
    as an HTML file needs it.
    """
    numbers = {code: at for at, code in enumerate(positions())}
    ends = np.array([[numbers[one], numbers[other]] for one, other in routes], dtype=np.uint16)
    told = math.log2(len(KINDS)) + math.log2(len(CARRIERS)) + math.log2(70)
    counts = np.unique(ends.astype(np.uint32) @ np.array([65536, 1], np.uint32), return_counts=True)
    shares = counts[1] / len(ends)
    bits = float(-(shares * np.log2(shares)).sum()) if len(shares) < len(ends) else 0.0
    bits = bits or 2 * math.log2(len(numbers))
    packed = zlib.compress(ends.T.tobytes(), 9)
    return (bits + told) / 8 * 4 / 3, (len(base64.b64encode(packed)) / len(ends)) + told / 6
