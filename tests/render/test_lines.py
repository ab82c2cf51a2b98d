"""What a reader is told of a figure, in words."""

import dataclasses

from geo_app.domain.corridor import Corridor
from geo_app.domain.statement import Source, SourceKind
from geo_app.language.formats import Formats
from geo_app.render.lines import Lines


def test_a_figure_of_another_article_says_which(corridor: Corridor) -> None:
    other = Source(id="other", kind=SourceKind.ARTICLE, title="A second article", date="2024-09-01")
    figure = dataclasses.replace(corridor.figures["eu"], source="other", paragraph=2)
    told = dataclasses.replace(
        corridor,
        sources={**corridor.sources, "other": other},
        figures={**corridor.figures, "eu": figure},
    )
    for language, paragraph in (
        ("en", "A second article, September 1, 2024, paragraph 2"),
        ("zh-Hant", "A second article, 2024年9月1日，第2段"),
    ):
        assert Lines(told, Formats(language)).figure(figure).paragraph == paragraph
    own = Lines(corridor, Formats("en")).figure(corridor.figures["eu"])
    assert own.paragraph == "article, paragraph 9"
