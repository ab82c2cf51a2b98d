"""Numbers of attributes and texts in XML."""

import math
import re

_NUMBER = re.compile(
    r"\s*[+-]?(?:\d{1,30}\.?\d{0,30}|\.\d{1,30})(?:[eE][+-]?\d{1,3})?\s*", re.ASCII
)


def plain_float(text: str) -> float | None:
    """A finite number in the usual notation; None for anything else, NaN and infinity too."""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None
