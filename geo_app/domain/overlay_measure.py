"""What an overlay comes to: how many of what, how long, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from geo_app.domain.geodesic import line_length_km
from geo_app.domain.overlay import Method, Overlay
from geo_app.domain.overlay_geojson import draw_legs, lines_of, positions_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """What an overlay comes to.

    Attributes:
        geometries: how many features by type of geometry; "none" where one has none.
        methods: how many features with lines by how these run.
        lengths_km: geodesic, of each feature with lines, in kilometres, the shortest first.
        bounds: west, south, east, north of what is drawn, in degrees: west is more than east where
            it lies across the antimeridian; None where nothing is drawn.
    """

    geometries: Mapping[str, int]
    methods: Mapping[str, int]
    lengths_km: tuple[float, ...]
    bounds: tuple[float, float, float, float] | None


def measure(overlay: Overlay) -> Measures:
    """Measure everything that an overlay draws."""
    shapes = [(each.feature.get("geometry"), each.method) for each in overlay.features]
    lined = [(lines, method) for shape, method in shapes if (lines := list(lines_of(shape)))]
    positions = (
        position
        for shape, method in shapes
        for position in (
            (point for line in lines_of(shape) for point in draw_legs(line))
            if method is Method.GEODESIC
            else positions_of(shape)
        )
    )
    return Measures(
        geometries=Counter(shape["type"] if shape else "none" for shape, _ in shapes),
        methods=Counter(str(method) for _, method in lined),
        lengths_km=tuple(sorted(sum(map(line_length_km, lines)) for lines, _ in lined)),
        bounds=_bounds((float(each[0]), float(each[1])) for each in positions),
    )


def _bounds(positions: Iterable[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The narrowest box around the positions, whichever way around the earth."""
    longitudes, latitudes = set[float](), set[float]()
    for longitude, latitude in positions:
        longitudes.add((longitude + 180) % 360 - 180 if abs(longitude) > 180 else longitude)  # noqa: PLR2004
        latitudes.add(latitude)
    if not longitudes:
        return None
    ordered = sorted(longitudes)
    gaps = [after - before for before, after in pairwise(ordered)]
    around = 360 - (ordered[-1] - ordered[0])
    widest = max(gaps, default=0)
    if widest > around:  # the emptiest part of the earth lies between two of them
        at = gaps.index(widest)
        return ordered[at + 1], min(latitudes), ordered[at], max(latitudes)
    return ordered[0], min(latitudes), ordered[-1], max(latitudes)
