"""Runs blocks of inputs, each by its own seed: the same inputs however many processes there are."""

import hashlib
import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.forms import FORMS, VARIANTS, Given
from tests.fuzz.gdal import reused_process
from tests.fuzz.oracle import judge

BLOCK = 500
_APART = 1_000_003
"""Between the seeds of a campaign, so that no two campaigns share blocks."""
_PARTICULAR = re.compile(r"“.*”|'[^']*'|0x[0-9a-f]+|-?\d[\d.e+-]*")
"""What differs from one input to the next that breaks the same."""


@dataclass(frozen=True, slots=True)
class Block:
    """So many inputs of a form, drawn by a seed."""

    form: str
    count: int
    seed: int


@dataclass(slots=True)
class Tally:
    """What came of inputs.

    Attributes:
        outcomes: how many were read, refused or broke something.
        broken: the smallest input that broke each thing, by what it broke.
        digest: of every input and what came of it: the same for the same seed.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, Given] = field(default_factory=dict)
    digest: str = ""

    @property
    def inputs(self) -> int:
        """How many there were."""
        return sum(self.outcomes.values())

    def add(self, other: "Tally") -> None:
        """Add what came of other inputs."""
        self.outcomes += other.outcomes
        for fault, one in other.broken.items():
            self.note(fault, one)
        self.digest = hashlib.sha256((self.digest + other.digest).encode()).hexdigest()

    def note(self, fault: str, one: Given) -> None:
        """Keep the smallest input that broke something."""
        known = self.broken.get(fault)
        if known is None or len(one.content) < len(known.content):
            self.broken[fault] = one


def blocks_of(form: str, count: int, campaign: int) -> Iterator[Block]:
    """The blocks of a form in a campaign."""
    base = campaign * _APART + 10_000 * list(FORMS).index(form)
    for at, start in enumerate(range(0, count, BLOCK)):
        yield Block(form, min(BLOCK, count - start), base + at)


def shares(inputs: int) -> dict[str, int]:
    """How many inputs of each form make a campaign."""
    counts = {name: inputs * form.share // 100 for name, form in FORMS.items()}
    counts["csv"] += inputs - sum(counts.values())
    return counts


def run_block(block: Block, judge: Callable[[Given], str] = judge) -> Tally:
    """What comes of the inputs of a block."""
    form, tally, digest = FORMS[block.form], Tally(), hashlib.sha256()

    @seed(block.seed)
    @settings(
        max_examples=-(-block.count // VARIANTS),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn=form.drawn, variation=st.integers(0, 2**63))
    def try_variants(drawn: Any, variation: int) -> None:
        for one in form.variants(drawn, variation):
            try_one(one)

    def try_one(one: Given) -> None:
        try:
            outcome = judge(one)
        except Exception as error:  # whatever it is: that is what is looked for
            outcome = "broken"
            tally.note(name_of(error), one)
        tally.outcomes[outcome] += 1
        digest.update(repr((one.content, one.name, one.swap, outcome)).encode())

    with reused_process():
        try_variants()
    tally.digest = digest.hexdigest()
    return tally


def run_blocks(blocks: Sequence[Block], jobs: int) -> Iterator[tuple[Block, Tally]]:
    """What comes of blocks, in their order."""
    if jobs == 1:
        yield from ((block, run_block(block)) for block in blocks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from zip(blocks, pool.map(run_block, blocks), strict=True)


def name_of(error: Exception) -> str:
    """What broke, in a line: the error, and where in geo_app it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "geo_app" in PurePath(each.filename).parts[-3:]] or frames
    last = [line for line in str(error).strip().splitlines() if line.strip()][-1:]
    at = PurePath(own[-1].filename).name
    what = _PARTICULAR.sub("#", "".join(last))[:120]
    return f"{type(error).__name__} in {at}, {own[-1].name}: {what}"
