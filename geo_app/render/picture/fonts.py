"""Fonts: which of this machine's files a picture's text is set in, and how wide it is in them.

HarfBuzz (uharfbuzz) says what a font has and shapes text, as the renderers do. Files are looked for
here and not through fontconfig, which not every machine has: a renderer that falls back by glyph
takes a font of its own choice, so each run of text names the one that has all of it.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from geo_app.domain.picture import FontFile

if TYPE_CHECKING:
    import uharfbuzz

_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_FACES = 64
_ARABIC_LETTERS = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
"""Ids in the table of names (OpenType)."""

_SANS = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial")
_CHINESE = {
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC"),
    "zh-Hant": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC"),
}
_CHINESE_OTHER = (
    "Microsoft YaHei",
    "Microsoft JhengHei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_ARABIC = ("Noto Naskh Arabic", "Noto Sans Arabic", "Geeza Pro", "Segoe UI", "Arial", "DejaVu Sans")


def families(character: str, language: str) -> tuple[str, ...]:
    """Families to look for `character` in, in a text of `language`, best first."""
    if _ARABIC_LETTERS.match(character):
        return (*_ARABIC, *_SANS)
    if not is_chinese(character):
        return (*_SANS, *_chinese(language), *_ARABIC)
    return (*_chinese(language), *_SANS)


def is_chinese(character: str) -> bool:
    """Whether a character is one of Chinese writing, with its punctuation."""
    return bool(_HAN.match(character))


@cache
def _chinese(language: str) -> tuple[str, ...]:
    own = _CHINESE.get(language, _CHINESE["zh-Hans"])
    others = (name for names in _CHINESE.values() for name in names if name not in own)
    return (*own, *others, *_CHINESE_OTHER)


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        own = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return (own, windows)
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return (
        own / "fonts",
        home / ".fonts",
        *(Path(each) / "fonts" for each in shared.split(":") if each),
    )


@dataclass(frozen=True)
class Face:
    """One face of a font file."""

    file: FontFile
    bold: bool

    @cached_property
    def _font(self) -> "uharfbuzz.Font":
        import uharfbuzz  # noqa: PLC0415 - pages need no fonts

        return uharfbuzz.Font(_open(self.file.path, self.file.index))

    @cached_property
    def _em(self) -> int:
        return int(self._font.face.upem)

    def has(self, character: str) -> bool:
        """Whether the font has a glyph of its own for `character`."""
        return bool(self._font.get_nominal_glyph(ord(character)))

    def width(self, text: str) -> float:
        """How wide `text` is when shaped, in ems."""
        import uharfbuzz  # noqa: PLC0415

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        return float(sum(each.x_advance for each in buffer.glyph_positions)) / self._em


def _open(path: Path, index: int) -> "uharfbuzz.Face":
    import uharfbuzz  # noqa: PLC0415

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)


@dataclass(frozen=True)
class Fonts:
    """The fonts below some folders, looked at only as far as they are needed."""

    folders: tuple[Path, ...] = field(default_factory=font_folders)

    @cached_property
    def _files(self) -> tuple[Path, ...]:
        """Every font file, in an order that does not depend on the disk's."""
        return tuple(path for folder in self.folders for path in _walk(folder))

    @cached_property
    def _by_stem(self) -> dict[str, Path]:
        return {path.stem.lower(): path for path in reversed(self._files)}

    def find(self, family: str, *, bold: bool) -> Face | None:
        """The face of `family`, upright; bold where there is a file for it."""
        regular = self._named(family, ("regular", "", "roman"))
        found = (self._named(family, ("bold", "semibold")) or regular) if bold else regular
        return Face(found, bold) if found else None

    def _named(self, family: str, styles: Iterable[str]) -> FontFile | None:
        """By the name of its file, as foundries name them: quick, and then checked inside."""
        for path in self._candidates(family, styles):
            for index in range(_faces(path)):
                if family in _family_names(path, index):
                    return FontFile(family, path, index)
        return None

    def _candidates(self, family: str, styles: Iterable[str]) -> Iterator[Path]:
        name = family.lower().replace(" ", "")
        without_region = name.removesuffix("sc").removesuffix("tc")
        for style in styles:
            for stem in dict.fromkeys((name, without_region)):
                for joined in (f"{stem}-{style}", f"{stem}{style}"):
                    if path := self._by_stem.get(joined.strip("-")):
                        yield path

    def having(self, character: str, *, bold: bool) -> Face | None:
        """Any face that has `character`: the first by the order of files."""
        for path in self._files:
            for index in range(min(1, _faces(path))):
                names = _family_names(path, index)
                face = Face(FontFile(names[-1] if names else path.stem, path, index), bold)
                if names and _is_upright(path) and face.has(character):
                    return self.find(face.file.family, bold=bold) or face
        return None


def _walk(folder: Path) -> list[Path]:
    found = (
        Path(root) / name
        for root, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in _ENDINGS
    )
    return sorted(found)


def _is_upright(path: Path) -> bool:
    return not any(each in path.stem.lower() for each in ("italic", "oblique", "mono"))


@cache
def _faces(path: Path) -> int:
    """How many faces a file has; none where it is no font that can be read."""
    import uharfbuzz  # noqa: PLC0415

    try:
        return min(int(_open(path, 0).count), _MOST_FACES)
    except (OSError, uharfbuzz.HarfBuzzError):
        return 0


@cache
def _family_names(path: Path, index: int) -> Sequence[str]:
    face = _open(path, index)
    names = (face.get_name(each) for each in (_TYPOGRAPHIC_FAMILY, _FAMILY))
    return tuple(name for name in names if name)


@cache
def system_fonts() -> Fonts:
    """The fonts of this machine, as they were when they were first needed."""
    return Fonts()
