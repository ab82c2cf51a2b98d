"""KMZ and zipped Shapefiles: archives of what is nearly right, and archives that are not."""

import io
import struct
import zipfile
from collections.abc import Mapping
from random import Random

from tests.fuzz.layers import shapefile
from tests.fuzz.mutations import mutate

_METHODS = (
    *(zipfile.ZIP_STORED,) * 20,
    *(zipfile.ZIP_DEFLATED,) * 20,
    *(zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA),
)
_HEADS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
_WILD = (0, 1, 8, 14, 99, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def pack(files: Mapping[str, bytes], method: int) -> bytes:
    """An archive of `files`, the same bytes at any time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def bend(archive: bytes, random: Random) -> bytes:
    """An archive in whose headers some numbers are wild: offsets, sizes, methods, flags."""
    bent = bytearray(archive)
    for _ in range(random.randint(1, 3)):
        starts = [at for head in _HEADS if (at := bent.find(head)) >= 0]
        kind = random.choice("HI")
        at = random.choice(starts) + random.randrange(4, 46)
        wild = random.choice(_WILD) & (0xFFFF if kind == "H" else 0xFFFFFFFF)
        bent[at : at + struct.calcsize(kind)] = struct.pack(f"<{kind}", wild)
    return bytes(bent)


def _harm(archive: bytes, random: Random) -> bytes:
    """The archive as it is, most times; else with wild headers, or changed anywhere."""
    kind = random.random()
    if kind < 0.2 and archive.startswith(b"PK"):
        return bend(archive, random)
    return mutate(archive, random) if kind < 0.3 else archive


_NAMES = ("a/b.KML", "../x.kml", "files/a.png", "\u202e.kml", "x.shp", "DOC.KML", "a" * 300)
Members = list[bytes]


def vary_kmz(members: Members, random: Random) -> bytes:
    """An archive of KML files, each of them changed now and then."""
    files = {}
    for at, member in enumerate(members):
        name = random.choice(_NAMES) if at or random.random() < 0.1 else "doc.kml"
        files[name] = mutate(member, random) if random.random() < 0.5 else member
    return _harm(pack(files, random.choice(_METHODS)), random)


_PROJECTIONS = (
    *(b"", b"GEOGCS[", b'LOCAL_CS["x"]', b'GEOGCS["x"]', b"EPSG:4326", b"\xff\xfe", b"+proj=utm"),
    *(b"ENGCRS", b"BOUNDCRS[", b'PROJCS["undefined"]', b"+init=epsg:4326", b"urn:ogc:def:crs:x"),
)
_CODE_PAGES = (b"UTF-8", b"GB18030", b"1251", b"x", b"\xff", b"", b"UTF-16", b"ISO-2022-JP")
_STEMS = (*("a",) * 30, "道路", "x/a", "../a", "a\u202e", ".", "%s", "a" * 200)


def vary_shapefile(at: int, random: Random) -> bytes:
    """An archive of the Shapefile of a base, of whose parts some are changed."""
    parts = dict(shapefile(at))
    for ending in random.sample(sorted(parts), random.choice((0, 1, 1, 1, 2))):
        parts[ending] = mutate(parts[ending], random)
    if random.random() < 0.1:
        parts[".prj"] = random.choice(_PROJECTIONS)
    if random.random() < 0.1:
        parts[".cpg"] = random.choice(_CODE_PAGES)
    if random.random() < 0.03:
        del parts[random.choice(sorted(parts))]
    stem = random.choice(_STEMS)
    files = {stem + ending: content for ending, content in parts.items()}
    return _harm(pack(files, random.choice(_METHODS)), random)
