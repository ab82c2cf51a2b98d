"""A language that nobody speaks: each message of the interface in brackets and 40 % longer.

It is there as any other is: a catalogue in a copy of the program, and a column of a corridor.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.conftest import ROOT
from tests.corridors import copy_corridor, replace

PSEUDO = "en-GB"
"""What it is called: dates and numbers are English, so that what lacks brackets is not CLDR's."""
_PLACE = re.compile(r"%\(\w+\)s|%s")
_ID = re.compile("[a-z_]*$")
_FILLER = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor "


def stretch(message: str) -> str:
    """`message` in brackets and 40 % longer, its placeholders kept; mere signs stay as they are."""
    words = _PLACE.sub("", message)
    if not any(map(str.isalpha, words)):
        return message
    more = ceil(len(words) * 0.4)
    return f"[{message} {(_FILLER * (more // len(_FILLER) + 1))[:more].strip()}]"


def copy_program(to: Path) -> Path:
    """A copy of the program that speaks the language; run `python -m geo_app` in it."""
    ignored = shutil.ignore_patterns("scripts", "__pycache__")
    for name in ("geo_app", "templates", "geodata"):
        shutil.copytree(ROOT / name, to / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", to)
    catalogue = to / "geo_app" / "locale" / PSEUDO.replace("-", "_") / "LC_MESSAGES" / "geo_app.po"
    catalogue.parent.mkdir(parents=True)
    with catalogue.open("wb") as file:
        write_po(file, _stretched(ROOT / "geo_app" / "locale"))
    return to


def _stretched(locale: Path) -> Catalog:
    made = Catalog(locale=PSEUDO.replace("-", "_"))
    for path in sorted(locale.glob("*/LC_MESSAGES/geo_app.po")):
        with path.open("rb") as file:
            for each in read_po(file):
                if isinstance(each.id, str) and each.id:
                    made.add(each.id, stretch(each.id), context=each.context)
    return made


def teach(to: Path) -> Path:
    """A copy of the bundled corridor that has the language, its words being the English ones."""
    folder = copy_corridor(to)
    replace(folder / "catalog.toml", "languages = [", f'languages = ["{PSEUDO}", ')
    texts = folder / "texts.csv"
    with texts.open(encoding="utf-8", newline="") as file:
        rows = [row | {PSEUDO: row["en"]} for row in csv.DictReader(file)]
    with texts.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def texts_of(folder: Path) -> Iterator[str]:
    """Everything that the corridor itself says: its texts, and what else is no id of its tables."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                yield from (each for each in row[1:] if path.stem == "texts" or not _ID.match(each))
