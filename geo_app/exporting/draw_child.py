"""What draws a picture, as a program of its own: resvg and typst hold Python's lock while they do.

In the server nobody else would be answered meanwhile, and on a terminal Ctrl+C would have to wait.
It imports nothing of geo_app: that would take longer than drawing a small picture.
"""

import json
import sys
from pathlib import Path
from typing import Any


def draw_png(job: dict[str, Any], svg: str) -> bytes:
    """The picture as PNG: `job` has its width, height and the paths of its fonts."""
    import resvg_py  # noqa: PLC0415

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=job["width"],
        height=job["height"],
        dpi=96,  # by which SVG measures its millimetres
        skip_system_fonts=True,
        font_files=job["fonts"],
    )


def draw_pdf(job: dict[str, Any], svg: str) -> bytes:
    """The picture as PDF: `job` has a folder with page and fonts, and words for the page."""
    import typst  # noqa: PLC0415

    folder = Path(job["folder"])
    (folder / "map.svg").write_text(svg, "utf-8")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"]
    )
    compiler = typst.Compiler(
        input=folder / "main.typ",
        root=folder,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=job["words"],
    )
    return compiler.compile(format="pdf")  # type: ignore[return-value]  # one page, one file


def main() -> None:
    """Read a job and an SVG from standard input, write the file to standard output."""
    job = json.loads(sys.stdin.buffer.readline())
    svg = sys.stdin.buffer.read().decode()
    draw = {"png": draw_png, "pdf": draw_pdf}[job["form"]]
    try:
        sys.stdout.buffer.write(draw(job, svg))
    except (ValueError, RuntimeError) as error:  # what resvg raises, and typst
        sys.exit(str(error))


if __name__ == "__main__":
    main()
