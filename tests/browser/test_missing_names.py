"""Names that a language lacks: another stands in wherever they are shown, marked as being in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo_app.resources import bundled
from tests.browser.conftest import Visit
from tests.corridors import copy_corridor, edit_rows, set_cell

LACKING = (
    "label.khg",
    "label.freight_moscow",
    "source.xinhua_20240127.title",
    "source.article.publisher",
)
SPOKEN = (
    """links => links.map(link => (link.querySelector("bdi") || link).closest("[lang]").lang)"""
)
"""The language in which the words of each link are spoken."""
UNMARKED = r"""() => {
  const scripts = { en: 'Latin', ru: 'Cyrillic', ug: 'Arabic', zh: 'Han' };
  const own = scripts[document.documentElement.lang];
  const foreign = new RegExp(`[^\\P{L}\\p{sc=${own}}\\p{sc=Common}]`, 'u');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    const isSaid = !parent.closest('script, style, noscript');
    const isMarked = parent.closest('[lang]') !== document.documentElement;
    if (isSaid && !isMarked && foreign.test(data)) texts.push(data);
  }
  return texts;
}"""
"""Texts in letters that the page's language is not written in, in no element that says another."""
KILOMETRES = ("كىلومېتىر", "مېتىر")
IN_ENGLISH = '[lang="en"]'


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """The corridor without some names in traditional Chinese, those of Moscow among them."""
    folder = copy_corridor(tmp_path / "lacking", bundled("geodata"))
    for key in LACKING:
        set_cell(folder / "texts.csv", key, "zh-Hant", "")
    edit_rows(
        folder / "places.csv",
        lambda row: row | ({"name:zh-Hant": ""} if row["id"] == "moscow" else {}),
    )
    return folder


def test_a_name_that_is_missing_is_told_in_another_language_and_marked(
    visit: Callable[..., Visit], export: Callable[[Path, str], Path], lacking: Path
) -> None:
    page = visit(export(lacking, "zh-Hant").as_uri(), offline=True).page
    airport = page.locator(".label-airport_port")
    expect(airport.locator(f".label-text{IN_ENGLISH}")).to_have_text("Kashgar airport")
    edge = page.locator(".edge-freight .edge-text")
    expect(edge.locator(f"bdi{IN_ENGLISH}")).to_have_text("Moscow")
    expect(edge).not_to_have_attribute("lang", "en")

    publisher = page.locator(f"#source-article span {IN_ENGLISH}")
    assert publisher.text_content() == "Tianshan Net – Xinjiang Daily"
    title = page.locator(f"#source-xinhua_20240127 cite {IN_ENGLISH}")
    assert title.text_content() == "Xinhua"
    spoken = page.locator('a[href="#card-moscow"]').evaluate_all(SPOKEN)
    assert set(spoken) == {"en"}

    page.get_by_role("combobox").fill("moscow")
    found = page.locator("#found [role=option]").filter(has_text="Moscow").first
    assert found.locator(IN_ENGLISH).count() >= 1


def test_what_every_language_has_is_not_marked(
    visit: Callable[..., Visit], export: Callable[[Path, str], Path], lacking: Path
) -> None:
    page = visit(export(lacking, "zh-Hans").as_uri(), offline=True).page
    for shown in (".label-text", ".edge", ".source", ".table-scroll td"):
        assert page.locator(f'{shown} [lang="en"], {shown}[lang="en"]').count() == 0, shown


def test_in_uyghur_every_name_of_another_script_says_its_language(
    visit: Callable[..., Visit], export: Callable[[Path, str], Path]
) -> None:
    page = visit(export(bundled("geodata"), "ug").as_uri(), offline=True).page
    page.get_by_role("combobox").fill("isla")
    expect(page.locator("#found mark").first).to_be_visible()
    assert page.evaluate(UNMARKED) == []
    title = page.locator('a[href="#card-passenger_islamabad"]').first
    expect(title.locator("bdi")).to_have_text("Islamabad")
    found = page.locator("#found [role=option]").filter(has_text="Islamabad").first
    assert found.locator(IN_ENGLISH).count() >= 1
    button = page.locator("[aria-label*='Islamabad Intl']").first
    assert "\u2068Islamabad Intl (ISB/OPIS)\u2069" in (button.get_attribute("aria-label") or "")
    assert page.locator(".leaflet-control-scale").inner_text().split()[-1] in KILOMETRES


def test_in_english_and_russian_too(
    visit: Callable[..., Visit], export: Callable[[Path, str], Path]
) -> None:
    for language, unit in (("en", "km"), ("ru", "км")):
        page = visit(export(bundled("geodata"), language).as_uri(), offline=True).page
        assert page.evaluate(UNMARKED) == []
        assert page.locator(".leaflet-control-scale").inner_text().split()[-1] == unit
