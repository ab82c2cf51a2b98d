"""The command of the campaign; its exit code is 1 if an input broke something."""

import argparse
import sys
import time
from collections import defaultdict

from tests.fuzz.campaign import Tally, blocks_of, run_blocks, shares
from tests.fuzz.corpus import keep
from tests.fuzz.forms import FORMS


def main() -> int:
    """Run the campaign, tell what came of it, and keep what broke something."""
    asked = _arguments()
    counts = {asked.form: asked.inputs} if asked.form else shares(asked.inputs)
    blocks = [
        block for form, count in counts.items() for block in blocks_of(form, count, asked.seed)
    ]
    tallies: dict[str, Tally] = defaultdict(Tally)
    start = last = time.monotonic()
    spent: dict[str, float] = defaultdict(float)
    for block, tally in run_blocks(blocks, asked.jobs):
        tallies[block.form].add(tally)
        now = time.monotonic()
        spent[block.form] += now - last
        last = now
        done = sum(sum(each.outcomes.values()) for each in tallies.values())
        sys.stderr.write(f"\r{block.form}: {done:,} inputs, {now - start:.0f} s ")
    sys.stderr.write("\n")
    return _tell(tallies, spent, asked.seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000, help="how many, of all forms together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, help="only these")
    parser.add_argument("--jobs", type=int, default=1, help="processes; the inputs are the same")
    return parser.parse_args()


def _tell(tallies: dict[str, Tally], spent: dict[str, float], seed: int) -> int:
    print(f"seed {seed}")
    total = Tally()
    for form, tally in tallies.items():
        said = ", ".join(f"{count:,} {what}" for what, count in sorted(tally.outcomes.items()))
        count = sum(tally.outcomes.values())
        print(f"{form:8} {count:7,} inputs in {spent[form]:5.0f} s: {said}")
        for fault, given in sorted(tally.broken.items()):
            print(f"  {fault}\n    kept as {keep(given, form, fault).name}")
        total.add(tally)
    print(f"in all   {sum(total.outcomes.values()):7,} inputs; digest {total.digest[:16]}")
    return 1 if total.broken else 0


if __name__ == "__main__":
    sys.exit(main())
