"""A trace as a table for people and as JSON for programs; neither steers a terminal."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from geo_app.domain.figure import Money
from geo_app.domain.fitting import Part, Role
from geo_app.domain.number import Number
from geo_app.domain.trace import Account, Trace
from geo_app.language.formats import Formats
from geo_app.language.wording import tell_number, tell_part

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that would steer a terminal, or that nobody sees."""

_TEXT_WIDTH = 32
_WIDE = frozenset("WF")


def write_table(trace: Trace) -> str:
    """A line for each number in the order of the text, what the text lacks, and the sum of it."""
    formats = Formats("en")
    rows = [("¶", "number", "meaning", "account")]
    rows += [_row(account, formats) for account in trace.accounts]
    lines = [*_aligned(rows)]
    if trace.absent:
        lines += ["", "Figures that the text does not contain:"]
        lines += [f"  {_name(part)}: {tell_part(part, formats)}" for part in trace.absent]
    return "\n".join([*map(_visible, lines), "", _summary(trace), ""])


def _row(account: Account, formats: Formats) -> tuple[str, str, str, str]:
    number = account.number
    text = number.text if len(number.text) <= _TEXT_WIDTH else f"{number.text[:_TEXT_WIDTH]}…"
    return str(number.paragraph), _visible(text), tell_number(number, formats), _told(account)


def _told(account: Account) -> str:
    if account.other:
        return f"no figure: {account.other.reason}"
    if account.parts:
        return _named(account)
    if account.similar:
        like = ", ".join(f"{_name(part)} as {_sort(part)}" for part in account.similar)
        like += _more(account.unnamed_similar)
        return f"{_missing(account.number)} (the same digits: {like})"
    return _missing(account.number)


def _missing(number: Number) -> str:
    return f"MISSING from the corridor: …{number.near}…"


def _more(count: int) -> str:
    return f" and {count} more" if count else ""


def _named(account: Account) -> str:
    parts = account.parts
    names = ", ".join(part.figure.id for part in parts) + _more(account.unnamed_parts)
    role = "" if parts[0].role is Role.VALUE else f"{parts[0].role} of "
    said = parts[0].figure.paragraph
    here = said == account.number.paragraph
    elsewhere = "" if here else f" (the corridor says paragraph {said})"
    return f"{role}figure{'s' if len(parts) > 1 else ''} {names}{elsewhere}"


def _name(part: Part) -> str:
    role = "" if part.role is Role.VALUE else f"{part.role} of "
    return f"{role}{part.figure.id}, paragraph {part.figure.paragraph}"


def _sort(part: Part) -> str:
    return "per_cent" if part.role is Role.GROWTH else _unit(part)


def _unit(part: Part) -> str:
    unit = part.figure.unit
    return f"{unit.currency}_1e{unit.exponent}" if isinstance(unit, Money) else unit.value


def _summary(trace: Trace) -> str:
    other = sum(account.other is not None for account in trace.accounts)
    missing = len(trace.missing)
    return (
        f"{len(trace.accounts)} numbers: {len(trace.accounts) - other - missing} of figures, "
        f"{other} no figures, {missing} missing from the corridor; "
        f"{len(trace.absent)} of the corridor's not in the text"
    )


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, last in rows:
        padded = [
            f"{cell}{' ' * (width - _width(cell))}"
            for cell, width in zip(cells, widths, strict=True)
        ]
        yield "  ".join([*padded, last])


def _width(text: str) -> int:
    """Columns on a terminal; the standard library tells enough of it for one table."""
    return sum(1 + (unicodedata.east_asian_width(each) in _WIDE) for each in text)


def _visible(text: str) -> str:
    """`text` with control characters and marks of direction written as JSON writes them."""
    if text.isprintable():
        return text
    return "".join(
        json.dumps(each)[1:-1] if unicodedata.category(each) in _UNSEEN else each for each in text
    )


def write_json(trace: Trace) -> str:
    r"""The trace as JSON, for programs.

    The object has:

    - `complete`: whether every number is accounted for and no figure lacks (exit code 0).
    - `numbers`, in the order of the text, each with `text` as written, `near` (with the characters
      beside it), `paragraph`, `start` and `end` (characters in the paragraph, from 0), `kind` (a
      NumberKind), `value` (exact decimal digits in whole units, or null), `time` (ISO 8601 with `-`
      for what is not written, or null), `currency` (ISO 4217 or null), `account` (`figure`, `other`
      or `missing`), `figures`, `other` (`id` and `reason`, or null) and `similar`: of a number that
      is missing, figures with the same digits in another unit. Of `figures` and `similar` the first
      three are named; `unnamed_figures` and `unnamed_similar` count the rest.
    - `absent`: what the text lacks of the corridor's figures.

    A figure is told by `id`, `role` (`value`, `growth` or `period`), `paragraph` and `unit`.
    Control characters and marks of direction are escaped (`\u202e`).
    """
    told = {
        "complete": trace.complete,
        "numbers": [_number(account) for account in trace.accounts],
        "absent": [_part(part) for part in trace.absent],
    }
    lines = json.dumps(told, ensure_ascii=False, indent=1).split("\n")
    return "\n".join(map(_visible, lines)) + "\n"


def _number(account: Account) -> dict[str, Any]:
    number, other = account.number, account.other
    return {
        "text": number.text,
        "near": number.near,
        "paragraph": number.paragraph,
        "start": number.start,
        "end": number.end,
        "kind": number.kind.value,
        "value": None if number.value is None else f"{number.value:f}",
        "time": None if number.time is None else str(number.time),
        "currency": number.currency,
        "account": "missing" if account.missing else "other" if other else "figure",
        "figures": [_part(part) for part in account.parts],
        "unnamed_figures": account.unnamed_parts,
        "other": {"id": other.id, "reason": other.reason} if other else None,
        "similar": [_part(part) for part in account.similar],
        "unnamed_similar": account.unnamed_similar,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": part.figure.id,
        "role": part.role.value,
        "paragraph": part.figure.paragraph,
        "unit": _unit(part),
    }
