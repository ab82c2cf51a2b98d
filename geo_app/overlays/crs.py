"""What GeoJSON's old member `crs` says: WGS 84, or a system that is known and moved from."""

import re
from collections.abc import Callable
from typing import Any

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import shown

Reproject = Callable[[Any], Any]
"""Moves coordinates, however deeply nested, to WGS 84."""

_WGS84 = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:OGC:[\d.]*:)?CRS:?84h?|OGC:CRS84|WGS ?84"
    r"|(?:urn:(?:x-)?ogc:def:crs:)?EPSG:[\d.]*:?4326"
    r"|https?://www\.opengis\.net/def/crs/(?:OGC/[\d.]+/CRS84|EPSG/\d+/4326)",
    re.IGNORECASE | re.ASCII,
)
_EPSG = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})"
    r"|https?://www\.opengis\.net/def/crs/EPSG/[\d.]+/(\d{4,6})",
    re.IGNORECASE | re.ASCII,
)


def find_reprojection(crs: Any, file: str) -> Reproject | None:
    """What moves the coordinates of a file to WGS 84; None where they are in it.

    Names are looked up by their number alone, never opened as a link or given to PROJ as a text.

    Raises:
        OverlayError: the system is not known.
    """
    if crs is None:
        return None
    name = _name_of(crs)
    if name is not None and _WGS84.fullmatch(name):
        return None
    found = _EPSG.fullmatch(name) if name is not None else None
    reproject = _from_epsg(int(found[1] or found[2])) if found else None
    if reproject is None:
        raise OverlayError(
            file,
            Problem(
                "its coordinate reference system “%(crs)s” is not known; expected WGS 84",
                {"crs": shown(crs if name is None else name)},
            ),
        )
    return reproject


def _name_of(crs: Any) -> str | None:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name.strip() if isinstance(name, str) else None


def _from_epsg(code: int) -> Reproject | None:
    from pyproj import CRS, Transformer  # noqa: PLC0415 - 60 ms that most files can do without
    from pyproj.exceptions import CRSError, ProjError  # noqa: PLC0415

    try:
        transformer = Transformer.from_crs(CRS.from_epsg(code), "OGC:CRS84", always_xy=True)
    except (CRSError, ProjError):
        return None

    def reproject(coordinates: Any) -> Any:
        if isinstance(coordinates[0], list):
            return [reproject(each) for each in coordinates]
        return [*transformer.transform(coordinates[0], coordinates[1]), *coordinates[2:]]

    return reproject
