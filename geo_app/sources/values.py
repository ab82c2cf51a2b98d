"""Cells in, values out: what the types and kinds of the table of fields read as."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from geo_app.domain.figure import DATE_UNITS, WORDED_UNITS, Money, Unit, parse_unit
from geo_app.domain.identifier import require_identifier
from geo_app.domain.place import Bounds, Coordinate
from geo_app.language.catalogue import available_languages
from geo_app.language.codes import country_codes, currency_codes
from geo_app.sources.fields import Field

MAX_DIGITS = 20
MOST_VALUES = 1_000
"""In one cell."""
SEVERAL = "|"
"""Separates the values of a cell that holds several."""

_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_FILE_NAME = re.compile(r"\w[\w-]*(?:[./]\w[\w-]*)*")
_MAX_FILE_NAME = 200
_SHOWN, _LISTED = 64, 12


def quoted(text: str) -> str:
    """`text` as a message may show it: what cannot be printed escaped, and not too long."""
    return repr(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")


def listed(names: Iterable[str]) -> str:
    """Some of `names`, sorted, as a message may show them."""
    some = sorted(names)
    return ", ".join(map(quoted, some[:_LISTED])) + (", …" if len(some) > _LISTED else "")


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part.strip() for part in cell.split(SEVERAL))


def read_value(field: Field, cell: str) -> Any:
    """The value of a cell that is not empty.

    Raises:
        ValueError: it is none of what `field` expects, which the message says.
    """
    if field.type == "list":
        return _read_list(field, split(cell))
    return _read_single(field, cell)


def _read_single(field: Field, text: str) -> Any:
    if field.choices and text not in field.choices:
        raise ValueError(f"expected one of {', '.join(field.choices)}, not {quoted(text)}")
    if field.longest and len(text) > field.longest:
        raise ValueError(f"expected at most {field.longest} characters, not {quoted(text)}")
    value = (_KINDS.get(field.kind) or _TYPES[field.type])(text)
    if isinstance(value, int | float):
        _require_range(field, value, text)
    return value


def _require_range(field: Field, value: float, text: str) -> None:
    low, high = field.minimum, field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return
    limits = f"{low:g} to {high:g}" if None not in (low, high) else f"at least {low:g}"
    unit = f" ({field.unit})" if field.unit else ""
    raise ValueError(f"expected {limits}{unit}, not {quoted(text)}")


def _read_list(field: Field, parts: tuple[str, ...]) -> Any:
    if not all(parts):
        raise ValueError(f"expected values with {SEVERAL!r} between them, found an empty one")
    if field.kind == "bounds":
        return Bounds.of([finite_number(part) for part in parts])
    if not field.least <= len(parts) <= MOST_VALUES:
        limits = f"at least {field.least}" if len(parts) < field.least else f"at most {MOST_VALUES}"
        raise ValueError(f"expected {limits} values, found {len(parts)}")
    if twice := next((part for part, count in Counter(parts).items() if count > 1), None):
        raise ValueError(f"{quoted(twice)} stands twice")
    return tuple(_read_single(field, part) for part in parts)


def decimal_number(text: str) -> Decimal:
    """A finite decimal number, kept to the digit.

    Raises:
        ValueError: it is none.
    """
    if not _PLAIN_NUMBER.fullmatch(text):
        raise ValueError(f"expected a number such as 1234.5, not {quoted(text)}")
    number = Decimal(text)
    if len(number.as_tuple().digits) > MAX_DIGITS:
        raise ValueError(f"expected a number of at most {MAX_DIGITS} digits, not {quoted(text)}")
    if number and abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError(f"expected a number of at most {MAX_DIGITS} digits, not {quoted(text)}")
    return number


def finite_number(text: str) -> float:
    """A number in floating point.

    Raises:
        ValueError: it is none, or not finite.
    """
    return float(decimal_number(text))


def _whole_number(text: str) -> int:
    number = decimal_number(text)
    if number != int(number):
        raise ValueError(f"expected a whole number, not {quoted(text)}")
    return int(number)


def calendar_date(text: str) -> date:
    """A date written YYYY-MM-DD.

    Raises:
        ValueError: it is none.
    """
    return _parse_date(text, Unit.DATE).date()


_DATES: Mapping[Unit | Money, tuple[str, str, str]] = {
    Unit.DATE: (r"\d{4}-\d\d-\d\d", "", "2024-08-08"),
    Unit.MONTH: (r"\d{4}-\d\d", "-01", "2024-08"),
    Unit.DATETIME: (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "", "2024-08-08T15:41:24"),
}
"""How a date in each unit is written, what makes it a whole one, and an example."""


def _parse_date(text: str, unit: Unit | Money) -> datetime:
    shape, rest, example = _DATES[unit]
    if re.fullmatch(shape, text, re.ASCII):
        with suppress(ValueError):
            return datetime.fromisoformat(text + rest)
    raise ValueError(f"expected a date such as {example}, not {quoted(text)}")


def require_value(value: str, unit: Unit | Money) -> None:
    """Check that `value` is what figures in `unit` have.

    Raises:
        ValueError: it is not; the message says what was expected.
    """
    if unit in DATE_UNITS:
        _parse_date(value, unit)
    elif unit in (Unit.COUNT, Unit.COUNT_MORE_THAN, Unit.ORDINAL):
        if _whole_number(value) < 0:
            raise ValueError(f"expected a number that is not negative, not {quoted(value)}")
    elif unit not in WORDED_UNITS:
        decimal_number(value)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"expected true or false, not {quoted(text)}")
    return text == "true"


def _unit(text: str) -> Unit | Money:
    unit = parse_unit(text)
    if isinstance(unit, Money) and unit.currency not in currency_codes():
        raise ValueError(f"expected a currency of ISO 4217, not {quoted(unit.currency)}")
    return unit


def _country(text: str) -> str:
    if text not in country_codes():
        raise ValueError(f"expected an ISO 3166-1 alpha-2 code such as KG, not {quoted(text)}")
    return text


def _language(text: str) -> str:
    if text not in available_languages():
        known = ", ".join(available_languages())
        raise ValueError(f"expected a language that the interface speaks: {known}")
    return text


def _file_name(text: str) -> str:
    if len(text) > _MAX_FILE_NAME or not _FILE_NAME.fullmatch(text):
        raise ValueError(
            "expected the name of a file inside the corridor folder "
            f"(letters, digits, '-', '_', '.' and '/'), not {quoted(text)}"
        )
    return text


def _approval(text: str) -> str:
    """A number as authorities write theirs: words of any script, with at least one digit."""
    if not re.fullmatch(r"[\w ()（）〔〕/.-]+", text) or not re.search(r"\d", text):
        raise ValueError(
            "expected the number of an approval as it was issued (letters, digits, spaces, "
            f"brackets, '-', '.' and '/'), not {quoted(text)}"
        )
    return text


def _iata(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ValueError(f"expected an IATA code (three letters, as KHG), not {quoted(text)}")
    return text


def _icao(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{4}", text):
        raise ValueError(f"expected an ICAO code (four letters, as ZWSH), not {quoted(text)}")
    return text


def _https(text: str) -> str:
    if not re.fullmatch(r"https://[^\s\"'<>\\^`{|}\x00-\x20]+", text):
        raise ValueError(f"expected an address that starts with https://, not {quoted(text)}")
    return text


def _partial_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text):
        _parse_date(text, {7: Unit.MONTH, 10: Unit.DATE}.get(len(text), Unit.DATETIME))
    return text


def _point(text: str) -> Coordinate:
    try:
        longitude, latitude = text.split()
        return Coordinate(finite_number(longitude), finite_number(latitude))
    except ValueError as error:
        raise ValueError(
            f"expected 'longitude latitude' in degrees, not {quoted(text)} ({error})"
        ) from error


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "integer": _whole_number,
    "number": finite_number,
    "boolean": _boolean,
    "date": calendar_date,
    "list": str,
}
_KINDS: Mapping[str, Callable[[str], Any]] = {
    "approval": _approval,
    "country": _country,
    "decimal": decimal_number,
    "filename": _file_name,
    "https": _https,
    "iata": _iata,
    "icao": _icao,
    "identifier": require_identifier,
    "language": _language,
    "partial_date": _partial_date,
    "point": _point,
    "unit": _unit,
}
