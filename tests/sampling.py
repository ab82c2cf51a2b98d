"""A run drives a sample of what users may do; with GEO_APP_EVERYTHING=1 it drives all of it.

All of it is with a server, as a file and on the static site. With GEO_APP_SITE=1 the browser tests
drive the sample on the static site alone.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar
from zlib import crc32

from geo_app.domain.corridor import Corridor
from tests.subjects import SUBJECTS, Subject

EVERYTHING = bool(os.environ.get("GEO_APP_EVERYTHING"))
ONLY_SITE = bool(os.environ.get("GEO_APP_SITE"))
HOSTS = ("site",) if ONLY_SITE else ("server", "site") if EVERYTHING else ()
"""Who serves the pages of the browser tests: without any said, our server."""
Case = TypeVar("Case")
WAYS = ("page", "file") if EVERYTHING else ("either",)
"""How a reader comes to a map: from a server, as a file, or each corridor in one way of the two."""


def is_page(way: str, subject: Subject) -> bool:
    """Whether `way` is the page of a server; where it is either, the first corridor is a file."""
    return way == "page" or (way == "either" and (bool(HOSTS) or subject is not SUBJECTS[0]))


def site_languages(corridor: Corridor) -> tuple[str, ...]:
    """Those in which static sites are built: the first and the last, or all."""
    every = corridor.languages
    return every if EVERYTHING or HOSTS else tuple(dict.fromkeys((every[0], every[-1])))


def sample(cases: Sequence[Case], of_each: int, first: int = 0) -> tuple[Case, ...]:
    """Every so manieth of `cases`, from the one numbered `first`; all of them if asked for."""
    return tuple(cases if EVERYTHING else cases[first::of_each])


def thin_out(cases: Mapping[str, tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """Of the cases of each test, those that a run drives.

    Together they show every value of each parameter; where three parameters vary, every two values
    of different ones at once. Which values meet depends on the test's name, so that over many
    tests each meets each.

    Args:
        cases: by a case's name, its test and its value of each parameter.
    """
    of_test: dict[str, dict[str, Mapping[str, str]]] = {}
    for name, (test, values) in cases.items():
        of_test.setdefault(test, {})[name] = values
    for test, given in of_test.items():
        yield from _cover(given, crc32(test.encode()))


def _cover(given: Mapping[str, Mapping[str, str]], seed: int) -> Iterator[str]:
    """The case that shows most of what is still to be shown, until nothing is left."""
    values = {each for case in given.values() for each in case.items()}
    varying = [name for name, count in Counter(name for name, _ in values).items() if count > 1]
    at_once = 2 if len(varying) > 2 else min(1, len(varying))
    shown = {
        name: set(combinations([(each, case[each]) for each in sorted(varying)], at_once))
        for name, case in given.items()
    }
    names = sorted(shown, key=lambda name: crc32(name.encode(), seed))
    left = set().union(*shown.values())
    while left:
        best = max(names, key=lambda name: len(shown[name] & left))
        left -= shown[best]
        yield best
