"""Numbers keep every digit; only the unit and the separators change with the language."""

from datetime import date
from decimal import Decimal

import pytest

from geo_app.domain.figure import Figure, FigureKind, Money, Unit, parse_unit
from geo_app.domain.place import Coordinate
from geo_app.language.formats import Formats


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", "564.32", "CNY 56.432 billion"),
        ("zh-Hans", "564.32", "564.32亿元"),
        ("zh-Hant", "564.32", "564.32億元"),
        ("ru", "564.32", "56,432\xa0млрд\xa0юаней"),
        ("ru", "337.5", "33,75\xa0млрд\xa0юаней"),
        ("en", "506", "CNY 50.6 billion"),
        ("en", "18.15", "CNY 1.815 billion"),
        ("en", "0.0001", "CNY 10 thousand"),
        ("zh-Hans", "12345.678901", "1.2345678901万亿元"),
    ],
)
def test_money_keeps_every_digit(language: str, value: str, text: str) -> None:
    assert Formats(language).money(Decimal(value), Money("CNY", 8)) == text


def test_other_currencies_have_their_names_from_cldr() -> None:
    assert Formats("en").money(Decimal("2.5"), Money("EUR", 9)) == "EUR 2.5 billion"
    assert Formats("zh-Hans").money(Decimal("2.5"), Money("EUR", 9)) == "25亿欧元"


@pytest.mark.parametrize(
    ("unit", "value", "en", "zh_hans"),
    [
        (Unit.PERCENTAGE_POINTS, "18.8", "18.8 percentage points", "18.8个百分点"),
        (Unit.COUNT_MORE_THAN, "2000", "more than 2,000", "2,000多"),
        (Unit.MONTH, "2023-11", "November 2023", "2023年11月"),
        (Unit.DATE, "2024-08-08", "August 8, 2024", "2024年8月8日"),
        (Unit.PER_CENT, "62.9", "62.9%", "62.9%"),
        (Unit.COUNT, "0.125", "0.125", "0.125"),
    ],
)
def test_units(unit: Unit, value: str, en: str, zh_hans: str) -> None:
    assert Formats("en").amount(value, unit) == en
    assert Formats("zh-Hans").amount(value, unit) == zh_hans


def test_growth_has_its_sign() -> None:
    assert Formats("en").per_cent(Decimal("67.2"), signed=True) == "+67.2%"
    assert Formats("en").per_cent(Decimal(17), signed=True) == "+17%"
    assert Formats("en").per_cent(Decimal("-3.25"), signed=True) == "-3.25%"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 6, 30), "January\u2009–\u2009June 2024"),
        (date(2023, 11, 1), date(2023, 11, 30), "November 2023"),
        (date(2024, 8, 8), date(2024, 8, 8), "August 8, 2024"),
    ],
)
def test_whole_months_are_told_as_months(start: date, end: date, text: str) -> None:
    assert Formats("en").interval(start, end) == text


def test_coordinates_name_their_hemisphere() -> None:
    assert Formats("en").coordinates(Coordinate(75.4282, 36.8504)) == "36.8504° N, 75.4282° E"
    assert Formats("en").coordinates(Coordinate(-43.2, -22.9)) == "22.9° S, 43.2° W"
    assert Formats("zh-Hans").coordinates(Coordinate(75.4, 36.8)) == "北纬36.8°，东经75.4°"
    assert Formats("zh-Hant").coordinates(Coordinate(-43.2, -22.9)) == "南緯22.9°，西經43.2°"


def test_an_unknown_unit_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="percentage_points"):
        parse_unit("furlong")


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (date(2024, 10, 8), "October 8, 2024 to date (March 14, 2025)"),
        (date(2024, 10, 1), "October 2024 to date (March 14, 2025)"),
    ],
)
def test_a_cumulative_figure_says_from_which_day_it_counts(start: date, text: str) -> None:
    figure = Figure(
        id="calls",
        source="article",
        paragraph=4,
        subjects=("harbour",),
        scope="season",
        value="148",
        unit=Unit.COUNT,
        kind=FigureKind.CUMULATIVE,
        period_start=start,
        period_end=date(2025, 3, 14),
    )
    assert Formats("en").period(figure) == text
