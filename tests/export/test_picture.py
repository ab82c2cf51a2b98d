"""Pictures of the map: made with no browser, true to scale, the same each time, in every script."""

import dataclasses
import html
import io
import math
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.domain.export_options import ExportOptions, Size, Theme
from geo_app.domain.geodesic import geodesic_length_km
from geo_app.domain.picture import Medium, Picture
from geo_app.domain.place import Bounds, Coordinate
from geo_app.outputs import draw_picture, export_png
from geo_app.render.picture.fonts import Fonts, system_fonts
from geo_app.render.picture.frame import Box, MapFrame
from geo_app.render.picture.furniture import fit_scale_bar
from tests.corridors import copy_corridor, replace
from tests.official import NUMBER, TITLE, bring_official
from tests.pictures import DATA, assert_look_alike, open_picture, plain, texts_of
from tests.running import run_geo_app, serving
from tests.subjects import SUBJECTS
from tests.web.test_server import ask

SMALL = Size(800, 500)
PDFTOTEXT, XMLLINT = shutil.which("pdftotext"), shutil.which("xmllint")
OVERLAYS = Path(__file__).parent.parent / "data" / "overlays"
SVG = "{http://www.w3.org/2000/svg}"
needs_noto = pytest.mark.skipif(
    not all(
        system_fonts().find(family, bold=True)
        for family in ("Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Naskh Arabic")
    )
    and not os.environ.get("GEO_APP_REQUIRE_BROWSER"),
    reason="the stored pictures are in Debian's fonts-noto-core and fonts-noto-cjk",
)


@cache
def drawn(language: str, medium: Medium = Medium.PIXELS, size: Size = SMALL) -> Picture:
    corridor = geo_app.load_corridor()
    return draw_picture(corridor, options(corridor, language, size=size), medium)


def options(corridor: Corridor, language: str = "en", **chosen: object) -> ExportOptions:
    layers = corridor.select_layers(None)
    return ExportOptions(languages=(language,), layers=layers, **chosen)  # type: ignore[arg-type]


@needs_noto
def test_a_picture_looks_as_it_did(language: str) -> None:
    from geo_app.exporting.png import write_png  # noqa: PLC0415

    content = write_png(lambda: drawn(language))
    stored = DATA / f"{language}.png"
    if os.environ.get("GEO_APP_REWRITE"):
        picture = open_picture(content).quantize(255, Image.Quantize.MAXCOVERAGE)
        picture.save(stored, optimize=True)
    assert_look_alike(open_picture(content), open_picture(stored.read_bytes()), mean=1.5, worst=7.0)


def test_a_picture_is_whole_in_itself_and_runs_nothing(language: str) -> None:
    root = ET.fromstring(drawn(language).svg)  # noqa: S314 - our own
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "style", "defs", "symbol", "use", "g", "rect", "path", "circle",
        "image", "text", "tspan",
    }  # fmt: skip
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            if name.endswith("href"):
                assert value.startswith(("#symbol-", "data:image/png;base64,")), value[:40]
            else:
                assert "url(" not in value, value
    written = re.sub(r"base64,[^\"]+", "", drawn(language).svg)
    assert "@import" not in written
    assert "http" not in written.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.skipif(not XMLLINT, reason="xmllint (libxml2-utils) is not here")
def test_xmllint_finds_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(drawn("ug").svg, "utf-8")
    subprocess.run([XMLLINT or "", "--noout", tmp_path / "map.svg"], check=True)


def test_every_word_that_must_be_on_it_is(corridor: Corridor, language: str) -> None:
    said = plain(" ".join(map(html.unescape, texts_of(drawn(language).svg))))
    for key in ("corridor.title", "corridor.subtitle", "note.boundary_short"):
        assert plain(corridor.words(key, language).text) in said, key
    for credit in ("OpenStreetMap contributors", "GeoNames (CC BY 4.0)", "NOAA GLOBE"):
        assert plain(credit) in said
    for place in ("kashgar", "khunjerab_line", "karasu_line", "torugart_line", "irkeshtam_line"):
        assert plain(corridor.words(f"label.{place}", language).text) in said, place
    for layer in ("roads", "zones", "towns"):
        assert plain(corridor.words(f"layer.{layer}.note", language).text) in said, layer


@pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext (poppler) is not here")
def test_a_pdf_has_every_text_to_be_found_and_the_size_of_its_paper(
    language: str, tmp_path: Path
) -> None:
    from geo_app.exporting.pdf import write_pdf  # noqa: PLC0415

    picture = drawn(language, Medium.PAGE, Size.parse("A4"))
    (tmp_path / "map.pdf").write_bytes(write_pdf(lambda: picture))
    program = [PDFTOTEXT or "", "map.pdf", "-"]
    found = subprocess.run(program, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    told = plain(found), {letters(word) for word in words(found)}
    missing = [
        text
        for text in map(html.unescape, texts_of(picture.svg))
        if plain(text) not in told[0] and not {letters(word) for word in words(text)} <= told[1]
    ]
    assert not missing
    program = [shutil.which("pdfinfo") or "", "map.pdf"]
    told_size = subprocess.run(program, cwd=tmp_path, capture_output=True, check=True).stdout
    assert b"841.92 x 595.2" in told_size


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def letters(word: str) -> str:
    """The letters of a word: of two directions, and of ligatures, poppler makes its own order."""
    return "".join(sorted(word))


def test_the_same_bytes_whatever_surrounds_the_run(tmp_path: Path) -> None:
    program = (
        "import hashlib, geo_app\n"
        "from geo_app.domain.export_options import ExportOptions, Size\n"
        "from geo_app.formats import FORMATS\n"
        "c = geo_app.load_corridor()\n"
        "o = ExportOptions(languages=('ug',), layers=c.select_layers(None), size=Size(800, 500))\n"
        "for name in ('svg', 'png', 'pdf'):\n"
        "    print(name, hashlib.sha256(FORMATS[name].make(c, o)).hexdigest())\n"
    )
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Kashgar", "LC_ALL": "C"},
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(Path(geo_app.__file__).parent.parent)} | each,
            capture_output=True,
            check=True,
        ).stdout
        for folder, each in zip((tmp_path, Path.cwd()), surroundings, strict=True)
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"\n") == 3


def test_the_scale_bar_is_true_where_it_says(corridor: Corridor) -> None:
    for extent in (corridor.home, corridor.whole, Bounds(-20, -60, 20, -50)):
        frame = MapFrame.fit(extent, Box(0, 0, 1000, 700))
        bar = fit_scale_bar(frame, 190)
        x, y = frame.box.middle
        assert math.isclose(frame.position(x, y)[1], bar.latitude)
        ends = (frame.position(x - bar.part / 20, y), frame.position(x + bar.part / 20, y))
        length = geodesic_length_km(*(Coordinate(*each) for each in ends))
        assert math.isclose(length * 10, bar.kilometres, rel_tol=0.001)


def test_the_map_shows_at_least_what_was_asked_for(corridor: Corridor) -> None:
    asked = Bounds(71, 35, 80, 42)
    picture = draw_picture(
        corridor, options(corridor, size=Size(1200, 630), extent=asked), Medium.FILE
    )
    shown = picture.extent
    assert shown.west <= asked.west + 0.01
    assert shown.east >= asked.east - 0.01
    assert math.isclose(shown.south, asked.south, abs_tol=0.01)
    assert math.isclose(shown.north, asked.north, abs_tol=0.01)


def test_layers_that_are_off_are_not_drawn_nor_told(corridor: Corridor) -> None:
    few = ExportOptions(languages=("en",), layers=corridor.select_layers("ports"), size=SMALL)
    svg = draw_picture(corridor, few, Medium.FILE).svg
    assert "<image" not in svg
    assert 'class="line line-road"' not in svg
    assert 'class="country' not in svg
    assert "Disputed boundary" not in svg
    assert "Khunjerab" in svg


def test_dark_is_the_pages_dark(corridor: Corridor) -> None:
    tokens = (Path(geo_app.__file__).parent / "static" / "tokens.css").read_text("utf-8")
    svg = draw_picture(corridor, options(corridor, size=SMALL, theme=Theme.DARK), Medium.FILE).svg
    for name in ("panel", "water", "freight", "hub", "ground"):
        light, dark = re.findall(rf"--{name}: var\(--light, (.+?)\) var\(--dark, (.+?)\)", tokens)[
            0
        ]
        assert dark in svg, name
        assert light not in svg, name


@pytest.mark.parametrize(("paper", "sides"), [("A3", (4961, 3508)), ("a4-portrait", (2480, 3508))])
def test_papers_are_at_300_dots_an_inch(paper: str, sides: tuple[int, int]) -> None:
    size = Size.parse(paper)
    assert (size.width, size.height, size.dpi) == (*sides, 300)
    width, height = sides
    assert f'width="{width}" height="{height}"' in drawn("en", Medium.PIXELS, size).svg


def test_a_script_without_a_font_is_refused_with_the_package_to_install(tmp_path: Path) -> None:
    noto = tmp_path / "fonts" / "truetype"
    noto.mkdir(parents=True)
    shutil.copy(system_fonts().find("Noto Sans", bold=False).file.path, noto)  # type: ignore[union-attr]
    nowhere = {
        "HOME": str(tmp_path),
        "XDG_DATA_DIRS": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    for language, package in (("zh-Hans", "fonts-noto-cjk"), ("ug", "fonts-noto-core")):
        out = tmp_path / f"{language}.png"
        done = run_geo_app("export", str(out), "--lang", language, **nowhere)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert package in done.stderr
        assert not out.exists()


def test_without_any_font_nothing_is_drawn(tmp_path: Path) -> None:
    assert Fonts((tmp_path,)).find("Noto Sans", bold=False) is None
    assert Fonts((tmp_path,)).having("x", bold=False) is None


def test_files_that_are_no_fonts_are_passed_over(tmp_path: Path) -> None:
    for name in ("NotoSans-Regular.ttf", "broken.otf", "empty.ttc"):
        (tmp_path / name).write_bytes(b"" if name == "empty.ttc" else b"no font at all" * 9)
    assert Fonts((tmp_path,)).find("Noto Sans", bold=False) is None
    assert Fonts((tmp_path,)).having("x", bold=False) is None


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    folder = copy_corridor(tmp_path / "hostile")
    hostile = "</text><script>alert(1)</script>{{ 7*7 }} &amp; ]]> \u202e"
    replace(folder / "texts.csv", "corridor.title,Kashgar corridor", f'corridor.title,"{hostile}"')
    known = geo_app.load_corridor(folder)
    svg = draw_picture(known, options(known, size=SMALL), Medium.FILE).svg
    root = ET.fromstring(svg)  # noqa: S314 - this is the test
    assert not root.findall(f".//{SVG}script")
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == hostile.strip()
    assert export_png(known, options(known, size=SMALL)).startswith(b"\x89PNG")


def test_a_png_has_the_size_that_was_asked_for(corridor: Corridor) -> None:
    content = export_png(corridor, options(corridor, size=Size(1200, 630)))
    assert Image.open(io.BytesIO(content)).size == (1200, 630)


def test_the_server_gives_the_bytes_of_the_command(server: str, tmp_path: Path) -> None:
    query = "lang=zh-Hant&theme=dark&size=800x500&extent=70,35,80,42"
    answer = ask(f"{server}export.png?{query}")
    assert answer.status == 200
    out = tmp_path / "map.png"
    chosen = " ".join(f"--{each.replace('=', ' ')}" for each in query.split("&"))
    done = run_geo_app("export", str(out), *chosen.split())
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == answer.body
    refused = ask(f"{server}export.png?size=1000000x1000000")
    assert refused.status == 400
    assert "at least 800x500 pixels" in refused.body.decode()
    large = ask(f"{server}export.png?size=A2")
    assert large.status == 400
    assert "geo-app export makes larger ones" in large.body.decode()


def test_pages_are_answered_while_a_picture_is_drawn(server: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        drawing = pool.submit(ask, f"{server}export.png?size=3000x2000&lang=ug")
        waited = []
        while not drawing.done():
            begun = time.perf_counter()
            assert ask(server).status == 200
            waited.append(time.perf_counter() - begun)
            time.sleep(0.02)
        assert drawing.result().status == 200
    # The drawing of the sheet in Python shares the lock; what resvg does for a second must not.
    assert max(waited) < 1.0
    assert len(waited) > 5


def test_a_server_without_the_fonts_says_so(tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("HOME", "XDG_DATA_DIRS", "XDG_DATA_HOME"), str(tmp_path))
    with serving(**nowhere) as running:
        refused = ask(f"{running.address}export.png?lang=ug")
        assert refused.status == 422
        assert "fonts-noto-core" in refused.body.decode()


def test_overlays_are_drawn_and_told_as_what_they_are(corridor: Corridor) -> None:
    overlay = geo_app.read_overlay(OVERLAYS / "flights.csv", corridor)
    shown = options(corridor, "ru", size=SMALL, overlays=(overlay,), extent=Bounds(40, 20, 110, 60))
    svg = draw_picture(corridor, shown, Medium.FILE).svg
    assert 'class="line overlay-1" stroke-width="2.0" d="M' in svg
    assert 'class="line overlay-casing"' in svg
    told = plain(" ".join(map(html.unescape, texts_of(svg))))
    assert plain("flights (добавлено на карту, не из статьи)") in told


def test_a_long_legend_lies_on_nothing_else(corridor: Corridor, language: str) -> None:
    overlay = geo_app.read_overlay(OVERLAYS / "flights.csv", corridor)
    name = "Flights of one of the airlines in winter"
    shown = options(
        corridor, language, size=SMALL, overlays=(dataclasses.replace(overlay, name=name),) * 12
    )
    root = ET.fromstring(draw_picture(corridor, shown, Medium.FILE).svg)  # noqa: S314 - our own
    heights: dict[str, list[float]] = {}
    for text in root.iter(f"{SVG}text"):
        heights.setdefault(text.get("class", ""), []).append(float(text.get("y", "")))
    assert len(heights["legend"]) > 12
    assert max(heights["legend"]) < min(heights["foot"])
    beside, below = max(heights["legend"]), min(heights["legend"])
    assert beside < min(heights["scale"]) or below > max(heights["scale"])


def test_very_many_routes_are_an_image_of_bounded_size(corridor: Corridor) -> None:
    cities = [(round(-170 + 3.1 * at, 3), round(-60 + 37 * at % 120, 3)) for at in range(110)]
    features = [
        {
            "type": "Feature",
            "properties": {},
            "method": "geodesic",
            "geometry": {"type": "LineString", "coordinates": [one, other]},
        }
        for at, one in enumerate(cities)
        for other in cities[at + 1 :]
    ]
    overlay = geo_app.read_overlay({"type": "FeatureCollection", "features": features}, corridor)
    shown = options(corridor, overlays=(overlay,), extent=Bounds(-180, -60, 180, 75))
    svg = draw_picture(corridor, shown, Medium.FILE).svg
    assert len(svg) < 4_000_000
    assert 'class="line overlay-1" stroke-width' not in svg.partition('class="frame"')[0]
    assert svg.count("<image ") == 2


def test_lines_of_an_overlay_cross_the_antimeridian_on_the_short_way(corridor: Corridor) -> None:
    feature = {
        "type": "Feature",
        "properties": {},
        "method": "geodesic",
        "geometry": {"type": "LineString", "coordinates": [[170, 10], [-170, 12]]},
    }
    overlay = geo_app.read_overlay(feature, corridor)
    shown = options(corridor, size=SMALL, overlays=(overlay,), extent=Bounds(-180, -60, 180, 60))
    svg = draw_picture(corridor, shown, Medium.FILE).svg
    line = re.findall(r'<path class="line overlay-1" stroke-width="2.0" d="([^"]+)"', svg)[0]
    starts = [float(each) for each in re.findall(r"M([\d.]+)", line)]
    assert max(starts) - min(starts) > 400  # to one side of the map, and from its other
    steps = [float(each) for each in re.findall(r"[l ](-?[\d.]+) -?[\d.]+", line)]
    assert max(map(abs, steps)) < 20


def test_an_official_file_stands_on_it_with_its_approval_number(tmp_path: Path) -> None:
    folder = bring_official(tmp_path / "official", SUBJECTS[0], tinted="PK")
    known = geo_app.load_corridor(folder)
    for size in (SMALL, Size(1600, 1000)):
        svg = draw_picture(known, options(known, size=size), Medium.FILE).svg
        told = plain(" ".join(map(html.unescape, texts_of(svg))))
        assert plain(f"Map approval number: {NUMBER}") in told
        assert plain(TITLE) in told
        assert "Disputed boundary" not in svg
        assert plain("OpenStreetMap (2017)") not in told.partition(plain("Sources:"))[0]
