"""What an attacker would write into a corridor folder."""

import json
from pathlib import Path
from typing import Any

from tests.corridors import edit_rows

ATTACK = (
    "<img src=x onerror=canary=1></script><script>canary=2</script>${canary=3}`javascript:canary=4"
    "]]>{{ cycler.__init__.__globals__ }}{% for x in y %}{# \u2028\u202e\"'&"
)
SEEN = "<img src=x onerror=canary=1></script><script>canary=2</script>${canary=3}`javascript:"
"""How it begins, as a reader must find it: as text."""
LONG = "W" * 2_500
"""Every text as long as this, in five languages, is still a texts.csv that is read."""
FORMULAS = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example","click")',
    "+1+1",
    "-1+1|x",
    "@SUM(A1)",
    "-3,4",
    "＝1+1",
)
"""What a spreadsheet would run if it stood in a cell of a file that it opens."""
FREE_TEXTS = {
    ("sources", "title"),
    ("sources", "publisher"),
    ("sources", "authors"),
    ("sources", "licence"),
    ("sources", "attribution"),
    ("other_numbers", "reason"),
}
"""Columns in which any text may stand, beside those by language; all others are read strictly."""


def poison(folder: Path, text: str) -> Path:
    """Put `text` wherever a corridor folder takes any text, and return the folder."""

    def is_free(table: str, column: str) -> bool:
        by_language = (table == "texts" and column != "key") or column.startswith("name:")
        return by_language or (table, column) in FREE_TEXTS

    for path in sorted(folder.glob("*.csv")):
        edit_rows(
            path,
            lambda row, table=path.stem: {
                column: text + "{number}" * ("{number}" in cell)
                if cell and is_free(table, column)
                else cell
                for column, cell in row.items()
            },
        )
    for path in sorted((*folder.glob("*.topojson"), *folder.glob("*.geojson"))):
        content = json.loads(path.read_text("utf-8"))
        _poison_geometry(content, text)
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return folder


def _poison_geometry(content: Any, text: str) -> None:
    objects = content.get("objects", {}).values()
    shapes = [shape for each in objects for shape in each.get("geometries", ())]
    for shape in (content, *shapes, *content.get("features", ())):
        shape[text] = text
        shape.setdefault("properties", {})[text] = text
