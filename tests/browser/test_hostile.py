"""A corridor whose every text is an attack, or endless, is shown as text and breaks nothing."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, Visit
from tests.corridors import copy_corridor
from tests.hostile import ATTACK, LONG, SEEN, poison
from tests.sampling import WAYS, is_page
from tests.subjects import Subject

Open = Callable[..., Visit]
NO_CANARY = "typeof canary === 'undefined'"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Subject, str], Path]:
    """Gives a copy of a corridor folder in which a text stands wherever one may."""
    made: dict[tuple[str, str], Path] = {}

    def folder_of(subject: Subject, text: str) -> Path:
        if (subject.name, text) not in made:
            to = tmp_path_factory.mktemp("hostile") / f"{subject.name}{len(made)}"
            made[subject.name, text] = poison(copy_corridor(to, subject.folder), text)
        return made[subject.name, text]

    return folder_of


@pytest.fixture(params=WAYS)
def hostile(
    request: pytest.FixtureRequest,
    subject: Subject,
    poisoned: Callable[[Subject, str], Path],
    serve: Callable[[Path], str],
    export: Callable[[Path, str], Path],
) -> tuple[str, bool]:
    """The address of the hostile corridor, and whether it works with the network cut."""
    folder = poisoned(subject, ATTACK)
    if is_page(request.param, subject):
        return f"{serve(folder)}?layers={subject.all_layers}", False
    return export(folder, subject.corridor.languages[0]).as_uri(), True


def test_nothing_of_it_runs_and_all_of_it_is_text(visit: Open, hostile: tuple[str, bool]) -> None:
    address, offline = hostile
    opened = visit(address, offline=offline)
    page = opened.page
    for card in opened.card_ids():
        assert SEEN in opened.open_card(card), card
    for tab in ("figures", "layers", "sources"):
        page.locator(f"#tab-{tab}").click()
        assert SEEN in page.locator(f"#pane-{tab}").inner_text(), tab
    credited = ".leaflet-control-attribution"
    for selector in (".panel-title", ".boundary-note", credited, ".label-hub"):
        assert SEEN in str(page.locator(selector).first.text_content()), selector
    assert SEEN in page.title()
    assert SEEN in str(page.locator(".leaflet-marker-icon").first.get_attribute("aria-label"))
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate(NO_CANARY)
    assert opened.complaints == []


def test_no_template_expression_is_evaluated(
    subject: Subject,
    poisoned: Callable[[Subject, str], Path],
    export: Callable[[Path, str], Path],
) -> None:
    html = export(poisoned(subject, ATTACK), "en").read_text("utf-8")
    assert "cycler.__init__.__globals__" in html
    assert "__builtins__" not in html


READ_BY_SERVERS = [
    pytest.param(each, marks=pytest.mark.server_only)  # a host of files reads no query
    for each in ("?lang=", "?layers=", "export.html?lang=")
]


@pytest.mark.parametrize("place", [*READ_BY_SERVERS, "", "static/"])
def test_pages_that_refuse_it_show_it_as_text_at_most(
    browser: Browser,
    subject: Subject,
    poisoned: Callable[[Subject, str], Path],
    serve: Callable[[Path], str],
    place: str,
) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    answer = page.goto(serve(poisoned(subject, ATTACK)) + place + quote(ATTACK))
    assert answer
    assert answer.status in (400, 404)
    assert SEEN in page.locator("main").inner_text()  # the corridor's title
    assert page.locator("script, img").count() == 0
    assert page.evaluate(NO_CANARY)
    context.close()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_endless_texts_push_nothing_out_of_the_page(
    visit: Open,
    subject: Subject,
    poisoned: Callable[[Subject, str], Path],
    export: Callable[[Path, str], Path],
    viewport: dict[str, int],
) -> None:
    file = export(poisoned(subject, LONG), "en")
    opened = visit(file.as_uri(), viewport=viewport, offline=True)
    page = opened.page
    assert page.evaluate(WIDER) <= 0
    for card in opened.card_ids()[:3]:
        assert opened.open_card(card)
        popup = page.locator(".leaflet-popup").bounding_box()
        assert popup
        assert popup["x"] >= -1
        assert popup["x"] + popup["width"] <= viewport["width"] + 1
    panel = page.locator("#panel-body")
    assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0
    assert page.evaluate(WIDER) <= 0
    assert opened.complaints == []
