"""Boundaries are shown or hidden by one choice, and an official file takes their place whole."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.official import NUMBER, TITLE, bring_official
from tests.pictures import farthest, open_picture
from tests.running import run_geo_app
from tests.subjects import KASHGAR, STRAIT, SUBJECTS, Subject

Open = Callable[..., Visit]
SHOWN, HIDDEN = "#layer-boundaries", "#layer-boundaries-hidden"
LINES = ".leaflet-bounds-pane path"
TINTS = "path.country"
SMOOTHING = 8
"""Of 255: an edge is smoothed a little otherwise where the browser's surface begins elsewhere."""
NUMBER_SAID = {
    "en": f"Map approval number: {NUMBER}",
    "zh-Hans": f"审图号：{NUMBER}",
    "zh-Hant": f"審圖號：{NUMBER}",
}
NOT_REVIEWED = {
    "en": "not reviewed under Chinese or Indian mapping rules",
    "zh-Hans": "未按中国或印度的地图管理规定送审",
    "zh-Hant": "未按中國或印度的地圖管理規定送審",
}


def seen_tints(page: Page) -> int:
    return int(
        page.evaluate(
            """() => [...document.querySelectorAll("path.country")]
                 .filter(each => getComputedStyle(each).visibility === "visible").length"""
        )
    )


def test_one_choice_shows_and_hides_lines_and_tints(
    visit: Open, site: str, subject: Subject
) -> None:
    page = visit(f"{site}?lang=en").page
    page.locator("#tab-layers").click()
    choice = page.get_by_role("radiogroup", name="Boundaries")
    assert choice.get_by_role("radio").count() == 2
    assert page.locator("input[type=checkbox][data-layer=boundaries]").count() == 0
    assert page.locator(SHOWN).is_checked()
    assert page.locator(LINES).count() > 0
    assert seen_tints(page) == subject.drawn["country"]
    page.locator(HIDDEN).check()
    assert page.locator(LINES).count() == 0
    assert seen_tints(page) == 0
    page.locator(SHOWN).check()
    assert seen_tints(page) == subject.drawn["country"]


def test_the_choice_says_what_it_shows(visit: Open, serve: Callable[[Path], str]) -> None:
    said = [(KASHGAR, "As on the ground, disputed stretches dashed"), (STRAIT, "As on the ground")]
    for subject, words in said:
        page = visit(f"{serve(subject.folder)}?lang=en").page
        page.locator("#tab-layers").click()
        assert page.get_by_role("radio", name=words, exact=True).is_checked()


def test_arrow_keys_choose_and_hidden_countries_take_no_focus(visit: Open, server: str) -> None:
    page = visit(server).page
    page.locator("#tab-layers").click()
    page.locator(SHOWN).focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(HIDDEN).is_checked()
    assert page.locator(LINES).count() == 0
    page.evaluate("document.querySelector('path.country').focus()")
    assert not page.evaluate("document.activeElement.matches('path.country')")
    page.keyboard.press("ArrowUp")
    assert page.locator(SHOWN).is_checked()
    assert page.locator(LINES).count() > 0


def test_the_choice_stands_in_the_address_and_in_the_export(
    visit: Open, site: str, subject: Subject
) -> None:
    page = visit(site).page
    page.locator("#tab-layers").click()
    page.locator(HIDDEN).check()
    page.wait_for_function("() => location.hash.includes('layers=')")
    assert "boundaries" not in page.url.partition("layers=")[2].partition("&")[0].split(",")
    link = page.locator("#export-button").get_attribute("href") or ""
    assert "boundaries" not in link
    again = visit(page.url).page
    assert again.locator(HIDDEN).is_checked()
    assert again.locator(LINES).count() == 0
    assert seen_tints(again) == 0
    named = visit(f"{site}?layers=countries,ports").page
    assert named.locator(HIDDEN).is_checked()
    assert subject.drawn["country"] > seen_tints(named) == 0


def bare_map(visit: Open, address: str) -> Image.Image:
    """The picture of the map without names and furniture, which stand on no boundary."""
    opened = visit(address)
    opened.page.evaluate(
        """() => document.querySelectorAll(".leaflet-labels-pane, .leaflet-edges-pane, .notices, "
             + ".leaflet-control-container").forEach(each => { each.style.display = "none"; })"""
    )
    opened.rest()
    return open_picture(opened.page.locator(".folium-map").screenshot())


def test_hidden_boundaries_leave_not_a_pixel(visit: Open, site: str) -> None:
    with_countries = bare_map(visit, f"{site}?layers=countries,ports")
    without = bare_map(visit, f"{site}?layers=ports")
    assert farthest(with_countries, without) < SMOOTHING
    shown = bare_map(visit, f"{site}?layers=countries,boundaries,ports")
    assert farthest(shown, without) > 2 * SMOOTHING


@pytest.mark.parametrize("tag", NOT_REVIEWED)
def test_the_note_says_whose_view_it_is_and_that_nobody_reviewed_it(
    visit: Open, server: str, exports: Mapping[str, Path], tag: str
) -> None:
    for address in (f"{server}?lang={tag}", exports[tag].as_uri()):
        page = visit(address).page
        for selector in (".boundary-note", ".boundary-note-full", "#layer-boundaries-note"):
            text = page.locator(selector).text_content() or ""
            assert "OpenStreetMap" in text, selector
        for selector in (".boundary-note", "#layer-boundaries-note"):
            assert NOT_REVIEWED[tag] in (page.locator(selector).text_content() or "")


def test_a_corridor_without_boundaries_has_no_such_choice(
    visit: Open, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    folder = tmp_path / "started"
    assert run_geo_app("new", str(folder)).returncode == 0
    page = visit(serve(folder)).page
    assert page.locator("input[data-layer]").count() > 0
    assert page.locator(".layers input[type=radio]").count() == 0


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each corridor with an official file; that of Kashgar tints one country."""
    root = tmp_path_factory.mktemp("official")
    tinted = {KASHGAR.name: "KG", STRAIT.name: ""}
    return {
        each.name: bring_official(root / each.name, each, tinted=tinted[each.name])
        for each in SUBJECTS
    }


def test_an_official_file_is_what_is_drawn_and_its_number_is_said(
    visit: Open,
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
    official: dict[str, Path],
    edition: tuple[Subject, str],
) -> None:
    subject, tag = edition
    folder = official[subject.name]
    for address in (f"{serve(folder)}?lang={tag}", export(folder, tag).as_uri()):
        opened = visit(address)
        page = opened.page
        assert page.locator(TINTS).count() == (1 if subject is KASHGAR else 0)
        drawn = page.locator(f"{LINES}.line-boundary").get_attribute("d") or ""
        assert drawn.count("M") == 1
        assert drawn.count("L") == 1
        assert page.locator(f"{LINES}.line-disputed").count() == 0
        assert page.locator(".boundary-note").is_visible()
        for selector in (".boundary-note", ".boundary-note-full", "#source-office"):
            text = page.locator(selector).text_content() or ""
            assert NUMBER_SAID[tag] in text, selector
            assert TITLE in text, selector
        assert TITLE in page.locator(".leaflet-control-attribution").inner_text()
        page.locator("#tab-layers").click()
        page.locator(HIDDEN).check()
        assert page.locator(LINES).count() == 0
        assert seen_tints(page) == 0
        assert opened.complaints == []


def test_a_country_of_which_the_official_file_has_no_area_keeps_its_card(
    visit: Open, serve: Callable[[Path], str], official: dict[str, Path]
) -> None:
    opened = visit(f"{serve(official['kashgar'])}?lang=en")
    assert "Pakistan" in opened.open_card("PK")
    assert "Kyrgyzstan" in opened.open_card("KG")
    assert opened.complaints == []
