"""The reader's language is found by BCP 47 lookup, never guessed."""

import pytest

from geo_app.errors import UnknownLanguageError
from geo_app.language.negotiate import look_up, negotiate, require, require_all

AVAILABLE = ("en", "zh-Hans", "zh-Hant")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("ZH-hant", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("fr", None),
        ("*", None),
        ("", None),
        ("x" * 300, None),
        ("en'><script>", None),
        ("中文", None),
    ],
)
def test_a_tag_finds_its_language(tag: str, found: str | None) -> None:
    assert look_up(tag, AVAILABLE) == found


def test_the_first_preference_that_is_there_wins() -> None:
    assert negotiate(["fr", "zh-TW", "en"], AVAILABLE) == "zh-Hant"


def test_without_a_match_the_default_is_used() -> None:
    assert negotiate(["fr", "*"], AVAILABLE) == "en"


def test_an_unknown_language_is_told_the_valid_ones() -> None:
    with pytest.raises(UnknownLanguageError, match="en, zh-Hans, zh-Hant"):
        require("fr", AVAILABLE)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (None, ("en",)),
        ("zh-TW", ("zh-Hant",)),
        ("zh-Hans, en", ("zh-Hans", "en")),
        (["zh-TW", "en", "zh-HK"], ("zh-Hant", "en")),
        ("all", ("en", "zh-Hans", "zh-Hant")),
        ("zh-Hant,all", ("zh-Hant", "en", "zh-Hans")),
    ],
)
def test_several_languages_keep_their_order_and_are_there_once(
    chosen: str | list[str] | None, found: tuple[str, ...]
) -> None:
    assert require_all(chosen, AVAILABLE) == found


@pytest.mark.parametrize("chosen", ["", ",", "en,", "en,fr", [], ["all", "fr"]])
def test_one_of_several_that_is_unknown_is_told_the_valid_ones(chosen: str | list[str]) -> None:
    with pytest.raises(UnknownLanguageError, match="en, zh-Hans, zh-Hant"):
        require_all(chosen, AVAILABLE)
