"""JSON and tables."""

from tests.data.hostile.case import BYTES, DEEP, FEATURE, Case, text

NO_TABLE = "no columns that say where the routes run; found: "
MARKUP = "<img src=x onerror=canary=1></script>${canary=3}{{ 7*7 }}"

CASES: dict[str, Case] = {
    "a GMLAS connection": Case(
        attacks="other addresses",
        name="a.csv",
        make=text("GMLAS:/vsicurl/http://127.0.0.1:9/a.gml\n"),
        said=NO_TABLE,
    ),
    "a dump of PostgreSQL": Case(
        attacks="other files",
        name="a.csv",
        make=text("SET standard_conforming_strings = ON;\nCOPY a FROM '/etc/passwd';\n"),
        said=NO_TABLE,
    ),
    "a CSV of addresses": Case(
        attacks="other addresses",
        name="a.csv",
        make=text("from,to\n/vsicurl/http://127.0.0.1:9/a,/etc/passwd\nKHG,ISB\n"),
        faults=("row 2: ",),
    ),
    "a crs that is a link": Case(
        attacks="other addresses",
        name="a.geojson",
        make=text(
            '{"type":"Point","coordinates":[1,2],"crs":{"type":"link",'
            '"properties":{"href":"http://127.0.0.1:9/crs"}}}'
        ),
        said="its coordinate reference system “",
    ),
    "10,000 levels of JSON": Case(
        attacks="the stack", name="a.json", make=text('{"a":' * 10_000), said=DEEP
    ),
    "a million columns": Case(
        attacks="memory",
        name="a.csv",
        make=text("a," * 1_000_000 + "\n1\n"),
        said="more than 1,000 columns",
    ),
    "200,000 short rows under 1,000 columns": Case(
        attacks="memory",
        name="a.csv",
        make=text(",".join(f"c{at}" for at in range(1000)) + "\n" + "1\n" * 199_999),
        said=NO_TABLE,
    ),
    "a token of 100 MB": Case(
        attacks="memory", name="a.json", make=lambda: b'"' + b"a" * 100_000_000, said=BYTES
    ),
    "a string without an end": Case(
        attacks="time",
        name="a.json",
        make=lambda: b'{"' + b'\\"' * 2_000_000,
        said="it is not valid JSON, or is cut off: line 1, column 2",
    ),
    "half a million names, one twice": Case(
        attacks="time",
        name="a.json",
        make=text("{" + ",".join(f'"k{at}":1' for at in [*range(500_000), 499_999]) + "}"),
        said="“k499999” stands twice in one object",
    ),
    "NaN": Case(
        attacks="the drawing",
        name="a.json",
        make=text(FEATURE.format("", "NaN,1")),
        said="NaN is no number that JSON has",
    ),
    "1e999": Case(
        attacks="the drawing",
        name="a.json",
        make=text(FEATURE.format("", "1e999,1")),
        said="the number 1e999 is too large",
    ),
    "half a character": Case(
        attacks="the answer",
        name="a.json",
        make=text(FEATURE.format('"a":"\\ud800"', "76,39")),
        said="nothing of it can be drawn; feature 1: a text in it is not valid Unicode",
    ),
    "half a character in a name": Case(
        attacks="the answer",
        name="a.json",
        make=text(FEATURE.format('"\\udfff":1', "76,39")),
        said="nothing of it can be drawn; feature 1: a text in it is not valid Unicode",
    ),
    "half a character beside the features": Case(
        attacks="the answer",
        name="a.json",
        make=text(
            '{"type":"FeatureCollection","\\ud800":"\\ud800","features":['
            + FEATURE.format("", "76,39")
            + "]}"
        ),
        said="a text in it is not valid Unicode",
    ),
    "null bytes": Case(
        attacks="the answer",
        name="a.csv",
        make=lambda: b"from,to\nKH\0G,ISB\n",
        said="it holds NUL bytes, which no text has",
    ),
    "overlong UTF-8": Case(
        attacks="the answer",
        name="a.csv",
        make=lambda: b"from,to\n\xc0\xaf\xff,ISB\n",
        said="it is no text in UTF-8, UTF-16 or GB18030",
    ),
    "markup in every name": Case(
        attacks="the page",
        name=f"{MARKUP}.json".replace("/", "_"),
        make=text(FEATURE.format(f'"{MARKUP}":"{MARKUP}"', "76,39")),
    ),
}
