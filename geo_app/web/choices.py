"""What a request asks for: of the page, checked; of an export, as it is to be checked."""

from dataclasses import dataclass, fields

from flask import Request

from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import Theme
from geo_app.formats import Wishes
from geo_app.language.negotiate import negotiate, require

MAX_ACCEPTED_LANGUAGES = 20
"""Longer Accept-Language headers are read no further."""


@dataclass(frozen=True)
class Choice:
    """What a page shows.

    Attributes:
        language: one of the corridor's.
        layers: that are on at first, in canonical order.
    """

    language: str
    layers: tuple[str, ...]


def read_choice(request: Request, corridor: Corridor) -> Choice:
    """The choice that `request` makes; `lang` in the query wins over Accept-Language.

    Args:
        request: in the query, `lang` and `layers`.
        corridor: what there is.

    Raises:
        UnknownLanguageError, UnknownLayerError: the query names something the corridor lacks.
    """
    tag = request.args.get("lang")
    if tag is None:
        language = preferred_language(request, corridor)
    else:
        language = require(tag, corridor.languages)
    return Choice(language, corridor.select_layers(request.args.get("layers")))


def read_wishes(request: Request, corridor: Corridor) -> Wishes:
    """What `request` asks of an export in its query: the options of `geo-app export`, by name.

    Without `lang` it is in the language that the headers prefer.
    """
    given = {each.name: request.args.get(each.name) for each in fields(Wishes)}
    if given["lang"] is None:
        given["lang"] = preferred_language(request, corridor)
    return Wishes(**given)


def read_theme(request: Request) -> Theme | None:
    """The `theme` of the query; None where it names none.

    Raises:
        ExportOptionError: it names one that is not.
    """
    theme = request.args.get("theme")
    return Theme.parse(theme) if theme else None


def preferred_language(request: Request, corridor: Corridor) -> str:
    """The language of the query if the corridor speaks it, else the one the headers prefer."""
    asked = request.args.get("lang", "")
    accepted = list(request.accept_languages)[:MAX_ACCEPTED_LANGUAGES]
    return negotiate((asked, *(tag for tag, quality in accepted if quality)), corridor.languages)
