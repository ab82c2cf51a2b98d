"""Pictures as PDF, by typst: lines stay lines and text can be found and copied."""

import tempfile
from pathlib import Path
from typing import Any

from geo_app.domain.picture import Picture
from geo_app.errors import ExportError
from geo_app.resources import bundled

POINTS_PER_INCH = 72
_SVG, _MAIN, _FONTS = "map.svg", "main.typ", "fonts"


def write_pdf(picture: Picture) -> bytes:
    """The picture on a page of its own size; the same picture gives the same bytes.

    Raises:
        ExportError: typst is not installed, or cannot draw it.
    """
    typst = _import_typst()
    with tempfile.TemporaryDirectory(prefix="geo-app-") as name:
        folder = Path(name)
        (folder / _SVG).write_text(picture.svg, "utf-8")
        (folder / _MAIN).write_bytes((bundled("templates") / "export" / "picture.typ").read_bytes())
        fonts = _gather_fonts(folder / _FONTS, picture)
        compiler = typst.Compiler(
            input=folder / _MAIN,
            root=folder,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
            ),
            ignore_system_fonts=True,
            sys_inputs=_inputs(picture),
        )
        try:
            return bytes(compiler.compile(format="pdf"))
        except (typst.TypstError, RuntimeError) as error:
            raise ExportError(f"the picture cannot be written as PDF: {error}") from error


def _import_typst() -> Any:
    try:
        import typst  # noqa: PLC0415 - 80 MB, an extra
    except ImportError as error:
        raise ExportError(
            "a PDF needs typst, which is not installed: pip install 'geo-app[pdf]'"
        ) from error
    return typst


def _gather_fonts(folder: Path, picture: Picture) -> Path:
    """A folder with the fonts of the picture alone: typst takes folders, not files."""
    folder.mkdir()
    for at, path in enumerate(picture.font_paths):
        (folder / f"{at:02}{Path(path).suffix}").symlink_to(path)
    return folder


def _inputs(picture: Picture) -> dict[str, str]:
    size = picture.size
    return {
        "title": picture.title,
        "language": picture.language.partition("-")[0],
        "file": _SVG,
        "width": f"{size.width / size.dpi * POINTS_PER_INCH:.4f}",
        "height": f"{size.height / size.dpi * POINTS_PER_INCH:.4f}",
    }
