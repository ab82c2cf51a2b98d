"""Decodes a TopoJSON topology with shapely, independently of the page's own decoder."""

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry


def decode(topology: dict[str, Any]) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    """The geometries of each object, each with its properties and id."""
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    return {
        name: [
            ({**each.get("properties", {}), "id": each.get("id")}, _geometry(each, arcs))
            for each in content["geometries"]
        ]
        for name, content in topology["objects"].items()
    }


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _line(indexes: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _geometry(each: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    content = each["arcs"]
    match each["type"]:
        case "LineString":
            return shapely.LineString(_line(content, arcs))
        case "MultiLineString":
            return shapely.MultiLineString([_line(part, arcs) for part in content])
        case "Polygon":
            return _polygon(content, arcs)
        case "MultiPolygon":
            return shapely.MultiPolygon([_polygon(part, arcs) for part in content])
    raise ValueError(each["type"])


def _polygon(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> shapely.Polygon:
    shell, *holes = (_line(ring, arcs) for ring in rings)
    return shapely.Polygon(shell, holes)
