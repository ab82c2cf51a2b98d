"""The story: the chapters that the panel walks, in words, and what the map does at each."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from geo_app.domain.chapter import Chapter
from geo_app.domain.corridor import Corridor
from geo_app.language.formats import Formats
from geo_app.render.cards import CardWriter, Link
from geo_app.render.lines import ChartLines, DerivedLine, FigureLine, Lines


@dataclass(frozen=True, kw_only=True)
class ChapterLines:
    """A chapter, in words.

    Attributes:
        number: which it is of how many, for the eye.
        announcement: the same with its title, for the ear.
        links: ways to the cards of what is lit.
    """

    id: str
    number: str
    announcement: str
    title: str
    text: str
    figures: tuple[FigureLine, ...]
    derived: tuple[DerivedLine, ...]
    charts: tuple[ChartLines, ...]
    links: tuple[Link, ...]


class StoryWriter:
    """Writes the chapters of a corridor in one language."""

    def __init__(
        self, corridor: Corridor, formats: Formats, lines: Lines, cards: CardWriter
    ) -> None:
        self.corridor, self.formats, self.lines, self.cards = corridor, formats, lines, cards
        self._gettext = formats.words.gettext

    def write_chapters(self) -> tuple[ChapterLines, ...]:
        """Every chapter, in order."""
        chapters = self.corridor.chapters.values()
        return tuple(self._chapter(each, number) for number, each in enumerate(chapters, 1))

    def _chapter(self, chapter: Chapter, number: int) -> ChapterLines:
        corridor, lines = self.corridor, self.lines
        title = lines.text(f"chapter.{chapter.id}")
        place = {
            "number": self.formats.number(Decimal(number)),
            "count": self.formats.number(Decimal(len(corridor.chapters))),
        }
        return ChapterLines(
            id=chapter.id,
            number=self._gettext("Chapter %(number)s of %(count)s") % place,
            announcement=self._gettext("Chapter %(number)s of %(count)s: %(title)s")
            % {**place, "title": title},
            title=title,
            text=lines.text(f"chapter.{chapter.id}.text"),
            figures=tuple(
                lines.figure(corridor.figures[each])
                for each in chapter.figures
                if each in corridor.figures
            ),
            derived=tuple(
                lines.derived(corridor.derivations[each])
                for each in chapter.figures
                if each in corridor.derivations
            ),
            charts=tuple(lines.chart(corridor.charts[each]) for each in chapter.charts),
            links=self.cards.links(chapter.lit),
        )

    def write_views(self) -> dict[str, dict[str, Any]]:
        """What the page's script needs to show each chapter on the map, by its id."""
        return {
            each.id: {
                "view": each.view.as_list(),
                "lit": list(each.lit),
                "layers": list(each.layers),
            }
            for each in self.corridor.chapters.values()
        }
