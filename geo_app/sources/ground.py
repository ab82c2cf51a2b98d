"""Geometry and images of the ground: checked, compacted, ready to embed."""

import json
from pathlib import Path, PurePosixPath
from typing import NoReturn

from geo_app.domain.layer import Image
from geo_app.errors import CorridorError
from geo_app.sources.table import read_bytes, read_text

MAX_GEOMETRY_BYTES = 20_000_000
MAX_IMAGE_BYTES = 5_000_000
MEDIA_TYPES = {
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def read_geometry(folder: Path, name: str, objects: tuple[str, ...]) -> str:
    """A TopoJSON or GeoJSON file as compact JSON text.

    Raises:
        CorridorError: no such JSON, or an object that the catalogue names is not in it.
    """
    text = read_text(folder, name, MAX_GEOMETRY_BYTES)
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CorridorError(name, f"no valid JSON: {error}") from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("Topology", "FeatureCollection"):
        raise CorridorError(name, "expected a TopoJSON Topology or a GeoJSON FeatureCollection")
    known = content.get("objects", {}) if kind == "Topology" else {}
    for missing in (each for each in objects if each not in known):
        raise CorridorError(name, f"expected an object {missing!r}; it has {sorted(known)}")
    if kind == "Topology" and not isinstance(content.get("arcs"), list):
        raise CorridorError(name, "expected the arcs of the topology")
    try:
        compact = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        compact.encode()
    except ValueError as error:
        raise CorridorError(name, f"no valid JSON: {error}") from error
    return compact


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def read_image(folder: Path, name: str) -> Image:
    """An image file.

    Raises:
        CorridorError: its ending is none of the known ones, or it cannot be read.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending not in MEDIA_TYPES:
        raise CorridorError(name, f"expected an image ending in {', '.join(MEDIA_TYPES)}")
    return Image(MEDIA_TYPES[ending], read_bytes(folder, name, MAX_IMAGE_BYTES))
