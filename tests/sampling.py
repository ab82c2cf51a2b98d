"""A run drives a sample of what users may do; with GEO_APP_EVERYTHING=1 it drives all of it."""

import os
from collections.abc import Sequence
from typing import TypeVar

from tests.subjects import SUBJECTS, Subject

EVERYTHING = bool(os.environ.get("GEO_APP_EVERYTHING"))
Case = TypeVar("Case")
WAYS = ("page", "file") if EVERYTHING else ("either",)
"""How a reader comes to a map: from a server, as a file, or each corridor in one way of the two."""


def is_page(way: str, subject: Subject) -> bool:
    """Whether `way` is the page of a server; where it is either, the first corridor is a file."""
    return way == "page" or (way == "either" and subject is not SUBJECTS[0])


def sample(cases: Sequence[Case], of_each: int, first: int = 0) -> tuple[Case, ...]:
    """Every so manieth of `cases`, from the one numbered `first`; all of them if asked for."""
    return tuple(cases if EVERYTHING else cases[first::of_each])
