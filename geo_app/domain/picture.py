"""Pictures: a map as one SVG, and the fonts that it is in."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from geo_app.domain.export_options import Size
from geo_app.domain.place import Bounds

USUAL_SIZE = Size(1600, 1000)


class Medium(StrEnum):
    """What a picture is drawn for."""

    FILE = "file"
    """To be kept as SVG: as few bytes as say all of it."""
    PIXELS = "pixels"
    """To be drawn in its own pixels: its images have just these."""
    PAGE = "page"
    """To be searched: letters stand so close that words are found."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font on this machine that a picture's text is in.

    Attributes:
        family: what the picture calls it.
        index: of the face in a collection.
    """

    family: str
    path: Path
    index: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture as SVG 1.1, whole in itself.

    Attributes:
        svg: the text of the file.
        size: of it.
        title: what it is called, in its language.
        language: BCP 47.
        fonts: of everything it says; a renderer needs no others.
        extent: what of the world its map shows, in degrees (WGS 84).
    """

    svg: str
    size: Size
    title: str
    language: str
    fonts: tuple[FontFile, ...]
    extent: Bounds

    @property
    def font_paths(self) -> list[str]:
        """The files of its fonts, each once, in an order of their own."""
        return sorted({str(font.path) for font in self.fonts})
