"""One table of formats for command line, Python and server; what is refused, in one line."""

import html
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import geo_app
from geo_app.domain.export_options import Size, Theme, parse_extent
from geo_app.domain.place import Bounds
from geo_app.errors import ExportOptionError, UnknownFormatError
from geo_app.formats import FORMATS, format_of
from tests.running import run_geo_app
from tests.web.test_server import ask

EXPORT = (sys.executable, "-m", "geo_app", "export")


@pytest.mark.parametrize("first", ["geo_app", "geo_app.exporting.file", "geo_app.formats"])
def test_the_public_name_is_the_function_in_every_order_of_imports(first: str) -> None:
    program = f"import {first}, geo_app, geo_app.cli\nassert callable(geo_app.export)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_python_command_and_standard_output_give_the_same_bytes(
    exports: Mapping[str, Path], tmp_path: Path
) -> None:
    expected = exports["ru"].read_bytes()
    geo_app.export(tmp_path / "map.html", lang="ru")
    assert (tmp_path / "map.html").read_bytes() == expected
    piped = subprocess.run([*EXPORT, "-", "--lang", "ru"], capture_output=True, check=True)
    assert piped.stdout == expected
    assert piped.stderr.startswith(b"standard output: ")


def test_the_ending_chooses_and_what_has_none_is_html() -> None:
    for name, form in FORMATS.items():
        assert format_of(Path(f"map.{name}")) is form
        assert format_of(Path(f"MAP.{name.upper()}")) is form
        assert format_of(Path("-"), name) is form
    assert format_of(Path("map")).name == "html"


@pytest.mark.parametrize("named", ["map.xyz", "map.html.bak", "map.<b>"])
def test_an_unknown_ending_names_the_known_ones(named: str) -> None:
    with pytest.raises(UnknownFormatError, match=f"valid: {', '.join(FORMATS)}$"):
        format_of(Path(named))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000000x1000000", "at least 800x500 pixels"),
        ("10x10", "at least 800x500 pixels"),
        ("9000x9000", "40 million in all"),
        ("1600", "WIDTHxHEIGHT in pixels"),
        ("-5x100", "WIDTHxHEIGHT in pixels"),
        ("9" * 5_000 + "x9", "WIDTHxHEIGHT in pixels"),
    ],
)
def test_a_size_that_cannot_be_is_told(text: str, expected: str) -> None:
    with pytest.raises(ExportOptionError, match=f"^size: expected .*{expected}") as told:
        Size.parse(text)
    assert len(str(told.value)) < 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("170,-10,-170,10", "west is greater than east, which is a box across the antimeridian"),
        ("70,30,70,40", "the box is empty"),
        ("70,40,80,30", "the box is empty"),
        ("70,30,190,40", "longitudes of -180 to 180"),
        ("70,30,80,91", "latitudes of -90 to 90"),
        ("nan,30,80,40", "longitudes of -180 to 180"),
        ("70,30,80", "WEST,SOUTH,EAST,NORTH in degrees"),
        ("a,b,c,d", "WEST,SOUTH,EAST,NORTH in degrees"),
    ],
)
def test_an_extent_that_cannot_be_is_told(text: str, expected: str) -> None:
    with pytest.raises(ExportOptionError, match=f"^extent: .*{expected}"):
        parse_extent(text)


def test_what_can_be_is_taken() -> None:
    assert Size.parse("4961x3508") == Size(4961, 3508)
    assert parse_extent("73.2, 36.5, 77, 40.9") == Bounds(73.2, 36.5, 77, 40.9)
    assert Theme.parse("dark") is Theme.DARK
    with pytest.raises(ExportOptionError, match="theme: expected light or dark, not 'sepia'"):
        Theme.parse("sepia")


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("export.xyz", "", 404),
        ("export.html", "?size=800x600", 400),
        ("export.html", "?extent=1,2,3,4", 400),
        ("export.html", "?theme=dark", 400),
    ],
)
def test_the_server_refuses_in_the_words_of_the_command_line(
    server: str, tmp_path: Path, path: str, query: str, status: int
) -> None:
    option, _, value = query[1:].partition("=")
    words = (f"--{option}", value) if query else ()
    done = run_geo_app("export", str(tmp_path / path), *words)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not list(tmp_path.iterdir())
    answer = ask(f"{server}{path}{query}")
    text = html.unescape(re.sub(r"<[^>]+>", "", answer.text))
    assert answer.status == status
    told = done.stderr.removeprefix("geo-app: ").strip()
    for part in re.split(r"unknown format |; valid: |, |'", told) if status == 404 else [told]:
        assert part in text


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    out.write_text("old")
    limited = ["sh", "-c", 'ulimit -f 100 && exec "$@"', "sh", *EXPORT, str(out)]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"geo-app: cannot write {out}: File too large\n")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_standard_output_that_is_full_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*EXPORT, "-"], stdout=full, stderr=subprocess.PIPE, check=False)
    expected = b"geo-app: cannot write to standard output: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, expected)


def test_a_reader_that_goes_away_is_no_error_to_be_told() -> None:
    with subprocess.Popen(
        [*EXPORT, "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_terminal_is_told_of_what_takes_over_a_second() -> None:
    program = (
        "import time\nfrom geo_app.progress import telling_progress\n"
        "for seconds in (0.1, 1.3):\n"
        "    with telling_progress('making a\\x1b[31m map'): time.sleep(seconds)\n"
        "    print(f'{seconds} passed')"
    )
    shown = _on_a_terminal([sys.executable, "-c", program])
    quick, slow, _ = re.split(r"\d\.\d passed\s+", shown)
    assert quick == ""
    assert "making a\\x1b[31m map … 1 s" in slow
    assert slow.endswith("\r\x1b[K")


def _on_a_terminal(command: list[str]) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen, until = b"", time.monotonic() + 30
        while time.monotonic() < until and select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux says so when the other side is closed
                break
            seen += piece
    os.close(ours)
    assert process.returncode == 0, seen
    return seen.decode()
