"""Why a part of a file cannot be drawn, on its way from where it is noticed to the report."""

from geo_app.domain.overlay import Problem


class PartError(ValueError):
    """A part of a file cannot be used; the reader notes it with its place, and goes on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


_SHOWN = 60


def shown(text: object) -> str:
    """`text` as a message shows it: one line, what cannot be printed escaped, not too long."""
    plain = "".join(
        each if each.isprintable() else ascii(each)[1:-1] for each in str(text)[: _SHOWN + 1]
    )
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
