"""Names of another script within a text: marked with a language, and set apart by direction."""

import re
from functools import cache

from markupsafe import Markup

LETTERS = {
    "en": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f",
    "ru": "\u0400-\u04ff",
    "ug": "\u0620-\u06d3\u06d5\u0750-\u077f",
    "zh": "\u3400-\u9fff",
}
"""Letters of a script, by the language that a text in another one takes it for."""
_AT_HOME = {"zh": ("zh", "en")}
"""Chinese writes Latin names and abbreviations among its own."""
_BEFORE = "(?:@|© )?"
"""What belongs to a name that follows it, and would stand on its other side in Arabic script."""
_BETWEEN = r"[ .’–/@_:·、“”-]*"
"""What may stand between two words of one name, or a name and its number."""


@cache
def _foreign(language: str) -> dict[str, str]:
    base = language.partition("-")[0]
    at_home = _AT_HOME.get(base, (base,))
    return {tag: letters for tag, letters in LETTERS.items() if tag not in at_home}


@cache
def _runs(language: str) -> re.Pattern[str]:
    """References to characters, which are no words; and names, in a group named as their tag."""
    names = (
        rf"(?P<{tag}>{_BEFORE}[{letters}](?:{_BETWEEN}[{letters}\d]|[,;] [{letters}])*)"
        for tag, letters in _foreign(language).items()
    )
    return re.compile("|".join((r"&#?\w+;", *names)))


@cache
def _texts(language: str) -> re.Pattern[str]:
    """A tag that says no language, and the text after it, if letters of other scripts are in it."""
    letters = "".join(_foreign(language).values())
    tag = r"<(?!script\b|style\b|option\b)(?:(?! lang=)[^>])*>"
    return re.compile(rf"({tag})([^<]*[{letters}][^<]*)")


def mark_foreign(html: Markup, language: str) -> Markup:
    """`html` in `language` with each name of another script in an element that says its own.

    Texts are escaped by now. What stands directly in an element with a language is left alone.
    """
    runs = _runs(language)

    def mark_run(run: re.Match[str]) -> str:
        tag = run.lastgroup
        return f"<bdi lang={tag}>{run[0]}</bdi>" if tag else run[0]

    def mark_text(found: re.Match[str]) -> str:
        return found[1] + runs.sub(mark_run, found[2])

    return Markup(_texts(language).sub(mark_text, html))  # noqa: S704 - was markup before
