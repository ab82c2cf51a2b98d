"""The static site in a browser: from a host under a prefix, and from a disk."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo_app.formats import FORMATS
from tests.browser.conftest import Visit
from tests.sampling import EVERYTHING, site_languages
from tests.static_host import hosting
from tests.subjects import STRAIT, SUBJECTS, Subject

Open = Callable[..., Visit]
FAR = b"lat,lon,name\n-33.9,151.2,Sydney\n"
"""Off the corridor's ground: it needs the land of the world."""


@pytest.fixture(scope="module", params=SUBJECTS if EVERYTHING else [STRAIT], ids=lambda it: it.name)
def subject(request: pytest.FixtureRequest) -> Subject:
    found: Subject = request.param
    return found


@pytest.fixture(scope="module")
def folder(build: Callable[[Path], Path], subject: Subject) -> Path:
    return build(subject.folder)


@pytest.fixture(scope="module", params=["host", "disk"])
def site(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the first page, from a host, and as a file."""
    if request.param == "disk":
        yield (folder / "index.html").as_uri()
        return
    with hosting(folder) as address:
        yield address


def routes_of(subject: Subject) -> bytes:
    """A file of a route between two places of the corridor, which only their names find."""
    route = next(iter(subject.corridor.routes.values()))
    return f"from,to\n{route.origin},{route.destination}\n".encode()


def assert_clean(opened: Visit, site: str) -> None:
    """Nothing was complained of, and nothing was asked of anybody but the site."""
    assert opened.complaints == []
    home = site.removesuffix("index.html")
    asked = [each for each in opened.requests if not each.startswith(("data:", "blob:"))]
    assert [each for each in asked if not each.startswith(home)] == []


def test_the_reader_keeps_view_and_routes_in_another_language(
    visit: Open, site: str, subject: Subject
) -> None:
    first, *_others, language = site_languages(subject.corridor)
    opened = visit(f"{site}#tab=routes")
    failed: list[str] = []
    page = opened.page
    page.on("requestfailed", lambda request: failed.append(request.url))
    for name, content in (("mine.csv", routes_of(subject)), ("far.csv", FAR)):
        page.locator("#route-files").set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )
        expect(page.locator("#overlays")).to_contain_text(name.removesuffix(".csv"))
    page.locator(f'.languages a[hreflang="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#overlays")).to_contain_text("mine")
    expect(page.locator("#overlays")).to_contain_text("far")
    expect(page.locator("#tab-routes")).to_have_attribute("aria-selected", "true")
    assert urlsplit(page.url).path.endswith(f"/{language}/index.html")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", first)
    assert failed == []
    assert_clean(opened, site)


def test_a_card_opens_and_every_picture_comes(visit: Open, site: str, subject: Subject) -> None:
    hub = subject.corridor.hub
    opened = visit(f"{site}#open={hub}")
    page = opened.page
    expect(page.locator(f".leaflet-popup #card-{hub}")).to_be_visible()
    if subject.drawn.get("relief") != 0:
        page.wait_for_function(
            r"() => [...document.images].some(each => /relief\.[0-9a-f]+\.avif$/.test(each.src))"
        )
    assert_clean(opened, site)


def test_the_page_for_an_iframe_leads_to_the_full_map(
    visit: Open, site: str, subject: Subject
) -> None:
    language = site_languages(subject.corridor)[-1]
    home = site.removesuffix("index.html")
    opened = visit(f"{home}{language}/embed/index.html#layers=ports")
    page = opened.page
    assert page.locator("#panel").count() == 0
    with page.context.expect_page() as caught:
        page.locator("#full-map").click()
    full = caught.value
    full.locator("#panel").wait_for()
    assert urlsplit(full.url).path.endswith(f"/{language}/index.html")
    assert "layers=ports" in full.url
    assert_clean(opened, site)


def test_the_dialogs_offer_what_is_there(visit: Open, site: str, folder: Path) -> None:
    opened = visit(site)
    page = opened.page
    page.locator("[data-dialog='export-dialog']").first.click()
    links = page.locator("#export-dialog a").all()
    assert len(links) == len(FORMATS) + 1  # and the file of all languages
    for link in links:
        path = str(link.get_attribute("href")).split("#")[0].split("?")[0]
        assert (folder / "export" / path.rpartition("/")[2]).is_file()
    page.keyboard.press("Escape")
    if site.startswith("file:"):  # nobody else could show what is at such an address
        expect(page.locator("[data-dialog='embed-dialog']")).to_have_count(0)
        return
    page.locator("[data-dialog='embed-dialog']").first.click()
    assert page.locator("#embed-theme").count() == 0  # which takes a server
    home = site.removesuffix("index.html")
    assert f'src="{home}embed/index.html' in page.locator("#embed-snippet").input_value()
    assert_clean(opened, site)


def test_the_file_can_be_taken_home(visit: Open, folder: Path, subject: Subject) -> None:
    with hosting(folder) as address:
        page = visit(address).page
        with page.expect_download() as caught:
            page.locator("#export-button").click()
        exported = folder / "export" / f"{subject.corridor.id}.en.html"
        assert caught.value.path().read_bytes() == exported.read_bytes()


def test_the_policy_of_a_page_holds_without_a_host(folder: Path, subject: Subject) -> None:
    language = site_languages(subject.corridor)[-1]
    page = (folder / language / "index.html").read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    said = html.unescape(policy[1])
    assert "default-src 'none'" in said
    assert "unsafe" not in said
    assert "frame-ancestors" not in said  # which only a header may say
