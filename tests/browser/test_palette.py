"""Contrast, and what is told apart: measured in the browser, in light and in dark."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import colours
from tests.browser.conftest import DESK, STARTED, Theme, Visit
from tests.colours import Colour
from tests.subjects import SUBJECTS, Subject

Open = Callable[..., Visit]
THEMES: tuple[Theme, ...] = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2: 1.4.3 and 1.4.11."""
FAR_APART = 20.0
"""Of CIE 1976; some 2.3 is just noticeable, 10 is seen at a glance."""

MEASURE = """async () => {
  const style = (element) => getComputedStyle(element);
  const one = (selector) => document.querySelector(selector);
  const grounds = {
    land: style(one('.area-land')).fill,
    sea: style(one('.folium-map')).backgroundColor,
  };
  const probe = one('.area-land').parentNode.appendChild(
    document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  for (let tint = 1; ; tint += 1) {
    probe.setAttribute('class', `tint-${tint}`);
    if (style(probe).fill === 'rgb(0, 0, 0)') break;
    grounds[`tint ${tint}`] = style(probe).fill;
  }
  const lineOf = (name) => {
    probe.setAttribute('class', `line ${name}`);
    const { stroke, strokeOpacity, strokeDasharray, strokeWidth } = style(probe);
    return { stroke, opacity: Number(strokeOpacity), dash: strokeDasharray, width: strokeWidth };
  };
  const lines = Object.fromEntries(['line-boundary', 'boundary-band', 'line-disputed', 'line-river',
    'line-road', 'line-road-casing', 'line-freight', 'line-passenger', 'line-context',
    'line-casing', 'line-casing line-context', 'line-tie'].map((name) => [name, lineOf(name)]));
  probe.remove();
  const marks = [...document.querySelectorAll('symbol')].map((symbol) => {
    const kind = symbol.id.replace('symbol-', '');
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawn.setAttribute('class', `mark mark-${kind}`);
    drawn.append(...[...symbol.children].map((each) => each.cloneNode()));
    document.body.append(drawn);
    const parts = [...drawn.children].map((each) => (
      { name: each.classList[0], fill: style(each).fill, stroke: style(each).stroke,
        shape: each.tagName + (each.getAttribute('d') || each.getAttribute('r') || '') }));
    drawn.remove();
    return { kind, parts };
  });
  const labels = [...document.querySelectorAll('.label .label-text, .label .label-more')].map(
    (each) => ({ name: each.parentNode.className, text: style(each).color,
      halo: style(each).textShadow.split(')')[0] + ')' }));
  const picture = one('img.relief');
  let relief = 0;
  if (picture) {
    // While the finer picture takes the light one's place there is nothing to decode.
    for (let turn = 0; turn < 50; turn += 1) {
      if (await picture.decode().then(() => true, () => false)) break;
      await new Promise((done) => { setTimeout(done, 100); });
    }
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 400];
    const paper = canvas.getContext('2d');
    paper.filter = style(picture).filter;
    paper.drawImage(picture, 0, 0, 400, 400);
    const alphas = paper.getImageData(0, 0, 400, 400).data.filter((_, index) => index % 4 === 3);
    relief = alphas.sort()[Math.floor(alphas.length * SHARE)] / 255;
  }
  return { grounds, lines, marks, labels, relief };
}"""
SHADED = 0.95
"""How much of the relief is no darker than what is measured against: the rest are specks."""


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    found: Theme = request.param
    return found


@pytest.fixture(
    scope="module",
    params=product(SUBJECTS, THEMES),
    ids=lambda look: f"{look[0].name}-{look[1]}",
)
def measured(
    browser: Browser, serve: Callable[[Path], str], request: pytest.FixtureRequest
) -> Iterator[dict[str, Any]]:
    """What is drawn of each corridor in each theme, with everything on the map."""
    subject, theme = request.param
    with browser.new_context(viewport=DESK, color_scheme=theme) as context:
        page = context.new_page()
        page.goto(f"{serve(subject.folder)}?layers={subject.all_layers}")
        page.locator(STARTED).wait_for()
        yield page.evaluate(MEASURE.replace("SHARE", str(SHADED)))


def grounds_of(measured: dict[str, Any]) -> dict[str, Colour]:
    """Every ground, in the light and in the relief's shade."""
    flat = {name: colours.read(text)[0] for name, text in measured["grounds"].items()}
    if not measured["relief"]:
        return flat
    shade = {
        f"{name} in the shade": colours.over((0, 0, 0), measured["relief"], colour)
        for name, colour in flat.items()
        if name != "sea"
    }
    return flat | shade


def test_names_on_the_map_are_read_on_every_ground(measured: dict[str, Any]) -> None:
    assert measured["labels"]
    faint = []
    for label, (name, ground) in product(measured["labels"], grounds_of(measured).items()):
        (halo, alpha), (text, _) = colours.read(label["halo"]), colours.read(label["text"])
        if (found := colours.contrast(text, colours.over(halo, alpha, ground))) < TEXT:
            faint.append(f"{label['name']} on {name}: {found:.2f}")
    assert not faint, "\n".join(faint)


CASINGS = {
    "line-boundary": "boundary-band",
    "line-disputed": "boundary-band",
    "line-river": None,
    "line-road": "line-road-casing",
    "line-freight": "line-casing",
    "line-passenger": "line-casing",
    "line-context": "line-casing line-context",
    "line-tie": None,
}
"""What lies beside each line; None: the ground itself."""


def test_lines_stand_out_from_what_lies_beside_them(measured: dict[str, Any]) -> None:
    faint = []
    for (line, casing), (name, ground) in product(CASINGS.items(), grounds_of(measured).items()):
        beside = _drawn(measured["lines"][casing], ground) if casing else ground
        found = colours.contrast(_drawn(measured["lines"][line], beside), beside)
        if found < GRAPHIC:
            faint.append(f"{line} on {name}: {found:.2f}")
    assert not faint, "\n".join(faint)


def _drawn(line: dict[str, Any], ground: Colour) -> Colour:
    colour, alpha = colours.read(line["stroke"])
    return colours.over(colour, alpha * line["opacity"], ground)


def test_marks_stand_out_from_what_lies_beside_them(measured: dict[str, Any]) -> None:
    faint = [
        f"{mark['kind']} on {name}: {found:.2f}"
        for mark in measured["marks"]
        for name, found in _mark_contrasts(mark["parts"], grounds_of(measured))
        if found < GRAPHIC
    ]
    assert not faint, "\n".join(faint)


def _mark_contrasts(
    parts: list[dict[str, Any]], grounds: dict[str, Colour]
) -> Iterator[tuple[str, float]]:
    """The mark against its halo, where it has one, else every ground; then its sign against it."""
    halo = next((part for part in parts if part["name"] == "mark-halo"), None)
    beside = {"its halo": colours.read(halo["fill"])[0]} if halo else grounds
    for name, ground in beside.items():
        yield name, colours.contrast(_body(parts), ground)
    for sign in (part for part in parts if part["name"] in ("mark-sign", "mark-glyph")):
        yield "the mark itself, its sign", _sign_contrast(parts, sign)


def _body(parts: list[dict[str, Any]]) -> Colour:
    return _hue(next(part for part in parts if part["name"] != "mark-halo"))


def _hue(part: dict[str, Any]) -> Colour:
    """What a part is seen by: its line where it has one, else its area."""
    return colours.read(part["fill"] if part["stroke"] == "none" else part["stroke"])[0]


def _sign_contrast(parts: list[dict[str, Any]], sign: dict[str, Any]) -> float:
    inside = next(part for part in parts if part["name"] in ("mark-body", "mark-hollow"))
    return colours.contrast(_hue(sign), colours.read(inside["fill"])[0])


PAIRS = (("line-freight", "line-passenger"), ("line-boundary", "line-disputed"))


def test_lines_that_mean_different_things_differ_in_pattern_and_width_or_hue(
    measured: dict[str, Any],
) -> None:
    for one, other in PAIRS:
        first, second = measured["lines"][one], measured["lines"][other]
        assert first["dash"] != second["dash"], (one, other)
    (freight, _), (passenger, _) = (
        colours.read(measured["lines"][name]["stroke"]) for name in PAIRS[0]
    )
    for deficiency in colours.DEFICIENCIES:
        assert colours.seen_apart(freight, passenger, deficiency) >= FAR_APART, deficiency


def test_kinds_of_places_differ_in_shape_and_land_port_from_airport_in_hue(
    measured: dict[str, Any],
) -> None:
    shapes = {tuple(part["shape"] + part["name"] for part in m["parts"]) for m in measured["marks"]}
    assert len(shapes) == len(measured["marks"])
    bodies = {mark["kind"]: _body(mark["parts"]) for mark in measured["marks"]}
    for deficiency in colours.DEFICIENCIES:
        apart = colours.seen_apart(bodies["land_port"], bodies["airport_port"], deficiency)
        assert apart >= FAR_APART, deficiency


TEXTS = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const backgrounds = (element) => {
    const halo = getComputedStyle(element).textShadow;
    const found = halo === 'none' ? [] : [halo.split(')')[0] + ')'];
    for (let each = element; each; each = each.parentElement) {
      const [, , , alpha = 1] = parse(getComputedStyle(each).backgroundColor);
      if (alpha) found.push(getComputedStyle(each).backgroundColor);
      if (alpha === 1) break;
    }
    return found;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest(
      'script, style, .label, .visually-hidden, :disabled, .leaflet-disabled')) continue;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const told = { text: getComputedStyle(element).color, on: backgrounds(element) };
    found.set(JSON.stringify(told), { ...told, at: element.className || element.tagName });
  }
  return [...found.values()];
}"""


def test_every_text_of_the_page_is_read_on_what_it_stands_on(
    visit: Open, site: str, theme: Theme, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en", theme=theme)
    page, found = opened.page, list[dict[str, Any]]()
    worst = page.evaluate(MEASURE.replace("SHARE", str(SHADED)))
    for tab in page.get_by_role("tab").all():
        tab.click()
        found += page.evaluate(TEXTS)
    page.get_by_role("tab", name="Story").click()
    page.get_by_role("link", name="Start the story").click()
    found += page.evaluate(TEXTS)
    for card in (subject.corridor.hub, *opened.card_ids()[-1:]):
        opened.open_card(card)
        found += page.evaluate(TEXTS)
    assert len(found) > 20
    faint = []
    for told, ground in product(found, grounds_of(worst).values()):
        for layer in reversed(told["on"]):
            ground = colours.over(*colours.read(layer), ground)  # noqa: PLW2901 - painted over
        if (ratio := colours.contrast(colours.read(told["text"])[0], ground)) < TEXT:
            faint.append(f"{told['at']} {told['text']} on {told['on']}: {ratio:.2f}")
    assert not faint, "\n".join(sorted(set(faint)))
