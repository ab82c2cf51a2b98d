"""A run drives a sample of what users may do; with GEO_APP_EVERYTHING=1 it drives all of it.

All of it is with a server, as a file and on the static site. With GEO_APP_SITE=1 the browser tests
drive the sample on the static site alone.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

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
