"""Codes that CLDR knows: countries (ISO 3166-1 alpha-2) and currencies (ISO 4217)."""

from functools import cache

from babel import Locale

_ALPHA_2 = 2


@cache
def country_codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes that have a name in CLDR."""
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == _ALPHA_2 and code.isalpha())


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes that have a name in CLDR."""
    return frozenset(map(str, Locale("en").currencies))
