"""The command line: a GeoAppError becomes a line (a folder's, one a fault) and exit code 1."""

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_app import __version__
from geo_app.domain.text import visible
from geo_app.errors import CorridorError, ExportOptionError, Fault, GeoAppError
from geo_app.exporting.file import write_file, write_standard_output
from geo_app.exporting.trace import write_json, write_table
from geo_app.formats import Format, Wishes, format_of, read_options
from geo_app.overlay_commands import overlay, overlay_option, read_overlays
from geo_app.pipeline import load_corridor, start_corridor, trace_article
from geo_app.progress import telling_progress
from geo_app.settings import Settings

if TYPE_CHECKING:
    from geo_app.exporting.site import SiteFile

STANDARD_OUTPUT = Path("-")
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Command(click.Group):
    """A group whose commands tell their errors in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GeoAppError as error:
            _say(f"geo-app: {error}", err=True)
            ctx.exit(1)


def _say(text: str, *, err: bool = False) -> None:
    """Tell the user; names of files and folders may hold what a terminal would act on."""
    click.echo(visible(text), err=err)


def _settings(swap: bool | None, overlays: tuple[Path, ...], **chosen: Any) -> Settings:
    """The settings with what the command line chose; no overlay there is none chosen."""
    return Settings.read(os.environ, overlay_swap=swap, overlays=overlays or None, **chosen)


def _corridor_option(command: Callable[..., Any]) -> Callable[..., Any]:
    text = "The corridor folder; without it, the one that comes with geo-app."
    return click.option("--corridor", type=_FOLDER, metavar="DIR", help=text)(command)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """A corridor map that is true, whole in one file and open to everyone."""


main.add_command(overlay)


@main.command()
@_corridor_option
@click.option("--host", help="The address to listen on (127.0.0.1).")
@click.option("--port", type=int, help="The TCP port (5000).")
@click.option("--open", "open_browser", is_flag=True, help="Show the map in the browser.")
@overlay_option
@click.option("--read-only", is_flag=True, default=None, help="Take no files of routes.")
@click.option("--base-url", metavar="URL", help="The map's address: https://example.org/map/.")
@click.option(
    "--trust-proxy", is_flag=True, default=None, help="Believe the proxy's X-Forwarded-* headers."
)
@click.option("--workers", type=int, help="Processes that answer (1).")
def serve(*, open_browser: bool, swap: bool | None, **chosen: Any) -> None:
    """Serve the map until stopped with Ctrl+C."""
    from geo_app.web.server import serve as run  # noqa: PLC0415 - other commands need no server

    settings = _settings(swap, **chosen)
    read_overlays(settings, load_corridor(settings.corridor))
    run(settings, click.echo, open_browser=open_browser)


@main.command()
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Tell the faults as JSON.")
@click.pass_context
def check(context: click.Context, folder: Path | None, *, as_json: bool) -> None:
    """Check a corridor folder and name every fault: file, row, column and what was expected.

    Without DIR, the one that comes with geo-app. The exit code is 1 if there are faults.
    """
    settings = Settings.read(os.environ, corridor=folder)
    try:
        load_corridor(settings.corridor)
        faults: tuple[Fault, ...] = ()
    except CorridorError as error:
        faults = error.faults
    if as_json:
        keys = ("file", "row", "column", "problem")
        listed = [{key: getattr(fault, key) for key in keys} for fault in faults]
        told = {"folder": str(settings.corridor), "faults": listed}
        click.echo(json.dumps(told, indent=2))
    else:
        for fault in faults:
            _say(str(fault))
        _say(f"{settings.corridor}: {_count(len(faults), 'fault')}", err=True)
    context.exit(1 if faults else 0)


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


@main.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
def new(folder: Path) -> None:
    """Start a corridor folder in DIR: a small example, and what its files and columns mean."""
    start_corridor(folder)
    command = f"geo-app serve --corridor {shlex.quote(str(folder))}"
    _say(f"{folder} is ready; show it with: {command}")


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@_corridor_option
@click.option("--format", "named", metavar="NAME", help="The format, where OUT has no ending.")
@click.option(
    "--lang", metavar="TAG", help="A language (without it, the first), several (A,B), or all."
)
@click.option(
    "--layers", metavar="A,B", help="Layers: on at first in a page, the only ones elsewhere."
)
@overlay_option
@click.option(
    "--size",
    metavar="WxH",
    help="Of a picture, in pixels: 1600x900; or A3, A4-portrait, at 300 dpi.",
)
@click.option("--extent", metavar="W,S,E,N", help="Of a picture, in degrees: 73.2,36.5,77,40.9.")
@click.option("--theme", metavar="NAME", help="Of a picture: light or dark.")
def export(
    out: Path,
    named: str | None,
    corridor: Path | None,
    overlays: tuple[Path, ...],
    *,
    swap: bool | None,
    **wishes: str | None,
) -> None:
    """Write the map to OUT; its ending chooses the format.

    .html is one file that works with no network; of several languages the first is shown at first,
    and the reader switches in the file. OUT may be - for standard output.
    """
    form = _form_of(out, named)
    settings = _settings(swap, overlays, corridor=corridor)
    target = "standard output" if out == STANDARD_OUTPUT else str(out)
    with telling_progress(f"making {target}"):
        known = load_corridor(settings.corridor)
        options = read_options(known, form, Wishes(**wishes))
        given = read_overlays(settings, known)
        content = form.make(known, replace(options, overlays=given))
        if out == STANDARD_OUTPUT:
            write_standard_output(content)
        else:
            write_file(out, content)
    _say(f"{target}: {len(content) / 1000:,.0f} kB", err=True)


def _form_of(out: Path, named: str | None) -> Format:
    form = format_of(out, named)
    if out == STANDARD_OUTPUT and form.binary and sys.stdout.isatty():
        raise ExportOptionError(f"format: a .{form.name} is not for a terminal: name a file")
    return form


@main.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@_corridor_option
@click.option("--lang", metavar="A,B", help="Its languages (all); the first page is in the first.")
@click.option("--layers", metavar="A,B", help="Layers that are on at first; all are included.")
@overlay_option
@click.option("--base-url", metavar="URL", help="Its absolute address, for what needs one.")
def build(
    folder: Path, lang: str | None, layers: str | None, *, swap: bool | None, **chosen: Any
) -> None:
    """Write the map as a static site into DIR: every language, for any host or from a disk.

    DIR must be new, empty or an earlier build. Of that, what has not changed keeps its bytes and
    its times, and what is no longer part is removed; other files in it are left alone.
    """
    from geo_app.exporting.site import write_site  # noqa: PLC0415 - other commands compress nothing
    from geo_app.site.plan import plan_site  # noqa: PLC0415 - nor do they plan a site

    settings = _settings(swap, **chosen)
    known = load_corridor(settings.corridor)
    given = read_overlays(settings, known)
    files = plan_site(settings, known, given, lang=lang, layers=layers).files()
    with _showing(files) as shown:
        report = write_site(folder, shown)
    if not settings.base_url:
        _say("without --base-url there is no sitemap.xml, whose addresses are absolute", err=True)
    for path, lack in report.left_out:
        _say(f"{folder / path} is left out: {lack}", err=True)
    for path in report.kept:
        _say(f"{folder / path} is no longer part, but was changed: it was left", err=True)
    _say(
        f"{folder}: {_count(report.files, 'file')}, {report.bytes / 1_000_000:,.1f} MB;"
        f" {report.written} written, {report.removed} removed",
        err=True,
    )


@contextmanager
def _showing(files: Sequence["SiteFile"]) -> Iterator[Iterable["SiteFile"]]:
    """The files, with a bar that shows how far they are where there is a terminal to show it on."""
    if not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(
        files, file=sys.stderr, item_show_func=lambda file: file.path if file else ""
    ) as bar:
        yield bar


@main.command()
@click.argument("article", type=click.Path(dir_okay=False, path_type=Path))
@_corridor_option
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON, for programs.")
@click.pass_context
def trace(context: click.Context, article: Path, corridor: Path | None, *, as_json: bool) -> None:
    """Account for every number of ARTICLE (UTF-8 text) against the corridor's figures.

    Tells which are figures, which are none and why, which are missing from the corridor, and which
    figures the text does not contain. The exit code is 1 if a number is missing or a figure is not
    in the text.
    """
    settings = Settings.read(os.environ, corridor=corridor)
    traced = trace_article(article, load_corridor(settings.corridor))
    click.echo(write_json(traced) if as_json else write_table(traced), nl=False)
    context.exit(0 if traced.complete else 1)
