"""A corridor whose every text is an attack is shown as text."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_app.resources import bundled
from tests.browser.conftest import Visit
from tests.conftest import run_geo_app

ATTACK = (
    "<img src=x onerror=canary=1></script><script>canary=2</script>${canary=3}`]]>"
    "{{ cycler.__init__.__globals__ }}{% for x in y %}{# \u2028\u202e\"'&"
)
TEXT_COLUMNS = {"title", "publisher", "authors", "licence", "attribution"}


def poison(folder: Path, name: str, is_text: Callable[[str], bool]) -> None:
    """Put the attack into every cell of the text columns of a table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            hostile = {key: ATTACK for key in columns if row[key] and is_text(key)}
            writer.writerow(row | hostile)


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "corridor"
    shutil.copytree(bundled("geodata"), folder)
    poison(folder, "texts.csv", lambda column: column != "key")
    poison(folder, "places.csv", lambda column: column.startswith("name:"))
    poison(folder, "sources.csv", TEXT_COLUMNS.__contains__)
    out = folder.parent / "hostile.html"
    done = run_geo_app("export", str(out), "--corridor", str(folder))
    assert done.returncode == 0, done.stderr
    return out


def test_no_template_expression_is_evaluated(hostile_file: Path) -> None:
    html = hostile_file.read_text("utf-8")
    assert "cycler.__init__.__globals__" in html
    assert "__builtins__" not in html


def test_nothing_of_it_runs_and_all_of_it_is_text(
    visit: Callable[..., Visit], hostile_file: Path
) -> None:
    opened = visit(hostile_file.as_uri(), offline=True)
    page = opened.page
    for card in opened.card_ids():
        assert "<img src=x onerror=canary=1>" in opened.open_card(card), card
    for tab in ("figures", "layers", "sources"):
        page.locator(f"#tab-{tab}").click()
        assert "<img src=x onerror=canary=1>" in page.locator(f"#pane-{tab}").inner_text()
    assert "<img src=x" in page.title()
    assert "<img src=x" in page.locator(".leaflet-control-attribution").inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("typeof canary") == "undefined"
    assert opened.complaints == []
