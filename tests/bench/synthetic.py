"""Corridor folders of any size: the bundled one with made-up places, the same for each seed."""

import csv
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

from geo_app.language.catalogue import available_languages
from geo_app.resources import bundled

KINDS = ("city",) * 6 + ("sea_port", "facility", "facility", "town")
WEST, SOUTH, EAST, NORTH = 46.0, 20.0, 96.0, 54.0
A_FIGURE_EACH = 10
"""One place in this many has a figure of its own."""

Rows = Iterable[dict[str, object]]


def write_corridor(folder: Path, count: int, seed: int = 1) -> Path:
    """Write the bundled corridor with `count` more places to `folder`, and return it."""
    shutil.copytree(bundled("geodata"), folder, ignore=shutil.ignore_patterns("scripts"))
    places = list(_places(count, random.Random(seed)))  # noqa: S311 - to be the same each time
    ids = [str(place["id"]) for place in places]
    towns = {place["id"] for place in places if place["kind"] == "town"}
    shown = ids[::A_FIGURE_EACH]
    _append(folder / "places.csv", places)
    _append(folder / "figures.csv", (_figure(name, number) for number, name in enumerate(shown)))
    _append(folder / "statements.csv", (_statement(name) for name in ids if name not in towns))
    _append(
        folder / "texts.csv",
        (text for name in ids for text in _texts(name, name in towns, name in shown)),
    )
    return folder


def _places(count: int, chance: random.Random) -> Iterable[dict[str, object]]:
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield {
            "id": f"made_{number}",
            "layer": "ports"
            if kind == "sea_port"
            else "facilities"
            if kind == "facility"
            else "cities",
            "kind": kind,
            "longitude": round(chance.uniform(WEST, EAST), 4),
            "latitude": round(chance.uniform(SOUTH, NORTH), 4),
            "uncertainty_km": chance.choice([1, 4]),
            "confidence": "low",
            "parent": f"made_{number - number % len(KINDS) + 6}" if kind == "facility" else "",
            "sources": "geonames",
            "name:en": f"Place {number}",
        }


def _figure(name: str, number: int) -> dict[str, object]:
    return {
        "id": f"figure_{name}",
        "source": "article",
        "paragraph": 4,
        "subject": name,
        "scope": "article",
        "value": number,
        "unit": "count",
        "kind": "stock",
        "period_end": "2024-08-08",
        "shown_at": name,
    }


def _statement(name: str) -> dict[str, object]:
    return {"id": f"said_of_{name}", "section": "article", "subjects": name, "paragraph": 4}


def _texts(name: str, is_town: bool, has_figure: bool) -> Iterable[dict[str, object]]:
    texts = {}
    if not is_town:  # a town has no popup that could say anything
        texts[f"place.{name}.kind"] = "Made up for a measurement"
        texts[f"statement.said_of_{name}"] = f"There is no {name}; it was made up."
    if has_figure:
        texts[f"figure.figure_{name}.measure"] = "How many were made before this one"
    for key, text in texts.items():
        yield {"key": key} | dict.fromkeys(available_languages(), text)


def _append(table: Path, rows: Rows) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with table.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, restval="").writerows(rows)
