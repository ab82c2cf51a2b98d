"""Every figure of the article is visible text where it belongs, in every language."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo_app.domain.corridor import Corridor
from tests.browser.conftest import Visit, name_edition
from tests.sampling import EVERYTHING
from tests.subjects import EDITIONS, KASHGAR, SOME_EDITIONS, Subject

PANEL_EDITIONS = EDITIONS if EVERYTHING else (*SOME_EDITIONS, (KASHGAR, "ru"), (KASHGAR, "ug"))
"""Those of a run, and the languages whose values no other test of it compares."""
PARTS = ("value", "growth", "scope", "period", "paragraph")


def expected(edition: tuple[Subject, str]) -> Iterator[dict[str, str]]:
    subject, language = edition
    with subject.expected.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["language"] == language)


def plain(text: str) -> str:
    """Text with all white space told as one space: CLDR uses thin and unbreakable ones."""
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def opened(
    visit: Callable[..., Visit], serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> Visit:
    subject, language = edition
    return visit(f"{serve(subject.folder)}?lang={language}")


def visible_rows(opened: Visit, within: str) -> dict[str, str]:
    """The visible text of each figure below `within`."""
    rows = opened.page.locator(f"{within} [data-figure]")
    return {
        str(rows.nth(index).get_attribute("data-figure")): plain(rows.nth(index).inner_text())
        for index in range(rows.count())
        if rows.nth(index).is_visible()
    }


@pytest.mark.parametrize("edition", PANEL_EDITIONS, ids=name_edition)
def test_every_figure_is_in_the_panel_with_all_it_needs(
    opened: Visit, edition: tuple[Subject, str]
) -> None:
    opened.page.locator("#tab-figures").click()
    shown = visible_rows(opened, "#pane-figures")
    wanted = list(expected(edition))
    assert {row["id"] for row in wanted} == set(edition[0].corridor.figures)
    for row in wanted:
        for part in PARTS:
            assert plain(row[part]) in shown[row["id"]], (row["id"], part)


def test_every_figure_is_in_the_popup_of_each_place_it_applies_to(
    opened: Visit, edition: tuple[Subject, str]
) -> None:
    corridor = edition[0].corridor
    wanted = {row["id"]: row for row in expected(edition)}
    places = {place for figure in corridor.figures.values() for place in figure.shown_at}
    for place in sorted(places):
        opened.open_card(place)
        shown = visible_rows(opened, ".leaflet-popup")
        figures = [each.id for each in corridor.figures.values() if place in each.shown_at]
        assert figures
        for figure in figures:
            for part in PARTS:
                assert plain(wanted[figure][part]) in shown[figure], (place, figure, part)


def test_figures_of_no_single_port_say_so(
    visit: Callable[..., Visit], server: str, corridor: Corridor, language: str
) -> None:
    opened = visit(f"{server}?lang={language}")
    sentence = corridor.words("statement.no_port_figure", language).text
    caution = corridor.words("statement.kizilsu", language).text
    for port in ("khunjerab_line", "karasu_line", "torugart_line", "irkeshtam_line", "khg"):
        text = opened.open_card(port)
        assert sentence in text
        assert (caution in text) == (port in ("torugart_line", "irkeshtam_line"))


def test_derived_and_context_are_set_apart_and_labelled(
    visit: Callable[..., Visit], server: str
) -> None:
    opened = visit(server)
    opened.open_card("kashgar")
    popup = opened.page.locator(".leaflet-popup")
    for line in popup.locator(".derived").all():
        assert line.locator(".badge").inner_text()
    assert popup.locator(".card-derived .derived").count() == 8
    assert popup.locator(".card-article .derived").count() == 0
    assert popup.locator(".card-context h3").inner_text()
    for fact in popup.locator(".card-context dd").all():
        assert fact.locator("cite").inner_text()
