"""Runs of plain points are read at once: nothing may come out otherwise than point by point."""

import json
import random
from collections.abc import Callable

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.domain.packed_line import LEAST, PackedLine
from geo_app.errors import OverlayError
from geo_app.overlays.gpx_runs import MARK, take_runs
from geo_app.render.overlays import carried_document
from tests.overlays.reading import read

SLOWLY = f"<!-- {MARK} -->"
"""A file that says this has no run taken out of it."""
Point = Callable[[str, str, int], str]


def bare(lat: str, lon: str, _: int) -> str:
    return f'<trkpt lat="{lat}" lon="{lon}"/>\n'


def full(lat: str, lon: str, at: int) -> str:
    time = f"<time>2024-01-01T00:00:{at % 60:02}Z</time>" if at > 2 else "<time></time>"
    return f'<trkpt lat="{lat}" lon="{lon}">\r\n <ele>{at / 10}</ele>\n {time}</trkpt>'


def points(point: Point, count: int = 80, seed: int = 1) -> str:
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    places = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(count)]
    return "".join(point(f"{lat:.9f}", f"{lon:.14f}", at) for at, (lat, lon) in enumerate(places))


def track(inside: str) -> str:
    return f"<trk><name>t</name><trkseg>{inside}</trkseg></trk>"


FILES = {
    "bare": track(points(bare)),
    "with heights and times": track(points(full)),
    "mixed": track(points(bare) + points(full, seed=2) + points(bare, 3, seed=3)),
    "one beyond the pole": track(points(bare) + bare("91", "5", 0) + points(full)),
    "one without a number": track(points(bare) + bare("x", "5", 0) + points(bare, seed=2)),
    "another order": track(points(bare) + '<trkpt lon="5" lat="6"/>' + points(bare, seed=2)),
    "numbers that JSON has otherwise": track(
        points(bare) + '<trkpt lon="5" lat="6"/>' + bare("007.5", "-0", 0) + points(bare, seed=2)
    ),
    "in a comment": track(f"{points(full, 3)}<!-- {points(bare)} -->"),
    "as characters": f"<trk><desc><![CDATA[{points(bare)}]]></desc></trk>{track(points(bare, 3))}",
    "in a route": f"<rte>{points(bare)}</rte>{track(points(bare, 70, seed=2))}",
    "beside its segment": f"<trk>{points(bare)}<trkseg>{points(full, 2)}</trkseg></trk>",
    "all beyond the pole": track(points(lambda _, lon, at: bare("91", lon, at))),
}


def gpx(inside: str) -> bytes:
    return f'<gpx xmlns="http://www.topografix.com/GPX/1/1">\n{inside}\n</gpx>'.encode()


def told(content: bytes, corridor: Corridor) -> Overlay | str:
    try:
        return read(content, "a.gpx", corridor)
    except OverlayError as error:
        return str(error)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_the_same_whether_runs_are_taken_or_not(name: str, corridor: Corridor) -> None:
    taken, runs = take_runs(gpx(FILES[name]))
    assert runs or name == "all beyond the pole"
    assert not take_runs(gpx(SLOWLY + FILES[name]))[1]
    assert told(gpx(FILES[name]), corridor) == told(gpx(SLOWLY + FILES[name]), corridor)
    assert len(taken) < len(gpx(FILES[name])) or not runs


@pytest.mark.parametrize("name", FILES)
def test_packed_lines_are_carried_as_the_lists_that_they_stand_for(
    name: str, corridor: Corridor
) -> None:
    whole = FILES[name] + track(points(bare, LEAST)) + track(points(full, LEAST))
    packed = read(gpx(whole), "a.gpx", corridor, packed=True)
    listed = read(gpx(whole), "a.gpx", corridor)
    assert isinstance(packed.features[-1].feature["geometry"]["coordinates"][0], PackedLine)
    carried = carried_document(packed, str)
    assert carried == carried_document(listed, str)
    json.dumps(carried)


def test_a_fault_behind_a_run_is_told_where_it_is_in_the_file(corridor: Corridor) -> None:
    broken = gpx(track(points(bare)) + "\n<trk>&</trk>")
    assert "line 83, column" in str(told(broken, corridor))


def test_a_mark_of_the_files_own_is_nothing(corridor: Corridor) -> None:
    own = "".join(f'<{MARK} number="{each}"/>' for each in ("0", "7", "-1", "x", "9" * 5000))
    told_points = f"{points(bare, 3)}{own}"
    assert told(gpx(track(told_points)), corridor) == told(gpx(track(points(bare, 3))), corridor)
    hidden = gpx(track(points(bare))).decode().encode("utf-16")
    assert isinstance(told(hidden, corridor), Overlay)
