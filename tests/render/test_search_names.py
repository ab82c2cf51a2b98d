"""The names that the search carries are those of the corridor, each once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import geo_app
from geo_app.render.contents import Contents
from tests.corridors import copy_corridor, edit_rows
from tests.subjects import EDITIONS, KASHGAR, Subject


def read_names(names: dict[str, Any], row: Any) -> Iterator[str]:
    """The names of a row, as the page's script reads them."""
    pairs = names["spelling"]
    spelling = dict(zip(pairs[::2], pairs[1::2], strict=True))
    text, cells = "", row if isinstance(row, list) else [row]
    for index, _ in enumerate(names["languages"]):
        cell = cells[index] if index < len(cells) else 0
        text = cell if isinstance(cell, str) else "".join(spelling.get(each, each) for each in text)
        yield text


@pytest.mark.parametrize(("subject", "language"), EDITIONS)
def test_every_name_is_given_back_to_the_letter(subject: Subject, language: str) -> None:
    corridor = subject.corridor
    names = Contents.write(corridor, language, None).data(dict.fromkeys(corridor.images, ""))[
        "search"
    ]
    others = [each for each in corridor.languages if each != language]
    assert names["languages"] == others
    for route in corridor.routes:
        wanted = [corridor.text(f"route.{route}").by_language[each] for each in others]
        assert list(read_names(names, names["subjects"][route])) == wanted
    for chapter, row in zip(corridor.chapters, names["chapters"], strict=True):
        wanted = [corridor.text(f"chapter.{chapter}").by_language[each] for each in others]
        assert list(read_names(names, row)) == wanted
    measures = {
        tuple(corridor.text(f"figure.{each}.measure").by_language[tag] for tag in others)
        for each in corridor.figures
    }
    carried = {
        tuple(each.partition(" · ")[0] for each in read_names(names, row))
        for row in names["figures"]
    }
    assert measures <= carried


def test_a_name_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    folder = copy_corridor(tmp_path / "corridor", KASHGAR.folder)
    edit_rows(
        folder / "places.csv",
        lambda row: row | {"name:zh-Hant": ""} if row["kind"] == "town" else row,
    )
    names = Contents.write(geo_app.load_corridor(folder), "en", None).data({"relief.avif": ""})[
        "search"
    ]
    assert list(read_names(names, names["subjects"]["town_osh"])) == ["奥什", "", "", ""]
