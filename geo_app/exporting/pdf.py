"""Pictures as PDF, by typst: lines stay lines and text can be found and copied."""

import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from geo_app.domain.picture import Picture
from geo_app.errors import MissingPartError
from geo_app.exporting.drawing import hire
from geo_app.resources import bundled

POINTS_PER_INCH = 72


def write_pdf(make: Callable[[], Picture]) -> bytes:
    """A picture on a page of its own size; the same picture gives the same bytes.

    Args:
        make: gives the picture; who draws it gets ready meanwhile.

    Raises:
        MissingPartError: typst is not installed.
        ExportError: it cannot draw the picture.
    """
    if find_spec("typst") is None:
        raise MissingPartError(
            "a PDF needs typst, which is not installed: pip install 'geo-app[pdf]'"
        )
    page = (bundled("templates") / "export" / "picture.typ").read_bytes()
    with hire("pdf") as draughtsman, tempfile.TemporaryDirectory(prefix="geo-app-") as name:
        picture, folder = make(), Path(name)
        (folder / "main.typ").write_bytes(page)
        _gather_fonts(folder / "fonts", picture)
        return draughtsman.draw(picture, {"folder": name, "words": _words(picture)})


def _gather_fonts(folder: Path, picture: Picture) -> None:
    """Put the fonts of the picture alone into `folder`: typst takes folders, not files."""
    folder.mkdir()
    for at, path in enumerate(picture.font_paths):
        (folder / f"{at:02}{Path(path).suffix}").symlink_to(path)


def _words(picture: Picture) -> dict[str, str]:
    size = picture.size
    return {
        "title": picture.title,
        "language": picture.language.partition("-")[0],
        "width": f"{size.width / size.dpi * POINTS_PER_INCH:.4f}",
        "height": f"{size.height / size.dpi * POINTS_PER_INCH:.4f}",
    }
