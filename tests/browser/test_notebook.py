"""A map in a Jupyter notebook, executed and exported by programs that we did not write."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, STARTED
from tests.subjects import KASHGAR

CELL = "import geo_app\ngeo_app.corridor_map(lang='en', layers=['ports', 'routes'])"


def notebook(source: str) -> str:
    """A notebook of one cell (nbformat 4.5)."""
    cell = {"cell_type": "code", "id": "map", "metadata": {}, "outputs": []}
    return json.dumps(
        {
            "cells": [cell | {"source": source, "execution_count": None}],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


@pytest.mark.skipif(
    not (find_spec("nbconvert") and find_spec("ipykernel")), reason="no nbconvert or ipykernel here"
)
def test_an_executed_notebook_shows_the_map_with_the_network_cut(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "map.ipynb").write_text(notebook(CELL), "utf-8")
    words = ("--to", "html", "--execute", str(tmp_path / "map.ipynb"))
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    context = browser.new_context(viewport=DESK, offline=True)
    try:
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
        page.goto((tmp_path / "map.html").as_uri(), wait_until="domcontentloaded")
        frame = page.frame_locator("iframe[srcdoc]")
        frame.locator(STARTED).wait_for()
        ports = frame.locator(".leaflet-marker-pane .mark-land_port")
        assert ports.count() == KASHGAR.drawn["mark-land_port"]
        box = page.locator("iframe[srcdoc]").bounding_box()
        assert box
        assert box["height"] > 600
        ports.first.click()
        frame.locator(".leaflet-popup").wait_for()
    finally:
        context.close()
    assert complaints == []
