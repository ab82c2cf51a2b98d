"""An official boundary file is taken whole, with its number and its issuer, or refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest

import geo_app
from tests.corridors import faults_of, replace
from tests.official import FILE, NUMBER, bring_official, declare_official, write_official
from tests.subjects import KASHGAR, SUBJECTS, Subject


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_nothing_is_carried_of_the_boundaries_that_an_official_file_replaces(
    tmp_path: Path, subject: Subject
) -> None:
    corridor = geo_app.load_corridor(bring_official(tmp_path / "corridor", subject))
    own = subject.corridor
    before = {layer.file for layer in own.layers.values() if layer.file in own.geometries}
    assert FILE in corridor.geometries
    for name in before & corridor.geometries.keys():
        content = json.loads(corridor.geometries[name])
        assert not {"countries", "boundaries"} & content.get("objects", {}).keys()
    carried = sum(len(each) for each in corridor.geometries.values())
    assert carried < 0.8 * sum(len(each) for each in own.geometries.values())


def test_what_stays_of_a_topology_lies_where_it_lay(tmp_path: Path) -> None:
    corridor = geo_app.load_corridor(bring_official(tmp_path / "corridor", KASHGAR))
    before = json.loads(KASHGAR.corridor.geometries["borders.topojson"])
    after = json.loads(corridor.geometries["borders.topojson"])
    assert set(after["objects"]) == {"land", "lakes", "rivers"}
    assert len(after["arcs"]) < len(before["arcs"])
    for name in after["objects"]:
        assert arcs_of(after, after["objects"][name]) == arcs_of(before, before["objects"][name])


def arcs_of(topology: dict[str, Any], thing: Any) -> Any:
    """A shape with its arcs written out, in place of their numbers."""
    if isinstance(thing, bool) or not isinstance(thing, int | list | dict):
        return thing
    if isinstance(thing, int):
        return [thing < 0, topology["arcs"][max(thing, ~thing)]]
    if isinstance(thing, list):
        return [arcs_of(topology, each) for each in thing]
    return {
        key: arcs_of(topology, value)
        for key, value in thing.items()
        if key in ("arcs", "geometries")
    }


FAULTS = [
    (f'official = "{FILE}"\n', "", "official", "approval and official_source cannot stand without"),
    (f'approval = "{NUMBER}"\n', "", "approval", "official and official_source cannot stand"),
    ('official_source = "office"\n', "", "official_source", "official and approval cannot stand"),
    (NUMBER, "9" * 41, "approval", "expected at most 40 characters"),
    (NUMBER, "GS(2024)\\u0007650", "approval", "as it was issued"),
    (NUMBER, "GS(2024)\\u202e650", "approval", "as it was issued"),
    (NUMBER, "<b>1</b>", "approval", "as it was issued"),
    (NUMBER, "pending", "approval", "as it was issued"),
    ('"office"', '"nobody"', "official_source", "'nobody' is not in sources"),
]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: f"{case[2]}: {case[1] or 'missing'}")
def test_an_official_file_lacks_nothing_and_has_an_honest_number(
    tmp_path: Path, case: tuple[str, str, str, str]
) -> None:
    old, new, column, problem = case
    folder = bring_official(tmp_path / "corridor", KASHGAR)
    replace(folder / "catalog.toml", old, new)
    found = [fault for fault in faults_of(folder) if problem in fault.problem]
    assert [(each.file, each.column) for each in found] == [("catalog.toml", column)]


def square(west: float, south: float) -> list[list[list[float]]]:
    east, north = west + 1, south + 1
    return [[[west, south], [east, south], [east, north], [west, south]]]


LINE = {"type": "LineString", "coordinates": [[75, 38], [76, 39]]}
AREA = {"type": "Polygon", "coordinates": square(75, 38)}
SWAPPED = {"type": "LineString", "coordinates": [[38, -75], [39, -76]]}


@pytest.mark.parametrize(
    ("content", "file", "problem"),
    [
        (None, FILE, "cannot be read: no such file"),
        ("lines", FILE, "no valid JSON"),
        ('{"type": "Point"}', FILE, "expected a TopoJSON Topology or a GeoJSON"),
        ([], "catalog.toml", "has no lines"),
        ([AREA], "catalog.toml", "has no lines"),
        ([AREA, SWAPPED], "catalog.toml", "lies wholly outside the view"),
    ],
    ids=["missing", "no JSON", "no collection", "empty", "areas alone", "outside"],
)
def test_an_official_file_that_cannot_be_drawn_is_named(
    tmp_path: Path, content: str | list[dict[str, Any]] | None, file: str, problem: str
) -> None:
    folder = bring_official(tmp_path / "corridor", KASHGAR)
    (folder / FILE).unlink()
    if isinstance(content, str):
        (folder / FILE).write_text(content, "utf-8")
    elif content is not None:
        features = [{"type": "Feature", "properties": {}, "geometry": each} for each in content]
        write_official(folder, features)
    [fault] = faults_of(folder)
    assert fault.file == file
    assert problem in fault.problem


def test_only_boundaries_have_an_official_file(folder: Path) -> None:
    write_official(folder, [{"type": "Feature", "properties": {}, "geometry": LINE}])
    declare_official(folder)
    text = (folder / "catalog.toml").read_text("utf-8")
    moved = text.replace('kind = "boundaries"', 'kind = "countries"')
    (folder / "catalog.toml").write_text(moved, "utf-8")
    assert any(
        "only boundaries have an official file" in each.problem for each in faults_of(folder)
    )


def test_a_light_picture_is_light_and_a_reliefs(folder: Path) -> None:
    (folder / "relief_light.avif").write_bytes((folder / "relief.avif").read_bytes())
    replace(folder / "catalog.toml", "\naccuracy_km", '\nlight = "x.avif"\naccuracy_km')
    assert {(each.column, each.problem) for each in faults_of(folder)} == {
        ("light", "expected a picture of at most 60,000 bytes, found 80,214"),
        ("light", "only a relief has a light picture, not a layer of kind boundaries"),
    }
