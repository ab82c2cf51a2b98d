"""Reads KMZ: a zip archive with one KML file that counts; nothing else in it is looked at."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from geo_app.domain.overlay import Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays import kml
from geo_app.overlays.context import ReadContext
from geo_app.overlays.looks import has_endless_directory, is_plainly_packed
from geo_app.overlays.meter import Meter

MOST_ENTRIES = 1000
_CHUNK = 65_536


def read(content: bytes, name: str, context: ReadContext) -> Overlay:
    """The placemarks of a KMZ file."""
    return kml.read_as(_unpack(content, name, Meter(name, context)), name, context, "kmz")


def _unpack(content: bytes, file: str, meter: Meter) -> bytes:
    """The KML file of an archive; its size is counted while unpacking, whatever the archive says.

    Raises:
        OverlayError: the archive is broken, holds no KML file, or one that is over a limit.
    """
    if has_endless_directory(content):
        raise _too_many(file)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _read_entry(archive, _main_entry(archive, file), meter)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise OverlayError(file, Problem("the archive is broken or cut off")) from error
    except (RuntimeError, NotImplementedError) as error:
        raise OverlayError(
            file, Problem("the archive is encrypted, or packed unusually")
        ) from error


def _main_entry(archive: ZipFile, file: str) -> ZipInfo:
    """doc.kml, or else the first KML file of an archive."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _too_many(file)
    found = [each for each in entries if each.filename.lower().endswith(".kml")]
    if not found:
        raise OverlayError(file, Problem("the archive holds no KML file"))
    return next((each for each in found if each.filename.lower() == "doc.kml"), found[0])


def _too_many(file: str) -> OverlayError:
    limit = {"limit": MOST_ENTRIES}
    return OverlayError(file, Problem("the archive has more than %(limit)s entries", limit))


def _read_entry(archive: ZipFile, entry: ZipInfo, meter: Meter) -> bytes:
    if not is_plainly_packed(entry):
        raise NotImplementedError
    unpacked = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += chunk
            meter.check_bytes(len(unpacked))
            meter.check_time()
    return bytes(unpacked)
