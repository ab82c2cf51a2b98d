"""Reads tables (CSV, TSV): rows from stop to stop, positions, or geometries as WKT."""

from geo_app.domain.overlay import Overlay
from geo_app.overlays import legs, tracks, wkt
from geo_app.overlays.collecting import Collection
from geo_app.overlays.columns import find_columns, no_columns
from geo_app.overlays.context import ReadContext
from geo_app.overlays.records import read_table


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The routes of a table: each row is one, but where rows are the points of tracks."""
    collection = Collection(name, context, "csv", "row")
    table = read_table(content, name, collection)
    columns = find_columns(table, name)
    if columns.has("wkt"):
        wkt.add_geometries(table.rows, columns, collection, context)
    elif legs.are_in(columns):
        legs.add_legs(table.rows, columns, collection, context)
    elif columns.has("latitude", "longitude"):
        tracks.add_positions(table.rows, columns, collection, context)
    else:
        raise no_columns(table.headers, name)
    return collection.overlay()
