"""The map as its reader meets it: in a real Chromium, on a desk and on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, STARTED, Visit
from tests.sampling import WAYS, is_page, sample
from tests.subjects import Subject, View

Open = Callable[..., Visit]


@pytest.fixture(params=WAYS)
def opened(
    request: pytest.FixtureRequest,
    visit: Open,
    edition: tuple[Subject, str],
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
) -> Visit:
    """Each map in each language, from the server and from the file with the network cut."""
    subject, language = edition
    if is_page(request.param, subject):
        return visit(f"{serve(subject.folder)}?lang={language}")
    return visit(export(subject.folder, language).as_uri(), offline=True)


def test_everything_is_there(opened: Visit, edition: tuple[Subject, str]) -> None:
    subject, language = edition
    page = opened.page
    assert page.locator("html").get_attribute("lang") == language
    for name, count in subject.drawn.items():
        if name.startswith("mark-"):
            shown = page.locator(f".leaflet-marker-icon.{name}, .leaflet-marker-icon .{name}")
        else:
            shown = page.locator(f".leaflet-pane path.{name}:not(.line-context)")
        assert shown.count() == count, name
    assert opened.complaints == []


def test_the_file_asks_nothing_of_the_network(
    visit: Open, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    opened = visit(export(subject.folder, "en").as_uri(), offline=True)
    for card in sample(opened.card_ids(), 4):
        opened.open_card(card)
    asked = [each for each in opened.requests if not each.startswith(("file:", "data:"))]
    assert asked == []
    assert opened.complaints == []


def test_the_page_asks_only_its_own_server(visit: Open, site: str) -> None:
    opened = visit(site)
    assert all(each.startswith((site, "data:")) for each in opened.requests)
    assert len(opened.requests) <= 6


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_every_popup_opens_wholly_in_view(visit: Open, site: str, viewport: dict[str, int]) -> None:
    opened = visit(site, viewport=viewport)
    for card in sample(opened.card_ids(), 2):
        assert opened.open_card(card).strip(), card
        box = opened.page.locator(".leaflet-popup").bounding_box()
        stage = opened.page.locator("#map_corridor").bounding_box()
        assert box, card
        assert stage, card
        assert box["x"] >= stage["x"] - 1, card
        assert box["y"] >= -1, card
        assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 1, card
        assert box["y"] + box["height"] <= viewport["height"] + 1, card
        assert _is_on_top(opened, card), f"something lies over the popup of {card}"
    assert opened.complaints == []


def test_a_card_is_as_high_where_the_map_glides_to_it(visit: Open, server: str) -> None:
    page = visit(f"{server}?lang=en", viewport=PHONE).page
    heights = []
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        page.goto("about:blank")
        page.goto(f"{server}?lang=en#open=irkeshtam_line")
        page.locator(STARTED).wait_for()
        page.locator(".leaflet-popup").wait_for()
        page.wait_for_timeout(600)  # Leaflet glides for a quarter of a second
        box = page.locator(".leaflet-popup").bounding_box()
        assert box
        heights.append(box["height"])
    assert heights[1] == pytest.approx(heights[0], abs=2)
    assert heights[0] > PHONE["height"] / 4


def _is_on_top(opened: Visit, card: str) -> bool:
    """Whether the popup's title and its close button are not hidden behind anything."""
    return bool(
        opened.page.evaluate(
            """id => [`#card-${id} .card-title`, ".leaflet-popup-close-button"].every(selector => {
              const element = document.querySelector(".leaflet-popup " + selector)
                || document.querySelector(selector);
              const box = element.getBoundingClientRect();
              const at = document.elementFromPoint(box.x + 6, box.y + box.height / 2);
              return at && (element.contains(at) || at.contains(element));
            })""",
            card,
        )
    )


POINT_TO_CLICK = """feature => {
  const box = feature.getBoundingClientRect();
  for (let i = 1; i < 40; i += 1) {
    for (let j = 1; j < 40; j += 1) {
      const x = box.left + box.width * i / 40;
      const y = box.top + box.height * j / 40;
      const hit = document.elementFromPoint(x, y);
      if (hit && feature.contains(hit)) return [x, y];
    }
  }
  return null;
}"""
"""A point of a feature that is in view and that nothing else lies over."""


def test_every_popup_opens_by_mouse(visit: Open, site: str, subject: Subject) -> None:
    opened = visit(f"{site}?layers={subject.all_layers}")
    page, seen = opened.page, set()
    features = page.locator("#map_corridor .leaflet-pane [role=button][aria-label]")
    for view in subject.views:
        _show(opened, view)
        for feature in features.element_handles():
            point = feature.evaluate(POINT_TO_CLICK)
            if point is None:
                continue
            page.mouse.click(*point)
            card = page.locator(".leaflet-popup article.card")
            card.wait_for()
            seen.add(str(card.get_attribute("id")).removeprefix("card-"))
            page.keyboard.press("Escape")
            card.wait_for(state="detached")
            _show(opened, view)
    assert seen == set(opened.card_ids())
    assert opened.complaints == []


def _show(opened: Visit, view: View) -> None:
    opened.page.evaluate(
        "([lat, lon, zoom]) => { map_corridor.setView([lat, lon], zoom, {animate: false}); }",
        list(view),
    )
    opened.rest()


def test_layers_are_switched_on_and_off(visit: Open, site: str, subject: Subject) -> None:
    opened = visit(f"{site}?layers=ports")
    page = opened.page
    assert page.locator(".leaflet-pane path.line-freight").count() == 0
    page.get_by_role("tab", name="Layers").click()
    page.get_by_label("Routes", exact=False).and_(page.locator("#layer-routes")).check()
    assert page.locator(".leaflet-pane path.line-freight").count() == 1
    marks = page.locator(".leaflet-marker-icon.mark-hub, .leaflet-marker-icon .mark-hub")
    assert marks.count() == subject.drawn["mark-hub"]
    page.locator("#layer-ports").uncheck()
    assert marks.count() == 0


@pytest.mark.server_only  # which makes files of what is shown, and knows zh-TW
def test_the_export_button_gives_a_file_with_the_layers_that_are_on(
    visit: Open, server: str
) -> None:
    page = visit(f"{server}?lang=zh-TW").page
    page.locator("#tab-layers").click()
    page.locator("#layer-roads").uncheck()
    with page.expect_download() as caught:
        page.locator("#export-button").click()
    file = Path(caught.value.path())
    assert caught.value.suggested_filename == "kashgar.html"
    shown = re.search(r'"roads":\{"kind":"roads","shown":(\w+)', file.read_text("utf-8"))
    assert shown
    assert shown[1] == "false"
    assert '<html lang="zh-Hant"' in file.read_text("utf-8")


def test_hiding_the_boundaries_hides_the_tints_too(visit: Open, server: str) -> None:
    opened = visit(server)
    seen = "getComputedStyle(document.querySelector('path.country')).visibility"
    assert opened.page.evaluate(seen) == "visible"
    opened.page.get_by_role("tab", name="Layers").click()
    opened.page.locator("#layer-boundaries-hidden").check()
    assert opened.page.evaluate(seen) == "hidden"
    opened.page.locator("#layer-boundaries").check()
    assert opened.page.evaluate(seen) == "visible"


def test_the_sources_panel_cites_the_article_in_full(
    opened: Visit, edition: tuple[Subject, str]
) -> None:
    opened.page.locator("#tab-sources").click()
    text = opened.page.locator("#pane-sources").inner_text()
    for part in edition[0].cited:
        assert part in text


def test_scale_attribution_and_boundary_note_are_seen(
    opened: Visit, edition: tuple[Subject, str]
) -> None:
    page = opened.page
    for selector in (".leaflet-control-scale", ".leaflet-control-attribution", ".boundary-note"):
        assert page.locator(selector).first.is_visible(), selector
    attribution = page.locator(".leaflet-control-attribution").inner_text()
    assert edition[0].attribution in attribution
    assert page.locator(".leaflet-control-attribution svg").count() == 0


def test_routes_say_their_kind_and_length_on_the_map(
    visit: Open, site: str, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en")
    edges = opened.page.locator(".edge").all_inner_texts()
    for edge in subject.edges:
        assert any(edge in each for each in edges), edges
    opened.page.locator(".edge", has_text=subject.edges[0]).click()
    opened.rest()
    labels = opened.page.locator(".label-route.is-placed")
    labels.first.wait_for()
    assert set(labels.all_inner_texts()) == subject.lines


def test_labels_never_lie_on_one_another(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}")
    for zoom in range(3, 11):
        opened.page.evaluate("zoom => { map_corridor.setZoom(zoom, {animate: false}); }", zoom)
        opened.page.wait_for_timeout(250)
        overlaps = opened.page.evaluate(
            """() => {
              const boxes = [...document.querySelectorAll(".label")]
                .filter(each => each.checkVisibility(
                  {visibilityProperty: true, opacityProperty: true}))
                .map(each => [each.textContent, each.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0);
              return boxes.flatMap(([name, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => a.left < b.right && b.left < a.right
                  && a.top < b.bottom && b.top < a.bottom)
                .map(([other]) => `${name} | ${other}`));
            }"""
        )
        assert overlaps == [], zoom


def test_without_script_figures_places_and_sources_can_be_read(
    browser: Browser, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(export(subject.folder, "en").as_uri())
    hub = f"#card-{subject.corridor.hub}"
    for selector in ("#pane-figures", "#pane-sources", hub, "noscript"):
        assert page.locator(selector).is_visible(), selector
    context.close()


def test_the_error_page_has_the_look_of_the_map(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}nowhere")
    assert page.locator(".error-title").first.is_visible()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    context.close()


@pytest.mark.server_only  # which knows where it is; a site says so where it was told (--base-url)
def test_the_error_page_leads_to_the_map(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server}nowhere")
    page.locator("a.button").click()
    page.locator(STARTED).wait_for()
    assert page.url == server
    page.close()
