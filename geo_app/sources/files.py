"""Files of a corridor folder: inside it, and not too large."""

from pathlib import Path

from geo_app.errors import CorridorError, Fault


def read_text(folder: Path, name: str, max_bytes: int) -> str:
    """The text of a file of the corridor folder.

    Raises:
        CorridorError: as `read_bytes`, or the file is not UTF-8.
    """
    try:
        return read_bytes(folder, name, max_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(name, f"expected UTF-8 text: {error}") from error


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
            raise _refused(name, "cannot be read: no such file")
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise _refused(name, f"cannot be read: {error.strerror}") from error
    if len(content) > max_bytes:
        raise _refused(name, f"expected at most {max_bytes:,} bytes, found more")
    return content


def _refused(name: str, problem: str) -> CorridorError:
    return CorridorError([Fault(name, problem)])
