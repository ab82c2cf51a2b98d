"""Files of a corridor folder: inside it, and not too large."""

import os
from pathlib import Path

from geo_app.errors import CorridorError, Fault


def is_missing(folder: Path, name: str) -> bool:
    """Whether the folder has nothing of that name; a link that leads nowhere is something."""
    return not os.path.lexists(folder / name)


def read_text(folder: Path, name: str, max_bytes: int) -> str:
    """The text of a file of the corridor folder.

    Raises:
        CorridorError: as `read_bytes`, or the file is not UTF-8.
    """
    try:
        return read_bytes(folder, name, max_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8 text, found another encoding at byte {error.start + 1:,}"
        raise _refused(name, problem) from error


def read_bytes(folder: Path, name: str, max_bytes: int) -> bytes:
    """The content of a file that lies in the corridor folder.

    Raises:
        CorridorError: the path leaves the folder, or the file is missing or too large.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _refused(name, "expected a file inside the corridor folder")
        if not path.is_file():
            problem = "not a file" if path.exists() else "no such file"
            raise _refused(name, f"cannot be read: {problem}")
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise _refused(name, f"cannot be read: {error.strerror}") from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 say of a link to itself
        raise _refused(name, "cannot be read: a link that leads to itself") from error
    if len(content) > max_bytes:
        raise _refused(name, f"expected at most {max_bytes:,} bytes, found more")
    return content


def _refused(name: str, problem: str) -> CorridorError:
    return CorridorError([Fault(name, problem)])
