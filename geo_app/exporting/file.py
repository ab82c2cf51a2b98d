"""Files are replaced whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo_app.errors import ExportError

_NAME_SHOWN = 40
"""Characters of a file's name in that of its temporary file; a name has at most 255 bytes."""


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`; an existing file stays as it is if anything fails.

    Raises:
        ExportError: the folder or the disk refuses it.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe or a device has no content to lose
            return
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:_NAME_SHOWN]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
                _give_usual_mode(temporary)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror}") from error


def write_standard_output(content: bytes) -> None:
    """Write `content` to standard output, past Python's buffers.

    Raises:
        ExportError: who reads it has no room for it.
        BrokenPipeError: nobody reads it any more.
    """
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[os.write(sys.stdout.fileno(), rest) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"cannot write to standard output: {error.strerror}") from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` with these files by name; it appears whole or not at all.

    Raises:
        ExportError: it holds something already, or the place or the disk refuses it.
    """
    try:
        folder = folder.resolve()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ExportError(f"{folder} is there already and not empty; nothing was written")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
            made = Path(temporary) / "made"
            made.mkdir()
            for name, content in files.items():
                (made / name).write_bytes(content)
            made.replace(folder)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror}") from error


def _give_usual_mode(path: Path) -> None:
    """The mode an ordinary new file gets; temporary files are for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
