"""What an eye sees on a screen: text that is cut, covered, laid over another or without glyphs."""

from pathlib import Path

from playwright.sync_api import Page

_PROBE = Path(__file__).with_name("looking.js").read_text("utf-8")


def find_faults(page: Page) -> list[str]:
    """What a reader would find wrong with the text that is on the screen now, in words."""
    found: list[str] = page.evaluate(_PROBE)
    return found
