"""What is taken from the tables along: copies and CSV files."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from geo_app.domain.derive import derive
from tests.browser.conftest import DESK, Visit
from tests.browser.tables import cells, column
from tests.browser.test_figures import plain
from tests.corridors import copy_corridor, edit_rows
from tests.hostile import ATTACK, FORMULAS
from tests.subjects import Subject

Open = Callable[..., Visit]
Export = Callable[[Path, str], Path]


def test_copying_takes_the_rows_that_are_seen_as_a_spreadsheet_reads_them(
    visit: Open, site: str
) -> None:
    opened = visit(f"{site}?lang=en#table=figures,value,desc&rows=paragraph 2")
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#table-copy").click()
    page.locator(".notice-table").wait_for()
    assert page.locator("#announcer").inner_text() == "Rows copied."
    copied = [
        line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").split("\n")
    ]
    names = [plain(each) for each in page.locator("#table-figures thead th").all_inner_texts()]
    assert copied[0] == names
    assert [each[0] for each in copied[1:]] == cells(opened, "figures", "figure")
    assert [plain(each[1]) for each in copied[1:]] == cells(opened, "figures", "value")
    assert opened.complaints == []


def test_where_nothing_can_be_copied_the_rows_are_shown_selected(
    browser: Browser, subject: Subject, export: Export, tmp_path: Path
) -> None:
    around = tmp_path / "around.html"
    file = export(subject.folder, "en").as_uri()
    around.write_text(
        f'<iframe sandbox="allow-scripts" width="900" height="700" src="{file}#table=places">'
    )
    context = browser.new_context(viewport=DESK, offline=True)
    page = context.new_page()
    page.goto(around.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#table-copy").click()
    field = frame.locator(".notice-table textarea")
    field.wait_for()
    assert field.input_value().count("\n") == frame.locator("#table-places tbody tr").count()
    assert field.evaluate("field => field.selectionEnd === field.value.length")
    context.close()


def download(opened: Visit) -> tuple[str, list[dict[str, str]]]:
    """The name and the rows of the CSV file that the table gives."""
    with opened.page.expect_download() as waiting:
        opened.page.locator("#table-csv").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return waiting.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline="")))


def folder_rows(subject: Subject, name: str) -> dict[str, dict[str, str]]:
    with (subject.folder / name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_the_csv_of_figures_has_the_values_of_the_corridor_to_the_digit(
    visit: Open, address: str, subject: Subject
) -> None:
    name, found = download(visit(f"{address}#table=figures"))
    assert name == f"{subject.corridor.id}-figures.csv"
    written = folder_rows(subject, "figures.csv")
    corridor = subject.corridor
    assert [row["id"] for row in found] == [*written, *corridor.derivations]
    for row in found[: len(written)]:
        known = written[row["id"]]
        for part in (
            "paragraph",
            "value",
            "unit",
            "kind",
            "period_start",
            "period_end",
            "growth_pct",
        ):
            assert row[part] == known[part], (row["id"], part)
        assert row["figure:en"]
        assert row["source:en"]
    for row in found[len(written) :]:
        derivation = corridor.derivations[row["id"]]
        assert row["kind"] == "derived"
        assert row["value"] == str(derive(derivation, corridor.figures))


def test_the_csv_of_places_has_the_positions_of_the_corridor(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}#table=places,longitude,asc")
    found = {row["id"]: row for row in download(opened)[1]}
    assert list(found) == column(opened, "places", "id")
    for known in folder_rows(subject, "places.csv").values():
        row = found[known["id"]]
        assert float(row["longitude"]) == float(known["longitude"])
        assert float(row["latitude"]) == float(known["latitude"])
        assert row["confidence"] == known["confidence"]
        assert (
            row[f"name:{language}"]
            == subject.corridor.places[known["id"]]
            .names.in_first_of(subject.corridor.reading_order(language))
            .text
        )


def hostile_folder(subject: Subject, to: Path, texts: Sequence[str]) -> Path:
    """A copy of the corridor in which the names of places are `texts`, over and over."""
    folder, count = copy_corridor(to, subject.folder), 0

    def rename(row: dict[str, str]) -> dict[str, str]:
        nonlocal count
        count += 1
        return row | {"name:en": texts[count % len(texts)]}

    edit_rows(folder / "places.csv", rename)
    return folder


def test_no_name_runs_as_a_formula_in_a_spreadsheet_and_numbers_stay_numbers(
    visit: Open, subject: Subject, tmp_path: Path, export: Export
) -> None:
    folder = hostile_folder(subject, tmp_path / f"{subject.name}_formulas", [*FORMULAS, ATTACK])
    opened = visit(f"{export(folder, 'en').as_uri()}#table=places", offline=True)
    found = download(opened)[1]
    names = [row["name:en"] for row in found if row["longitude"]]
    for written in FORMULAS:
        assert f"'{written}" in names, written
    for row in found:
        for name, cell in row.items():
            if cell.startswith(tuple("=+-@\t\r＝＋－＠")):
                float(cell)
                assert ":" not in name
    south = [row for row in found if row["latitude"].startswith("-")]
    assert all(float(row["latitude"]) < 0 for row in south)
    assert bool(south) == any(
        each.position.latitude < 0 for each in subject.corridor.places.values()
    )
    assert opened.page.locator("img[src=x]").count() == 0
    assert opened.page.evaluate("typeof canary === 'undefined'")
    assert opened.complaints == []
