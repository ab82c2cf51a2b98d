"""Values as Russian and Uyghur write them, by CLDR where it has them; checked by hand.

Uyghur runs from right to left: a number with a sign is set apart, so that the sign stays on its
own side.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from geo_app.domain.figure import Money, Unit
from geo_app.domain.place import Coordinate
from geo_app.language.formats import Formats

Write = Callable[[Formats], str]
KASHGAR, RIO = Coordinate(75.9938, 39.4681), Coordinate(-43.2, -22.9)
MARK, END = "\u2066", "\u2069"


def amount(value: str, unit: Unit) -> Write:
    return lambda formats: formats.amount(value, unit)


def money(value: str, currency: str, exponent: int) -> Write:
    return lambda formats: formats.money(Decimal(value), Money(currency, exponent))


def growth(value: str) -> Write:
    return lambda formats: formats.per_cent(Decimal(value), signed=True)


def interval(start: date, end: date) -> Write:
    return lambda formats: formats.interval(start, end)


VALUES: tuple[tuple[Write, str, str], ...] = (
    (amount("2000", Unit.COUNT), "2 000", "2,000"),
    (amount("0.125", Unit.COUNT), "0,125", "0.125"),
    (amount("2000", Unit.COUNT_MORE_THAN), "более 2 000", "2,000 دىن ئارتۇق"),
    (amount("14", Unit.ORDINAL), "№ 14", "14-نومۇر"),
    (amount("62.9", Unit.PER_CENT), "62,9 %", f"{MARK}62.9%{END}"),
    (amount("11.60", Unit.PER_CENT), "11,60 %", f"{MARK}11.60%{END}"),
    (growth("67.2"), "+67,2 %", f"{MARK}+67.2%{END}"),
    (growth("17"), "+17 %", f"{MARK}+17%{END}"),
    (growth("-3.25"), "-3,25 %", f"{MARK}-3.25%{END}"),
    (amount("18.8", Unit.PERCENTAGE_POINTS), "18,8 п. п.", "18.8 پىرسەنت نۇقتىسى"),
    (amount("2024-08-08", Unit.DATE), "8 августа 2024 г.", "8-ئاۋغۇست، 2024"),
    (amount("2023-11", Unit.MONTH), "ноябрь 2023 г.", "2023 نويابىر"),
    (
        amount("2024-08-08T15:41:24", Unit.DATETIME),
        "8 авг. 2024 г., 15:41:24",
        "8-ئاۋغۇست، 2024، 15:41:24",
    ),
    (lambda formats: formats.partial_date("2017"), "2017", "2017"),
    (lambda formats: formats.partial_date("2024-01"), "январь 2024 г.", "2024 يانۋار"),
    (
        interval(date(2024, 1, 1), date(2024, 6, 30)),
        "январь – июнь 2024 г.",
        "2024 يانۋار – 2024 ئىيۇن",
    ),
    (
        interval(date(2023, 11, 1), date(2024, 6, 30)),
        "ноябрь 2023 г. – июнь 2024 г.",
        "2023 نويابىر – 2024 ئىيۇن",
    ),
    (interval(date(2023, 11, 1), date(2023, 11, 30)), "ноябрь 2023 г.", "2023 نويابىر"),
    (
        interval(date(2024, 4, 3), date(2024, 4, 8)),
        "3–8 апр. 2024 г.",
        "3-ئاپرېل، 2024 – 8-ئاپرېل، 2024",
    ),
    (interval(date(2024, 8, 8), date(2024, 8, 8)), "8 августа 2024 г.", "8-ئاۋغۇست، 2024"),
    (money("564.32", "CNY", 8), "56,432 млрд юаней", "56.432 مىليارد يۈەن"),
    (money("18.15", "CNY", 8), "1,815 млрд юаней", "1.815 مىليارد يۈەن"),
    (money("0.0001", "CNY", 8), "10 тыс. юаней", "10 مىڭ يۈەن"),
    (money("500", "CNY", 0), "500 юаней", "500 يۈەن"),
    (money("1.5", "CNY", 0), "1,5 китайского юаня", "1.5 يۈەن"),
    (money("2.5", "USD", 9), "2,5 млрд долларов США", "2.5 مىليارد ئامېرىكا دوللىرى"),
    (lambda formats: formats.kilometres(3338), "3 338 км", "3,338 كىلومېتىر"),
    (lambda formats: formats.kilometres_exactly(0.3), "0,3 км", "0.3 كىلومېتىر"),
    (lambda formats: formats.metres(4693), "4 693 м", "4,693 مېتىر"),
    (
        lambda formats: formats.coordinates(KASHGAR),
        "39,4681° с. ш., 75,9938° в. д.",
        f"شىمالىي كەڭلىك {MARK}39.4681°{END}، شەرقىي ئۇزۇنلۇق {MARK}75.9938°{END}",
    ),
    (
        lambda formats: formats.coordinates(RIO),
        "22,9° ю. ш., 43,2° з. д.",
        f"جەنۇبىي كەڭلىك {MARK}22.9°{END}، غەربىي ئۇزۇنلۇق {MARK}43.2°{END}",
    ),
    (lambda formats: formats.enumeration(["4"]), "4", "4"),
    (lambda formats: formats.enumeration(["4", "6"]), "4 и 6", "4 ۋە 6"),
    (lambda formats: formats.enumeration(["4", "6", "8"]), "4, 6 и 8", "4، 6 ۋە 8"),
    (lambda formats: formats.country("KG"), "Киргизия", "قىرغىزىستان"),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ئېشىش سۈرئىتى 67.2%.", f"ئېشىش سۈرئىتى {MARK}67.2%{END}."),
        ("كەڭلىك 39°41′45″، ±3 كىلومېتىر", f"كەڭلىك {MARK}39°41′45″{END}، {MARK}±3{END} كىلومېتىر"),
        ("25–26-يانۋار، 2,830 مېتىر", "25–26-يانۋار، 2,830 مېتىر"),
    ],
)
def test_numbers_with_signs_are_set_apart_within_uyghur_texts(text: str, told: str) -> None:
    assert Formats("ug").told(text) == told
    assert Formats("ru").told(text) == text


def plain(text: str) -> str:
    """Text with the thin and the unbreakable spaces of CLDR told as plain ones."""
    return " ".join(text.split())


@pytest.mark.parametrize(("write", "ru", "ug"), VALUES, ids=[ru for _, ru, _ in VALUES])
def test_a_value_is_written_as_the_language_writes_it(write: Write, ru: str, ug: str) -> None:
    assert plain(write(Formats("ru"))) == ru
    assert plain(write(Formats("ug"))) == ug
