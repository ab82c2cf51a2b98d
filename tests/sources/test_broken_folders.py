"""Whatever stands in a corridor folder, it is read or its faults are named, and no more."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo_app
from geo_app.errors import CorridorError, Fault
from geo_app.resources import bundled

EXAMPLE = bundled("templates") / "corridor"
FILES = sorted(path.name for path in EXAMPLE.iterdir() if path.suffix in {".csv", ".toml"})
NASTY = [
    *("", " ", "|", "a|", "||", "-0", "1e400", "NaN", "9" * 50, "1_0", "０", "１２", "²", "true"),
    *("\x00", "\ud7ff", "\u202e", "\u2028", "\ufeff", "'", '"', '""', "\n", "\r", ",", ";", "\t"),
    *(
        "../x",
        "/etc/passwd",
        "a/../b",
        "C:\\x",
        "file:///x",
        "javascript:x",
        "https://",
        "x" * 9_999,
    ),
    *(
        "id",
        "harbour",
        "article",
        "USD_1e99",
        "XXX_1e8",
        "CNY_1e8",
        "PK",
        "en",
        "2024-02-30",
        "0000",
    ),
    *(
        "{number}",
        "{{ 7 * 7 }}",
        "{% if %}",
        "[[layers]]",
        "= [",
        "1 2 3",
        "181 0",
        "0 91",
        "inf 0",
    ),
]
MANY = settings(
    max_examples=int(os.environ.get("GEO_APP_FUZZ_EXAMPLES", "150")),
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
nasty = st.sampled_from(NASTY) | st.text(max_size=20)


@pytest.fixture(scope="module")
def spoiled() -> Iterator[Path]:
    with TemporaryDirectory() as temporary:
        yield Path(temporary) / "corridor"


def read(folder: Path) -> None:
    """Read the folder; whatever is no CorridorError fails the test."""
    faults: tuple[Fault, ...] = ()
    try:
        geo_app.load_corridor(folder)
    except CorridorError as error:
        faults = error.faults
    for fault in faults:
        assert len(str(fault)) < 2_000
        assert str(fault).isprintable(), fault


def renew(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)


@given(data=st.data())
@MANY
def test_any_cell_may_hold_anything(spoiled: Path, data: st.DataObject) -> None:
    renew(spoiled)
    for _ in range(data.draw(st.integers(1, 3))):
        path = spoiled / data.draw(st.sampled_from(FILES))
        lines = path.read_text("utf-8").splitlines()
        number = data.draw(st.integers(0, len(lines) - 1))
        separator = "," if path.suffix == ".csv" else " "
        cells = lines[number].split(separator)
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(nasty)
        lines[number] = separator.join(cells)
        path.write_text("\n".join(lines), "utf-8", errors="replace")
    read(spoiled)


@given(data=st.data())
@MANY
def test_any_file_may_be_cut_or_hold_any_bytes(spoiled: Path, data: st.DataObject) -> None:
    renew(spoiled)
    path = spoiled / data.draw(st.sampled_from([*FILES, "ground.geojson"]))
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    path.write_bytes(content[:start] + data.draw(st.binary(max_size=30)) + content[end:])
    read(spoiled)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data=st.data())
@MANY
def test_any_part_of_a_geometry_may_be_anything(spoiled: Path, data: st.DataObject) -> None:
    renew(spoiled)
    path = spoiled / "ground.geojson"
    content = json.loads(path.read_text("utf-8"))
    if data.draw(st.booleans()):
        content = topology_of(content)
    spoil(content, data)
    path.write_text(json.dumps(content), "utf-8")
    read(spoiled)


def topology_of(collection: dict[str, Any]) -> dict[str, Any]:
    rings = [each["geometry"]["coordinates"][0] for each in collection["features"]]
    shapes = [{"type": "Polygon", "arcs": [[number]]} for number in range(len(rings))]
    objects = {"land": {"type": "GeometryCollection", "geometries": shapes}}
    return {"type": "Topology", "arcs": rings, "objects": objects}


def spoil(content: Any, data: st.DataObject) -> None:
    """Put anything in place of some part of `content`."""
    part, key = content, None
    while isinstance(part, dict | list) and part:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(part[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
            part[key] = data.draw(anything)
            return
        part = part[key]
