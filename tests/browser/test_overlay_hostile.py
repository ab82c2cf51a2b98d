"""Hostile files of routes where the browser reads them itself, and names that are attacks."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import STARTED, Visit
from tests.browser.test_overlay_list import without_answers
from tests.data.hostile.make import CASES
from tests.hostile import ATTACK, SEEN
from tests.sampling import sample

pytestmark = pytest.mark.server_only  # sends files to the server

NO_CANARY = "typeof canary === 'undefined'"
SERVER = "files of this format need the server"
OWN = {
    "a string without an end": "it is not valid JSON, or is cut off: line 1, column 4000003",
    "2 million names": "it is JSON, but not GeoJSON",
    "a letter that makes all of them wide": "more than 200,000 rows or features",
    "a cell of 49 MB": "nothing of it can be drawn; row 2: its quotation marks do not match",
}
"""What the browser says otherwise: it has other bounds where letters take it other memory."""
PATIENCE = 120_000
IMAGE = "<img src=x onerror=canary=1>"
TICKS = """() => {
  window.ticks = 0;
  setInterval(() => { window.ticks += 1; }, 10);
}"""


@pytest.fixture(scope="module")
def offline(browser: Browser, exports: Mapping[str, Path]) -> Iterator[Page]:
    """An exported file with the network cut, which reads GeoJSON and CSV itself."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{exports['en'].as_uri()}#tab=routes")
    page.locator(STARTED).wait_for()
    page.evaluate(TICKS)
    yield page
    context.close()


@pytest.mark.parametrize("case", sample(tuple(CASES), of_each=12, first=5))
def test_the_browser_says_of_a_hostile_file_what_the_server_says(
    case: str, offline: Page, tmp_path: Path
) -> None:
    given = CASES[case]
    file = tmp_path / given.name
    file.write_bytes(given.make())
    offline.locator("#route-files").set_input_files(file)
    outcome = offline.locator(".own-problem, .own-entry").first
    outcome.wait_for(timeout=PATIENCE)
    said = outcome.locator("span").first.inner_text() if is_problem(outcome) else ""
    outcome.get_by_role("button", name="Close" if said else "Remove", exact=True).click()
    if SERVER not in said:
        assert said.startswith(OWN.get(case, given.said))
        assert bool(said) == bool(given.said)
    assert offline.locator(".own-problem, .own-entry").count() == 0
    assert offline.evaluate("new Promise(done => setTimeout(() => done(ticks > 0), 20))")
    assert offline.evaluate(NO_CANARY)


def is_problem(outcome: Locator) -> bool:
    return "own-problem" in str(outcome.get_attribute("class"))


def test_a_hostile_table_is_text_in_report_list_page_and_exported_file(
    visit: Callable[..., Visit], server: str, tmp_path: Path
) -> None:
    opened = visit(f"{server}?lang=en#tab=routes")
    page = opened.page
    cell = ATTACK.replace('"', '""').replace("\u2028", "")
    rows = [f'KHG,ISB,"{cell}","{cell}"', f'"{cell}",ISB,"{cell}",']
    content = "\n".join([f'from,to,name,"{cell}"', *rows])
    name = f"{SEEN.replace('/', '∕')}.csv"
    for text in (f'"{cell}",x\n1,2\n', content):
        file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        page.locator("#route-files").set_input_files(file)
    problem = page.locator(".own-problem")
    expect(problem).to_contain_text(IMAGE, timeout=PATIENCE)
    problem.get_by_role("button", name="Close", exact=True).click()
    check_entry(page)
    with page.expect_download() as downloading:
        page.locator("#export-button").click()
    kept = tmp_path / "kept.html"
    downloading.value.save_as(kept)
    again = visit(f"{kept.as_uri()}#tab=routes", offline=True)
    check_entry(again.page)
    assert without_answers(opened.complaints) == again.complaints == []


def check_entry(page: Page) -> None:
    """See to it that all of the entry is text, and that nothing of it ran."""
    entry = page.locator(".own-entry")
    expect(entry.get_by_role("heading")).to_contain_text(IMAGE, timeout=PATIENCE)
    for name, selector in (("Routes", ".own-items"), ("Report", ".own-faults")):
        entry.get_by_role("button", name=name, exact=True).click()
        expect(entry.locator(selector)).to_contain_text(IMAGE)
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate(NO_CANARY)
