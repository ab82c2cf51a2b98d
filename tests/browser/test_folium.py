"""What a Python user adds to the map works on it, with the network cut."""

from collections.abc import Callable
from pathlib import Path

import folium
from playwright.sync_api import Browser

import geo_app
from geo_app.exporting.html import write_html
from tests.browser.conftest import DESK, STARTED, Visit

Open = Callable[..., Visit]


def test_elements_of_folium_work_beside_ours(visit: Open, tmp_path: Path) -> None:
    made = geo_app.corridor_map()
    group = folium.FeatureGroup(name="My notes").add_to(made)
    marker = folium.Marker(
        [39.0, 77.5], popup="<b>A note</b> of ${mine}", tooltip="A tip", icon=folium.Icon("green")
    )
    marker.add_to(group)
    folium.Marker([38.2, 77.5], popup=folium.Popup("Lazy", lazy=True)).add_to(made)
    line = folium.PolyLine([[39.0, 77.5], [38.2, 77.5]], color="purple").add_to(made)
    folium.GeoJson(
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Point", "coordinates": [77.0, 38.5]},
        },
        tooltip=folium.Tooltip("A `point` of ${mine}"),
    ).add_to(made)
    made.keep_in_front(line)
    folium.LayerControl(collapsed=False).add_to(made)
    file = tmp_path / "mine.html"
    file.write_bytes(write_html(made))

    opened = visit(file.as_uri(), offline=True)
    page = opened.page
    page.locator(".folium-pin").click()
    assert "A note of ${mine}" in page.locator(".leaflet-popup").inner_text()
    page.locator("img.leaflet-marker-icon").first.click()
    page.locator(".leaflet-popup", has_text="Lazy").wait_for()
    page.get_by_label("My notes").uncheck()
    assert page.locator(".folium-pin").count() == 0
    assert page.locator("img.leaflet-marker-icon").first.evaluate("image => image.naturalWidth") > 0
    assert opened.complaints == []
    assert all(each.startswith(("file:", "data:")) for each in opened.requests)


def test_the_map_shows_itself_in_a_notebook(browser: Browser, tmp_path: Path) -> None:
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!DOCTYPE html><body>{geo_app.corridor_map(lang='zh')._repr_html_()}")
    context = browser.new_context(viewport=DESK, offline=True)
    page = context.new_page()
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(STARTED).wait_for()
    assert frame.locator("html").get_attribute("lang") == "zh-Hans"
    context.close()
