"""axe-core finds nothing to complain of, whatever a reader has opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Theme, Visit, name_edition
from tests.sampling import EVERYTHING, sample
from tests.subjects import EDITIONS, SUBJECTS, Subject

Open = Callable[..., Visit]
State = tuple[str, str]
"""What a reader has opened, and the part of the page that has changed by it."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OVERLAY = """from,to,kind,per week
"39.47,75.99","33.55,72.83",freight,3
"39.47,75.99",nowhere at all,freight,1
"""


@dataclass(frozen=True)
class Case:
    """A corridor in a language, and how a reader looks at it."""

    subject: Subject
    language: str
    way: Literal["page", "file"]
    theme: Theme
    window: dict[str, int]

    def __str__(self) -> str:
        width = self.window["width"]
        return f"{self.subject.name}-{self.language}-{self.way}-{self.theme}-{width}"


LOOKS: tuple[tuple[Literal["page", "file"], Theme, dict[str, int]], ...] = (
    ("page", "light", DESK),
    ("page", "dark", PHONE),
    ("file", "dark", DESK),
    ("file", "light", PHONE),
)
ALL = tuple(Case(subject, language, *look) for subject, language in EDITIONS for look in LOOKS)
SOME = (
    Case(SUBJECTS[0], "en", "file", "dark", DESK),
    Case(SUBJECTS[1], "zh-Hant", "page", "light", PHONE),
)


def find_violations(page: Page, part: str) -> list[str]:
    """What axe-core has against a part of the page as it is now, in its words."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": TAGS}
    context = {"include": [part]}
    is_there = page.evaluate("'axe' in window")  # half a megabyte, and once is enough
    found = Axe("0" if is_there else AXE_SCRIPT).run(page, context=context, options=options)
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:160]} - {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def find_card_of_each_kind(visit: Visit) -> dict[str, str]:
    """By kind, the first card of it that something of the map opens; routes of context apart."""
    found: dict[str, str] = visit.page.evaluate(
        """ids => Object.fromEntries(ids.reverse().map(id => {
          const {cards, features} = geoApp.viewOf(map_corridor);
          return [cards.get(id).dataset.kind + (features.get(id).context ? "_context" : ""), id];
        }))""",
        visit.card_ids(),
    )
    return found


def choose_tab(page: Page, name: str) -> None:
    """Choose a tab, on a phone with the panel over most of the screen."""
    page.locator("#panel-body:not([inert])").or_(page.locator("#panel-handle")).first.wait_for()
    while page.locator("#panel-body").get_attribute("inert") is not None:
        page.locator("#panel-handle").click()
    page.locator(f"#tab-{name}").click()


def open_tabs(visit: Visit) -> Iterator[State]:
    for tab in visit.page.locator("[role=tab]").all():
        name = str(tab.get_attribute("id")).removeprefix("tab-")
        choose_tab(visit.page, name)
        yield f"tab {name}", "#panel"


def open_chapters(visit: Visit) -> Iterator[State]:
    page = visit.page
    if not page.locator("#tab-story").count():
        return
    choose_tab(page, "story")
    page.locator(".story-start").click()
    while True:
        yield f"chapter {page.locator('#story-number').inner_text()}", "#pane-story"
        if page.locator("#story-ahead").is_disabled():
            return
        page.locator("#story-ahead").click()


def open_popups(visit: Visit) -> Iterator[State]:
    for kind, card in find_card_of_each_kind(visit).items():
        visit.open_card(card)
        yield f"card of a {kind}", ".leaflet-popup-pane"
    yield "the map below a card", "#stage"


def open_overlays(visit: Visit) -> Iterator[State]:
    page = visit.page
    choose_tab(page, "routes")
    file = {"name": "own.csv", "mimeType": "text/csv", "buffer": OVERLAY.encode()}
    page.locator("#route-files").set_input_files(file)
    page.locator(".own-entry").wait_for()
    yield "own routes", "#pane-routes"
    for button in page.locator(".own-entry [aria-expanded]").all():
        button.click()
        yield f"own routes: {button.inner_text()}", "#pane-routes"
        for item in page.locator(".own-items button").all()[:1]:
            item.click()
            page.locator(".leaflet-popup").wait_for()
            yield "card of an own route", ".leaflet-popup-pane"
            page.keyboard.press("Escape")
            expect(page.locator(".leaflet-popup")).to_have_count(0)
            choose_tab(page, "routes")


def open_table(visit: Visit) -> Iterator[State]:
    page = visit.page
    choose_tab(page, "figures")
    page.locator(".panel-table a").click()
    for button in page.locator("#tables [data-table]").all():
        button.click()
        yield f"table {button.inner_text()}", "#tables"
    page.locator("#table-filter").fill("zzz")
    yield "an empty table", "#tables"
    page.locator("#table-close").click()


def open_search(visit: Visit) -> Iterator[State]:
    visit.page.locator("#search").fill("a")
    yield "the search", ".search"
    visit.page.locator("#search").fill("")


def open_measure(visit: Visit) -> Iterator[State]:
    page = visit.page
    page.locator(".map-tool-measure").press("Enter")
    page.keyboard.press("Enter")
    yield "measuring", "#stage"
    page.keyboard.press("Escape")


def switch_all_on(visit: Visit) -> Iterator[State]:
    page = visit.page
    choose_tab(page, "layers")
    for box in page.locator("#pane-layers input[type=checkbox]").all():
        box.check()
    yield "all layers", "#stage"
    for box in page.locator("#pane-layers input[type=checkbox]").all():
        box.uncheck()
    page.locator("#pane-layers input[type=radio]:not([data-layer])").last.check()
    yield "no layer", "#stage"
    page.locator(".notice-layers button").first.click()


STATES = (
    open_tabs,
    open_chapters,
    open_popups,
    open_search,
    open_overlays,
    open_table,
    open_measure,
    switch_all_on,
)


@pytest.mark.parametrize("case", ALL if EVERYTHING else SOME, ids=str)
def test_axe_finds_nothing_whatever_is_open(
    visit: Open, serve: Callable[[Path], str], export: Callable[[Path, str], Path], case: Case
) -> None:
    folder, language = case.subject.folder, case.language
    page_address = f"{serve(folder)}?lang={language}" if case.way == "page" else ""
    address = page_address or export(folder, language).as_uri()
    opened = visit(address, theme=case.theme, viewport=case.window)
    found = {"the first view": find_violations(opened.page, "html")}
    states = (state for open_states in STATES for state in open_states(opened))
    for number, (state, part) in enumerate(states):
        if EVERYTHING or number % 3 == 0:
            found[state] = find_violations(opened.page, part)
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert opened.complaints == []


def open_dialogs(page: Page) -> Iterator[str]:
    """The ids of the dialogs, each when it is open; on a phone the panel is opened wholly."""
    for button in page.locator("[data-dialog]").all():
        while not button.is_visible():
            page.locator("#panel-handle").click()
        button.click()
        dialog = str(button.get_attribute("data-dialog"))
        expect(page.locator(f"#{dialog}")).to_be_visible()
        yield dialog
        page.keyboard.press("Escape")


def name(value: tuple[Subject, str] | str | dict[str, int]) -> str:
    if isinstance(value, dict):
        return str(value["width"])
    return value if isinstance(value, str) else name_edition(value)


THEMES: tuple[Theme, ...] = ("light", "dark")
DIALOGS = tuple(product(EDITIONS, THEMES, (DESK, PHONE)))


@pytest.mark.parametrize(("edition", "theme", "window"), sample(DIALOGS, 19), ids=name)
def test_axe_finds_nothing_in_a_dialog(
    visit: Open,
    serve: Callable[[Path], str],
    edition: tuple[Subject, str],
    theme: Theme,
    window: dict[str, int],
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}", theme=theme, viewport=window)
    found = {each: find_violations(opened.page, f"#{each}") for each in open_dialogs(opened.page)}
    assert found == {"export-dialog": [], "embed-dialog": []}
    assert opened.complaints == []


def test_axe_would_find_a_button_without_a_name(visit: Open, server: str) -> None:
    page = visit(server).page
    page.evaluate("document.getElementById('export-button').textContent = ''")
    assert any("link-name" in fault for fault in find_violations(page, "#panel"))
