"""The tables say what the map shows: every figure and place, sorted, filtered, taken along."""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from geo_app.domain.figure import Money
from geo_app.domain.geodesic import geodesic_length_km
from tests.browser.conftest import DESK, PHONE, Visit, assert_large_enough
from tests.browser.tables import cells, column, raw, rows
from tests.browser.test_address import FRAMES, fragment, state
from tests.browser.test_figures import PARTS, expected, plain
from tests.corridors import copy_corridor, edit_rows
from tests.hostile import ATTACK
from tests.sampling import sample
from tests.subjects import Subject

Open = Callable[..., Visit]
Export = Callable[[Path, str], Path]


def sort_by(opened: Visit, table: str, name: str) -> None:
    opened.page.locator(f"#table-{table} th[data-name={name}] button").click()


def find(opened: Visit, words: str) -> None:
    opened.page.locator("#table-filter").fill(words)


def test_every_figure_is_in_a_row_with_its_numbers_scope_period_and_source(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}#table=figures")
    said = dict(
        zip(column(opened, "figures", "id"), rows(opened, "figures").all_inner_texts(), strict=True)
    )
    for row in expected(edition):
        for part in PARTS:
            assert plain(row[part]) in plain(said[row["id"]]), (row["id"], part)
    corridor = subject.corridor
    assert list(said) == [*corridor.figures, *corridor.derivations]
    notes = dict(zip(said, cells(opened, "figures", "note"), strict=True))
    for name in corridor.derivations:
        assert notes[name] == plain(corridor.words(f"derived.{name}.how", language).text)
    assert opened.complaints == []


def test_whatever_has_a_card_is_in_a_row_and_towns_too(visit: Open, address: str) -> None:
    opened = visit(f"{address}#table=places")
    linked = opened.page.locator("#table-places tbody th a")
    targets = linked.evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert {each.removeprefix("#card-") for each in targets} == set(opened.card_ids())
    assert opened.page.locator("#table-places [id^=row-]").count() == len(targets)


def test_rows_of_places_and_routes_have_the_values_of_the_corridor(
    visit: Open, address: str, subject: Subject
) -> None:
    corridor, opened = subject.corridor, visit(f"{address}#table=places")
    found = {values[0]: values for values in raw(opened, "places")}
    assert list(found)[: len(corridor.places)] == [*corridor.places]
    for place in corridor.places.values():
        _, kind, longitude, latitude, uncertainty, confidence, length = found[place.id]
        assert (float(longitude), float(latitude)) == (
            place.position.longitude,
            place.position.latitude,
        )
        assert (kind, confidence, length) == (place.kind, place.confidence, "")
        assert (float(uncertainty) if uncertainty else None) == place.uncertainty_km
    for route in corridor.routes.values():
        ends = [corridor.places[each].position for each in (route.origin, route.destination)]
        assert float(found[route.id][-1]) == pytest.approx(geodesic_length_km(*ends), abs=0.06)
    places = rows(opened, "places")
    for place in corridor.places.values():
        said = places.filter(
            has=opened.page.locator(f"xpath=self::*[@data-raw='{';'.join(found[place.id])}']")
        )
        assert said.count() == 1
        for source in place.sources:
            work = corridor.sources[source]
            names = {
                corridor.words(f"source.{source}.{each}", "en").text or getattr(work, each)
                for each in ("publisher", "title")
            }
            assert any(name and name in said.inner_text() for name in names), (place.id, source)


@pytest.mark.parametrize("direction", ["ascending", "descending"])
def test_numbers_are_sorted_as_numbers_within_their_unit_and_nothing_comes_last(
    visit: Open, address: str, direction: str
) -> None:
    opened = visit(f"{address}#table=figures")
    clicks = 1 + (direction == "descending")
    sign = 1 if direction == "ascending" else -1
    for _ in range(clicks):
        sort_by(opened, "figures", "value")
    heading = opened.page.locator("#table-figures th[data-name=value]")
    assert heading.get_attribute("aria-sort") == direction
    values, units = column(opened, "figures", "value"), column(opened, "figures", "unit")
    known = [(unit, value) for unit, value in zip(units, values, strict=True) if value]
    assert values[len(known) :] == [""] * (len(values) - len(known))
    groups = [unit for unit, _ in known]
    assert groups == sorted(groups, key=lambda unit: re.sub("_1e.*", "", unit).lower())
    for (unit, one), (next_unit, other) in pairwise(known):
        if unit == next_unit and not unit.startswith(("date", "month")):
            assert sign * float(one) <= sign * float(other), (one, other)
    for name in ("growth", "period"):
        for _ in range(clicks):
            sort_by(opened, "figures", name)
        if name == "growth":
            filled = [float(each) for each in column(opened, "figures", "growth_pct") if each]
            assert column(opened, "figures", "growth_pct")[: len(filled)].count("") == 0
            assert filled == sorted(filled, reverse=sign < 0)
        else:
            starts = column(opened, "figures", "period_start")
            ends = column(opened, "figures", "period_end")
            dates = [start or end for start, end in zip(starts, ends, strict=True)]
            dated = [each for each in dates if each]
            assert dates[: len(dated)] == dated
            assert dated == sorted(dated, reverse=sign < 0)


def test_money_of_one_currency_is_one_unit_at_any_power_of_ten(
    visit: Open, tmp_path: Path, subject: Subject, export: Export
) -> None:
    corridor = subject.corridor
    computed = {
        name
        for each in (*corridor.derivations.values(), *corridor.charts.values())
        for name in getattr(each, "operands", ()) or (*each.bars, each.whole)
    }
    figures = [each for each in corridor.figures.values() if each.id not in computed]
    chosen, unit = next((each.id, each.unit) for each in figures if isinstance(each.unit, Money))
    folder = copy_corridor(tmp_path / f"{subject.name}_money", subject.folder)

    def reduce(row: dict[str, str]) -> dict[str, str]:
        fewer = {"unit": f"{unit.currency}_1e0", "value": "70000"}
        return row | fewer if row["id"] == chosen else row

    edit_rows(folder / "figures.csv", reduce)
    opened = visit(f"{export(folder, 'en').as_uri()}#table=figures,value,asc", offline=True)
    units, ids = column(opened, "figures", "unit"), column(opened, "figures", "id")
    assert ids[next(i for i, each in enumerate(units) if each.startswith(unit.currency))] == chosen


def test_a_third_press_goes_back_to_the_order_of_the_article(visit: Open, address: str) -> None:
    opened = visit(f"{address}#table=places")
    first = raw(opened, "places")
    orders = []
    for _ in range(3):
        sort_by(opened, "places", "name")
        orders.append(raw(opened, "places"))
    assert orders[0] != first
    assert [len(each) for each in orders] == [len(first)] * 3
    assert orders[2] == first
    assert opened.page.locator("[aria-sort$=ing]").count() == 0


def test_names_are_sorted_by_the_alphabet_of_the_language_and_surest_first(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}#table=places,name,asc")
    names = cells(opened, "places", "name")
    collated = opened.page.evaluate(
        "([names, tag]) => [...names].sort(new Intl.Collator(tag, {numeric: true}).compare)",
        [names, language],
    )
    assert names == collated
    sort_by(opened, "places", "confidence")
    sure = [each for each in column(opened, "places", "confidence") if each]
    assert sure == sorted(sure, key=["high", "medium", "low"].index)


def test_the_filter_keeps_rows_with_all_words_and_says_how_many(
    visit: Open, address: str, subject: Subject
) -> None:
    opened = visit(f"{address}#table=places")
    page = opened.page
    hub = subject.corridor.places[subject.corridor.hub].names.by_language["en"]
    accented = "".join(f"{each}\u0301" for each in hub.split()[0].upper())
    everything = rows(opened, "places").all_inner_texts()
    folded = [unicodedata.normalize("NFKD", each).lower() for each in everything]
    find(opened, f"{accented}  geonames")
    wanted = sum(hub.split()[0].lower() in each and "geonames" in each for each in folded)
    assert 0 < wanted < len(everything)
    assert rows(opened, "places").count() == wanted
    said = f"{wanted} of {len(everything)} rows"
    assert page.locator("#table-count").inner_text() == said
    assert page.locator("#announcer").inner_text() == said


def test_where_no_row_is_left_the_table_says_so_and_shows_all_again(
    visit: Open, address: str
) -> None:
    opened = visit(f"{address}#table=figures")
    page, count = opened.page, rows(opened, "figures").count()
    find(opened, "no such words")
    assert rows(opened, "figures").count() == 0
    assert page.locator("#table-none").is_visible()
    said = page.locator("#announcer").inner_text()
    assert said.startswith(f"0 of {count} rows No row")
    page.locator("#table-all").click()
    assert rows(opened, "figures").count() == count
    assert not page.locator("#table-none").is_visible()
    assert page.evaluate("document.activeElement.id") == "table-filter"


@pytest.mark.parametrize(
    ("address", "viewport"),
    [("page", DESK), ("file", PHONE)],
    indirect=["address"],
    ids=["page on a desk", "file on a phone"],
)
def test_a_row_opens_its_place_and_the_place_its_row(
    visit: Open, address: str, viewport: dict[str, int]
) -> None:
    opened = visit(address, viewport=viewport)
    page = opened.page
    for card in sample(opened.card_ids(), 3):
        opened.open_card(card)
        page.locator(".leaflet-popup .card-row a").click()
        row = page.locator(f"#row-{card}")
        assert row.evaluate("row => row === document.activeElement"), card
        assert page.locator(".is-found").count() == 1
        box, stage = row.bounding_box(), page.locator("#table-places").bounding_box()
        assert box
        assert stage
        assert 0 <= box["y"] < viewport["height"]
        assert page.locator(".leaflet-popup").count() == 0
        row.locator("th a").click()
        page.locator(f".leaflet-popup #card-{card}").wait_for()
        opened.rest()
        assert not page.locator("#tables").is_visible()
        assert page.evaluate("document.activeElement.className") == "card-title"
    assert opened.complaints == []


def test_links_in_figures_open_the_places_that_show_them(
    visit: Open, address: str, subject: Subject
) -> None:
    opened = visit(f"{address}#table=figures")
    corridor = subject.corridor
    for values, row in zip(raw(opened, "figures"), rows(opened, "figures").all(), strict=True):
        thing = corridor.figures.get(values[0]) or corridor.derivations[values[0]]
        hrefs = row.locator("a").evaluate_all("all => all.map(each => each.hash)")
        assert hrefs == [f"#card-{each}" for each in thing.shown_at if corridor.has_card(each)]
    rows(opened, "figures").locator("a").first.click()
    opened.page.locator(".leaflet-popup").wait_for()
    assert not opened.page.locator("#tables").is_visible()


def test_cards_and_chapters_opened_from_the_panel_make_the_map_seen(
    visit: Open, address: str
) -> None:
    opened = visit(f"{address}#table=figures")
    page = opened.page
    assert page.locator("#tables").is_visible()
    page.locator(".story-contents a").last.click()
    assert not page.locator("#tables").is_visible()
    page.locator("#tab-figures").click()
    page.locator(".panel-table a").click()
    assert page.locator("#tables").is_visible()
    page.locator("#pane-figures .place-link").first.click()
    page.locator(".leaflet-popup").wait_for()
    assert not page.locator("#tables").is_visible()
    assert page.evaluate("document.getElementById('map_corridor').inert") is False


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_by_keyboard_alone_the_table_is_opened_sorted_filtered_read_and_left(
    visit: Open, site: str, viewport: dict[str, int]
) -> None:
    opened = visit(f"{site}?lang=en", viewport=viewport)
    page, press = opened.page, opened.page.keyboard.press
    page.locator(".map-tool-table").focus()
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "tables-title"
    reached = []
    for _ in range(8 + 9):
        press("Tab")
        reached.append(
            page.evaluate(
                "(({id, dataset, textContent}) => id || dataset.table || textContent)"
                "(document.activeElement)"
            )
        )
        if reached[-1] == "places":
            press("Enter")
        if reached[-1] == "table-filter":
            page.keyboard.type("port")
        if reached[-1] == "Name":
            press("Enter")
            break
    assert reached[:3] == ["figures", "places", "table-filter"]
    assert {"table-copy", "table-csv", "table-close"} <= set(reached)
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Name"
    assert 0 < rows(opened, "places").count() < page.locator("#table-places tbody tr").count()
    region = page.get_by_role("region", name="Places, routes and countries").first
    assert region.evaluate("region => region.tabIndex") == 0
    press("Escape")
    assert not page.locator("#tables").is_visible()
    assert page.evaluate("document.activeElement.className").endswith("map-tool-table")
    assert opened.complaints == []


def test_escape_closes_the_table_and_leaves_the_chapter(
    visit: Open, address: str, subject: Subject
) -> None:
    chapter = next(iter(subject.corridor.chapters))
    opened = visit(f"{address}#chapter={chapter}&table=figures")
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#tables").is_visible()
    assert state(opened)["chapter"] == [chapter]


def test_an_address_gives_the_same_table_order_and_words(visit: Open, address: str) -> None:
    opened = visit(address)
    page = opened.page
    page.locator(".map-tool-table").click()
    page.locator("[data-table=places]").nth(0).click()
    sort_by(opened, "places", "name")
    sort_by(opened, "places", "name")
    find(opened, "port é")
    page.keyboard.press("Shift")
    page.wait_for_timeout(400)
    left, where = state(opened), fragment(opened)
    assert unquote(where) == "#table=places,name,desc&rows=port é"
    again = visit(address + where)
    assert state(again) == left
    assert again.page.locator(".notice").count() == 0
    page.locator("#table-close").click()
    page.wait_for_timeout(400)
    assert fragment(opened) == ""


@pytest.mark.parametrize(
    "bad",
    [
        "table=nothing",
        "table=__proto__",
        "table=figures,nothing,asc",
        "table=figures,value,up",
        "table=figures,value",
        "table=figures,value,asc,more",
        "rows=port",
        f"table=places&rows={'9' * 200}",
        f"table={ATTACK}",
    ],
)
def test_a_table_that_cannot_be_is_said_to_be_none(visit: Open, site: str, bad: str) -> None:
    opened = visit(f"{site}?lang=en#{bad}")
    notice = opened.page.locator(".notice-address")
    assert "could not be read" in notice.inner_text()
    assert opened.page.evaluate("typeof canary === 'undefined'")
    assert opened.complaints == []


def test_links_to_a_row_of_the_plain_document_open_the_table(
    visit: Open, address: str, subject: Subject
) -> None:
    row = f"row-{subject.corridor.hub}"
    opened = visit(f"{address}#{row}")
    assert opened.page.locator(f"#{row}").is_visible()
    assert opened.page.locator(".notice").count() == 0


def test_without_javascript_both_tables_are_read_and_linked(
    browser: Browser, subject: Subject, address: str
) -> None:
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    figures, places = (
        page.locator("#table-figures tbody tr"),
        page.locator("#table-places tbody tr"),
    )
    corridor = subject.corridor
    assert figures.count() == len(corridor.figures) + len(corridor.derivations)
    assert places.count() >= len(corridor.places) + len(corridor.routes)
    hub = page.locator(f"#row-{corridor.hub}")
    assert hub.is_visible()
    assert hub.locator("th a").get_attribute("href") == f"#card-{corridor.hub}"
    back = page.locator(f"#card-{corridor.hub} .card-row a")
    assert back.is_visible()
    assert back.get_attribute("href") == f"#row-{corridor.hub}"
    assert page.locator("#tables button:visible, #tables input:visible").count() == 0
    roles = page.locator("#table-places").aria_snapshot()
    assert "rowheader" in roles
    assert "columnheader" in roles
    context.close()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_heads_and_first_cells_stay_in_sight_and_nothing_is_too_small(
    visit: Open,
    serve: Callable[[Path], str],
    edition: tuple[Subject, str],
    viewport: dict[str, int],
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}#table=figures", viewport=viewport)
    page = opened.page
    page.set_viewport_size({"width": viewport["width"], "height": 520})
    page.evaluate(FRAMES)
    scroll = page.locator(".table-scroll:visible")
    before = page.locator("#table-figures thead th").first.bounding_box()
    scroll.evaluate("each => each.scrollTo(400, 300)")
    page.evaluate(FRAMES)
    assert page.locator("#table-figures thead th").first.bounding_box() == before
    assert scroll.evaluate("each => each.scrollTop") > 0
    assert_large_enough(page.locator("#tables button:visible, #tables input:visible"))
    for control in page.locator(".table-bar button, .table-bar input").all():
        box = control.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= viewport["width"]
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
