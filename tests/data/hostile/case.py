"""A hostile file: what it attacks, how it is made, and what is said of it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

OVERLAYS = Path(__file__).resolve().parent.parent / "overlays"
SECRET = "/etc/passwd"  # noqa: S105 - what is not to be read
BYTES = "more than 50,000,000 bytes (setting overlay_bytes)"
BROKEN = "it cannot be read: the file is broken, or needs too much memory"
DEEP = "it is nested more than 64 levels deep"
OTHER_XML = "it is XML, but neither GPX nor KML"
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
GPX = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
POINT = "<Placemark>{}<Point><coordinates>76,39</coordinates></Point></Placemark>"
FEATURE = (
    '{{"type":"Feature","properties":{{{}}},"geometry":{{"type":"Point","coordinates":[{}]}}}}'
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A hostile file.

    Attributes:
        attacks: what it is after.
        name: what it is called when it is handed over.
        make: makes its bytes.
        said: how the message begins; "" where the file is drawn, and harmless.
        faults: what is said of the parts that are not drawn.
    """

    attacks: str
    name: str
    make: Callable[[], bytes]
    said: str = ""
    faults: tuple[str, ...] = ()


def text(content: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: content.encode(encoding)


def pack(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()
