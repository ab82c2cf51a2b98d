"""Text for a picture: split into runs of one font, measured, broken into lines."""

import re
import unicodedata
from dataclasses import dataclass

from geo_app.domain.picture import FontFile
from geo_app.render.picture.choosing import choose_for
from geo_app.render.picture.fonts import Face, Fonts, system_fonts

_ISOLATED_RIGHT_TO_LEFT, _ISOLATE_END = "\u2067", "\u2069"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NEVER_FIRST = "，。、；：？！）》」』】〉”’…·％%)\\],.;:!?"
_NEVER_LAST = "（《「『【〈“‘(\\["
_PIECE = re.compile(rf"[{_NEVER_LAST}]*(?:[{_HAN}]|[^\s{_HAN}]+)[{_NEVER_FIRST}]*\s*|\s+")
"""What stays together in a line: a word, or one Chinese character, with its punctuation."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters in one font; `font` is the name of its style class."""

    text: str
    font: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a text looks; sizes in pixels of the layout.

    Attributes:
        name: its class in the picture's style sheet.
        spread: space after each letter, in ems.
    """

    name: str
    size: float
    bold: bool = False
    spread: float = 0.0

    @property
    def line_height(self) -> float:
        """From one line to the next."""
        return self.size * 1.36


class TextSetter:
    """Sets text of one language in this machine's fonts.

    Args:
        language: BCP 47; says which form Chinese characters take.
        fonts: where to look.
    """

    def __init__(self, language: str, fonts: Fonts | None = None) -> None:
        self.language = language
        self._chooser = choose_for(language, fonts or system_fonts())
        self._classes: dict[str, str] = {}
        self._used: dict[FontFile, None] = {}

    @property
    def font_files(self) -> tuple[FontFile, ...]:
        """Everything that was set is in these."""
        return tuple(self._used)

    @property
    def font_classes(self) -> tuple[tuple[str, str], ...]:
        """The name of a style class and its family, for each family."""
        return tuple((name, family) for family, name in self._classes.items())

    def width(self, text: str, style: Style) -> float:
        """How wide `text` is, in pixels of the layout.

        Raises:
            MissingPartError: no font of this machine has one of its characters.
        """
        width = self._chooser.width(text, style.bold)
        return style.size * (width + style.spread * max(0, len(text) - 1))

    def runs(
        self, text: str, style: Style, *, right_to_left: bool | None = None
    ) -> tuple[Run, ...]:
        """`text` in its order of reading, each run in one font.

        Args:
            text: one line.
            style: its look.
            right_to_left: the direction of the whole; None takes that of its first letter.

        Raises:
            MissingPartError: no font of this machine has one of its characters.
        """
        text = clean(text)
        if is_right_to_left(text) if right_to_left is None else right_to_left:
            text = _isolate(text)
        split = self._chooser.split(text, style.bold)
        return tuple(Run(part, self._class_of(face)) for part, face in split)

    def wrap(self, text: str, style: Style, width: float) -> list[str]:
        """The lines of `text`, none wider than `width` but for a word that is."""
        lines, room = [""], width
        for piece in _PIECE.findall(clean(text)):
            # Words do not change one another's width but by a hair, and many come again.
            if lines[-1] and self.width(piece.rstrip(), style) > room:
                lines, room = [*lines, ""], width
            lines[-1] += piece
            room -= self.width(piece, style)
        return [line.strip() for line in lines if line.strip()]

    def shorten(self, text: str, style: Style, width: float) -> str:
        """`text`, or as much of its beginning as there is room for, with an ellipsis."""
        text = clean(text)
        if self.width(text, style) <= width:
            return text
        kept = len(text)
        while kept and self.width(f"{text[:kept].rstrip()}…", style) > width:
            kept -= 1
        return f"{text[:kept].rstrip()}…"

    def _class_of(self, face: Face) -> str:
        self._used.setdefault(face.file)
        return self._classes.setdefault(face.file.family, f"f{len(self._classes) + 1}")


def clean(text: str) -> str:
    """`text` in one line, without what no XML may hold."""
    return _SPACES.sub(" ", _NOT_IN_XML.sub("", text)).strip()


def is_right_to_left(text: str) -> bool:
    """Whether its first letter belongs to a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    return next((kind in _RIGHT_TO_LEFT for kind in kinds if kind in ("L", "R", "AL")), False)


def _isolate(text: str) -> str:
    """`text` with marks of its direction where it needs them: they come along when it is copied."""
    kinds = [unicodedata.bidirectional(each) for each in text]
    is_plain = not set(kinds) - _RIGHT_TO_LEFT - {"WS", "NSM", "CS", "ON"}
    if is_plain and {kinds[0], kinds[-1]} <= _RIGHT_TO_LEFT:
        return text
    return f"{_ISOLATED_RIGHT_TO_LEFT}{text}{_ISOLATE_END}"


def has_right_to_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)
