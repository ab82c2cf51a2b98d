"""GPX and KML: trees of the elements that count, with texts and attributes that may not."""

from collections.abc import Iterable
from random import Random
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.fuzz.values import encode, encodings, latitude, longitude, mostly, numbers, pool, texts

_degrees = numbers


def element(name: str, /, *inner: str, **attributes: str) -> str:
    """An element; its texts are escaped already."""
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inner)}</{name}>"


def _text(name: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return content.map(lambda text: element(name, escape(text)))


def _join(parts: Iterable[str]) -> str:
    return "".join(parts)


def _any_of(*parts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(parts), min_size=1, max_size=most).map(_join)


_times = st.sampled_from(("2024-08-01T00:00:00Z", "", "x", "2024"))
_heights = st.sampled_from(("1200", "-5.5", "1e15", "1e20", "-1e300", "1e309", "NaN", "", "x"))
_gpx_texts = st.one_of(
    [_text(name, texts) for name in ("name", "desc", "cmt", "type", "number", "url", "extensions")]
    + [_text("time", _times), texts.map(lambda text: element("link", href=text)), texts.map(escape)]
)


def _place(random: Random) -> tuple[str, str]:
    return repr(latitude(random)), repr(longitude(random))


_places = mostly(pool(_place), st.tuples(_degrees, _degrees))


def _points(name: str) -> st.SearchStrategy[str]:
    inner = mostly(st.just(""), _text("ele", _heights), _gpx_texts, times=3)
    return st.builds(lambda inner, at: element(name, inner, lat=at[0], lon=at[1]), inner, _places)


_segments = st.lists(_points("trkpt"), min_size=1, max_size=4).map(
    lambda inner: element("trkseg", *inner)
)
_ODD = 0.2
_twice = _points("rtept").map(lambda point: point * 2)


def _run(random: Random) -> str:
    """Plain points in a run, about as many as are read at once."""
    inner = random.choice(("", "", "<ele>12.5</ele>", "<time>2024</time>", "<ele>1e3</ele>"))
    end = f">{inner}</trkpt>" if inner else "/>"
    points = [
        f'<trkpt lat="{random.uniform(-90, 90):.6f}" lon="{random.uniform(-180, 180):.6f}"{end}'
        for _ in range(random.choice((63, 64, 65, 65, 130)))
    ]
    if random.random() < _ODD:
        points[random.randrange(len(points))] = "<trkpt lat='91' lon=\"1\"/>"
    return random.choice(("", "\n ")).join(points)


_runs = st.builds(
    lambda run, around: around.replace("{}", run),
    pool(_run, 100),
    st.sampled_from(
        (
            *("<trk><trkseg>{}</trkseg></trk>",) * 6,
            "<trk>{}</trk>",
            "<trk><trkseg>{}<!--{}--></trkseg></trk>",
            "<trk><trkseg><![CDATA[{}]]><trkpt lat='1' lon='2'/>{}</trkseg></trk>",
            "<rte>{}</rte>",
        )
    ),
)
_gpx_parts = mostly(
    st.one_of(
        _points("wpt"),
        st.builds(element, st.just("rte"), _any_of(_gpx_texts), _any_of(_points("rtept"), most=4)),
        st.builds(element, st.just("trk"), _any_of(_gpx_texts), _any_of(_segments)),
    ),
    st.builds(element, st.just("rte"), _any_of(_gpx_texts), _twice),
    _gpx_texts,
    _text("metadata", texts),
)
_heads = st.sampled_from(
    ("",) * 60
    + (
        *("<?xml version='1.0'?>",) * 8,
        '<?xml version="1.0" encoding="GB18030"?>',
        '<?xml version="1.0" encoding="utf-16"?>',
        '<?xml version="1.0" encoding="x"?>',
        '<?xml version="1.1" encoding="latin-1"?>\n<!-- x -->',
        "<!DOCTYPE gpx>",
    )
)
_GPX = (
    '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>',
    "<gpx>{}</gpx>",
    "<a:gpx xmlns:a='b'>{}</a:gpx>",
    "<GPX>{}</GPX>",
    "<gpx>{}",
)


def _tuple(random: Random) -> str:
    kind, place = random.random(), f"{longitude(random)},{latitude(random)}"
    if kind < 0.04:
        return random.choice(
            ("1", "", "1,2,3,4", "76,39,1e15", "76,39,x", "NaN,1", "1,,2", ",", "é")
        )
    return f"{place},{random.uniform(-10, 9000)}" if kind < 0.2 else place


_tuples = pool(_tuple)
_separators = st.sampled_from((*(" ",) * 20, "\n", "  ", " , ", ",", ""))
_lines = st.builds(
    lambda separator, each: separator.join(each),
    _separators,
    st.lists(_tuples, min_size=1, max_size=5),
)
_coordinates = _text("coordinates", _lines)
_outlines = st.builds(
    lambda side, inner: element(side, element("LinearRing", inner)),
    st.sampled_from(("outerBoundaryIs", "outerBoundaryIs", "innerBoundaryIs", "x")),
    mostly(st.just("<coordinates>0,0 4,0 4,4 0,0</coordinates>"), _coordinates, times=3),
)
_coords = _text("gx:coord", st.lists(_degrees, min_size=2, max_size=3).map(" ".join))
_shapes = st.recursive(
    st.one_of(
        st.builds(element, st.just("Point"), _text("coordinates", _tuples)),
        st.builds(element, st.sampled_from(("LineString", "LinearRing")), _coordinates),
        st.builds(element, st.just("Polygon"), _any_of(_outlines, most=2)),
        st.builds(element, st.just("gx:Track"), _any_of(_coords)),
        st.just("<Model/>"),
    ),
    lambda inner: st.builds(
        element, st.sampled_from(("MultiGeometry", "gx:MultiTrack")), _any_of(inner)
    ),
    max_leaves=4,
)
_data = st.builds(
    lambda name, value: element("Data", element("value", escape(value)), name=name), texts, numbers
)
_kml_texts = st.one_of(
    [_text(name, texts) for name in ("name", "description", "address", "styleUrl")]
    + [
        st.builds(element, st.sampled_from(("TimeStamp", "TimeSpan")), _text("when", _times)),
        _data.map(lambda data: element("ExtendedData", data)),
        st.builds(
            lambda key, text: f"<ExtendedData><SchemaData>"
            f"{element('SimpleData', escape(text), name=key)}</SchemaData></ExtendedData>",
            texts, texts,
        ),
    ]
)  # fmt: skip
_placemarks = st.builds(
    element, st.just("Placemark"), _any_of(_kml_texts), _any_of(_shapes, most=2)
)
_kml_parts = st.recursive(
    mostly(_placemarks, st.just("<NetworkLink/>"), _kml_texts),
    lambda inner: st.builds(
        lambda name, text, parts: element(name, element("name", escape(text)), parts),
        st.sampled_from(("Folder", "Document")),
        texts,
        _any_of(inner),
    ),
    max_leaves=4,
)
_KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
    "{}</kml>",
    '<kml xmlns:gx="x"><Document>{}</Document></kml>',
    "<kml>{}</kml>",
    "<k:kml xmlns:k='x' xmlns:gx='y'>{}</k:kml>",
    '<kml xmlns:gx="x">' + "<Folder>" * 61 + "{}" + "</Folder>" * 61 + "</kml>",
)


def _documents(roots: tuple[str, ...], parts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    written = st.builds(
        lambda head, root, inner: head + root.replace("{}", _join(inner)),
        _heads,
        st.sampled_from((*roots[:1] * 30, *roots)),
        st.lists(parts, min_size=1, max_size=5),
    )
    return st.builds(encode, written, encodings)


gpx = mostly(_documents(_GPX, _gpx_parts), _documents(_GPX, _runs), times=3)
kml = _documents(_KML, _kml_parts)
