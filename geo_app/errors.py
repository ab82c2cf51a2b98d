"""Every error that geo_app raises on purpose; each message is fit to be shown to its user.

GeoAppError
├── SettingsError        a setting is not usable
├── CorridorError        a corridor folder has faults: which file, row and column, what was expected
├── ArticleError         a text cannot be read as an article: which file, what was expected
├── UnknownChoiceError   a name that is none of the valid ones, which the message lists
│   ├── UnknownLanguageError
│   ├── UnknownLayerError
│   └── UnknownFormatError   no file can be made with that ending
├── OverlayError         a file of routes cannot be used: which file, what was expected
│   └── SwappedCoordinatesError   its latitudes and longitudes look swapped: the user must say
├── ExportOptionError    an option of an export is not usable: which, what was expected
├── ExportError          a file cannot be made or written
│   ├── ExternalAddressError   the map would still need an address
│   └── MissingPartError       this machine lacks a font or a package; which, and how to get it
└── ServerError          the server cannot start
"""

from collections.abc import Iterable
from dataclasses import dataclass


class GeoAppError(Exception):
    """The root: whatever geo_app raises on purpose."""


class SettingsError(GeoAppError):
    """A setting is not usable."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a corridor folder.

    Attributes:
        file: its name in the folder.
        problem: what is wrong and what was expected.
        row: as a spreadsheet counts it, the header being row 1; the line of a TOML file.
        column: the column of a table, or the key of a TOML file.
    """

    file: str
    problem: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.problem}"


class CorridorError(GeoAppError):
    """A corridor folder has faults; the message has a line for each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults]
        head = [f"the corridor folder has {len(lines)} faults"] if len(lines) > 1 else []
        super().__init__("\n".join([*head, *lines]))


class ArticleError(GeoAppError):
    """A text cannot be read as an article; the message names the file."""

    def __init__(self, file: str, problem: str) -> None:
        self.file, self.problem = file, problem
        super().__init__(f"{file if file.isprintable() else repr(file)}: {problem}")


class UnknownChoiceError(GeoAppError):
    """A name that is none of the valid ones."""

    what = "choice"

    def __init__(self, given: str, valid: Iterable[str]) -> None:
        self.given, self.valid = given, tuple(valid)
        super().__init__(f"unknown {self.what} {given!r}; valid: {', '.join(self.valid)}")


class UnknownLanguageError(UnknownChoiceError):
    """A language tag that no language of the corridor answers to."""

    what = "language"


class UnknownLayerError(UnknownChoiceError):
    """A layer id that the corridor does not have."""

    what = "layer"


class UnknownFormatError(UnknownChoiceError):
    """An ending of a file, or a name of a format, that geo_app does not write."""

    what = "format"


class ExportOptionError(GeoAppError):
    """An option of an export is not usable, or not for that format; the message names it."""


class OverlayError(GeoAppError):
    """A file of routes cannot be used; the message names the file.

    Attributes:
        problem: what is wrong: its `str` is English; a domain Problem can be said in any language.
    """

    def __init__(self, file: str, problem: object) -> None:
        self.file, self.problem = file, problem
        super().__init__(f"{file if file.isprintable() else repr(file)}: {problem}")


class SwappedCoordinatesError(OverlayError):
    """The latitudes and longitudes of a file look swapped, and nobody has said whether they are."""


class ExportError(GeoAppError):
    """A file cannot be made or written."""


class MissingPartError(ExportError):
    """This machine lacks a font or a package that the file needs; the message names it."""


class ExternalAddressError(ExportError):
    """The map holds an element that would have to fetch something."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = tuple(addresses)
        super().__init__(
            "the export must work with no network, but the map still needs: "
            + ", ".join(self.addresses)
        )


class ServerError(GeoAppError):
    """The server cannot start."""
