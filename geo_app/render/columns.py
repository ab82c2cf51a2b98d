"""What the files and columns of a corridor folder mean, as a Markdown page for its editor."""

from collections.abc import Iterable

from geo_app.language.catalogue import SOURCE_LANGUAGE
from geo_app.render.templates import environment


def write_columns(tables: Iterable[object]) -> str:
    """The page; `tables` are those of the one table of fields."""
    plain = environment(SOURCE_LANGUAGE).overlay(autoescape=False)
    text = plain.get_template("corridor/COLUMNS.md.jinja").render(tables=tables)
    return f"{text.strip()}\n"
