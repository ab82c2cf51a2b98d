"""Files of routes from the disk; their size is looked at before they are read."""

from pathlib import Path

from geo_app.domain.overlay import OverlayLimits, Problem
from geo_app.errors import OverlayError


def read_content(path: Path, limits: OverlayLimits) -> bytes:
    """The bytes of a file, a pipe included.

    Raises:
        OverlayError: it is not there, cannot be read, or is larger than the limit.
    """
    try:
        with path.open("rb") as file:
            if path.is_file() and path.stat().st_size > limits.bytes:
                raise OverlayError(path.name, _too_large(limits))
            content = file.read(limits.bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = {"reason": getattr(error, "strerror", None) or str(error)}
        raise OverlayError(str(path), Problem("cannot be read: %(reason)s", reason)) from error
    if len(content) > limits.bytes:
        raise OverlayError(path.name, _too_large(limits))
    return content


def _too_large(limits: OverlayLimits) -> Problem:
    limit = {"limit": f"{limits.bytes:,}"}
    return Problem("more than %(limit)s bytes (setting overlay_bytes)", limit)
