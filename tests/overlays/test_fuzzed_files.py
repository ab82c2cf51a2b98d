"""Whatever a file holds, it is read or refused with a message; what once broke stays mended.

The campaign is `python -m tests.fuzz`; here are a few of its inputs, and all that it found.
"""

from pathlib import Path

import pytest

from tests.fuzz.campaign import Block, run_block
from tests.fuzz.corpus import kept, load
from tests.fuzz.forms import FORMS
from tests.fuzz.gdal import reused_process
from tests.fuzz.oracle import judge
from tests.sampling import EVERYTHING

INPUTS = 1000 if EVERYTHING else 40
IN_PROCESS = ("csv", "geojson", "gpx", "kml", "kmz", "any")


@pytest.mark.parametrize("form", FORMS if EVERYTHING else IN_PROCESS)
def test_any_file_is_read_or_refused_with_its_place(form: str) -> None:
    tally = run_block(Block(form, INPUTS, 7))
    assert not tally.broken
    assert {"routes", "refused"} <= set(tally.outcomes)


def test_what_once_broke_a_reader_is_read_or_refused() -> None:
    with reused_process():
        broken = {path.name: failure for path in kept() if (failure := _failure(path))}
    assert broken == {}


def _failure(path: Path) -> str:
    try:
        judge(load(path))
    except Exception as error:  # whatever it is, the others are to be tried too
        return repr(error)
    return ""
