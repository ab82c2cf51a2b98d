"""Files beside a file, in which a host finds it compressed already."""

import gzip
import zlib
from collections.abc import Callable, Mapping

import brotli

_QUALITIES = ((200_000, 11), (500_000, 10))
"""Brotli's best, up to so many bytes; more of them take seconds, and few of those are saved."""
_FAST = 9


def _brotli(content: bytes) -> bytes:
    found = (quality for most, quality in _QUALITIES if len(content) <= most)
    return bytes(brotli.compress(content, quality=next(found, _FAST)))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


COMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": _gzip}
"""By what they add to a name: as nginx (`brotli_static`, `gzip_static`) and others look for it."""
BY = f"brotli {brotli.__version__}, zlib {zlib.ZLIB_RUNTIME_VERSION}"
"""Others may give other bytes."""
