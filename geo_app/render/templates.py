"""The Jinja environment of the page: autoescaped, strict, one a language."""

import re
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo_app.language.catalogue import catalogue
from geo_app.render.foreign import mark_foreign
from geo_app.resources import bundled

_BLOCK = (
    r"</?(?:article|aside|dd|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|legend|li|nav"
    r"|ol|p|section|table|tbody|thead|tr|ul)\b"
)
_NEEDLESS = re.compile(rf"</(?:li|dt|dd)>\s*|(?:</p>)?\s*(?={_BLOCK})|(?<=\n)\s+")
"""Indents, white space before a block, and end tags that HTML lets a document leave out."""


@cache
def environment(language: str) -> Environment:
    """Templates whose `_("…")` speaks `language` (BCP 47)."""
    made = Environment(
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        loader=FileSystemLoader(bundled("templates")),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["dense"] = _close_up
    made.filters["marked"] = partial(mark_foreign, language=language)
    made.install_gettext_translations(catalogue(language), newstyle=False)  # type: ignore[attr-defined]
    return made


def _close_up(html: Markup) -> Markup:
    """HTML without what only its templates' readers need, which every page and file would carry.

    Texts are escaped by now: what looks like a tag is one of the templates' own.
    """
    return Markup(_NEEDLESS.sub("", html))  # noqa: S704 - was markup before


def macros(language: str, name: str) -> Any:
    """The macros of the template `name`, to be called from Python."""
    return environment(language).get_template(name).module
