"""Inputs that coverage guides: `python -m tests.fuzz.guided --form gpx --runs 20000 --seed 1`.

Atheris (`pip install '.[fuzz]'`) changes bytes and keeps what reaches code that nothing reached
before; the oracle is that of the campaign. It reads the forms that are read in this process.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["geo_app.overlays", "geo_app.domain"]):
    from tests.fuzz.oracle import judge

from tests.fuzz.archives import pack
from tests.fuzz.campaign import Tally, name_of
from tests.fuzz.corpus import keep
from tests.fuzz.forms import SWAPS, Given
from tests.fuzz.mutations import mutate

DATA = Path(__file__).resolve().parent.parent / "data" / "overlays"
NAMES = {
    "csv": "a.csv",
    "wkt": "a.csv",
    "geojson": "a.geojson",
    "gpx": "a.gpx",
    "kml": "a.kml",
    "kmz": "a.kmz",
}
LONGEST = 4096
_BY_LIBFUZZER = 0.5


def main() -> None:
    """Run, tell what came of it, and keep what broke something; the exit code is 1 if it did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--form", choices=NAMES, required=True)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally, counts = Tally(), Counter[str]()

    def try_one(data: bytes) -> None:
        given = _given(asked.form, data)
        counts["runs"] += 1
        try:
            tally.outcomes[judge(given)] += 1
        except Exception as error:  # whatever it is: that is what is looked for
            tally.outcomes["broken"] += 1
            tally.note(name_of(error), given)
        if counts["runs"] == asked.runs:
            _tell(tally, asked)

    with tempfile.TemporaryDirectory() as folder:
        for at, content in enumerate(_starts(asked.form)):
            (Path(folder) / str(at)).write_bytes(content)
        options = [f"-runs={asked.runs}", f"-seed={asked.seed}", f"-max_len={LONGEST}"]
        atheris.Setup([sys.argv[0], *options, folder], try_one, custom_mutator=_change)
        atheris.Fuzz()


def _change(data: bytes, most: int, seed: int) -> bytes:
    """Bytes as libFuzzer changes them, or as the campaign does, which knows numbers and letters."""
    random = Random(seed)  # noqa: S311 - the same at any time
    if random.random() < _BY_LIBFUZZER:
        changed: bytes = atheris.Mutate(data, most)
        return changed
    return mutate(data, random)[:most]


def _given(form: str, data: bytes) -> Given:
    """An input: the first byte says what the user said of swapped coordinates."""
    swap, content = SWAPS[data[0] % len(SWAPS)] if data else None, data[1:]
    if form == "wkt":
        quoted = content.replace(b'"', b"")
        content = b'wkt\n"' + quoted + b'"\n'
    if form == "kmz" and not content.startswith(b"PK"):
        content = pack({"doc.kml": content}, 8)
    return Given(content, NAMES[form], swap)


def _starts(form: str) -> list[bytes]:
    """The files of the tests that are of a form."""
    if form == "wkt":
        lines = (DATA / "wkt.csv").read_bytes().splitlines()
        return [b"\0" + line.partition(b'"')[2].partition(b'"')[0] for line in lines]
    endings = {"kmz": ("*.kmz", "*.kml")}.get(form, (f"*.{form}",))
    return [
        b"\0" + path.read_bytes()[: LONGEST - 1]
        for ending in endings
        for path in sorted(DATA.glob(ending))
    ]


def _tell(tally: Tally, asked: argparse.Namespace) -> None:
    said = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.outcomes.items()))
    print(f"{asked.form}: seed {asked.seed}, {asked.runs:,} runs: {said}")
    for fault, given in sorted(tally.broken.items()):
        print(f"  {fault}\n    kept as {keep(given, asked.form, fault).name}")
    sys.stdout.flush()
    if tally.broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
