"""Gathers what a reader reads of a file: the good parts, and what is wrong with the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from geo_app.domain.overlay import (
    GeoJson,
    Method,
    Overlay,
    OverlayFault,
    OverlayFeature,
    Problem,
    Stop,
)
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import PartError
from geo_app.overlays.meter import Meter


class Collection:
    """What is read of one file.

    Args:
        file: its name.
        format_id: id in the table of formats.
        unit: what it is made of: "row", "feature", "element".

    Attributes:
        keeps: whether features are kept, or only counted.
    """

    def __init__(self, file: str, context: ReadContext, format_id: str, unit: str) -> None:
        self.meter = Meter(file, context)
        self.file, self._format, self._unit = file, format_id, unit
        self._read, self.keeps = 0, True
        self._features: list[OverlayFeature] = []
        self._faults: list[OverlayFault] = []

    def count(self) -> None:
        """Count a row, feature or element, good or not."""
        self.meter.add_feature()
        self._read += 1

    @contextmanager
    def noting(self, place: Problem) -> Iterator[None]:
        """Whatever cannot be used within is noted as a fault at `place`."""
        try:
            yield
        except PartError as error:
            self.note(place, error.problem)

    def note(self, place: Problem, problem: Problem, *, lost: bool = True) -> None:
        """Note what is wrong at `place`."""
        self._faults.append(OverlayFault(place, problem, lost))

    def add(
        self, feature: GeoJson, method: Method = Method.RECORDED, stops: tuple[Stop, ...] = ()
    ) -> None:
        """Add a Feature as the file has it."""
        if self.keeps:
            self._features.append(OverlayFeature(feature=feature, method=method, stops=stops))

    def make(
        self,
        geometry: GeoJson,
        properties: GeoJson,
        method: Method = Method.RECORDED,
        stops: tuple[Stop, ...] = (),
    ) -> None:
        """Add a Feature of our own making; its id is its number."""
        feature = {
            "type": "Feature",
            "id": len(self._features) + 1,
            "geometry": geometry,
            "properties": properties,
        }
        if method is Method.GEODESIC:
            feature["method"] = str(method)
        self.add(feature, method, stops)

    def overlay(self, members: GeoJson | None = None) -> Overlay:
        """The overlay that all of it makes."""
        return Overlay(
            name=_text_of(PurePath(self.file).stem or self.file),
            format=self._format,
            unit=self._unit,
            read=self._read,
            features=tuple(self._features),
            faults=tuple(sorted(self._faults, key=self._order)),
            members=members or {},
        )

    def _order(self, fault: OverlayFault) -> Any:
        """Where a fault stands in the report: rows and features in their order."""
        return fault.place.values.get("number", 0) if self._unit != "element" else 0


def _text_of(name: str) -> str:
    """The name of a file without bytes that are no text, which no document can carry."""
    return name.encode(errors="replace").decode()
