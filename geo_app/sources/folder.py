"""Reads a corridor folder: every file, every fault in them at once, and the corridor they make."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import GEOMETRY_KINDS, Image, Layer, LayerKind
from geo_app.domain.place import Bounds
from geo_app.domain.text import Text
from geo_app.errors import CorridorError
from geo_app.sources import figure_rules, ground_rules, rows, rules, story_rules
from geo_app.sources.catalog import Catalog, read_catalog
from geo_app.sources.faults import Faults
from geo_app.sources.fields import Table, tables
from geo_app.sources.geometry import Geometry, read_geometry
from geo_app.sources.images import read_image
from geo_app.sources.reading import Reading
from geo_app.sources.references import find_dangling, find_shared_ids
from geo_app.sources.table import Row, read_table
from geo_app.sources.texts import find_misfits, read_texts
from geo_app.sources.undrawn import leave_undrawn

EVERYWHERE = Bounds(-180, -90, 180, 90)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Identified)
Content = TypeVar("Content", Geometry, Image)

_MAKERS: Mapping[str, tuple[str, Callable[[Row], Any]]] = {
    "layers": ("layers", rows.make_layer),
    "places": ("places", rows.make_place),
    "countries": ("countries", rows.make_country),
    "groups": ("groups", rows.make_group),
    "routes": ("routes", rows.make_route),
    "roads": ("roads", rows.make_road),
    "figures": ("figures", rows.make_figure),
    "derived": ("derivations", rows.make_derivation),
    "charts": ("charts", rows.make_chart),
    "chapters": ("chapters", rows.make_chapter),
    "statements": ("statements", rows.make_statement),
    "sources": ("sources", rows.make_source),
    "other_numbers": ("other_numbers", rows.make_other_number),
}
"""By table: the attribute of the corridor that holds its things, and what makes one of a row."""


def read_corridor(folder: Path) -> Corridor:
    """The corridor whose files lie in `folder`.

    Raises:
        CorridorError: the folder has faults; every one is named, with file, row and column.
    """
    described, faults = tables(), Faults()
    catalog = read_catalog(folder, described["catalog"], described["layers"], faults)
    found = _read_tables(folder, described, catalog, faults)
    corridor = _check_and_make(folder, described, catalog, found, faults) if catalog else None
    told = faults.in_order(table.path for table in described.values())
    if told or corridor is None:
        raise CorridorError(told)
    return corridor


def _read_tables(
    folder: Path, described: Mapping[str, Table], catalog: Catalog | None, faults: Faults
) -> dict[str, Sequence[Row]]:
    """The rows of every table that could be read."""
    found: dict[str, Sequence[Row]] = {}
    if catalog:
        found = {"catalog": [catalog.corridor], "layers": catalog.layers}
    for name, table in described.items():
        if table.path.endswith(".csv"):
            rows_of = read_table(folder, table, catalog.languages if catalog else (), faults)
            if rows_of is not None:
                found[name] = rows_of
    return found


def _check_and_make(
    folder: Path,
    described: Mapping[str, Table],
    catalog: Catalog,
    found: Mapping[str, Sequence[Row]],
    faults: Faults,
) -> Corridor:
    """The corridor of the rows that are sound; whatever does not fit is noted."""
    faults.add_all(find_dangling(described, found))
    faults.add_all(find_shared_ids(found))
    faults.add_all(find_misfits(described, found, catalog.languages))
    things = {
        attribute: _make_all(found.get(name, ()), make)
        for name, (attribute, make) in _MAKERS.items()
    }
    geometries, images = _read_ground(folder, things["layers"].values(), faults)
    texts = read_texts(found.get("texts", ()), catalog.languages)
    corridor = _assemble(catalog.corridor, things, texts, geometries, images)
    reading = Reading(corridor, catalog.corridor, _by_id(found))
    for rule in (*rules.RULES, *figure_rules.RULES, *story_rules.RULES):
        faults.add_all(rule(reading))
    faults.add_all(ground_rules.find_all(reading, geometries))
    return corridor


def _make_all(found: Sequence[Row], make: Callable[[Row], Thing]) -> dict[str, Thing]:
    """The things of the rows that are sound, by id; of two with the same id, the first."""
    things: dict[str, Thing] = {}
    for thing in (make(row) for row in found if row.is_sound):
        things.setdefault(thing.id, thing)
    return things


def _by_id(found: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Row]]:
    return {
        name: {row.cells["id"]: row for row in reversed(known) if row.cells.get("id")}
        for name, known in found.items()
    }


def _read_ground(
    folder: Path, layers: Collection[Layer], faults: Faults
) -> tuple[dict[str, Geometry], dict[str, Image]]:
    shapes = [layer.file for layer in layers if layer.kind in GEOMETRY_KINDS]
    shapes += [layer.official.file for layer in layers if layer.official]
    reliefs = [layer for layer in layers if layer.kind is LayerKind.RELIEF]
    pictures = [name for layer in reliefs for name in (layer.file, layer.light)]
    geometries = _read_files(folder, shapes, read_geometry, faults)
    return geometries, _read_files(folder, pictures, read_image, faults)


def _read_files(
    folder: Path, names: Iterable[str], read: Callable[[Path, str], Content], faults: Faults
) -> dict[str, Content]:
    contents: dict[str, Content] = {}
    for name in dict.fromkeys(filter(None, names)):
        try:
            contents[name] = read(folder, name)
        except CorridorError as error:
            faults.add_all(error.faults)
    return contents


def _assemble(
    catalog: Row,
    things: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, Text],
    geometries: Mapping[str, Geometry],
    images: Mapping[str, Image],
) -> Corridor:
    """The corridor; what the catalogue fails to say is left open, for the rest to be checked."""
    corridor = Corridor(
        id=catalog.get("id", ""),
        languages=catalog.several("languages"),
        as_of=catalog.get("as_of", date.max),
        hub=catalog.get("hub", ""),
        article=catalog.get("article", ""),
        home=catalog.get("home", EVERYWHERE),
        whole=catalog.get("whole", EVERYWHERE),
        texts=texts,
        geometries={name: geometry.text for name, geometry in geometries.items()},
        images=images,
        **things,
    )
    return leave_undrawn(corridor) if corridor.official else corridor
