"""A line on the terminal while something takes its time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from geo_app.domain.text import visible

PATIENCE_SECONDS = 1.0
"""What is done by then needs no line."""
_ERASE_LINE = "\r\x1b[K"


@contextmanager
def telling_progress(what: str) -> Iterator[None]:
    """Say on standard error, if it is a terminal, how long `what` has taken; the line goes again.

    How much is still to do is not known before it is done; so seconds are told, and no share.
    """
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    teller = Thread(target=_tell, args=(visible(what), done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, done: Event) -> None:
    began = time.monotonic()
    told = False
    while not done.wait(PATIENCE_SECONDS):
        told = True
        sys.stderr.write(f"{_ERASE_LINE}{what} … {time.monotonic() - began:.0f} s")
        sys.stderr.flush()
    if told:
        sys.stderr.write(_ERASE_LINE)
        sys.stderr.flush()
