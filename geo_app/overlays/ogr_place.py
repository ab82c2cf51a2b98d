"""Where on the earth a layer lies that GDAL has read: its positions brought to WGS 84."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

DECIMALS = 7
"""Of a degree, where coordinates were reprojected: a centimetre, on any machine the same."""

_HIGHEST_DEGREES = 180
_FILES = re.compile(
    r"PARAMETERFILE|PROJ4_GRIDS|grids=(?!@null)|\+(?:file|init|grids?)=", re.IGNORECASE
)
_NAMELESS = ("undefined", "unknown", "unnamed")


class UnusableError(Exception):
    """Nothing of the file can be used; `answer` is what is said of it."""

    def __init__(self, error: str, **values: object) -> None:
        self.answer = {"error": error, **values}
        super().__init__(error)


@dataclass(frozen=True, slots=True)
class Placed:
    """Geometries on WGS 84, longitude first.

    Attributes:
        geometries: None where one has nothing that could be drawn.
        degrees: whether their positions are as the file has them.
        assumed: whether the file does not say that these are degrees.
    """

    geometries: Any
    degrees: bool
    assumed: bool


def place(geometries: Any, crs: str | None, layer: str) -> Placed:
    """Bring geometries to WGS 84.

    Raises:
        UnusableError: their reference system is not known, and they are no degrees.
    """
    import shapely  # noqa: PLC0415

    known = _known(crs, layer)
    convert = None if known is None else _conversion(known, layer)
    if convert is not None:
        geometries = shapely.transform(geometries, convert, include_z=False)
    if known is None and not _could_be_degrees(geometries):
        raise UnusableError("no_crs", layer=layer)
    geometries[~_is_drawable(geometries)] = None
    return Placed(geometries, degrees=convert is None, assumed=known is None)


def _could_be_degrees(geometries: Any) -> bool:
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    found = shapely.get_coordinates(geometries)
    return bool((np.abs(found[np.isfinite(found).all(axis=1)]) <= _HIGHEST_DEGREES).all())


def _is_drawable(geometries: Any) -> Any:
    """Which geometries have positions, and only such as are numbers."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    found, owners = shapely.get_coordinates(geometries, return_index=True)
    drawable = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    drawable[owners[~np.isfinite(found).all(axis=1)]] = False
    return drawable


def _known(crs: str | None, layer: str) -> Any:
    """The reference system, or None where it says nothing of the earth.

    Raises:
        UnusableError: there is no such system.
    """
    from pyproj import CRS  # noqa: PLC0415
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    if crs is not None and _FILES.search(crs):  # PROJ would open them, wherever they are
        raise UnusableError("unknown_crs", layer=layer, crs=_name_of(crs))
    try:
        known = None if crs is None else CRS.from_user_input(crs)
    except CRSError as error:
        raise UnusableError("unknown_crs", layer=layer, crs=_name_of(str(crs))) from error
    if known is None or (known.name.lower().startswith(_NAMELESS) and not _is_tied(known)):
        return None
    return known


def _conversion(crs: Any, layer: str) -> Callable[[Any], Any] | None:
    """What brings positions of `crs` to WGS 84, or None where they are in it.

    Raises:
        UnusableError: there is no way from it to WGS 84.
    """
    from pyproj import CRS, Transformer  # noqa: PLC0415
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    if crs.equals(CRS("EPSG:4326"), ignore_axis_order=True):
        return None
    try:
        # A conversion that only guesses the datum may be hundreds of metres off: none at all, then.
        transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True, allow_ballpark=False)
    except ProjError as error:
        raise UnusableError("unknown_crs", layer=layer, crs=crs.name) from error
    return _rounded(transformer)


def _is_tied(crs: Any) -> bool:
    """Whether a system without a name still says how it lies on the earth."""
    return bool(crs.is_projected and crs.datum and crs.datum.name.lower() != "unknown")


def _rounded(transformer: Any) -> Callable[[Any], Any]:
    import numpy as np  # noqa: PLC0415

    def convert(positions: Any) -> Any:
        x, y = transformer.transform(positions[:, 0], positions[:, 1])
        return np.round(np.column_stack([x, y]), DECIMALS)

    return convert


def _name_of(crs: str) -> str:
    """A short name: a code as it is, of a long definition what stands first in quotes."""
    return crs.split('"')[1] if '"' in crs else crs[:80]
