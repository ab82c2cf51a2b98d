"""What has the focus, and whether a reader sees that."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.colours import contrast, over, read

_FOCUS = (Path(__file__).parent / "focus.js").read_text("utf-8")
LEAST_CONTRAST = 3
"""WCAG 2.2, 1.4.11."""
LEAST_WIDTH = 2


def find_focus(page: Page) -> dict[str, Any] | None:
    """What has the focus, or None where nothing of the page has it."""
    found: dict[str, Any] | None = page.evaluate(_FOCUS)
    return found


def assert_focus_is_seen(focus: dict[str, Any]) -> None:
    """Fail where the focus has no ring of enough contrast, or lies covered (WCAG 2.4.7, 2.4.11)."""
    tag, ring = focus["tag"], focus["ring"]
    assert focus["visible"], tag
    assert focus["uncovered"], tag
    assert ring["width"] >= LEAST_WIDTH, tag
    colour, alpha = read(ring["colour"])
    for ground in (read(each)[0] for each in focus["grounds"]):
        assert contrast(over(colour, alpha * ring["alpha"], ground), ground) >= LEAST_CONTRAST, tag
