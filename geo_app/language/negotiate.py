"""Which of the available languages a reader gets: BCP 47 lookup with CLDR's likely subtags."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from babel.core import get_global, parse_locale

from geo_app.errors import UnknownLanguageError

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
ALL = "all"
"""Stands for every language there is; ISO 639 has the tag for Allar, which nothing here speaks."""
MAX_TAG_LENGTH = 35
"""RFC 5646 section 4.4.1: a tag of 35 characters is the longest that need be supported."""


def _language_and_script(tag: str) -> tuple[str, str | None] | None:
    """("zh", "Hant") for "zh-TW": RFC 4647 lookup by the script that CLDR says is likely."""
    if len(tag) > MAX_TAG_LENGTH or not _TAG.fullmatch(tag):
        return None
    subtags = tag.split("-")
    while True:
        try:
            language, territory, script, *_ = parse_locale("-".join(subtags), sep="-")
            break
        except ValueError:
            subtags.pop()  # what CLDR's parser does not know (extensions, private use) comes last
            if not subtags:
                return None
    if script is None:
        likely = get_global("likely_subtags")
        key = next((key for key in (f"{language}_{territory}", language) if key in likely), None)
        script = parse_locale(likely[key])[2] if key else None
    return language, script


def look_up(tag: str, available: Sequence[str]) -> str | None:
    """The available language that answers to `tag`, or None."""
    if tag in available:
        return tag  # the usual case asks none of CLDR's tables
    wanted = _language_and_script(tag)
    if wanted is None:
        return None
    return next((each for each in available if _language_and_script(each) == wanted), None)


def require(tag: str, available: Sequence[str]) -> str:
    """The available language that answers to `tag`.

    Raises:
        UnknownLanguageError: none does; the message lists those there are.
    """
    if found := look_up(tag, available):
        return found
    raise UnknownLanguageError(tag[:MAX_TAG_LENGTH], available)


def require_all(chosen: str | Iterable[str] | None, available: Sequence[str]) -> tuple[str, ...]:
    """The available languages that are chosen, each once, in the order in which they were named.

    Args:
        chosen: tags, or one text with commas between them; "all" is every language that was not
            named before it, None the default one.
        available: the default one first.

    Raises:
        UnknownLanguageError: a tag finds none; the message lists those there are.
    """
    if chosen is None:
        return (available[0],)
    tags = chosen.split(",") if isinstance(chosen, str) else chosen
    named = map(str.strip, tags)
    found = (available if tag == ALL else (require(tag, available),) for tag in named)
    return tuple(dict.fromkeys(chain.from_iterable(found))) or (require("", available),)


def negotiate(preferred: Iterable[str], available: Sequence[str]) -> str:
    """The first available language that one of the `preferred` tags finds, else the default."""
    return next((found for tag in preferred if (found := look_up(tag, available))), available[0])
