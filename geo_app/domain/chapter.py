"""Chapters: how the article is walked, one view and a few of its figures at a time."""

from dataclasses import dataclass

from geo_app.domain.place import Bounds


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One step of the story that the panel tells beside the map.

    Attributes:
        view: the part of the map that is shown.
        lit: ids of the places, routes and countries that stand out.
        figures: ids of figures and derivations.
        charts: ids of charts.
        layers: ids of layers that are on while it is shown, besides those of what is lit.
    """

    id: str
    view: Bounds
    lit: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
