"""The command of the campaign; its exit code is 1 if an input broke something."""

import argparse
import sys
import time
from itertools import groupby

from tests.fuzz.campaign import Tally, blocks_of, run_blocks, shares
from tests.fuzz.corpus import keep
from tests.fuzz.forms import FORMS


def main() -> int:
    """Run the campaign, tell what came of each form, and keep what broke something."""
    asked = _arguments()
    counts = {asked.form: asked.inputs} if asked.form else shares(asked.inputs)
    blocks = [
        block for form, count in counts.items() for block in blocks_of(form, count, asked.seed)
    ]
    print(f"seed {asked.seed}")
    total = Tally()
    for form, found in groupby(run_blocks(blocks, asked.jobs), key=lambda each: each[0].form):
        tally, start = Tally(), time.monotonic()
        for _, of_block in found:
            tally.add(of_block)
            sys.stderr.write(f"\r{form}: {tally.inputs:,} inputs ")
        sys.stderr.write("\r")
        _tell(form, tally, time.monotonic() - start)
        total.add(tally)
    print(f"in all   {total.inputs:7,} inputs; digest {total.digest[:16]}")
    return 1 if total.broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000, help="how many, of all forms together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, help="only these")
    parser.add_argument("--jobs", type=int, default=1, help="processes; the inputs are the same")
    return parser.parse_args()


def _tell(form: str, tally: Tally, seconds: float) -> None:
    said = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.outcomes.items()))
    print(f"{form:8} {tally.inputs:7,} inputs in {seconds:5.0f} s: {said}")
    for fault, given in sorted(tally.broken.items()):
        print(f"  {fault}\n    kept as {keep(given, form, fault).name}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
