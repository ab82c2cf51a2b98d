"""The search: every place, route, country and figure by all its names, in any of the languages."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo_app.language.formats import Formats
from tests.browser.conftest import DESK, PHONE, STARTED, Visit
from tests.browser.test_figures import expected, plain
from tests.corridors import copy_corridor, set_cell
from tests.hostile import ATTACK, LONG, SEEN, poison
from tests.sampling import sample
from tests.subjects import KASHGAR, STRAIT, Subject

Open = Callable[..., Visit]
EN = {subject.name: subject for subject in (KASHGAR, STRAIT)}

ASK = """query => {
  const field = document.getElementById("search");
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return [...document.querySelectorAll("#found [role=option]")].map(each =>
    [...each.querySelectorAll("p")].map(line => line.textContent));
}"""
"""What the list says for a query: of each finding, its name and what it is."""

CARD_IN_VIEW = """() => {
  const view = geoApp.viewOf(map_corridor);
  const { feature, popup } = view.opened;
  const free = geoApp.freeBox(view);
  const grown = { left: free.left - 2, top: free.top - 2, right: free.right + 2, bottom: free.bottom + 2 };
  return [feature.id, geoApp.isInside(geoApp.boxOf(map_corridor, popup.getElement()), grown),
    map_corridor.hasLayer(view.layers.get(feature.layerId).group)];
}"""  # noqa: E501
"""Whose card is open, whether all of it is in the free part of the map, and its layer on."""


def ask(page: Page, query: str) -> list[list[str]]:
    return ask_all(page, [query])[0]


def ask_all(page: Page, queries: list[str]) -> list[list[list[str]]]:
    """The findings of each query; with as many round trips as for one."""
    found: list[list[list[str]]] = page.evaluate(f"queries => queries.map({ASK})", queries)
    return found


def title_of(subject: Subject, name: str, language: str) -> str:
    """What a page in `language` calls a place, a route or a country."""
    corridor = subject.corridor
    if place := corridor.places.get(name):
        return place.names.in_first_of(corridor.reading_order(language)).text
    if name in corridor.routes:
        return corridor.words(f"route.{name}", language).text
    return Formats(language).country(name)


def names_of(subject: Subject) -> Iterator[tuple[str, str]]:
    """Every place, route and country with each of its names."""
    corridor = subject.corridor
    for name in (*corridor.places, *corridor.routes, *corridor.countries):
        yield from ((name, title_of(subject, name, tag)) for tag in corridor.languages)
    for place in corridor.places.values():
        if corridor.has_card(place.id):
            yield from ((place.id, text) for text in place.names.by_language.values())


def values_of(subject: Subject, language: str) -> dict[str, str]:
    """The value of each figure of the article, by its id."""
    return {row["id"]: plain(row["value"]) for row in expected((subject, language))}


def test_every_name_in_every_language_finds_what_it_names(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    opened = visit(f"{serve(subject.folder)}?lang={language}")
    names = list(names_of(subject))
    found = ask_all(opened.page, [query for _, query in names])
    for (name, query), findings in zip(names, found, strict=True):
        first = findings[0][0]
        assert first.startswith(title_of(subject, name, language)), query
        assert query in first, "the name that was asked for is shown"
    assert opened.complaints == []


def test_every_figure_is_found_by_its_words_and_its_number_in_every_language(
    visit: Open, export: Callable[[Path, str], Path], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    corridor = subject.corridor
    opened = visit(export(subject.folder, language).as_uri(), offline=True)
    here = values_of(subject, language)
    for tag in corridor.languages:
        for figure, value in values_of(subject, tag).items():
            measure = corridor.words(f"figure.{figure}.measure", language).text
            for query in (value, corridor.words(f"figure.{figure}.measure", tag).text):
                found = [
                    plain(what)
                    for title, what in ask(opened.page, query)
                    if title.startswith(measure)
                ]
                assert any(what.startswith(here[figure]) for what in found), (figure, query)
        for derived in corridor.derivations:
            measure = corridor.words(f"derived.{derived}.measure", tag).text
            wanted = corridor.words(f"derived.{derived}.measure", language).text
            assert ask(opened.page, measure)[0][0].startswith(wanted), measure
    assert opened.complaints == []


def test_chapters_and_sources_are_found_too(visit: Open, site: str, subject: Subject) -> None:
    opened = visit(f"{site}?lang=en")
    corridor = subject.corridor
    for chapter in corridor.chapters:
        title = corridor.words(f"chapter.{chapter}", "en").text
        for tag in corridor.languages:
            found = ask(opened.page, corridor.words(f"chapter.{chapter}", tag).text)
            assert any(name.startswith(title) and "Chapter" in what for name, what in found)
    page = opened.page
    chapter = next(iter(corridor.chapters))
    ask(page, corridor.words(f"chapter.{chapter}", "en").text)
    page.locator("#found li", has_text="Chapter 1 of").click()
    assert page.locator("#pane-story .chapter:visible").get_attribute("data-id") == chapter
    article = corridor.sources[corridor.article].title
    ask(page, article)
    page.locator("#found li").first.click()
    assert page.locator("#pane-sources").is_visible()
    assert article in page.locator(".is-found").inner_text()
    assert opened.complaints == []


@pytest.mark.parametrize("form", ["page", "file"])
def test_what_is_chosen_opens_its_card_in_view(
    visit: Open, site: str, export: Callable[[Path, str], Path], subject: Subject, form: str
) -> None:
    corridor = subject.corridor
    language = corridor.languages[0 if form == "page" else -1]
    address = (
        f"{site}?lang={language}" if form == "page" else export(subject.folder, language).as_uri()
    )
    opened = visit(address, offline=form == "file")
    page = opened.page
    for name in sample((*corridor.places, *corridor.routes, *corridor.countries), 3):
        if form == "file" and corridor.has_card(name):
            continue  # the same script: towns, whose cards it makes, will do
        ask(page, title_of(subject, name, corridor.languages[-1]))
        page.locator("#found li").first.click()
        page.locator(
            f".leaflet-popup [aria-labelledby], .leaflet-popup #card-{name}"
        ).first.wait_for()
        page.wait_for_function(
            "id => geoApp.viewOf(map_corridor).opened?.feature.id === id", arg=name
        )
        opened.rest()
        assert page.evaluate(CARD_IN_VIEW) == [name, True, True]
        title = page.locator(".leaflet-popup .card-title").inner_text()
        assert title == title_of(subject, name, language)
        assert page.locator("#found").is_hidden()
    assert opened.complaints == []


def test_a_chosen_figure_is_shown_in_its_tab_with_the_focus(
    visit: Open, site: str, subject: Subject
) -> None:
    opened = visit(f"{site}?lang=en")
    page = opened.page
    page.locator("#panel-handle").click()  # folded: a figure unfolds it
    assert page.locator("#panel-body").is_hidden()
    last = list(subject.corridor.figures)[-1]
    skip_to_search(page)
    page.keyboard.type(subject.corridor.words(f"figure.{last}.measure", "en").text)
    page.keyboard.press("Enter")
    row = page.locator(f"#pane-figures [data-figure={last}]")
    assert row.evaluate("row => row === document.activeElement && row.matches('.is-found')")
    box, panel = row.bounding_box(), page.locator("#panel-body").bounding_box()
    assert box
    assert panel
    assert panel["y"] < box["y"] < box["y"] + box["height"] < panel["y"] + panel["height"]
    skip_to_search(page)
    assert page.locator(".is-found").count() == 0
    assert opened.complaints == []


@pytest.fixture(scope="module")
def page_of(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Callable[[str], Page]]:
    """Gives a corridor's page in English, for questions that leave nothing behind."""
    with browser.new_context(viewport=DESK) as context:

        @cache
        def opened(name: str) -> Page:
            page = context.new_page()
            page.goto(f"{serve(EN[name].folder)}?lang=en")
            page.locator(STARTED).wait_for()
            return page

        yield opened


@pytest.mark.parametrize(
    ("name", "query", "first"),
    [
        ("kashgar", "Kashgar", "Kashgar (Kashi)"),
        ("kashgar", "osh", "Osh"),  # the whole name, before words that begin with it
        ("kashgar", "ＫＡＲＡ", "Karasu port / Kulma Pass"),
        ("kashgar", "khg", "Kashgar Laining International Airport (KHG/ZWSH)"),
        ("kashgar", "liege", "Liège (LGG)"),
        ("kashgar", "HONGKONG", "Hong Kong"),
        ("kashgar", "Kashgar-Moscow", "Kashgar–Moscow"),
        ("kashgar", "pass torugart", "Torugart port / Torugart Pass"),
        ("kashgar", "塔吉克", "Tajikistan"),
        ("kashgar", "قەشقەر", "Kashgar (Kashi)"),
        ("kashgar", "ХУНДЖЕРАБ", "Khunjerab port / Khunjerab Pass"),
        ("kashgar", "tj", "Tajikistan"),
        (
            "kashgar",
            "35.47",
            "Trade with Kyrgyzstan, Kazakhstan and Tajikistan together",
        ),
        ("kashgar", "564.32 亿", "Imports and exports of Kashgar prefecture"),
        ("kashgar", "56,432", "Imports and exports of Kashgar prefecture"),
        ("strait", "rio gallegos", "Río Gallegos"),
        ("strait", "ibanez campo", "Presidente Carlos Ibáñez del Campo Airport (PUQ/SCCI)"),
        ("strait", "卡洛斯伊瓦涅斯", "Presidente Carlos Ibáñez del Campo Airport (PUQ/SCCI)"),
    ],
)
def test_the_best_match_comes_first(
    page_of: Callable[[str], Page], name: str, query: str, first: str
) -> None:
    found = ask(page_of(name), query)
    assert found[0][0].startswith(first), found


def test_cyrillic_and_uyghur_are_found_however_they_are_typed(
    visit: Open, export: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    folder = copy_corridor(tmp_path / "typed")
    set_cell(folder / "places.csv", "cgn", "name:ru", "Кёльн")
    page = visit(export(folder, "en").as_uri(), offline=True).page
    cologne, urumqi = "Cologne (CGN)", "Urumqi"
    shaped = "\ufe8b\ufbdc\ufead\ufbdb\ufee3\ufb7c\ufef0"  # letters in the forms that print takes
    queries = dict.fromkeys(("кельн", "КЁЛЬН", "Ке\u0308льн"), cologne)
    queries |= dict.fromkeys(("урумчи", "ئۈرۈمچى", "ۈرۈمچى", "ئۈرۈمـــچى", shaped), urumqi)
    found = ask_all(page, [*queries])
    first = [each[0][0].partition(" · ")[0] if each else "" for each in found]
    assert first == [*queries.values()]


def test_a_finding_says_by_which_name_and_in_which_language(visit: Open, server: str) -> None:
    page = visit(f"{server}?lang=en").page
    ask(page, "红其拉甫口")
    option = page.locator("#found li").first
    other = option.locator("[lang=zh-Hans]")
    assert other.inner_text() == "红其拉甫口岸"
    assert other.locator("mark").inner_text() == "红其拉甫口"
    assert option.locator("p").last.inner_text() == "Class-one land port, China–Pakistan"
    ask(page, "ئەركەچتام")
    assert page.locator("#found li .badge").first.inner_text() == "unverified name"
    ask(page, "56.432")
    assert page.locator("#found mark").first.inner_text() == "56.432"


def active(page: Page) -> int:
    """Which finding the field says is chosen, as the list shows it; -1 is none."""
    return int(
        page.evaluate(
            """() => {
              const id = document.getElementById("search").getAttribute("aria-activedescendant");
              const all = [...document.querySelectorAll("#found [role=option]")];
              const shown = all.findIndex(each => each.getAttribute("aria-selected") === "true");
              if (all.findIndex(each => each.id === id) !== shown) throw Error(id);
              return shown;
            }"""
        )
    )


def skip_to_search(page: Page) -> None:
    page.locator(".skip-link[href='#search']").focus()
    page.keyboard.press("Enter")


def test_the_keyboard_alone_does_all_of_it(visit: Open, site: str, subject: Subject) -> None:
    opened = visit(f"{site}?lang=en")
    page = opened.page
    field = page.locator("#search")
    page.locator(".folium-map").focus()
    page.keyboard.press("/")  # who dictates may not have meant it: a letter is a letter
    assert not field.evaluate("field => field === document.activeElement")
    skip_to_search(page)
    assert field.evaluate("field => field === document.activeElement")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("port")
    assert field.get_attribute("aria-expanded") == "true"
    count = page.locator("#found [role=option]").count()
    assert count > 3
    said = page.locator("#announcer").inner_text()
    assert int(said.removeprefix("Found: ")) >= count
    assert active(page) == -1
    steps = [("ArrowDown", 0), ("ArrowDown", 1), ("End", count - 1), ("ArrowDown", 0)]
    for key, index in [*steps, ("ArrowUp", count - 1), ("Home", 0)]:
        page.keyboard.press(key)
        assert active(page) == index, key
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "port"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    hub = title_of(subject, subject.corridor.hub, "en")
    page.keyboard.type(hub)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(f".leaflet-popup #card-{subject.corridor.hub}").wait_for()
    focused = "document.activeElement.className"
    page.wait_for_function(f"() => {focused} === 'card-title'")
    page.keyboard.press("Escape")
    assert field.evaluate("field => field === document.activeElement"), "the focus comes back"
    assert page.locator("#found").is_hidden()
    assert opened.complaints == []


def test_keys_of_the_search_are_nobody_elses_and_the_other_way_round(
    visit: Open, site: str
) -> None:
    page = visit(f"{site}?lang=en").page
    page.locator("#pane-story .story-start").click()
    skip_to_search(page)
    page.keyboard.type("a/b")
    assert page.locator("#search").input_value() == "a/b", "in a field, a slash is a slash"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#pane-story .chapter:visible").count() == 1, "the story stays open"
    ask(page, "a")
    # An input method takes Enter for itself.
    page.locator("#search").evaluate(
        """field => field.dispatchEvent(new KeyboardEvent(
          "keydown", { key: "Enter", bubbles: true, isComposing: true }))"""
    )
    assert page.locator("#found").is_visible()
    page.mouse.click(900, 450)
    assert page.locator("#found").is_hidden(), "a press elsewhere closes the list"


def test_a_finger_finds_and_opens_on_a_phone(browser: Browser, site: str, subject: Subject) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}?lang=en")
    page.locator(STARTED).wait_for()
    page.locator("#panel-handle").tap()
    page.wait_for_timeout(300)
    page.locator("#search").tap()
    page.wait_for_timeout(300)
    page.keyboard.type("a")
    listed = page.locator(".found").bounding_box()
    assert listed
    assert listed["y"] + listed["height"] <= PHONE["height"] * 0.75, "above a phone's keyboard"
    for option in page.locator("#found li").all()[:5]:
        box = option.bounding_box()
        assert box
        assert box["height"] >= 24
    assert page.locator("#found").evaluate("list => list.scrollHeight > list.clientHeight")
    airport = next(each.id for each in subject.corridor.places.values() if "airport" in each.kind)
    page.locator("#search").fill(title_of(subject, airport, "en"))
    page.locator("#found li").first.tap()
    page.locator(f".leaflet-popup #card-{airport}").wait_for()
    assert page.locator("#panel").get_attribute("data-stop") == "peek"
    assert page.locator("#found").is_hidden()
    context.close()


@pytest.mark.parametrize(
    ("text", "viewport"), [(ATTACK, DESK), (LONG, PHONE)], ids=["attack", "long"]
)
def test_hostile_names_are_found_as_text(  # noqa: PLR0913, PLR0917 - fixtures and cases
    visit: Open,
    export: Callable[[Path, str], Path],
    tmp_path: Path,
    subject: Subject,
    text: str,
    viewport: dict[str, int],
) -> None:
    folder = poison(copy_corridor(tmp_path / f"{subject.name}{len(text)}", subject.folder), text)
    opened = visit(export(folder, "en").as_uri(), viewport=viewport, offline=True)
    page = opened.page
    for query in ("onerror canary", "javascript:", text, "W" * 99):
        found = ask(page, query)
        assert all(name.startswith((SEEN, LONG[:50])) for name, _ in found[:3]), query
    assert ask(page, text[:40])
    page.locator("#found li").first.evaluate("option => option.click()")
    page.locator(".leaflet-popup .card-title").wait_for()
    assert page.locator("#found img, #found script").count() == 0
    assert page.evaluate("typeof canary === 'undefined'")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
    assert opened.complaints == []


STRANGE = (
    *(".*", "[a-", "(?:", "\\", "\\p{L}", "$&", "%", "%s", "^", "a|", "__proto__", "constructor"),
    *("\u202e\u200f\u200b", "🧭🗺️", "\ud83e", "\x00", "<b>", "'\"`", " \t\n\u3000", "　", "ﷺ", "İ"),
    *("x" * 10_000, "喀" * 10_000, "a " * 5_000, "e\u0301" * 1_000, "/", "－", "0" * 500),
)


def test_strange_questions_do_no_harm(visit: Open, site: str) -> None:
    opened = visit(f"{site}?lang=en")
    page = opened.page
    page.locator("#search").focus()
    for query in STRANGE:
        ask(page, query)
        shown = page.locator(".found")
        assert shown.is_visible() == bool(query.strip().strip("\u200b")), repr(query[:20])
        if page.locator("#found li").count() == 0 and shown.is_visible():
            assert "Nothing found for “" in shown.inner_text(), repr(query[:20])
            assert len(shown.inner_text()) < 250
    first = ask(page, "\u200f" + "port \u202e")
    assert first == ask(page, "port")
    assert opened.complaints == []


def test_the_list_is_bounded_and_says_how_much_is_left(visit: Open, server: str) -> None:
    page = visit(f"{server}?lang=en").page
    found = ask(page, "a")
    total = int(page.locator("#announcer").inner_text().removeprefix("Found: "))
    assert total > len(found)
    assert page.locator(".found > p").inner_text().startswith(f"{total - len(found)} more")
    assert ask(page, "zzzzz") == []
    assert page.locator(".found > p").inner_text() == page.locator("#announcer").inner_text()


def test_what_was_found_can_be_shared_by_its_address(
    visit: Open, serve: Callable[[Path], str], edition: tuple[Subject, str]
) -> None:
    subject, language = edition
    corridor = subject.corridor
    town = next(each for each in corridor.places if not corridor.has_card(each))
    opened = visit(f"{serve(subject.folder)}?lang={language}#open={town}")
    title = opened.page.locator(".leaflet-popup .card-title")
    title.wait_for()
    assert title.inner_text() == title_of(subject, town, language)
    assert opened.page.locator(".notice").count() == 0


def test_without_script_there_is_no_search(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert page.locator("#search").is_hidden()
    context.close()


def test_only_what_the_page_does_not_say_itself_is_carried(
    subject: Subject, visit: Open, site: str
) -> None:
    names: dict[str, Any] = visit(f"{site}?lang=en").page.evaluate(
        "JSON.parse(document.getElementById('corridor-data').textContent).search"
    )
    assert "en" not in names["languages"]
    carded = {each for each in subject.corridor.places if subject.corridor.has_card(each)}
    assert not carded & names["subjects"].keys()
