"""The program starts fast: what only folium's users need is not loaded for anyone else."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"branca", "folium", "geopandas", "pandas", "requests"}
EXPORT = "from geo_app.cli import main; main(['export', sys.argv[1]], standalone_mode=False)"
SERVE = """
import geo_app
client = geo_app.create_app().test_client()
assert client.get("/").status_code == 200
assert client.get("/export.html?lang=zh-Hans").status_code == 200
"""
TELL = "print(*{each.partition('.')[0] for each in sys.modules})"


@pytest.mark.parametrize("work", [EXPORT, SERVE])
def test_page_and_export_load_neither_folium_nor_what_it_needs(work: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", f"import sys; {work}\n{TELL}", str(tmp_path / "out.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "geo_app" in loaded
    assert not loaded & HEAVY
