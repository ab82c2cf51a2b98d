"""What a request asks for, checked: language and layers."""

from dataclasses import dataclass

from flask import Request

from geo_app.domain.corridor import Corridor
from geo_app.language.negotiate import negotiate, require

MAX_ACCEPTED_LANGUAGES = 20
"""Longer Accept-Language headers are read no further."""


@dataclass(frozen=True)
class Choice:
    """A language of the corridor, and the layers that are on at first, in canonical order."""

    language: str
    layers: tuple[str, ...]


def read_choice(request: Request, corridor: Corridor) -> Choice:
    """The choice that `request` makes; `lang` in the query wins over Accept-Language.

    Raises:
        UnknownLanguageError, UnknownLayerError: the query names something the corridor lacks.
    """
    tag = request.args.get("lang")
    if tag is None:
        language = preferred_language(request, corridor)
    else:
        language = require(tag, corridor.languages)
    return Choice(language, corridor.select_layers(request.args.get("layers")))


def preferred_language(request: Request, corridor: Corridor) -> str:
    """The language of the query if the corridor speaks it, else the one the headers prefer."""
    asked = request.args.get("lang", "")
    accepted = list(request.accept_languages)[:MAX_ACCEPTED_LANGUAGES]
    return negotiate((asked, *(tag for tag, quality in accepted if quality)), corridor.languages)
