"""What is said of the boundaries: whose view they are, and under which number it was approved."""

from collections.abc import Callable
from dataclasses import dataclass

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import LayerKind
from geo_app.domain.statement import Source
from geo_app.render.lines import Lines


@dataclass(frozen=True)
class BoundaryLines:
    """Writes it in one language: the corridor's own words, or those on an official file."""

    corridor: Corridor
    lines: Lines
    gettext: Callable[[str], str]

    def note(self) -> str:
        """Whose view the boundaries are, in full; "" where there are none."""
        official = self.corridor.official
        if official is None:
            return self.lines.text("note.boundary")
        vouching = self.gettext(
            "Boundaries and tints are those of %(title)s, drawn as its issuer drew them; countries "
            "of which it has no area are not tinted. %(approval)s. The number is that of the file: "
            "this map as a whole has not been reviewed, and geo_app does not vouch for the file. "
            "Hiding the boundaries hides tints and outlines too."
        )
        return vouching % {"title": self._title(), "approval": self._approval()}

    def short_note(self) -> str:
        """The same in one line, for the foot of the map."""
        if self.corridor.official is None:
            return self.lines.text("note.boundary_short")
        return self.gettext("Boundaries: %(title)s. %(approval)s.") % {
            "title": self._title(),
            "approval": self._approval(),
        }

    def choice(self) -> str:
        """What the boundaries are when they are shown."""
        if self.corridor.official:
            return self.gettext("As in the official file")
        if self.has_disputed():
            return self.gettext("As on the ground, disputed stretches dashed")
        return self.gettext("As on the ground")

    def approval_of(self, source: Source) -> str:
        """The number under which what comes from `source` was approved; "" where it was not."""
        official = self.corridor.official
        return self._approval() if official and official.source == source.id else ""

    def has_disputed(self) -> bool:
        """Whether some stretch is drawn as disputed."""
        # The texts are compact JSON: a search is as sure here as parsing them, and far quicker.
        return any(
            '"disputed":true' in self.corridor.geometries.get(self.corridor.drawn(layer).file, "")
            for layer in self.corridor.layers_of(LayerKind.BOUNDARIES)
        )

    def _title(self) -> str:
        official = self.corridor.official
        if official is None:
            return ""
        return self.lines.source_words(self.corridor.sources[official.source], "title").text

    def _approval(self) -> str:
        official = self.corridor.official
        number = official.approval if official else ""
        return self.gettext("Map approval number: %(number)s") % {"number": number}
