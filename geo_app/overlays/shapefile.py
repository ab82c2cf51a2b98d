"""Zipped Shapefiles: taken apart under limits, and put together again as GDAL may have them."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from geo_app.domain.overlay import Overlay, Problem
from geo_app.errors import OverlayError
from geo_app.overlays.context import ReadContext
from geo_app.overlays.faults import shown
from geo_app.overlays.looks import has_endless_directory, is_plainly_packed, zip_names
from geo_app.overlays.ogr import collect, read_layers

FORM = "shp"
MAIN, NEEDED = ".shp", (".shp", ".dbf", ".shx")
KNOWN = frozenset({*NEEDED, ".prj", ".cpg"})
"""What is taken of an archive; indexes and metadata are not needed."""
MOST_ENTRIES = 1_000
MOST_SHAPEFILES = 20
_PIECE = 1 << 20


def is_shapefile(content: bytes) -> bool:
    """Whether it is an archive with a Shapefile in it."""
    return any(name.lower().endswith(MAIN) for name in zip_names(content))


def read_shapefile(content: bytes, file: str, context: ReadContext) -> Overlay:
    """What the Shapefiles in an archive hold, on WGS 84; each is a layer.

    Raises:
        OverlayError: the archive is broken or too large, has no Shapefile, or one without a part.
        SwappedCoordinatesError: degrees look swapped, and `context.swap` does not say.
    """
    sets = _complete_sets(_unpack(content, file, context), file)
    layers = [
        replace(layer, title=stem, several=len(sets) > 1)
        for stem, parts in sets.items()
        for layer in read_layers(_pack(stem, parts), file, context)
    ]
    return collect(layers, file, context, FORM)


def _unpack(content: bytes, file: str, context: ReadContext) -> dict[str, dict[str, bytes]]:
    """The parts that are known, by the name they share and then by ending; counted as they come."""
    if has_endless_directory(content):
        raise _too_many(file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _take_parts(archive, file, context.limits.bytes)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
        *(RuntimeError, OSError, ValueError),
    ) as error:
        # RuntimeError is what zipfile says of encrypted files, the last two of wild offsets.
        raise OverlayError(file, Problem("it is a broken or encrypted zip archive")) from error


def _take_parts(archive: zipfile.ZipFile, file: str, most: int) -> dict[str, dict[str, bytes]]:
    entries, limit = archive.infolist(), most
    if len(entries) > MOST_ENTRIES:
        raise _too_many(file)
    sets: dict[str, dict[str, bytes]] = {}
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        ending = path.suffix.lower()
        if ending not in KNOWN or entry.is_dir() or path.name.startswith("._"):
            continue
        if path.is_absolute() or ".." in path.parts:
            raise OverlayError(file, Problem("a file of the archive would leave its folder"))
        taken = _take(archive, entry, most)
        if taken is None:
            raise OverlayError(
                file,
                Problem(
                    "more than %(limit)s bytes (setting overlay_bytes)", {"limit": f"{limit:,}"}
                ),
            )
        most -= len(taken)
        sets.setdefault(str(path.with_suffix("")), {})[ending] = taken
    return sets


def _too_many(file: str) -> OverlayError:
    values = {"limit": f"{MOST_ENTRIES:,}"}
    return OverlayError(file, Problem("more than %(limit)s files in the archive", values))


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The content of an entry, or None where it is longer than `most`, whatever it says."""
    if not is_plainly_packed(entry):
        raise NotImplementedError
    with archive.open(entry) as part:
        pieces, size = [], 0
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > most:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _complete_sets(sets: dict[str, dict[str, bytes]], file: str) -> dict[str, dict[str, bytes]]:
    """The Shapefiles by the plain name of each, which no two share."""
    found = {path: parts for path, parts in sets.items() if MAIN in parts}
    if not found:
        raise OverlayError(file, Problem("there is no Shapefile (.shp) in the archive"))
    if len(found) > MOST_SHAPEFILES:
        limit = {"limit": MOST_SHAPEFILES}
        raise OverlayError(file, Problem("more than %(limit)s Shapefiles in the archive", limit))
    for path, parts in found.items():
        lacking = [ending for ending in NEEDED if ending not in parts]
        if lacking:
            values = {"file": shown(PurePosixPath(path).name + MAIN), "lacking": ", ".join(lacking)}
            raise OverlayError(file, Problem("“%(file)s” lacks its parts: %(lacking)s", values))
    stems = [PurePosixPath(path).name for path in found]
    plain = len(set(stems)) == len(stems)
    return {(PurePosixPath(path).name if plain else path): parts for path, parts in found.items()}


def _pack(stem: str, parts: Mapping[str, bytes]) -> bytes:
    """An archive of one Shapefile under a flat name, which GDAL reads without writing a file."""
    packed = io.BytesIO()
    inner = PurePosixPath(stem).name or "layer"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for ending, content in sorted(parts.items()):
            archive.writestr(inner + ending, content)
    return packed.getvalue()
