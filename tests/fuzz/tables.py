"""CSV: rows under headers that say where routes run, and cells that may not."""

import csv
import io
from collections.abc import Sequence

from hypothesis import strategies as st

from geo_app.domain.column_roles import ROLE_NAMES
from tests.fuzz.values import encode, encodings, mostly, numbers, texts

ends = st.sampled_from(("KHG", "ISB", "SVO", "Kashgar", "喀什", "Khunjerab", "39.5, 76", "Kashgr"))
stops = mostly(ends, texts, st.builds("{} {}".format, numbers, numbers))
pairs = st.builds("{} {}".format, numbers, numbers)
lists = st.lists(pairs, min_size=2, max_size=4).map(", ".join)
wkt = st.one_of(
    st.builds("{} ({})".format, st.sampled_from(("LINESTRING", "MULTIPOINT", "X")), lists),
    st.builds("POINT ({})".format, pairs),
    st.builds("{} (({}))".format, st.sampled_from(("POLYGON", "MULTILINESTRING")), lists),
    st.builds("SRID={};POINT ({})".format, numbers, pairs),
    st.builds("GEOMETRYCOLLECTION (POINT ({}), LINESTRING ({}))".format, pairs, lists),
    st.builds("POINT Z ({} {})".format, pairs, numbers),
    st.builds("LINESTRING ZM ({0} {1} {1}, {0} {1} {1})".format, pairs, numbers),
    st.sampled_from(
        (
            "POINT EMPTY",
            "LINESTRING (0 0, 0 0)",
            "LINESTRING (76 39, 77 40, 78 41)",
            "POLYGON ((0 0, 4 0, 4 4, 0 0))",
            "GEOMETRYCOLLECTION (" * 20 + "POINT (1 2)" + ")" * 20,
            "GEOMETRYCOLLECTION (POINT EMPTY)",
            "CIRCULARSTRING (0 0, 1 1, 2 0)",
            "LINEARRING (0 0, 1 1, 2 0, 0 0)",
            "TIN (((0 0, 0 1, 1 1, 0 0)))",
            "MULTIPOINT ((1 2), EMPTY)",
            "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), EMPTY)",
        )
    ),
)
_CELLS = {
    "origin": stops,
    "destination": stops,
    "via": st.one_of(st.just(""), stops, st.lists(stops, max_size=3).map(";".join)),
    "wkt": wkt,
    **dict.fromkeys(("latitude", "longitude", "origin_lat", "origin_lon"), numbers),
    **dict.fromkeys(("destination_lat", "destination_lon"), numbers),
}
_SHAPES = (
    ("origin", "destination"),
    ("origin", "via", "destination"),
    ("origin_lat", "origin_lon", "destination_lat", "destination_lon"),
    ("origin", "destination_lat", "destination_lon"),
    ("latitude", "longitude"),
    ("track", "latitude", "longitude"),
    ("wkt",),
    ("wkt", "latitude", "longitude"),
)
_OTHERS = ("name", "kind", "date", "weight", "id")


def _header(role: str) -> st.SearchStrategy[str]:
    return st.sampled_from(ROLE_NAMES[role][:4] + ROLE_NAMES[role][-2:])


def _table(roles: Sequence[str]) -> st.SearchStrategy[tuple[list[str], list[list[str]]]]:
    headers = st.tuples(*map(_header, roles)).map(list)
    row = st.tuples(*(_CELLS.get(role, texts) for role in roles)).map(list)
    odd = st.lists(texts, max_size=len(roles) + 2)
    return st.tuples(headers, st.lists(mostly(row, odd, times=12), min_size=1, max_size=6))


_shaped = [_table(shape + others) for shape in _SHAPES for others in (_OTHERS[:2], _OTHERS[2:], ())]
_shapeless = st.tuples(
    st.lists(texts, max_size=4), st.lists(st.lists(texts, max_size=4), max_size=3)
)
_tables = mostly(st.one_of(_shaped), _shapeless, times=20)


def write(
    table: tuple[list[str], list[list[str]]], delimiter: str, quoting: bool | None, line_end: str
) -> str:
    """A table as a text: with quotes where needed, everywhere, or (None) nowhere."""
    headers, rows = table
    if quoting is None:
        return line_end.join(delimiter.join(cells) for cells in [headers, *rows])
    text, style = io.StringIO(), csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, quoting=style, lineterminator=line_end)
    writer.writerows([headers, *rows])
    return text.getvalue()


_said = st.sampled_from(("",) * 40 + ("sep=;\n", "sep=,\r\n", "sep=\n", "\n\n", "\ufeff", " "))
_written = st.builds(
    write,
    _tables,
    st.sampled_from(",,,;\t|"),
    st.sampled_from((False, False, True, None)),
    st.sampled_from(("\n", "\r\n", "\r")),
)
contents = st.builds(encode, st.builds(str.__add__, _said, _written), encodings)
