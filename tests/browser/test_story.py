"""The story: chapters beside the map, by button, key, link and address, with and without script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo_app.domain.chapter import Chapter
from tests.browser.conftest import DESK, PHONE, Visit, assert_large_enough
from tests.browser.test_figures import expected, plain, visible_rows
from tests.corridors import copy_corridor
from tests.subjects import Subject

Open = Callable[..., Visit]

IN_VIEW = """ids => {
  const view = geoApp.viewOf(map_corridor);
  const box = geoApp.freeBox(view);
  const inBox = ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom;
  const shown = latLng => inBox(map_corridor.latLngToContainerPoint(latLng));
  return ids.filter(id => {
    const place = view.places.find(each => each.id === id);
    if (place) return shown(place.latLng);
    const route = view.routes.find(each => each.id === id);
    if (route) return [route.latLngs[0], route.latLngs.at(-1)].every(shown);
    return view.features.get(id).labelPoints.some(shown);
  });
}"""
"""Which of some features are in the part of the map that nothing lies over."""

LIT = """() => {
  const view = geoApp.viewOf(map_corridor);
  const named = [...view.places.map(each => [each.id, each.marker]),
    ...view.routes.map(each => [each.id, each.line]),
    ...[...view.features.values()].filter(each => each.polygon)
      .map(each => [each.id, each.polygon])];
  return named.filter(([, layer]) => map_corridor.hasLayer(layer)
    && layer.getElement().classList.contains("is-lit") && !layer.getElement().hidden)
    .map(([id]) => id).sort();
}"""
"""What the map shows as lit."""


def story_of(subject: Subject) -> list[Chapter]:
    return list(subject.corridor.chapters.values())


def open_story(opened: Visit) -> str:
    """Wait for the map to rest; the id of the chapter that is shown, "" on the cover."""
    opened.rest()
    shown = opened.page.locator("#pane-story .chapter:visible")
    assert shown.count() <= 1
    return str(shown.get_attribute("data-id")) if shown.count() else ""


def address(page: Page) -> str:
    """What stands after the "#", once the address has been written."""
    page.wait_for_timeout(400)
    return page.url.partition("#")[2]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_each_chapter_shows_its_figures_and_lights_its_features(
    visit: Open,
    serve: Callable[[Path], str],
    edition: tuple[Subject, str],
    viewport: dict[str, int],
) -> None:
    subject, language = edition
    figures = {row["id"]: row for row in expected(edition)}
    opened = visit(f"{serve(subject.folder)}?lang={language}", viewport=viewport)
    if viewport == PHONE:
        opened.page.locator("#panel-handle").click()
    opened.page.locator("#pane-story .story-start").click()
    for chapter in story_of(subject):
        assert open_story(opened) == chapter.id
        # With its view where the limits of the ground keep the map from the chapter's own.
        assert re.fullmatch(rf"(view=[-\d.,]+&)?chapter={chapter.id}", address(opened.page))
        shown = visible_rows(opened, "#pane-story")
        assert list(shown) == [*chapter.figures]
        for name in set(chapter.figures) & figures.keys():
            for part in ("value", "growth", "scope", "period", "paragraph"):
                assert plain(figures[name][part]) in shown[name], (chapter.id, name, part)
        for chart in chapter.charts:
            assert opened.page.locator(f"#pane-story [data-chart={chart}]").is_visible()
        assert opened.page.evaluate(LIT) == sorted(chapter.lit), chapter.id
        in_view = opened.page.evaluate(IN_VIEW, list(chapter.lit))
        assert in_view == list(chapter.lit), chapter.id
        ahead = opened.page.locator("#story-ahead")
        if ahead.is_enabled():
            ahead.click()
    assert open_story(opened) == story_of(subject)[-1].id
    assert opened.complaints == []


def test_buttons_and_arrow_keys_walk_the_chapters(visit: Open, site: str, subject: Subject) -> None:
    opened, story = visit(f"{site}?lang=en"), story_of(subject)
    page = opened.page
    page.locator(".story-contents a").first.focus()
    page.keyboard.press("ArrowRight")
    assert open_story(opened) == story[0].id
    assert page.locator("#story-back").is_disabled()
    title = "document.activeElement.className === 'chapter-title'"
    assert page.evaluate(title), "the heading has the focus"
    page.keyboard.press("ArrowRight")
    assert open_story(opened) == story[1].id
    announced = page.locator("#announcer").inner_text()
    assert announced.startswith(f"Chapter 2 of {len(story)}: ")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert open_story(opened) == story[0].id
    page.locator("#story-ahead").click()
    assert open_story(opened) == story[1].id
    assert page.evaluate(title)
    assert_large_enough(page.locator("#pane-story button, .story-contents a"))


def test_the_address_opens_a_chapter_of_the_page_and_of_the_file(
    visit: Open, site: str, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    chapter = story_of(subject)[-1]
    fragment = f"#chapter={chapter.id}"
    for start in (site, export(subject.folder, "en").as_uri()):
        opened = visit(start + fragment)
        assert open_story(opened) == chapter.id
        assert opened.page.evaluate(LIT) == sorted(chapter.lit)
        assert opened.page.evaluate("document.activeElement === document.body")
        assert opened.page.locator(".panel-title").is_visible()
        assert opened.page.evaluate("document.getElementById('panel').scrollTop") == 0
        opened.page.locator("#story-back").click()
        before = story_of(subject)[-2]
        assert open_story(opened) == before.id
        assert address(opened.page) == f"chapter={before.id}"
        assert opened.complaints == []


@pytest.mark.parametrize("name", ["nowhere", "__proto__", "%3Cimg%20src=x%20onerror=alert(1)%3E"])
def test_an_unknown_chapter_is_told_of_and_shows_the_first_view(
    visit: Open, site: str, name: str
) -> None:
    home = visit(site).page.evaluate("map_corridor.getBounds().toBBoxString()")
    opened = visit(f"{site}#chapter={name}")
    assert open_story(opened) == ""
    assert opened.page.evaluate("map_corridor.getBounds().toBBoxString()") == home
    assert "There is no chapter" in opened.page.locator("#announcer").inner_text()
    assert opened.page.locator(".notice-address").is_visible()
    assert address(opened.page) == ""
    assert opened.complaints == []


@pytest.mark.parametrize("way", ["Escape", "another tab"])
def test_leaving_the_story_puts_out_the_lights_and_gives_the_layers_back(
    visit: Open, site: str, subject: Subject, way: str
) -> None:
    layers, last = subject.corridor.layers, story_of(subject)[-1].id
    shown = [each.id for each in layers.values() if each.shown and each.switchable]
    opened = visit(f"{site}?lang=en")
    page = opened.page
    page.evaluate("ids => geoApp.showLayers(geoApp.viewOf(map_corridor), ids)", shown[:1])
    page.locator(f".story-contents a[data-chapter={last}]").click()
    assert open_story(opened) == last
    assert page.evaluate(LIT)
    lit_layers = page.locator("input[data-layer]:checked").count()
    assert lit_layers > 1
    page.keyboard.press("Escape") if way == "Escape" else page.locator("#tab-layers").click()
    open_story(opened)
    assert page.evaluate(LIT) == []
    assert page.locator(".has-lit").count() == 0
    assert page.locator("input[data-layer]:checked").count() == 1
    if way == "Escape":
        assert page.locator("#story-cover").is_visible()
        assert "chapter=" not in address(page)
        return
    page.locator("#tab-story").click()
    assert open_story(opened) == last, "the reader finds the page again"
    assert page.evaluate(LIT)
    assert page.locator("input[data-layer]:checked").count() == lit_layers


def test_a_layer_that_the_reader_turns_off_stays_off(visit: Open, server: str) -> None:
    opened = visit(f"{server}#chapter=air_routes")
    open_story(opened)
    opened.page.evaluate("document.getElementById('layer-routes').click()")
    opened.page.locator("#story-ahead").click()
    open_story(opened)
    assert not opened.page.locator("#layer-routes").is_checked()


def test_a_corridor_without_chapters_has_no_story(
    visit: Open, serve: Callable[[Path], str], tmp_path: Path, subject: Subject
) -> None:
    folder = copy_corridor(tmp_path / "corridor", subject.folder)
    (folder / "chapters.csv").unlink()
    texts = (folder / "texts.csv").read_text("utf-8")
    kept = re.sub(r"(?m)^chapter\..*\n", "", texts)
    (folder / "texts.csv").write_text(kept, "utf-8")
    opened = visit(f"{serve(folder)}?lang=en#chapter=one")
    opened.rest()
    assert opened.page.get_by_role("tab").all_inner_texts() == [
        "Figures",
        "Layers",
        "Routes",
        "Sources",
    ]
    assert opened.page.locator("#pane-figures").is_visible()
    assert "There is no chapter" in opened.page.locator("#announcer").inner_text()
    assert opened.complaints == []


def test_without_script_all_chapters_are_read_in_order(
    browser: Browser, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(export(subject.folder, "en").as_uri())
    shown = page.locator("#pane-story .chapter:visible")
    assert [each.get_attribute("data-id") for each in shown.all()] == [*subject.corridor.chapters]
    last = story_of(subject)[-1].id
    page.locator(f".story-contents a[href='#chapter={last}']").click()
    assert page.locator(f"[data-id={last}] .chapter-title").is_visible()
    assert page.evaluate("scrollY") > 0
    context.close()
