"""What a build wrote into a folder: by it the next one knows what is its own."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from geo_app.errors import ExportError

NAME = ".geo_app-build.json"
_LARGEST = 10_000_000
"""Bytes; a site of a hundred thousand files needs as many."""


@dataclass(frozen=True)
class Manifest:
    """The files of a build.

    Attributes:
        files: the sha256 of each, by its path in the folder.
        by: what compressed them; empty where a build did not come to its end.
    """

    files: dict[str, str] = field(default_factory=dict)
    by: str = ""

    def holds(self, folder: Path, path: str) -> bool:
        """Whether the file at `path` is there and as it was written."""
        place = folder / path
        if path not in self.files or not place.resolve().is_relative_to(folder):
            return False
        return place.is_file() and _digest(place) == self.files[path]

    def write(self) -> bytes:
        """The manifest as JSON, the same for the same files."""
        told = {"geo_app build": 1, "compressed by": self.by, "sha256": self.files}
        return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """What an earlier build left in `folder`; None if none was there.

    Raises:
        ExportError: it is damaged: nobody knows what in the folder is whose.
    """
    place = folder / NAME
    if not place.is_file():
        return None
    try:
        if place.stat().st_size > _LARGEST:
            raise ValueError
        told = json.loads(place.read_bytes())
        files, by = told["sha256"], told["compressed by"]
        if told["geo_app build"] != 1 or not isinstance(by, str) or not _are_paths(files):
            raise ValueError
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ExportError(
            f"{place} is damaged: expected what geo-app build wrote; nothing was written"
        ) from error
    return Manifest(files, by)


def _are_paths(files: object) -> bool:
    """Whether they are paths within a folder, each with a digest: this file may be anybody's."""
    return isinstance(files, dict) and all(
        isinstance(digest, str) and _is_within(path) for path, digest in files.items()
    )


def _is_within(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and "\0" not in path


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()
