"""A real Chromium, and pages that remember what went wrong on them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

import geo_app
from tests.sampling import EVERYTHING, HOSTS, ONLY_SITE, WAYS, is_page, thin_out
from tests.static_host import hosting
from tests.subjects import EDITIONS, KASHGAR, SOME_EDITIONS, SUBJECTS, Subject

Theme = Literal["light", "dark"]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
STARTED = ".folium-map.leaflet-container:not(.is-starting)"
"""The map, drawn and answering; before its script has run it is no Leaflet map."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
    asked = [item for item in items if _is_asked_for(item)]
    ours = {each.nodeid: _values(each) for each in asked if each.get_closest_marker("browser")}
    left = set() if EVERYTHING else ours.keys() - thin_out(ours)
    driven = [item for item in asked if item.nodeid not in left]
    config.hook.pytest_deselected(items=list({*items}.difference(driven)))
    items[:] = driven


def _values(item: pytest.Item) -> tuple[str, dict[str, str]]:
    """The test that an item is a case of, and the case's value of each parameter."""
    said = getattr(getattr(item, "callspec", None), "params", {})
    return item.nodeid.partition("[")[0], {name: repr(said[name]) for name in sorted(said)}


def _is_asked_for(item: pytest.Item) -> bool:
    """Whether it is of who serves the pages; a file is the same with a server and without."""
    said = getattr(getattr(item, "callspec", None), "params", {})
    is_file = any(getattr(each, "way", each) == "file" for each in said.values())
    if said.get("serve") == "site":
        return not is_file and not item.get_closest_marker("server_only")
    return not ONLY_SITE or item.path.name == "test_static_site.py"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the static site pass what the server's pages pass, where that is asked for."""
    is_servers = metafunc.definition.get_closest_marker("server_only")
    if HOSTS and "serve" in metafunc.fixturenames and not is_servers:
        metafunc.parametrize("serve", HOSTS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def serve(
    request: pytest.FixtureRequest,
    serve: Callable[[Path], str],
    build: Callable[[Path], Path],
) -> Iterator[Callable[[Path], str]]:
    """Gives the address of a corridor's pages: from `geo-app serve`, or its static site."""
    if getattr(request, "param", "server") == "server":
        yield serve
        return
    with ExitStack() as stack:
        hosted: dict[Path, str] = {}

        def address_of(folder: Path) -> str:
            if folder not in hosted:
                tags = geo_app.load_corridor(folder).languages
                pages = {tag: f"{tag}/index.html" for tag in tags} | {tags[0]: "index.html"}
                hosted[folder] = stack.enter_context(hosting(build(folder), pages))
            return hosted[folder]

        yield address_of


@pytest.fixture(scope="session")
def server(serve: Callable[[Path], str]) -> str:
    """The address of the pages of the first corridor, ending in a slash."""
    return serve(KASHGAR.folder)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject.name)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each of the corridors."""
    found: Subject = request.param
    return found


@pytest.fixture
def site(serve: Callable[[Path], str], subject: Subject) -> str:
    """The address of a server of the corridor, ending in a slash."""
    return serve(subject.folder)


def name_edition(edition: tuple[Subject, str]) -> str:
    return f"{edition[0].name}-{edition[1]}"


@pytest.fixture(params=EDITIONS if EVERYTHING else SOME_EDITIONS, ids=name_edition)
def edition(request: pytest.FixtureRequest) -> tuple[Subject, str]:
    """The corridors in their languages: each language once; with GEO_APP_EVERYTHING, all."""
    found: tuple[Subject, str] = request.param
    return found


@dataclass
class Visit:
    """An open page, what its console complained of and what it asked of the network."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open_card(self, card: str) -> str:
        """Follow a link to `card`, as those of the panel are, and return what its popup says."""
        self.page.evaluate(
            """id => {
              const link = document.createElement("a");
              link.dataset.open = id;
              link.href = "#card-" + id;
              document.getElementById("panel").append(link);
              link.click();
              link.remove();
            }""",
            card,
        )
        popup = self.page.locator(f".leaflet-popup #card-{card}")
        popup.wait_for()
        self.rest()
        return popup.inner_text()

    def rest(self) -> None:
        """Wait until the map has stopped moving."""
        self.page.wait_for_function(
            """() => new Promise(resolve => {
              const pane = document.querySelector(".leaflet-map-pane");
              const before = pane.style.transform;
              const look = () => resolve(pane.style.transform === before);
              requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(look, 60)));
            })"""
        )

    def card_ids(self) -> list[str]:
        """Every card that some feature of the map opens."""
        layers = self.page.evaluate(
            "JSON.parse(document.getElementById('corridor-data').textContent).layers"
        )
        found = []
        for layer in layers.values():
            features = layer.get("features", [])
            if isinstance(features, dict):
                features = [each["properties"] for each in features["features"]]
            found += [each["card"] for each in features if each.get("card")]
        return found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens an address; `offline` cuts the network, `theme` is what the system has.

    What `before` says runs in each of its pages before anything else does.
    """
    contexts = []

    def open_address(
        address: str,
        *,
        viewport: dict[str, int] | None = None,
        offline: bool = False,
        theme: Theme = "light",
        before: str = "",
    ) -> Visit:
        context = browser.new_context(
            viewport=viewport or DESK,
            offline=offline,
            reduced_motion="reduce",
            color_scheme=theme,
        )
        contexts.append(context)
        context.add_init_script(before)
        made = Visit(context.new_page())
        made.page.on(
            "console",
            lambda message: (
                made.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.goto(address)
        made.page.locator(STARTED).wait_for()
        return made

    yield open_address
    for context in contexts:
        context.close()


@pytest.fixture(params=WAYS)
def address(
    request: pytest.FixtureRequest,
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
    subject: Subject,
) -> str:
    """The address of the page, and of the file, in English."""
    if is_page(request.param, subject):
        return f"{serve(subject.folder)}?lang=en"
    return export(subject.folder, "en").as_uri()


def assert_large_enough(controls: Locator) -> None:
    """Fail where one of `controls` is less than 24 px wide or high (WCAG 2.5.8)."""
    assert controls.count()
    for control in controls.all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, control.inner_text()
