"""On paper: Chromium prints page and file, and poppler's tools read what came of it.

A run prints a sample, with GEO_APP_EVERYTHING=1 all languages on both papers from both themes.
"""

import os
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Theme, Visit, name_edition
from tests.sampling import EVERYTHING
from tests.subjects import EDITIONS, KASHGAR, STRAIT, Subject

Open = Callable[..., Visit]
Case = tuple[tuple[Subject, str], str, Theme]
POINTS = {"A4": (595.9, 842.9), "Letter": (612.0, 792.0)}
"""Width and height of a sheet."""
SOME: tuple[Case, ...] = (
    ((KASHGAR, "ug"), "A4", "dark"),
    ((KASHGAR, "ru"), "A4", "light"),
    ((STRAIT, "zh-Hant"), "Letter", "light"),
)
ALL: tuple[Case, ...] = tuple(product(EDITIONS, POINTS, ("light", "dark")))
WORD = "{http://www.w3.org/1999/xhtml}word"
SHEET = {"width": 688, "height": 1017}
"""What the margins leave of A4 at 96 pixels an inch."""
LEAST = 24  # points, of the 40 of the margin: what is nearer to the edge many printers cut

ON_PAPER = """() => [
  ".panel-title", ".panel-subtitle", "#print-address", ".boundary-note", ".legend-entry",
  "#table-figures tr > :not(:nth-child(8))", "#pane-sources",
].flatMap((selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent))"""
STATE = """() => {
  const map = map_corridor;
  return [`${map.getCenter()} ${map.getZoom()} ${map.getSize()}`, location.href,
          document.documentElement.className];
}"""


@pytest.fixture(scope="module")
def poppler() -> None:
    """Read PDF with pdftotext and pdftoppm, which CI has."""
    if not (shutil.which("pdftotext") and shutil.which("pdftoppm")):
        if os.environ.get("GEO_APP_REQUIRE_BROWSER"):
            pytest.fail("the sheets must be read here, but there is no poppler-utils")
        pytest.skip("no pdftotext and pdftoppm here: install poppler-utils")


def run(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def characters(text: str) -> Counter[str]:
    """How often each character stands in it, whatever its lines and ligatures."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def print_sheets(opened: Visit, to: Path, paper: str) -> Path:
    """Print, and find the reader's view as it was."""
    before = opened.page.evaluate(STATE)
    opened.page.pdf(path=to, format=paper)
    opened.rest()
    assert opened.page.evaluate(STATE) == before
    return to


def assert_fits(page: Page) -> None:
    """Fail where something is wider than the narrower sheet: Chromium would shrink all of it."""
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    assert page.evaluate("document.documentElement.scrollWidth") == SHEET["width"]


def read_pixels(sheets: Path) -> list[bytes]:
    """The red, green and blue of every pixel of the first sheet."""
    image = run("pdftoppm", "-r", "36", "-f", "1", "-l", "1", sheets)
    body = image.split(b"\n", 3)[3]
    return [body[each : each + 3] for each in range(0, len(body), 3)]


def assert_light_with_map(sheets: Path) -> None:
    """Fail where the paper is dark, or where the map has no ground."""
    pixels = read_pixels(sheets)
    dark = sum(max(each) < 96 for each in pixels) / len(pixels)
    tinted = sum(max(each) - min(each) > 5 for each in pixels) / len(pixels)
    assert dark < 0.05
    assert tinted > 0.2


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize(
    "case",
    ALL if EVERYTHING else SOME,
    ids=lambda case: "-".join([name_edition(case[0]), *case[1:]]),
)
def test_a_sheet_has_title_map_legend_figures_sources_boundaries_and_address(
    visit: Open,
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
    tmp_path: Path,
    case: Case,
) -> None:
    """From the file at the desk, and from the page on a phone."""
    (subject, language), paper, theme = case
    if paper == "A4":
        file = export(subject.folder, language)
        opened, address = visit(file.as_uri(), offline=True, theme=theme, viewport=DESK), file.name
    else:
        page = f"{serve(subject.folder)}?lang={language}"
        opened = visit(page, theme=theme, viewport=PHONE)
        address = opened.page.url  # a static site leads to a file
        assert address.startswith(serve(subject.folder))
    sheets = print_sheets(opened, tmp_path / "sheets.pdf", paper)
    text = run("pdftotext", sheets, "-").decode()
    said = opened.page.evaluate(ON_PAPER)
    assert address in said
    assert address in text
    assert "OpenStreetMap" in text or subject.attribution in text
    assert characters(" ".join(said)) - characters(text) == Counter()
    assert opened.page.locator("#search").get_attribute("placeholder") not in text
    assert_light_with_map(sheets)
    assert_inside(sheets, POINTS[paper])
    assert_fits(opened.page)
    assert opened.complaints == []


def assert_inside(sheets: Path, paper: tuple[float, float]) -> None:
    """Fail where a sheet has another size, or a word is not wholly on it."""
    document = ElementTree.fromstring(run("pdftotext", "-bbox", sheets, "-"))  # noqa: S314 - our own
    for page in document.iter(WORD.replace("word", "page")):
        size = float(page.get("width", 0)), float(page.get("height", 0))
        assert size == pytest.approx(paper, abs=1)
        for word in page:
            left, top, right, bottom = (
                float(word.get(name, 0)) for name in ("xMin", "yMin", "xMax", "yMax")
            )
            assert left > LEAST, word.text
            assert top > LEAST, word.text
            assert right < size[0] - LEAST, word.text
            assert bottom < size[1] - LEAST, word.text


@pytest.mark.server_only  # which knows the airports of all of them
@pytest.mark.usefixtures("poppler")
def test_the_readers_own_routes_are_printed_over_the_ground_and_named(
    visit: Open, server: str, tmp_path: Path
) -> None:
    """With the panel folded and a table open, which leave the sheet as it is."""
    opened = visit(f"{server}?lang=en#tab=routes", theme="dark")
    page = opened.page
    page.locator("#route-files").set_input_files(KASHGAR.routes)
    page.wait_for_function("() => geoApp.viewOf(map_corridor).widened")
    opened.rest()
    page.locator("#panel-handle").click()
    page.locator(".map-tool-table").click()
    opened.rest()
    sheets = tmp_path / "sheets.pdf"
    page.pdf(path=sheets, format="A4")
    first = run("pdftotext", "-l", "1", sheets, "-").decode()
    assert "Kashgar corridor" in first
    assert "Your routes" in first
    assert "11 of 14 rows" in first
    assert_light_with_map(sheets)
