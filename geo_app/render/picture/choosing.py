"""Which font each character of a text is in, and how wide it is there.

What is found out is kept for the pictures to come: most of their words are the same.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from geo_app.errors import MissingPartError
from geo_app.render.picture.fonts import Face, Fonts, families, is_chinese

_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Categories of characters that need no glyph of their own, or join what is before them."""
_MOST_LANGUAGES, _MOST_TEXTS = 8, 8192
"""That are remembered."""

Runs = tuple[tuple[str, Face], ...]
"""Neighbouring characters, and the font that they are in."""


class Chooser:
    """Chooses fonts for texts of one language.

    Attributes:
        split: a text, bold or not, in runs; what every font has goes with its neighbours.
        width: of the same, in ems.

    Both raise MissingPartError where no font of this machine has a character.
    """

    def __init__(self, language: str, fonts: Fonts) -> None:
        self._language, self._fonts = language, fonts
        self._found: dict[tuple[str, bool], Face] = {}
        self._known: dict[tuple[str, bool], Face | None] = {}
        remember = lru_cache(maxsize=_MOST_TEXTS)
        self.split: Callable[[str, bool], Runs] = remember(self._runs)
        self.width: Callable[[str, bool], float] = remember(self._width)

    def _width(self, text: str, bold: bool) -> float:
        return sum(face.width(part) for part, face in self.split(text, bold))

    def _runs(self, text: str, bold: bool) -> Runs:
        return tuple(self._split(text, bold=bold))

    def _split(self, text: str, *, bold: bool) -> Iterator[tuple[str, Face]]:
        faces = self._assign(text, bold=bold)
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or faces[at] is not faces[start]:
                yield text[start:at], faces[start]
                start = at

    def _assign(self, text: str, *, bold: bool) -> list[Face]:
        faces: list[Face | None] = [None] * len(text)
        current: Face | None = None
        for at, character in enumerate(text):
            is_letter = unicodedata.category(character)[0] == "L"
            if is_letter or (current and not _serves(current, character)):
                current = self._face(character, bold=bold)
            faces[at] = current
            if is_letter:
                self._fill_before(faces, text, at)
        rest = current or self._face("x", bold=bold)
        return [
            each or (rest if _serves(rest, text[at]) else self._face(text[at], bold=bold))
            for at, each in enumerate(faces)
        ]

    def _fill_before(self, faces: list[Face | None], text: str, at: int) -> None:
        """What stands before the first letter is in its font where that has it."""
        face = faces[at]
        while at and face and faces[at - 1] is None and _serves(face, text[at - 1]):
            at -= 1
            faces[at] = face

    def _face(self, character: str, *, bold: bool) -> Face:
        key = (character, bold)
        if key not in self._found:
            self._found[key] = self._find(character, bold=bold)
        return self._found[key]

    def _find(self, character: str, *, bold: bool) -> Face:
        faces = (
            self._known_face(family, bold=bold) for family in families(character, self._language)
        )
        found = next((each for each in faces if each and _serves(each, character)), None)
        found = found or self._fonts.having(character, bold=bold)
        if found is None:
            raise MissingPartError(missing_font(character))
        return self._known.setdefault((found.file.family, bold), found) or found

    def _known_face(self, family: str, *, bold: bool) -> Face | None:
        key = (family, bold)
        if key not in self._known:
            self._known[key] = self._fonts.find(family, bold=bold)
        return self._known[key]


@lru_cache(maxsize=_MOST_LANGUAGES)
def choose_for(language: str, fonts: Fonts) -> Chooser:
    """The chooser of a language, with what it knows already."""
    return Chooser(language, fonts)


def _serves(face: Face, character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or face.has(character)


def missing_font(character: str) -> str:
    """What to do where no font has `character`."""
    name = unicodedata.name(character, "unnamed")
    package = "fonts-noto-cjk" if is_chinese(character) else "fonts-noto-core"
    return (
        f"no font on this machine has U+{ord(character):04X} ({name}): install one, "
        f"on Debian and Ubuntu the package {package}"
    )
