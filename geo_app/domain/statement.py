"""Sentences that are no figures, and the sources of everything."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where a statement stands in a popup."""

    ARTICLE = "article"
    LIMIT = "limit"
    CONTEXT = "context"


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sentence about some places, routes or countries.

    Attributes:
        section: what the article says, what it does not give, or context from elsewhere.
        aspect: key of the heading of a context line.
        sources: ids; a context line always has one.
    """

    id: str
    section: Section
    subjects: tuple[str, ...]
    aspect: str | None = None
    paragraph: int | None = None
    sources: tuple[str, ...] = ()


class SourceKind(StrEnum):
    """What a source is."""

    ARTICLE = "article"
    DATASET = "dataset"
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A work that something on the map comes from; fields that are not known are empty.

    Attributes:
        date: ISO 8601, as precise as it is known.
        url: https address, or empty.
    """

    id: str
    kind: SourceKind
    title: str
    publisher: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    attribution: str = ""
    url: str = ""
