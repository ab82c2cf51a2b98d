"""Derived figures are those the facts give, and only of what can be computed."""

from decimal import Decimal

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.domain.derive import derive
from geo_app.domain.figure import Derivation, Operation, Unit


@pytest.mark.parametrize(
    ("derivation", "value"),
    [
        ("trade_h1_2023", "337.5"),
        ("trade_rise", "226.8"),
        ("growth_xinjiang", "48.4"),
        ("share_three_partners", "62.9"),
        ("share_asean", "11.6"),
        ("share_eu", "3.3"),
        ("share_belt_and_road", "89.7"),
        ("outside_belt_and_road", "58.3"),
    ],
)
def test_derived_values(corridor: Corridor, derivation: str, value: str) -> None:
    assert derive(corridor.derivations[derivation], corridor.figures) == Decimal(value)


def _derivation(operation: Operation, *operands: str) -> Derivation:
    return Derivation(
        id="trial", operation=operation, operands=operands, unit=Unit.PER_CENT, decimals=1
    )


def test_a_figure_without_growth_has_no_previous_period(corridor: Corridor) -> None:
    with pytest.raises(ValueError, match="asean has no growth"):
        derive(_derivation(Operation.PREVIOUS_PERIOD, "asean"), corridor.figures)


def test_words_cannot_be_computed_with(corridor: Corridor) -> None:
    with pytest.raises(ValueError, match="one_road has no number"):
        derive(_derivation(Operation.SHARE, "one_road", "asean"), corridor.figures)


def test_an_operation_refuses_the_wrong_number_of_operands(corridor: Corridor) -> None:
    with pytest.raises(ValueError, match="does not take 1 operands"):
        derive(_derivation(Operation.SHARE, "asean"), corridor.figures)
