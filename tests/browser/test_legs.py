"""Legs of routes, as the browser measures and draws them: against GeographicLib and pyproj."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.geodesics import (
    LARGEST_DEVIATION_M,
    TELLING_M,
    chance_pairs,
    deviations,
    lengths,
    metres_between,
    read_vectors,
    straight_on_the_map,
)

Open = Callable[..., Visit]
PAIRS = 10_000
DRAWN_EVERY = 15
CLOSE_M = 0.5
PARTS = (0.31, 0.5, 0.83)
QUARTERS = (0.25, 0.5, 0.75)

MEASURE = """([pairs, parts]) => pairs.flatMap(([lat, lng, ...end]) => {
  const leg = geoApp.geodesic({lat, lng}, {lat: end[0], lng: end[1]});
  return [leg.metres, ...parts.flatMap(each => leg.at(each))];
})"""
DRAW = """pairs => pairs.map(([lat, lng, ...end]) =>
  geoApp.legLine([lng, lat], [end[1], end[0]]).map(line => line.map(at => [at.lat, at.lng])))"""
POINTS = """([vectors, quarters]) => vectors.map(([lat, lng, ...end]) => {
  const [from, to] = [{lat, lng}, {lat: end[0], lng: end[1]}];
  const leg = geoApp.geodesic(from, to);
  const points = quarters.map(quarter => {
    let [low, high] = [0, 1];
    for (let round = 0; round < 60; round += 1) {
      const part = (low + high) / 2;
      const [atLat, atLng] = leg.at(part);
      const gone = geoApp.geodesic(from, {lat: atLat, lng: atLng}).metres;
      if (gone < quarter * leg.metres) low = part; else high = part;
    }
    return leg.at(high);
  });
  return {metres: leg.metres, points};
})"""


@pytest.fixture
def page(visit: Open, server: str) -> Page:
    return visit(server).page


def test_the_browser_agrees_with_the_shared_vectors(page: Page) -> None:
    vectors = read_vectors()
    found = page.evaluate(POINTS, [[[*each.start, *each.end] for each in vectors], QUARTERS])
    for vector, told in zip(vectors, found, strict=True):
        assert told["metres"] == pytest.approx(vector.metres, abs=0.01), vector
        for wanted, point in zip(vector.between, told["points"], strict=True):
            assert metres_between(wanted, point) < CLOSE_M, vector


def test_ten_thousand_geodesics_are_those_of_pyproj(page: Page) -> None:
    pairs = chance_pairs(PAIRS)
    wanted = lengths(pairs)
    told = np.array(page.evaluate(MEASURE, [pairs.tolist(), PARTS])).reshape(PAIRS, -1)
    assert (abs(told[:, 0] - wanted) <= 0.01 + 1e-9 * wanted).all()
    telling = wanted < TELLING_M
    for at in range(len(PARTS)):
        points = told[:, 1 + 2 * at : 3 + 2 * at]
        assert deviations(pairs[telling], points[telling]).max() < CLOSE_M
        through = (
            lengths(np.hstack([pairs[:, :2], points])),
            lengths(np.hstack([points, pairs[:, 2:]])),
        )
        assert abs(sum(through) - wanted).max() < 0.01


def test_drawn_lines_keep_to_the_geodesic_and_never_leap(page: Page) -> None:
    pairs = chance_pairs(PAIRS)[::DRAWN_EVERY]
    pairs = pairs[lengths(pairs) < TELLING_M]
    drawn = page.evaluate(DRAW, pairs.tolist())
    worst, most, cut = 0.0, 0, 0
    for pair, lines in zip(pairs, drawn, strict=True):
        most, cut = max(most, sum(map(len, lines))), cut + (len(lines) > 1)
        for line in map(np.array, lines):
            assert abs(line[:, 0]).max() <= 85.06
            assert abs(np.diff(line[:, 1])).max(initial=0) < 180
            on = straight_on_the_map(line, (0, 0.25, 0.5, 0.75, 1))
            worst = max(worst, deviations(np.tile(pair, (len(on), 1)), on).max(initial=0))
    assert worst < LARGEST_DEVIATION_M
    assert most < 1_500
    assert cut > 5, "some should pass a pole"


def test_a_leg_right_over_the_pole_is_two_lines_to_the_edge_of_the_map(page: Page) -> None:
    starts = [10, 370, -710]
    drawn = page.evaluate(DRAW, [[64.8, start, 64.8, -170] for start in starts])
    for start, (there, back) in zip(starts, drawn, strict=True):
        assert [point[1] for point in there] == pytest.approx([start] * len(there))
        assert [abs(point[1] - start) for point in back] == pytest.approx([180] * len(back))
        assert there[-1][0] == back[0][0] == pytest.approx(85.05)
