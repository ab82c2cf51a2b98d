"""Why a part of a file cannot be drawn, on its way from where it is noticed to the report."""

import json

from geo_app.domain.overlay import Problem


class PartError(ValueError):
    """A part of a file cannot be used; the reader notes it with its place, and goes on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


_SHOWN = 60
_LARGE = 1e15


def shown(value: object) -> str:
    """A value as a message shows it: one line, what cannot be printed escaped, not too long."""
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    plain = "".join(
        each if each.isprintable() else ascii(each)[1:-1] for each in text[: _SHOWN + 1]
    )
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def shown_number(value: float) -> str:
    """A number of degrees as a message shows it, to a millionth."""
    rounded = round(float(value), 6)
    return str(int(rounded)) if rounded.is_integer() and abs(rounded) < _LARGE else repr(rounded)
