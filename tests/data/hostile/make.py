"""Hostile files of routes, made here byte for byte: what each attacks, and what is said of it.

Large ones are made when a test asks for them. README.md beside this has them as a table.
"""

from tests.data.hostile import archives, databases, dense, markup, texts
from tests.data.hostile.case import Case

CASES: dict[str, Case] = archives.CASES | markup.CASES | databases.CASES | texts.CASES | dense.CASES


def write_table() -> str:
    """The cases as the table of README.md."""
    head = "| case | attacks | what happens |\n|---|---|---|\n"
    rows = ""
    for case, each in CASES.items():
        drawn = "drawn; nothing of it is followed or run" if not each.faults else "the rest drawn"
        said = f"refused: {each.said}" if each.said else "; ".join((drawn, *each.faults))
        rows += f"| {case} | {each.attacks} | {said.strip()} |\n"
    return head + rows
