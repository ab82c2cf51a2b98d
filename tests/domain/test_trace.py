"""What accounts for a number: a figure of its value and unit, or words that say it is none."""

from datetime import date
from decimal import Decimal

import pytest

from geo_app.domain.figure import Figure, FigureKind, parse_unit
from geo_app.domain.fitting import Role
from geo_app.domain.number import OtherNumber
from geo_app.domain.trace import MAX_NAMED, Trace, find_excuses, trace_numbers
from geo_app.exporting.trace import write_json, write_table
from geo_app.language.numbers import find_numbers


def figure(name: str, value: str, unit: str, paragraph: int = 0, growth: str = "") -> Figure:
    return Figure(
        id=name,
        paragraph=paragraph,
        source="article",
        subjects=("bay",),
        scope="bay",
        value=value,
        unit=parse_unit(unit),
        kind=FigureKind.FLOW,
        period_start=date(2024, 1, 1),
        period_end=date(2024, 6, 30),
        growth=Decimal(growth) if growth else None,
    )


def trace(text: str, *figures: Figure, others: tuple[OtherNumber, ...] = ()) -> Trace:
    """The trace of a text whose paragraphs stand between bars."""
    paragraphs = text.split("|")
    numbers = tuple(find_numbers(paragraphs))
    return trace_numbers(numbers, figures, find_excuses(numbers, paragraphs, others))


def accounts(traced: Trace) -> list[list[str]]:
    return [[part.figure.id for part in account.parts] for account in traced.accounts]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("564.32亿元", "CNY_1e8", "564.32"),
        ("CNY 56.432 billion", "CNY_1e8", "564.32"),
        ("56.432 billion yuan", "CNY_1e9", "56.432"),
        ("5643200万元", "CNY_1e8", "564.32"),
        ("564,32 миллиарда юаней составил оборот", "CNY_1e9", "564.32"),
        ("65.5亿", "CNY_1e8", "65.5"),
        ("2000多家", "count_more_than", "2000"),
        ("第十四届", "ordinal", "14"),
        ("百分之十七", "per_cent", "17"),
        ("18.8个百分点", "percentage_points", "18.8"),
        ("8月8日", "date", "2024-08-08"),
        ("8 August 2024", "date", "2024-08-08"),
        ("8日", "date", "2024-08-08"),
        ("November 2023", "month", "2023-11"),
        ("2024-08-08 15:41:24", "datetime", "2024-08-08T15:41:24"),
        ("2024-08-08 15:41", "datetime", "2024-08-08T15:41:24"),
    ],
)
def test_a_number_that_fits_in_value_and_unit_is_the_figure(
    text: str, unit: str, value: str
) -> None:
    traced = trace(text, figure("it", value, unit))
    assert traced.complete
    assert accounts(traced) == [["it"]]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("564.33亿元", "CNY_1e8", "564.32"),
        ("564.32亿美元", "CNY_1e8", "564.32"),
        ("564.32万元", "CNY_1e8", "564.32"),
        ("564.32 billion yuan", "CNY_1e8", "564.32"),
        ("2000家", "count_more_than", "2000"),
        ("2000多家", "count", "2000"),
        ("18.8%", "percentage_points", "18.8"),
        ("17个百分点", "per_cent", "17"),
        ("14届", "ordinal", "14"),
        ("5公里", "count", "5"),
        ("5年", "count", "5"),
        ("5G", "count", "5"),
        ("8月9日", "date", "2024-08-08"),
        ("2023年8月8日", "date", "2024-08-08"),
        ("8月", "date", "2024-08-08"),
        ("2023年11月3日", "month", "2023-11"),
        ("2024-08-08 15:42", "datetime", "2024-08-08T15:41:24"),
    ],
)
def test_a_number_that_does_not_fit_is_missing_and_so_is_the_figure(
    text: str, unit: str, value: str
) -> None:
    traced = trace(text, figure("it", value, unit))
    assert [account.missing for account in traced.accounts] == [True]
    assert [part.figure.id for part in traced.absent] == ["it"]


def test_the_same_digits_in_another_unit_are_pointed_out() -> None:
    traced = trace("18.8%", figure("lead", "18.8", "percentage_points"))
    assert [part.figure.id for part in traced.accounts[0].similar] == ["lead"]


def test_growth_is_a_number_of_its_own() -> None:
    trade = figure("trade", "564.32", "CNY_1e8", growth="67.2")
    assert trace("564.32亿元，增长67.2%", trade).complete
    lacking = trace("564.32亿元", trade)
    assert [(part.figure.id, part.role) for part in lacking.absent] == [("trade", Role.GROWTH)]


@pytest.mark.parametrize(
    ("text", "growth", "complete"),
    [
        ("1亿元，下降17%", "-17", True),
        ("CNY 100 million, down 17%", "-17", True),
        ("1亿元，增长17%", "-17", False),
        ("1亿元，下降17%", "17", False),
        ("CNY 100 million, fell 17%", "17", False),
        ("1亿元，增长-17%", "-17", True),
        ("1亿元-17%", "-17", False),
    ],
)
def test_a_fall_is_negative_growth(text: str, growth: str, complete: bool) -> None:
    assert trace(text, figure("trade", "1", "CNY_1e8", growth=growth)).complete is complete


def test_a_figure_found_in_another_paragraph_is_found_there() -> None:
    traced = trace("none|5 ports", figure("ports", "5", "count", paragraph=0))
    assert traced.complete
    assert traced.accounts[0].number.paragraph == 1


def test_each_of_equal_figures_needs_a_number_of_its_paragraph_or_a_repetition() -> None:
    ports = [figure(f"p{at}", "5", "count", paragraph=at) for at in range(3)]
    assert accounts(trace("5|5|5", *ports)) == [["p0"], ["p1"], ["p2"]]
    lacking = trace("5|5|none", *ports)
    assert [part.figure.id for part in lacking.absent] == ["p2"]
    shifted = trace("none|5|5|5", *ports)
    assert shifted.complete
    assert accounts(shifted) == [["p1"], ["p2"], ["p0"]]


def test_one_number_stands_for_two_figures_of_its_paragraph() -> None:
    both = figure("one", "5", "count"), figure("other", "5", "count")
    assert accounts(trace("5", *both)) == [["one", "other"]]
    assert accounts(trace("none|5", *both)) == [["one", "other"]]


def test_a_repeated_number_is_the_figure_of_the_nearest_paragraph() -> None:
    fairs = figure("near", "5", "ordinal", paragraph=1), figure("far", "5", "ordinal", paragraph=4)
    traced = trace("no|第五届|the 5th|no|No. 5", *fairs)
    assert accounts(traced) == [["near"], ["near"], ["far"]]


def test_a_plain_count_in_another_paragraph_need_not_be_of_the_same_things() -> None:
    traced = trace("5 ports and five roads|5 dogs", figure("ports", "5", "count"))
    assert [account.number.paragraph for account in traced.missing] == [1]
    assert not traced.absent


@pytest.mark.parametrize(
    "text", ["2024年上半年", "January–June 2024", "the first half of 2024", "1至6月", "H1 2024"]
)
def test_a_period_that_figures_cover_is_theirs(text: str) -> None:
    traced = trace(f"5 ports, {text}", figure("ports", "5", "count"))
    assert [account.parts[0].role for account in traced.accounts] == [Role.VALUE, Role.PERIOD]


def test_a_date_of_another_value_is_no_period_of_its_own_figure() -> None:
    traced = trace("2024年1月", figure("lit", "2024-02", "month"))
    assert len(traced.missing) == len(traced.absent) == 1


def test_another_period_is_missing() -> None:
    assert len(trace("5个，2023年上半年", figure("ports", "5", "count")).missing) == 1


def test_words_of_the_corridor_excuse_a_number_only_in_their_paragraph() -> None:
    other = OtherNumber(id="rank", paragraph=1, texts=("一類", "一类"), reason="a rank")
    traced = trace("一类|5个一类、一類|一", figure("ports", "5", "count", 1), others=(other,))
    assert [account.other is other for account in traced.accounts] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert len(traced.missing) == 2


def test_words_without_a_paragraph_excuse_a_number_anywhere() -> None:
    other = OtherNumber(id="rank", paragraph=None, texts=("一类",), reason="a rank")
    assert trace("一类|一类", others=(other,)).complete


def test_what_the_corridor_calls_no_figure_is_none() -> None:
    other = OtherNumber(id="name", paragraph=0, texts=("five-star",), reason="a name")
    traced = trace("five-star", figure("ports", "5", "count"), others=(other,))
    assert [part.figure.id for part in traced.absent] == ["ports"]


def test_values_that_are_words_are_not_looked_for() -> None:
    assert trace("nothing", figure("claim", "", "claim"), figure("route", "", "named")).complete


@pytest.mark.parametrize("unit", ["count", "per_cent"])
def test_as_many_equal_numbers_as_figures_are_reported_in_the_sum_of_both(unit: str) -> None:
    def size(count: int) -> int:
        traced = trace("5，" * count, *(figure(f"f{at:03}", "5", unit) for at in range(count)))
        assert [len(each.parts or each.similar) for each in traced.accounts] == [MAX_NAMED] * count
        rest = {each.unnamed_parts + each.unnamed_similar for each in traced.accounts}
        assert rest == {count - MAX_NAMED}
        assert f"and {count - MAX_NAMED} more" in write_table(traced)
        return len(write_json(traced)) + len(write_table(traced))

    assert size(400) < 4.2 * size(100)


def test_figures_that_are_not_named_with_a_number_are_found_all_the_same() -> None:
    traced = trace("5", *(figure(f"f{at}", "5", "count") for at in range(50)))
    assert traced.complete
    assert len(traced.accounts[0].parts) + traced.accounts[0].unnamed_parts == 50


def test_of_two_words_that_hold_a_number_those_of_its_paragraph_excuse_it() -> None:
    anywhere = OtherNumber(id="any", paragraph=None, texts=("一类",), reason="a rank")
    here = OtherNumber(id="here", paragraph=1, texts=("一类口岸",), reason="a rank")
    traced = trace("一类口岸|一类口岸、一类", others=(anywhere, here))
    assert [each.other for each in traced.accounts] == [anywhere, here, anywhere]
