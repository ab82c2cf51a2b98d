"""The one table of what is fuzzed: how each form's inputs are drawn and varied, and its share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import archives, collections, layers, markup, tables
from tests.fuzz.mutations import mutate
from tests.fuzz.values import name_file

VARIANTS = 10
"""Inputs that are made of one that hypothesis drew: to draw takes longer than to read."""
SWAPS = (None, None, None, False, True)


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader is given.

    Attributes:
        swap: what the user said of swapped latitudes and longitudes.
    """

    content: bytes
    name: str
    swap: bool | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form of inputs.

    Attributes:
        ending: of its files' usual names.
        drawn: of what inputs are made.
        vary: makes one input of it.
        share: of a hundred inputs of a campaign, how many are of it.
    """

    ending: str
    drawn: st.SearchStrategy[Any]
    share: int
    vary: Callable[[Any, Random], bytes] = mutate

    def variants(self, drawn: Any, seed: int) -> Iterator[Given]:
        """The inputs that are made of what was drawn; the first is as it was drawn."""
        random = Random(seed)  # noqa: S311 - the same at any time
        if isinstance(drawn, bytes):
            yield Given(drawn, name_file(random, self.ending), random.choice(SWAPS))
        for _ in range(VARIANTS - isinstance(drawn, bytes)):
            content = self.vary(drawn, random)
            yield Given(content, name_file(random, self.ending), random.choice(SWAPS))


_base = st.integers(0, len(layers.BASES) - 1)
_kmls = st.lists(markup.kml, min_size=1, max_size=2)
FORMS = {
    "csv": Form(".csv", tables.contents, 30),
    "geojson": Form(".geojson", collections.contents, 24),
    "gpx": Form(".gpx", markup.gpx, 11),
    "kml": Form(".kml", markup.kml, 11),
    "kmz": Form(".kmz", _kmls, 8, archives.vary_kmz),
    "gpkg": Form(".gpkg", _base, 3, layers.vary_geopackage),
    "fgb": Form(".fgb", _base, 5, layers.vary_flatgeobuf),
    "shp": Form(".zip", _base, 5, archives.vary_shapefile),
    "any": Form("", st.one_of(st.binary(max_size=200), tables.contents, markup.kml), 3),
}
