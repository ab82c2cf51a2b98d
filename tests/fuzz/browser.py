"""The browser's readers against Python's: `python -m tests.fuzz.browser --inputs 5000 --seed 1`.

Every input must give the same items and the same faults, or the same refusal, in both. It needs a
Chromium, by preference the one that the variable CHROMIUM names. Left out are files that the
browser says need a server, and the words for bytes that are no text, which the two find in
another order.
"""

import argparse
import base64
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import geo_app
from tests.browser.test_overlay_reading import READ, without_airports
from tests.conftest import CHROMIUM_NAMES
from tests.fuzz.campaign import Block, Tally, blocks_of, run_block
from tests.fuzz.corpus import keep
from tests.fuzz.forms import Given
from tests.overlays.test_shared_cases import read_case
from tests.running import run_geo_app

FORMS = ("csv", "geojson")
READ_ALL = f"""async (files) => {{
  const read = {READ};
  const found = [];
  for (const file of files) {{
    try {{
      found.push(await read(file));
    }} catch (failure) {{
      found.push({{ raised: String(failure) }});
    }}
  }}
  return JSON.stringify(found);
}}"""
_NO_TEXT = (
    *("it holds NUL", "it is no text", "none of the formats", "its ending", "the file is empty"),
)
_NO_JSON = (
    *("it is not valid JSON", "NaN", "Infinity", "-Infinity", "the number", "a number in it", "“"),
    *("it is nested more", "its coordinate reference system"),
)
"""Which of several faults of a JSON text is said is a matter of the order of reading."""
_NO_HEADER = "its quotation marks do not match"
"""The browser takes the rest of the file as one header, and finds no columns in it."""
_PARTICULAR = re.compile(r"“.*”|-?\d[\d.e+-]*")
"""What the two write otherwise, as numbers, or where JSON breaks."""


def main() -> int:
    """Compare, tell the differences, and keep an input of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.browser", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally = Tally()
    with opened_file() as page:
        for form in FORMS:
            for block in blocks_of(form, asked.inputs // len(FORMS), asked.seed):
                compare_block(page, block, tally)
    print(f"seed {asked.seed}: {dict(sorted(tally.outcomes.items()))}")
    for fault, given in sorted(tally.broken.items()):
        print(f"  {fault}\n    kept as {keep(given, 'browser', fault).name}")
    return 1 if tally.broken else 0


@contextmanager
def opened_file() -> Iterator[Page]:
    """An exported file in a browser, offline, with what reads routes loaded."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "map.html"
        run_geo_app("export", str(file), "--lang", "en")
        browser = playwright.chromium.launch(executable_path=found)
        page = browser.new_context(offline=True).new_page()
        page.goto(file.as_uri())
        page.locator(".leaflet-marker-icon").first.wait_for()
        page.evaluate("geoApp.loadOverlays(geoApp.viewOf(map_corridor))")
        yield page
        browser.close()


def compare_block(page: Page, block: Block, tally: Tally) -> None:
    """Read the inputs of a block in both, and count what is alike."""
    inputs: list[Given] = []

    def collect(given: Given) -> str:
        inputs.append(given)
        return "drawn"

    run_block(block, collect)
    ending = f"a.{block.form}"
    files = [
        [
            ending,
            base64.b64encode(each.content).decode(),
            {} if each.swap is None else {"swap": each.swap},
        ]
        for each in inputs
    ]
    for given, found in zip(inputs, json.loads(page.evaluate(READ_ALL, files)), strict=True):
        outcome, difference = compare(Given(given.content, ending, given.swap), found)
        tally.outcomes[outcome] += 1
        if difference:
            tally.note(difference, Given(given.content, ending, given.swap))


def compare(given: Given, found: dict[str, Any]) -> tuple[str, str]:
    """What came of an input in the browser, and how that differs from Python, if it does."""
    if "server" in str(found.get("error", "")):
        return "needs the server", ""
    case = {"file": given.name, "base64": base64.b64encode(given.content), "swap": given.swap}
    expected = read_case(case, geo_app.load_corridor())
    errors = [str(each.get("error", "")) for each in (found, expected)]
    if any(error.startswith(_NO_TEXT) for error in errors):
        return "no text", ""
    if all(error.startswith(_NO_JSON) for error in errors):
        return "no JSON", ""
    if all(errors) and errors[1].startswith(_NO_HEADER):
        return "no header", ""
    found, expected = plain(without_airports(found)), plain(expected)
    for key in sorted(found | expected):
        if found.get(key) != expected.get(key):
            return "differs", name_of(key, found.get(key), expected.get(key))
    return "refused alike" if "error" in found else "read alike", ""


def plain(value: Any) -> Any:
    """A value with every number as the browser has it, and messages without what is particular."""
    match value:
        case bool() | None:
            return value
        case int() | float():
            return float(value)
        case dict():
            return {
                key: _PARTICULAR.sub("#", each)
                if key in ("text", "error") and isinstance(each, str)
                else plain(each)
                for key, each in value.items()
            }
        case list():
            return [plain(each) for each in value]
        case _:
            return value


def _plain_member(key: str, value: Any) -> Any:
    if key in ("text", "error") and isinstance(value, str):
        return _PARTICULAR.sub("#", value)
    return plain(value)


def name_of(key: str, found: Any, expected: Any) -> str:
    """A difference in a line, without what is particular to one input."""
    if isinstance(found, list) and isinstance(expected, list):
        pairs = zip(found, expected, strict=False)
        found, expected = next((pair for pair in pairs if pair[0] != pair[1]), (found, expected))
    said = (_PARTICULAR.sub("#", str(each))[:150] for each in (found, expected))
    return f"{key}: the browser has {next(said)}; Python has {next(said)}"


if __name__ == "__main__":
    sys.exit(main())
