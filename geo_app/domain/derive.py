"""Arithmetic on the article's figures, exact until the last rounding."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from geo_app.domain.figure import GROWTH, Derivation, Figure, Operation

_HUNDRED = Decimal(100)


def derive(derivation: Derivation, figures: Mapping[str, Figure]) -> Decimal:
    """The value of `derivation`, rounded half up to its decimals.

    Raises:
        ValueError: an operand is missing, or lacks the number or the growth that is needed.
    """
    try:
        operands = [figures[operand] for operand in derivation.operands]
    except KeyError as error:
        raise ValueError(f"{derivation.id}: no figure {error.args[0]!r}") from error
    with localcontext(prec=60):
        try:
            value = _compute(derivation, operands)
            return value.quantize(Decimal(1).scaleb(-derivation.decimals), ROUND_HALF_UP)
        except ArithmeticError as error:
            raise ValueError(f"{derivation.id}: cannot be computed from its operands") from error


def bar_value(
    name: str, figures: Mapping[str, Figure], derivations: Mapping[str, Derivation]
) -> Decimal:
    """What the bar `name` of a chart shows: a figure, the growth of one, or a derived figure.

    Raises:
        ValueError: there is no such thing, or it is no number.
    """
    if derivation := derivations.get(name):
        return derive(derivation, figures)
    figure = figures.get(name.removesuffix(GROWTH))
    if figure is None:
        raise ValueError(f"no figure {name!r}")
    return _growth(figure) if name.endswith(GROWTH) else figure.number


def _compute(derivation: Derivation, operands: list[Figure]) -> Decimal:
    match derivation.operation, operands:
        case Operation.PREVIOUS_PERIOD, [figure]:
            return _previous(figure)
        case Operation.RISE, [figure]:
            return figure.number - _previous(figure)
        case Operation.GROWTH_LESS, [figure, lead]:
            return _growth(figure) - lead.number
        case Operation.SHARE, [part, whole]:
            return _HUNDRED * part.number / whole.number
        case Operation.DIFFERENCE, [whole, part]:
            return whole.number - part.number
    raise ValueError(
        f"{derivation.id}: {derivation.operation} does not take {len(operands)} operands"
    )


def _previous(figure: Figure) -> Decimal:
    return figure.number / (1 + _growth(figure) / _HUNDRED)


def _growth(figure: Figure) -> Decimal:
    if figure.growth is None:
        raise ValueError(f"figure {figure.id} has no growth")
    return figure.growth
