"""Where the system sets the colours, what is chosen, marked or drawn is still told apart."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, STARTED, Theme
from tests.sampling import sample
from tests.subjects import KASHGAR


@pytest.fixture(params=sample(("dark", "light"), 2))
def page(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    theme: Theme = request.param
    context = browser.new_context(
        viewport=DESK, color_scheme=theme, forced_colors="active", reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.goto(f"{server}?lang=en")
    opened.locator(STARTED).wait_for()
    yield opened
    context.close()


def styles(page: Page, selector: str, name: str) -> list[str]:
    """The computed property `name` of each element that `selector` finds, at least one."""
    found: list[str] = page.locator(selector).evaluate_all(
        "(all, name) => all.map((each) => getComputedStyle(each)[name])", name
    )
    assert found, selector
    return found


def assert_apart(page: Page, one: str, other: str, name: str) -> None:
    """Fail where the two selectors find elements of the same `name`d property."""
    assert set(styles(page, one, name)).isdisjoint(styles(page, other, name)), (one, other)


def test_what_is_chosen_drawn_or_marked_is_told_apart(page: Page) -> None:
    selected, other = (f".tabs [aria-selected={state}]" for state in ("true", "false"))
    assert_apart(page, selected, other, "borderBottomColor")
    assert_apart(page, ".bar-fill", ".bar-ground", "fill")
    paper = set(styles(page, "#panel", "backgroundColor"))
    assert paper.isdisjoint(styles(page, ".bar-fill", "fill"))
    assert set(styles(page, ".mark-icon .mark", "forcedColorAdjust")) == {"none"}
    assert_apart(page, ".line-freight", ".line-passenger", "stroke")
    page.locator(".search input").fill("kash")
    page.locator(".finding mark").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert_apart(
        page,
        ".finding[aria-selected=true]",
        ".finding:not([aria-selected=true])",
        "backgroundColor",
    )
    assert paper.isdisjoint(styles(page, ".finding:not([aria-selected=true]) mark", "color"))
    page.keyboard.press("Escape")
    page.locator("#tab-routes").click()
    page.locator("#route-files").set_input_files(KASHGAR.routes)
    page.locator(".own-entry [aria-expanded]").first.click()
    swatches = styles(page, ".own-colors span", "backgroundColor")
    assert len(set(swatches)) == len(swatches)
    page.locator(".map-tool-table").click()
    pressed, unpressed = (f".table-bar [aria-pressed={state}]" for state in ("true", "false"))
    assert_apart(page, pressed, unpressed, "backgroundColor")
