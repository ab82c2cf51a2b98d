"""What draws a picture, as a program of its own: resvg and typst hold Python's lock while they do.

In the server nobody else would be answered meanwhile, and on a terminal Ctrl+C would have to wait.
It imports nothing of geo_app, and loads what it draws with before it is told what: it is started
while the sheet is still being made.
"""

import json
import sys

TYPE_CHECKING = False  # `typing` takes as long to load as all the rest
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Draw = Callable[[dict[str, Any], str], bytes]


def load_png() -> "Draw":
    """What draws PNG, packed in haste; a job has width, height and the paths of the fonts."""
    import resvg_py  # noqa: PLC0415

    def draw(job: "dict[str, Any]", svg: str) -> bytes:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            width=job["width"],
            height=job["height"],
            dpi=96,  # by which SVG measures its millimetres
            skip_system_fonts=True,
            font_files=job["fonts"],
        )

    return draw


def load_pdf() -> "Draw":
    """What draws PDF; a job has a folder with page and fonts, and words for the page."""
    import typst  # noqa: PLC0415

    def draw(job: "dict[str, Any]", svg: str) -> bytes:
        folder = job["folder"]
        with open(f"{folder}/map.svg", "w", encoding="utf-8") as file:  # noqa: PTH123 - see above
            file.write(svg)
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[f"{folder}/fonts"],
        )
        compiler = typst.Compiler(
            input=f"{folder}/main.typ",
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=job["words"],
        )
        return compiler.compile(format="pdf")  # type: ignore[return-value]  # one page, one file

    return draw


def main() -> None:
    """Read a job and an SVG from standard input, write the file to standard output."""
    draw = {"png": load_png, "pdf": load_pdf}[sys.argv[1]]()
    job = json.loads(sys.stdin.buffer.readline())
    svg = sys.stdin.buffer.read().decode()
    try:
        sys.stdout.buffer.write(draw(job, svg))
    except (ValueError, RuntimeError) as error:  # what resvg raises, and typst
        sys.exit(str(error))


if __name__ == "__main__":
    main()
