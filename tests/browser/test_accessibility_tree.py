"""What a screen reader is given: the page, tabs, chapters and a card of each kind, as trees.

`GEO_APP_REWRITE=1 pytest tests/browser/test_accessibility_tree.py` writes the trees anew; read the
difference before it is committed.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_accessibility import find_card_of_each_kind
from tests.sampling import EVERYTHING
from tests.static_host import PREFIX
from tests.subjects import SUBJECTS

TREES = Path(__file__).parent.parent / "data" / "accessibility"
LANGUAGES = SUBJECTS[0].corridor.languages
REWRITE = bool(os.environ.get("GEO_APP_REWRITE"))


def read_tree(opened: Visit) -> str:
    """The page at its first view, its other tabs, its chapters, then a card of each kind."""
    page = opened.page
    parts = {"page": page.locator("body").aria_snapshot()}
    for tab in ("layers", "routes"):
        page.locator(f"#tab-{tab}").click()
        parts[tab] = page.locator(f"#pane-{tab}").aria_snapshot()
    page.locator("#tab-story").click()
    for chapter in page.locator("#pane-story .story-contents a").all():
        chapter.click()
        told = page.locator("#pane-story .chapter:visible")
        parts[f"chapter {told.get_attribute('data-id')}"] = told.aria_snapshot()
    page.keyboard.press("Escape")
    for kind, card in sorted(find_card_of_each_kind(opened).items()):
        opened.open_card(card)
        parts[kind] = page.locator(".leaflet-popup").aria_snapshot()
    return "\n".join(f"# {name}\n{tree}\n" for name, tree in parts.items())


def leave_out_hosting(tree: str) -> str:
    """A tree without what a static site says otherwise: where links lead, and who reads routes."""
    tree = re.sub(r" *- /url: .*\n", "", tree)
    return re.sub(r"^# routes\n.*?(?=^# )", "", tree, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("tag", LANGUAGES if EVERYTHING or REWRITE else LANGUAGES[:1])
def test_a_screen_reader_is_given_what_was_read_and_approved(
    visit: Callable[..., Visit], server: str, tag: str
) -> None:
    file = TREES / f"{tag}.yaml"
    tree = read_tree(visit(f"{server}?lang={tag}"))
    if REWRITE:
        file.write_text(tree, "utf-8")
    approved = file.read_text("utf-8")
    if PREFIX in server:
        tree, approved = leave_out_hosting(tree), leave_out_hosting(approved)
    assert tree == approved, "GEO_APP_REWRITE=1 writes it anew: read the difference"
