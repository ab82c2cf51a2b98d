"""The Jinja environment of the page: autoescaped, strict, one a language."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo_app.language.catalogue import catalogue
from geo_app.resources import bundled


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
    made.install_gettext_translations(catalogue(language), newstyle=False)  # type: ignore[attr-defined]
    return made


def macros(language: str, name: str) -> Any:
    """The macros of the template `name`, to be called from Python."""
    return environment(language).get_template(name).module
