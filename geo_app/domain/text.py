"""A text in several languages, keyed by BCP 47 tag."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby


def visible(text: str) -> str:
    """`text` with what a terminal would act on, or not show, written as an escape; lines stay."""
    return "".join(
        each if each.isprintable() or each == "\n" else repr(each)[1:-1] for each in text
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A text together with the language it is in (BCP 47)."""

    text: str
    language: str


Passage = tuple[Words, ...]
"""Words that follow one another, neighbours in different languages; "" is none."""


def join_passages(passages: Iterable[Passage], separator: Words) -> Passage:
    """One passage of several, with `separator` between them; of empty ones nothing is left."""
    parts = [word for each in passages if each for word in (separator, *each)][1:]
    return tuple(
        Words("".join(each.text for each in run), language)
        for language, run in groupby(parts, key=lambda each: each.language)
    )


@dataclass(frozen=True, slots=True)
class Text:
    """One text, by BCP 47 language tag; empty texts are left out."""

    by_language: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def in_first_of(self, languages: Iterable[str]) -> Words:
        """The text in the first of `languages` that has it, else in any it has, else empty."""
        for language in (*languages, *self.by_language):
            if language in self.by_language:
                return Words(self.by_language[language], language)
        return Words("", "und")
