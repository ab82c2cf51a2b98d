"""In a language of bracketed, longer messages no layout breaks, and no message lacks brackets."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel import Locale

from geo_app.formats import FORMATS
from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.looking import find_faults
from tests.browser.test_screens import picture, walk
from tests.pseudo import PSEUDO, copy_program, stretch, teach, texts_of
from tests.running import serving
from tests.sampling import EVERYTHING
from tests.subjects import KASHGAR

SAID = """() => {
  const attributes = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt', 'content'];
  const found = new Set([document.title]);
  const add = (text) => text && found.add(text.replace(/\\s+/g, ' ').trim());
  add(document.querySelector('meta[name="description"]').content);
  document.body.querySelectorAll('*').forEach((each) => {
    if (each.matches('script, style, noscript, option[value]')) return;
    attributes.forEach((name) => add(each.getAttribute(name)));
    // Words within words: what is found, and what is in another language.
    if (each.matches('mark, bdi, span[lang]')) return;
    const isMixed = each.querySelector(':scope > :is(mark, bdi, span[lang])');
    if (isMixed) add(each.textContent);
    else each.childNodes.forEach((node) => node.nodeType === Node.TEXT_NODE && add(node.data));
  });
  return [...found];
}"""
"""Every text of the page, seen or only heard."""
INNERMOST = re.compile(r"\[[^\[\]]*\]")
CLDR = (
    *month_name[1:],
    *(month[:3] for month in month_name[1:]),
    *("billion", "million", "thousand", "PM", "AM", "km", "and", "United Kingdom"),
    *("English", "中文", "简体", "繁體", "русский", "ئۇيغۇرچە"),
)
"""Words that come with the numbers, the dates and the names of languages."""
NAMES = ("Leaflet", "airportsdata", "flights", "N", "E", "m", *(f"(.{each})" for each in FORMATS))
ADDRESS = re.compile(r"https?://\S+|^(?:WGS 84|geo_app)$")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of the real program that has learned the language, and its corridor's folder."""
    home = tmp_path_factory.mktemp("pseudo")
    folder = teach(home / "corridor")
    program = copy_program(home / "program")
    with serving("--corridor", str(folder), program=program) as served:
        yield f"{served.address}?lang={PSEUDO}", folder


def unwrapped(said: list[str], known: list[str]) -> list[str]:
    """What of the texts stands in no brackets, and is neither a number nor of those `known`."""
    alternatives = "|".join(map(re.escape, known)).replace(r"\{number\}", "[0-9,.]+")
    words = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    left = []
    for text in said:
        rest = ADDRESS.sub("", text)
        while INNERMOST.search(rest):
            rest = INNERMOST.sub(" ", rest)
        rest = words.sub("", rest)
        if any(each.isalpha() for each in rest):
            left.append(f"{rest.strip()} ← {text}")
    return left


def scenes(opened: Visit, width: int) -> Iterator[str]:
    """Those of every language, and the notices, tools and answers that they pass by."""
    page = opened.page
    yield from walk(opened, KASHGAR, width)
    page.locator(".map-tool-table").evaluate("each => each.click()")
    yield "table"
    page.locator("#table-filter").fill("there is no such row")
    yield "table-none"
    page.locator("#table-close").click()
    page.locator(".search input").fill("kashgar")
    page.locator(".finding").first.wait_for()
    yield "found"
    page.locator(".search input").fill("there is no such place")
    page.locator(".finding").first.wait_for(state="detached")
    yield "found-none"
    page.locator(".search input").fill("")
    page.keyboard.press("Escape")
    page.evaluate("geoApp.showHome(geoApp.viewOf(map_corridor))")
    page.locator(".map-tool-measure").evaluate("each => each.click()")
    yield "measure"
    for _ in range(2):
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowUp")
        opened.rest()
    page.keyboard.press("Enter")
    yield "measured"
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'chapter=none&view=north'")
    page.locator(".notice").wait_for()
    yield "bad-address"


@pytest.mark.parametrize(
    "viewport", [DESK, PHONE] if EVERYTHING else [DESK], ids=lambda each: str(each["width"])
)
def test_longer_messages_break_no_layout_and_none_is_left_in_english(
    visit: Callable[..., Visit], pseudo: tuple[str, Path], viewport: dict[str, int]
) -> None:
    address, folder = pseudo
    own = set(texts_of(folder))
    own |= {*CLDR, *NAMES, *re.split("[,\n]", KASHGAR.routes.read_text("utf-8"))} - {""}
    own |= {str(Locale("en").territories[code]) for code in KASHGAR.corridor.countries}
    known = sorted(own, key=len, reverse=True)
    opened = visit(address, viewport=viewport)
    faults: dict[str, list[str]] = {}
    english: dict[str, str] = {}
    for scene in scenes(opened, viewport["width"]):
        opened.rest()
        picture(opened.page, f"pseudo-{viewport['width']}-{scene}")
        if found := find_faults(opened.page):
            faults[scene] = found
        for text in unwrapped(opened.page.evaluate(SAID), known):
            english.setdefault(text, scene)
    assert not faults
    assert not english, "\n".join(f"{scene}: {text}" for text, scene in english.items())


def test_a_stretched_message_keeps_its_places_and_is_two_fifths_longer() -> None:
    message = "%(shown)s of %(all)s shown"
    stretched = stretch(message)
    assert stretched.startswith(f"[{message} ")
    assert stretched.endswith("]")
    assert len(stretched) >= len(message) + 0.4 * len(" of  shown")
