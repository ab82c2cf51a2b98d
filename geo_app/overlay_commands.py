"""The commands for overlays: what would be drawn of a file, and the file as GeoJSON."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from geo_app.domain.corridor import Corridor
from geo_app.domain.overlay import Overlay
from geo_app.domain.overlay_measure import Measures, measure
from geo_app.domain.text import visible
from geo_app.errors import OverlayError, SwappedCoordinatesError
from geo_app.exporting.file import write_file
from geo_app.exporting.geojson import write_geojson
from geo_app.pipeline import load_corridor, overlay_limits, read_given_overlays, read_overlay
from geo_app.settings import Settings

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_SWAP_HELP = "Latitudes and longitudes of the files are (not) the wrong way round."


def overlay_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options with which a command lays files of routes over the map."""
    text = "A file of routes to lay over the map; repeat it for several."
    given = click.option("--overlay", "overlays", type=_FILE, multiple=True, help=text, metavar="F")
    return given(swap_option(command))


def swap_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that says whether latitudes and longitudes are swapped."""
    return click.option("--swap/--no-swap", "swap", default=None, help=_SWAP_HELP)(command)


def read_overlays(settings: Settings, corridor: Corridor) -> tuple[Overlay, ...]:
    """The overlays of `settings`; a swapped one is refused with the options that would read it.

    Raises:
        OverlayError: one of the files cannot be used.
    """
    try:
        return read_given_overlays(settings, corridor)
    except SwappedCoordinatesError as error:
        raise _naming_options(error) from error


def _naming_options(error: SwappedCoordinatesError) -> OverlayError:
    advice = "say --swap to swap them, --no-swap to take them as they are"
    return OverlayError(error.file, f"{error.problem}; {advice}")


@click.group()
def overlay() -> None:
    """Look into files of routes, and convert them to GeoJSON."""


@overlay.command()
@click.argument("file", type=_FILE)
@swap_option
@click.option("--corridor", type=_FOLDER, metavar="DIR", help="Whose places its stops may be.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON, for programs.")
@click.pass_context
def inspect(
    context: click.Context, file: Path, corridor: Path | None, *, swap: bool | None, as_json: bool
) -> None:
    """Tell what would be drawn of FILE: counts, lengths, bounding box, and every fault.

    The exit code is 1 if nothing of it is usable.
    """
    read = _read(file, corridor, swap)
    measures = measure(read)
    if as_json:
        click.echo(json.dumps(_as_json(read, measures), ensure_ascii=False, indent=2))
    else:
        for line in _as_lines(read, measures):
            click.echo(visible(line))
    context.exit(0 if read.drawn else 1)


@overlay.command()
@click.argument("file", type=_FILE)
@click.argument("out", type=_FILE)
@swap_option
@click.option("--corridor", type=_FOLDER, metavar="DIR", help="Whose places its stops may be.")
@click.option("--densify", is_flag=True, help="Draw geodesics out, cut at the antimeridian.")
def convert(
    file: Path, out: Path, corridor: Path | None, *, swap: bool | None, densify: bool
) -> None:
    """Write FILE to OUT as GeoJSON on WGS 84.

    Legs between stops are written as their ends, with the member "method": "geodesic".
    """
    read = _read(file, corridor, swap)
    write_file(out, write_geojson(read, densify=densify))
    for fault in read.faults:
        click.echo(visible(str(fault)), err=True)
    click.echo(visible(f"{out}: {read.drawn:,} of {read.read:,} {read.unit}s"), err=True)


def _read(file: Path, corridor: Path | None, swap: bool | None) -> Overlay:
    settings = Settings.read(os.environ, corridor=corridor)
    known = load_corridor(settings.corridor)
    try:
        return read_overlay(file, known, swap=swap, limits=overlay_limits(settings))
    except SwappedCoordinatesError as error:
        raise _naming_options(error) from error


def _as_json(read: Overlay, measures: Measures) -> dict[str, Any]:
    return {
        "name": read.name,
        "format": read.format,
        "unit": read.unit,
        "read": read.read,
        "drawn": read.drawn,
        "geometries": dict(measures.geometries),
        "methods": dict(measures.methods),
        "lengths_km": _lengths(measures),
        "bbox": measures.bounds,
        "faults": [
            {"place": str(each.place), "problem": str(each.problem), "lost": each.lost}
            for each in read.faults
        ],
    }


def _lengths(measures: Measures) -> dict[str, float] | None:
    lengths = measures.lengths_km
    if not lengths:
        return None
    found = {"total": sum(lengths), "shortest": lengths[0], "longest": lengths[-1]}
    return {name: round(value, 3) for name, value in found.items()}


def _as_lines(read: Overlay, measures: Measures) -> list[str]:
    lines = [
        f"{read.name} ({read.format}): {read.drawn:,} of {read.read:,} {read.unit}s are drawn",
        f"geometries: {_counts(measures.geometries)}",
    ]
    if measures.methods:
        lines.append(f"lines: {_counts(measures.methods)}")
    if lengths := _lengths(measures):
        told = ", ".join(f"{name} {value:,.1f} km" for name, value in lengths.items())
        lines.append(f"length: {told}")
    if measures.bounds:
        west, south, east, north = measures.bounds
        lines.append(f"box: west {west:g}, south {south:g}, east {east:g}, north {north:g}")
    return [*lines, *map(str, read.faults)]


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items())) or "none"
