"""By ear: what a feature is called before its card is open, and what is said of a change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo_app.domain.figure import Figure
from geo_app.language.formats import Formats
from tests.browser.conftest import STARTED, Visit
from tests.sampling import EVERYTHING
from tests.subjects import KASHGAR, Subject

Open = Callable[..., Visit]
Edition = tuple[Subject, str]
NAMES = """ids => Object.fromEntries(ids.map(id =>
  [id, geoApp.viewOf(map_corridor).features.get(id).element().getAttribute("aria-label")]))"""
"""What each feature is called, by the card that it opens."""
SORTS = ("place", "route", "country")


def find_own(subject: Subject, place: str) -> list[Figure]:
    figures = subject.corridor.figures.values()
    return [each for each in figures if each.subjects == (place,) and place in each.shown_at]


def test_everything_is_called_by_its_name_its_kind_and_a_figure_of_its_own(
    visit: Open, serve: Callable[[Path], str], edition: Edition
) -> None:
    subject, language = edition
    corridor, formats = subject.corridor, Formats(language)
    opened = visit(f"{serve(subject.folder)}?lang={language}&layers={subject.all_layers}")
    names: dict[str, str] = opened.page.evaluate(NAMES, opened.card_ids())
    assert len(set(names.values())) == len(names), "no two sound the same"
    for id_, name in names.items():
        kinds = [corridor.words(f"{sort}.{id_}.kind", language).text for sort in SORTS]
        assert any(kinds), id_
        assert all(kind in name for kind in kinds), name
    for place in corridor.places.values():
        if place.altitude_m is not None and not find_own(subject, place.id):
            assert formats.metres(place.altitude_m) in names[place.id]
    shared = [each for each in corridor.figures.values() if len(each.shown_at) > 1]
    for figure in shared:
        measure = corridor.words(f"figure.{figure.id}.measure", language).text
        others = {each for each in figure.shown_at if each in names and not find_own(subject, each)}
        assert [each for each in others if measure in names[each]] == []


def test_the_map_has_a_name_and_says_what_it_shows_and_how_it_is_used(
    visit: Open, site: str
) -> None:
    page = visit(f"{site}?lang=en").page
    described = page.locator(".folium-map").get_attribute("aria-describedby")
    said = [page.locator(f"#{each}").text_content() for each in str(described).split()]
    assert said[0] == page.locator(".panel-subtitle").text_content()
    assert "Escape" in str(said[1])
    assert page.locator(".folium-map").get_attribute("aria-label")


def test_what_comes_and_goes_is_said(
    visit: Open, serve: Callable[[Path], str], edition: Edition
) -> None:
    subject, language = edition
    page = visit(f"{serve(subject.folder)}?lang={language}#tab=layers").page
    gettext, said = Formats(language).words.gettext, page.locator("#announcer")
    assert said.text_content() == "", "nothing has changed yet"
    switch = page.locator("#pane-layers input[type=checkbox]:checked").last.get_attribute("id")
    box = page.locator(f"#{switch}")
    title = str(page.locator(f"label[for={switch}]").text_content())
    box.press("Space")
    assert said.text_content() == gettext("Hidden: %s") % title
    box.press("Space")
    assert said.text_content() == gettext("Shown: %s") % title


def assert_switch_is_said(page: Page, language: str) -> None:
    """Fail where the language was changed and neither the focus nor the live region tells."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(STARTED).wait_for()
    current = page.locator(".languages [aria-current]")
    assert current.get_attribute("lang") == language
    expect(current).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text(str(current.text_content()))


@pytest.mark.parametrize("way", ("page", "file") if EVERYTHING else ("file",))
def test_the_switch_of_languages_keeps_the_focus_and_says_the_new_one(
    visit: Open, serve: Callable[[Path], str], export: Callable[[Path, str], Path], way: str
) -> None:
    folder = KASHGAR.folder
    address = serve(folder) + "?lang=en" if way == "page" else export(folder, "all").as_uri()
    page = visit(address).page
    for language in ("ug", "en"):
        page.locator(f".languages a[hreflang={language}]").press("Enter")
        assert_switch_is_said(page, language)
    page.reload()
    page.locator(STARTED).wait_for()
    page.wait_for_timeout(500)  # what it does not say cannot be waited for
    assert page.locator("#announcer").text_content() == "", "said once"
