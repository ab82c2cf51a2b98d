"""Routes that a program holds: GeoJSON, GeoDataFrames, and all that has a `__geo_interface__`."""

import json
from collections.abc import Mapping
from typing import Any

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError

WGS84 = "EPSG:4326"


def as_geojson(routes: Any, name: str) -> bytes:
    """The GeoJSON text of `routes`, on WGS 84.

    Args:
        routes: a GeoJSON mapping, or what has a `__geo_interface__`. A table that knows its
            reference system (`crs`, `to_crs`) is reprojected; one without is taken as WGS 84.
        name: what messages call it.

    Raises:
        OverlayError: it is none of these, or holds what JSON cannot say.
    """
    crs = getattr(routes, "crs", None)
    if crs is not None and hasattr(routes, "to_crs") and crs != WGS84:
        routes = _reprojected(routes, name)
    found = routes if isinstance(routes, Mapping) else getattr(routes, "__geo_interface__", None)
    if not isinstance(found, Mapping):
        given = {"given": type(routes).__name__}
        expected = Problem(
            "expected a path, GeoJSON, or an object with __geo_interface__, not %(given)s", given
        )
        raise OverlayError(name, expected)
    try:
        return json.dumps(_plain(found), ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise OverlayError(name, Problem("it is no GeoJSON")) from error


def _reprojected(table: Any, name: str) -> Any:
    try:
        return table.to_crs(WGS84)
    except Exception as error:  # whatever the library raises: its kinds are not ours to know
        raise OverlayError(
            name, Problem("its reference system cannot be brought to WGS 84")
        ) from error


def _plain(value: Any) -> Any:
    """What JSON can say of a value: members and elements likewise."""
    match value:
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case None | str() | bool() | int():
            return value
    return _plain_cell(value)


def _plain_cell(value: Any) -> Any:
    """A cell of a table: no number that is none, times as ISO texts, numpy's as Python's."""
    if value != value:  # noqa: PLR0124 - NaN, and the missing times and numbers of pandas
        return None
    if isinstance(value, float):
        return value if value - value == 0 else None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return _plain(value.tolist()) if hasattr(value, "tolist") else str(value)
