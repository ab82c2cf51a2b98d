"""A run drives a sample of what users may do; with GEO_APP_EVERYTHING=1 it drives all of it."""

import os
from collections.abc import Sequence
from typing import TypeVar

EVERYTHING = bool(os.environ.get("GEO_APP_EVERYTHING"))
Case = TypeVar("Case")


def sample(cases: Sequence[Case], of_each: int, first: int = 0) -> tuple[Case, ...]:
    """Every so manieth of `cases`, from the one numbered `first`; all of them if asked for."""
    return tuple(cases if EVERYTHING else cases[first::of_each])
