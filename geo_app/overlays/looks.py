"""What a file's first bytes say it is."""

import re
from collections.abc import Collection
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.encoding import decode

BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
"""White space and byte order marks, of which a file that holds nothing may consist."""
_HEAD = 65_536
_ROOT = re.compile(r"<(?:[\w-]+:)?(gpx|kml)[\s>/]", re.IGNORECASE)
_WEB_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_MOST_ENTRIES = 10_000
_ENTRY = b"PK\x01\x02"
"""With what an entry of an archive's directory begins."""


def head_of(content: bytes) -> str:
    """The beginning of a text, or "" where the bytes are none."""
    # A whole number of any encoding's units, and no character cut in two: hence the line.
    start = content[:_HEAD]
    if len(content) > _HEAD and (at := start.rfind(b"\n")) > 0:
        start = start[: at + 1 + (start[at + 1 : at + 2] == b"\x00")]
    try:
        return decode(start, "").lstrip("\ufeff \t\r\n")
    except OverlayError:
        return ""


def is_json(content: bytes) -> bool:
    """Whether it can only be JSON."""
    return head_of(content).startswith(("{", "["))


def is_gpx(content: bytes) -> bool:
    """Whether it is XML whose root is that of GPX."""
    return _xml_root(content) == "gpx"


def is_kml(content: bytes) -> bool:
    """Whether it is XML whose root is that of KML."""
    return _xml_root(content) == "kml"


def _xml_root(content: bytes) -> str:
    head = head_of(content)
    found = _ROOT.search(head) if head.startswith("<") else None
    return found[1].lower() if found else ""


def zip_names(content: bytes) -> Collection[str]:
    """The names in a zip archive; none where it is no archive."""
    if not content.startswith(b"PK") or has_endless_directory(content):
        return ()
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return ()


def has_endless_directory(content: bytes) -> bool:
    """Whether an archive may name more files than we would have zipfile hold in memory.

    What its end says of their number is only its word; every entry has its mark.
    """
    return content.count(_ENTRY) > _MOST_ENTRIES


def is_plainly_packed(entry: ZipInfo) -> bool:
    """Whether an entry is packed as all are but a few: others may ask for gigabytes to unpack."""
    return entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)


def is_kmz(content: bytes) -> bool:
    """Whether it is an archive with a KML file in it."""
    return any(name.lower().endswith(".kml") for name in zip_names(content))


def is_table(content: bytes) -> bool:
    """Whether it is a text that is nothing else."""
    head = head_of(content)
    return bool(head) and not head.startswith(("<", "{", "["))


def find_foreign(content: bytes) -> Problem | None:
    """What is to be said of a file that is of a well-known other kind, if it is."""
    head = head_of(content)
    if _WEB_PAGE.match(head):
        return Problem("it is a web page; expected a file of routes")
    if head.startswith("<") and not _xml_root(content):
        return Problem("it is XML, but neither GPX nor KML")
    if any(name.startswith("xl/workbook") for name in zip_names(content)):
        return Problem("it is a workbook; save its sheet as CSV")
    return None
