"""The ground in the file is the ground of the folder, point for point."""

import json
from collections.abc import Iterator

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.render.packing import pack_geometry


def unpacked(text: str) -> list[list[int]]:
    """Google's description of the format, read backwards: pairs of integers."""
    numbers = list(_numbers(text))
    return [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]


def _numbers(text: str) -> Iterator[int]:
    bits = shift = 0
    for character in text:
        chunk = ord(character) - 63
        bits |= (chunk % 32) << shift
        shift += 5
        if chunk < 32:
            yield -(bits // 2) - 1 if bits % 2 else bits // 2
            bits = shift = 0


def test_packed_arcs_are_those_of_the_file(corridor: Corridor) -> None:
    for text in corridor.geometries.values():
        packed, original = json.loads(pack_geometry(text)), json.loads(text)
        assert list(map(unpacked, packed["arcs"])) == original["arcs"]
        assert packed["objects"] == original["objects"]
        assert len(pack_geometry(text)) < 0.6 * len(text)


def test_numbers_are_written_as_the_format_s_description_has_them() -> None:
    text = _topology([[[3850000, -12020000], [220000, -75000], [255200, -550300]]])
    assert json.loads(pack_geometry(text))["arcs"] == ["_p~iF~ps|U_ulLnnqC_mqNvxq`@"]


@pytest.mark.parametrize("arc", [[[0.5, 1], [1, 1]], [[2**40, 1], [1, 1]], [[1, 2, 3], [1, 1, 1]]])
def test_what_the_format_cannot_hold_is_carried_as_it_is(arc: list[list[float]]) -> None:
    text = _topology([arc])
    assert pack_geometry(text) == text


def _topology(arcs: list[list[list[float]]]) -> str:
    transform = {"scale": [1, 1], "translate": [0, 0]}
    return json.dumps({"type": "Topology", "transform": transform, "objects": {}, "arcs": arcs})
