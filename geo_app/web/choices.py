"""What a request asks for, checked: language and layers."""

from dataclasses import dataclass

from flask import Request

from geo_app.domain.corridor import Corridor
from geo_app.language.negotiate import negotiate, require, require_all

MAX_ACCEPTED_LANGUAGES = 20
"""Longer Accept-Language headers are read no further."""


@dataclass(frozen=True)
class Choice:
    """What a page or a file shows.

    Attributes:
        languages: of the corridor, the one shown at first before the others; a page has one.
        layers: that are on at first, in canonical order.
    """

    languages: tuple[str, ...]
    layers: tuple[str, ...]


def read_choice(request: Request, corridor: Corridor, *, several: bool = False) -> Choice:
    """The choice that `request` makes; `lang` in the query wins over Accept-Language.

    Args:
        request: in the query, `lang` and `layers`.
        corridor: what there is.
        several: `lang` may name several languages, as for `geo-app export`.

    Raises:
        UnknownLanguageError, UnknownLayerError: the query names something the corridor lacks.
    """
    tag = request.args.get("lang")
    if tag is None:
        languages: tuple[str, ...] = (preferred_language(request, corridor),)
    elif several:
        languages = require_all(tag, corridor.languages)
    else:
        languages = (require(tag, corridor.languages),)
    return Choice(languages, corridor.select_layers(request.args.get("layers")))


def preferred_language(request: Request, corridor: Corridor) -> str:
    """The language of the query if the corridor speaks it, else the one the headers prefer."""
    asked = request.args.get("lang", "")
    accepted = list(request.accept_languages)[:MAX_ACCEPTED_LANGUAGES]
    return negotiate((asked, *(tag for tag, quality in accepted if quality)), corridor.languages)
