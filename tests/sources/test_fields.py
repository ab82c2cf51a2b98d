"""The one table of fields fits the program that follows it."""

from enum import StrEnum

import pytest

from geo_app.domain.figure import FigureKind, Operation
from geo_app.domain.group import GroupOf
from geo_app.domain.layer import LayerKind
from geo_app.domain.place import Confidence, CountryRole, PlaceKind
from geo_app.domain.route import RouteKind
from geo_app.domain.statement import Section, SourceKind
from geo_app.language.catalogue import available_languages
from geo_app.sources.fields import tables


@pytest.mark.parametrize(
    ("table", "column", "kinds"),
    [
        ("layers", "kind", LayerKind),
        ("places", "kind", PlaceKind),
        ("places", "confidence", Confidence),
        ("countries", "role", CountryRole),
        ("groups", "of", GroupOf),
        ("routes", "kind", RouteKind),
        ("figures", "kind", FigureKind),
        ("derived", "operation", Operation),
        ("statements", "section", Section),
        ("sources", "kind", SourceKind),
    ],
)
def test_the_choices_of_a_column_are_the_kinds_that_the_program_knows(
    table: str, column: str, kinds: type[StrEnum]
) -> None:
    [field] = [field for field in tables()[table].columns if field.name == column]
    assert set(field.choices) == set(kinds)


def test_the_languages_told_are_those_of_the_interface() -> None:
    [field] = [each for each in tables()["catalog"].columns if each.name == "languages"]
    assert f"({', '.join(available_languages())})" in field.description
