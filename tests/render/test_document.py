"""The document: its policy, its escaping, and elements that a Python user adds."""

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path

import folium
import folium.plugins
import pytest

import geo_app
from geo_app.domain.corridor import Corridor
from geo_app.errors import (
    ExportError,
    ExternalAddressError,
    UnknownLanguageError,
    UnknownLayerError,
)
from geo_app.exporting.html import write_html
from geo_app.pipeline import export_html
from tests.corridors import edit_rows

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PACKED = re.compile(r'<script type="application/zlib" id="packed-([\w-]+)">(.*?)</script>')
META_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
DATA = re.compile(r'id="corridor-data">(.*?)</script>', re.DOTALL)
SCRIPTS = ("leaflet", "main", "start", "overlays")
ATTACK = "{{ cycler.__init__.__globals__ }}{% for x in y %}{# </script><img src=x onerror=alert(1)>"


def unpacked(html: str) -> dict[str, str]:
    return {
        name: zlib.decompress(base64.b64decode(text)).decode()
        for name, text in PACKED.findall(html)
    }


def policy_of(html: str) -> str:
    found = META_POLICY.search(html)
    assert found
    return found[1].replace("&#39;", "'")


def test_the_policy_allows_each_inline_script_by_hash_and_nothing_unsafe() -> None:
    html = write_html(geo_app.corridor_map()).decode()
    policy = policy_of(html)
    inline, packed = INLINE_SCRIPT.findall(html), unpacked(html)
    assert (len(inline), set(packed)) == (
        2,
        {"leaflet", "main", "start", "overlays", "world", "stops"},
    )
    for script in (*inline, *(packed[each] for each in SCRIPTS)):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("; worker-src blob:")
    assert "unsafe" not in policy
    assert "'self'" not in policy


def test_nothing_of_jquery_bootstrap_or_icon_fonts_is_inside() -> None:
    html = write_html(geo_app.corridor_map()).decode().lower()
    for name in ("jquery", "bootstrap", "font-awesome", "glyphicon", "awesome-markers"):
        assert name not in html


def test_the_licence_of_leaflet_goes_with_it() -> None:
    html = write_html(geo_app.corridor_map()).decode()
    assert "Redistributions in binary form must reproduce the above copyright" in html


def test_a_map_is_a_folium_map_that_renders_the_same_again_and_again() -> None:
    made = geo_app.corridor_map(lang="zh-TW", layers=["ports", "routes"])
    assert isinstance(made, folium.Map)
    first = made.get_root().render()
    assert made.get_root().render() == first
    assert '<html lang="zh-Hant"' in first


def test_layers_say_what_is_on_at_first_and_all_are_included() -> None:
    html = geo_app.corridor_map(layers=["ports"]).get_root().render()
    found = DATA.search(html)
    assert found
    layers = json.loads(found[1])["layers"]
    assert {name for name, layer in layers.items() if layer["shown"] and layer["switch"]} == {
        "ports"
    }
    assert layers["routes"]["features"]["features"]


def test_unknown_choices_are_told_the_valid_ones() -> None:
    with pytest.raises(UnknownLanguageError, match="en, zh-Hans, zh-Hant"):
        geo_app.corridor_map(lang="tlh")
    with pytest.raises(UnknownLayerError, match="ports"):
        geo_app.corridor_map(layers=["prots"])


def test_saving_and_rendering_give_the_bytes_of_the_export(
    corridor: Corridor, language: str, tmp_path: Path
) -> None:
    made = geo_app.corridor_map(lang=language)
    exported = export_html(corridor, language, None)
    made.save(str(tmp_path / "saved.html"))
    assert (tmp_path / "saved.html").read_bytes() == exported
    assert made.get_root().render().encode() == exported
    assert write_html(made) == exported


def test_a_map_of_several_languages_is_saved_as_the_export_of_them(
    corridor: Corridor, tmp_path: Path
) -> None:
    made = geo_app.corridor_map(lang=["zh-TW", "en"])
    made.save(str(tmp_path / "saved.html"))
    exported = export_html(corridor, ("zh-Hant", "en"), None)
    assert (tmp_path / "saved.html").read_bytes() == exported
    assert exported != export_html(corridor, "zh-Hant", None)


def test_a_further_language_carries_no_script_and_nothing_that_is_there_already(
    corridor: Corridor,
) -> None:
    html = export_html(corridor, ("en", "zh-Hans"), None).decode()
    alone = export_html(corridor, "en", None).decode()
    carried, others = unpacked(html), unpacked(alone)
    page = json.loads(carried.pop("page-zh-Hans"))
    assert carried == others
    assert not re.search(r"<script|<style|\son\w+=|javascript:", page["body"])
    assert not {"files", "map", "chapters"} & page["data"].keys()
    assert "data:image" not in json.dumps(page)


def test_a_map_with_elements_of_a_python_user_speaks_one_language() -> None:
    made = geo_app.corridor_map(lang="all")
    folium.Marker([39, 75]).add_to(made)
    with pytest.raises(ExportError, match="written in one language"):
        write_html(made)


def test_elements_of_a_python_user_are_in_the_export_with_steady_names() -> None:
    def draw() -> str:
        made = geo_app.corridor_map()
        marker = folium.Marker([39, 75], popup="Here", tooltip="There", icon=folium.Icon("red"))
        marker.add_to(made)
        folium.LayerControl().add_to(made)
        return write_html(made).decode()

    first = draw()
    assert draw() == first
    assert "L.marker(" in first
    assert not re.search(r"(?:marker|popup|layer_control)_[0-9a-f]{32}", first)


def test_an_export_that_would_need_an_address_names_it() -> None:
    made = geo_app.corridor_map()
    folium.TileLayer("https://tiles.example/{z}/{x}/{y}.png", attr="Tiles").add_to(made)
    folium.plugins.MeasureControl().add_to(made)
    with pytest.raises(ExternalAddressError) as caught:
        write_html(made)
    assert "https://tiles.example/{z}/{x}/{y}.png" in caught.value.addresses
    assert any("measure" in address for address in caught.value.addresses)
    assert "https://tiles.example" in policy_of(made.get_root().render())


def test_a_hyperlink_in_a_popup_is_no_address_that_is_fetched() -> None:
    made = geo_app.corridor_map()
    popup = folium.Popup('<a href="https://example.org/page">more</a>')
    folium.Marker([39, 75], popup=popup).add_to(made)
    assert b"example.org/page" in write_html(made)


@pytest.mark.parametrize(
    "element",
    [
        lambda: folium.Marker([39, 75], popup=ATTACK),
        lambda: folium.Marker([39, 75], tooltip=ATTACK),
        lambda: folium.FeatureGroup(name=ATTACK),
        lambda: folium.Marker([39, 75], icon=folium.DivIcon(html=ATTACK)),
    ],
)
def test_no_text_is_compiled_as_a_template(element: type[folium.Marker]) -> None:
    made = geo_app.corridor_map()
    element().add_to(made)
    folium.LayerControl().add_to(made)
    html = made.get_root().render()
    assert "cycler.__init__.__globals__" in html
    assert "&lt;module" not in html
    assert "__builtins__" not in html


def test_hostile_texts_of_a_corridor_stay_text(folder: Path) -> None:
    edit_rows(
        folder / "texts.csv",
        lambda row: {
            column: ATTACK + "{number}" * ("{number}" in cell) if column != "key" else cell
            for column, cell in row.items()
        },
    )
    html = geo_app.corridor_map(folder).get_root().render()
    assert html.encode() == export_html(geo_app.load_corridor(folder), "en", None)
    assert "cycler.__init__.__globals__" in html
    assert "<img src=x" not in html
    assert "__builtins__" not in html
