"""What holds for every input: routes that can be drawn and written, or an error with its place."""

import json
import math
import re
import signal
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay, OverlayFault, OverlayLimits, Problem
from geo_app.domain.overlay_geojson import positions_of
from geo_app.domain.overlay_measure import measure
from geo_app.errors import OverlayError, SwappedCoordinatesError
from geo_app.exporting.geojson import write_geojson
from geo_app.language.formats import Formats
from geo_app.overlays.airports import world_airports
from geo_app.overlays.context import ReadContext
from geo_app.overlays.gpx_runs import MARK
from geo_app.overlays.read import read_overlay
from geo_app.overlays.stops import StopFinder
from geo_app.render.overlays import overlay_document
from tests.fuzz.forms import Given
from tests.overlays.reading import no_airports

LANGUAGES = ("en", "zh-Hans", "ru", "ug")
SECONDS = 20.0
"""Of the processor: an input is small, and a real file would take forever."""
WAITED_SECONDS = 90.0
_WITH_AIRPORTS = 16
"""One input in so many knows the world's airports: the search for what was meant is slow."""
_NUMBERED = re.compile(r"\d|layer “")
_LIMIT = re.compile(r"\(setting overlay_")


class BrokenPromiseError(AssertionError):
    """A reader did something else than to read or to refuse."""


def judge(given: Given) -> str:
    """What is made of an input: "routes" or "refused".

    Raises:
        BrokenPromiseError: what was read, or what was said, is not as it should be.
        Exception: whatever else a reader raises, which it never should.
    """
    with _ending_in_time(), warnings.catch_warnings():
        warnings.simplefilter("error")  # one that a library raises is shown to the user too
        try:
            overlay = read(given)
        except OverlayError as error:
            _check_refusal(error, given)
            return "refused"
        _check_routes(overlay)
        _check_round_trip(overlay)
        if overlay.format == "gpx":
            _check_one_by_one(given, overlay)
        return "routes"


def read(given: Given) -> Overlay:
    """The overlay of an input, by a finder that has been asked nothing yet."""
    finder = copy(_finder(airports=zlib.crc32(given.content) % _WITH_AIRPORTS == 0))
    finder._known, finder._searches = {}, 0  # to make one anew would take most of the time
    limits = OverlayLimits(seconds=WAITED_SECONDS)
    context = ReadContext(stops=finder, whole=_corridor().whole, swap=given.swap, limits=limits)
    return read_overlay(given.content, given.name, context)


@cache
def _corridor() -> Corridor:
    return geo_app.load_corridor()


@cache
def _finder(*, airports: bool) -> StopFinder:
    return StopFinder(_corridor(), airports=world_airports if airports else no_airports)


@cache
def _gettext(language: str) -> Callable[[str], str]:
    return Formats(language).words.gettext


@contextmanager
def _ending_in_time() -> Iterator[None]:
    def end(*_: object) -> None:
        raise BrokenPromiseError(f"it takes more than {SECONDS:g} seconds")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _require(holds: object, what: str) -> None:
    if not holds:
        raise BrokenPromiseError(what)


def _check_refusal(error: OverlayError, given: Given) -> None:
    said = str(error)
    shown = given.name if given.name.isprintable() else repr(given.name)
    _require(said.startswith(f"{shown}: "), "the message does not name the file")
    _require(isinstance(error.problem, Problem), "its problem cannot be translated")
    _check_words(error.problem)
    _require(not _LIMIT.search(said), "a small file is over a limit")
    if isinstance(error, SwappedCoordinatesError):
        _require(given.swap is None, "it asks what was said")
        _require(_NUMBERED.search(str(error.problem.values["place"])), "it names no place")


def _check_words(problem: Problem) -> None:
    """Whether a message is one line of text in every language."""
    for language in LANGUAGES:
        text = problem.in_words(_gettext(language))
        _require(text.strip() and text.isprintable(), "a message holds what cannot be printed")
        text.encode()


def _check_fault(fault: OverlayFault) -> None:
    _check_words(fault.place)
    _check_words(fault.problem)
    _require(_NUMBERED.search(str(fault.place)), "a fault names no row or element")


def _check_routes(overlay: Overlay) -> None:
    _require(overlay.features, "it was read, but there is nothing in it")
    _require(0 <= overlay.drawn <= overlay.read, "the counts do not fit")
    for fault in overlay.faults:
        _check_fault(fault)
    for each in overlay.features:
        for longitude, latitude, *rest in positions_of(each.feature["geometry"]):
            _require(-180 <= longitude <= 180 and -90 <= latitude <= 90, "it is not on the earth")
            _require(all(math.isfinite(number) for number in rest), "a height is no number")
    measures = measure(overlay)
    numbers = (*measures.lengths_km, *(measures.bounds or ()))
    _require(all(map(math.isfinite, numbers)), "a length or the box is no number")
    text = json.dumps(overlay_document(overlay, str), ensure_ascii=False, allow_nan=False)
    text.encode()


def _check_round_trip(overlay: Overlay) -> None:
    """What is written is GeoJSON, and reads as what it was written from."""
    again = read(Given(write_geojson(overlay), "a.geojson", swap=False))
    _require(not any(fault.lost for fault in again.faults), "what is written has a fault")
    expected = [(each.feature["geometry"], each.method) for each in overlay.features]
    found = [(each.feature["geometry"], each.method) for each in again.features]
    _require(found == expected, "what is written reads otherwise")
    texts = [each.feature.get("properties") for each in overlay.features]
    _require(
        [each.feature.get("properties") for each in again.features] == texts,
        "the properties that are written read otherwise",
    )
    drawn = read(Given(write_geojson(overlay, densify=True), "a.geojson", swap=False))
    _require(not any(fault.lost for fault in drawn.faults), "what is drawn out has a fault")
    _require(len(drawn.features) == len(overlay.features), "what is drawn out lacks routes")


def _check_one_by_one(given: Given, overlay: Overlay) -> None:
    """Runs of points that are read at once are what they are one by one."""
    mark = f"<!--{MARK}-->"  # where the file has it already, no runs are taken
    utf16 = given.content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in given.content
    if not utf16:
        again = read(Given(given.content + mark.encode(), given.name, given.swap))
        _require(again == overlay, "points that are read one by one are others")
