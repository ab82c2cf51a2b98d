"""The Jinja environment of the page: autoescaped, strict, one a language."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo_app.language.catalogue import catalogue
from geo_app.resources import bundled

_INDENT = re.compile(r"\n\s+")


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
    made.install_gettext_translations(catalogue(language), newstyle=False)  # type: ignore[attr-defined]
    return made


def _close_up(html: Markup) -> Markup:
    """HTML without the indents of its templates, which every page and file would carry."""
    return Markup(_INDENT.sub("\n", html))  # noqa: S704 - was markup before


def macros(language: str, name: str) -> Any:
    """The macros of the template `name`, to be called from Python."""
    return environment(language).get_template(name).module
