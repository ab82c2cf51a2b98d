"""Nothing that a reader sees is left untranslated, in the interface or in the corridor."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from geo_app.domain.corridor import Corridor
from geo_app.language.catalogue import UNREVIEWED, available_languages, catalogue
from geo_app.render.templates import environment
from geo_app.resources import bundled, static_folder

TRANSLATED = tuple(tag for tag in available_languages() if tag != "en")
SAME_IN_EVERY_LANGUAGE = frozenset(
    {
        *("%(place)s: %(text)s", "%(latitude)s, %(longitude)s", ", ", "; "),
        *("NetworkLink %(number)s", "Placemark %(number)s"),  # names of KML
        *("ASEAN", "Associated Press of Pakistan.", "Sost (Sust), Gilgit-Baltistan."),
    }
)
"""Marks that some languages write as English does, and names without a checked form of theirs."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "_gettext": None,
    "pgettext": ((1, "c"), 2),
    "Problem": None,
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def interface_messages() -> set[tuple[str | None, str]]:
    """Every message of the code and the templates."""
    places = [
        (static_folder().parent, [("**.py", "python")]),
        (bundled("templates"), [("**.html", "jinja2")]),
    ]
    found = set()
    for folder, methods in places:
        options = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
        for _, _, message, _, context in extract_from_dir(
            str(folder), methods, options, keywords=KEYWORDS
        ):
            found.add((context, message if isinstance(message, str) else message[-1]))
    return found


def test_messages_are_found() -> None:
    messages = {message for _, message in interface_messages()}
    assert {"Close", "From the article", "article, paragraph %(number)s"} <= messages


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_message_of_the_interface_is_translated(tag: str) -> None:
    words = catalogue(tag)
    for context, message in interface_messages():
        said = words.pgettext(context, message) if context else words.gettext(message)
        assert said != message or message in SAME_IN_EVERY_LANGUAGE, (tag, message)
        assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(message)), message


@pytest.mark.parametrize("tag", TRANSLATED)
def test_catalogues_hold_no_message_that_is_not_used(tag: str) -> None:
    used = interface_messages()
    kept = {key for key in catalogue(tag)._messages if key[0] != "currency"}
    assert kept <= used


NAMES = ("label.", "source.")
"""Texts that are names: a language without a checked form of one says another's."""


def test_every_text_of_the_corridor_is_there_in_every_language(corridor: Corridor) -> None:
    for key, text in corridor.texts.items():
        lacking = {tag for tag in corridor.languages if not text.by_language.get(tag)}
        assert not lacking or (key.startswith(NAMES) and lacking <= UNREVIEWED), (key, lacking)


def test_no_text_of_the_corridor_is_left_in_english(corridor: Corridor) -> None:
    for key, text in corridor.texts.items():
        english = text.by_language["en"]
        for tag in corridor.languages[1:]:
            is_same = text.by_language.get(tag) == english
            assert not is_same or english in SAME_IN_EVERY_LANGUAGE, (key, tag)


def test_placeholders_survive_translation(corridor: Corridor) -> None:
    for key, text in corridor.texts.items():
        wanted = sorted(PLACEHOLDER.findall(text.by_language["en"]))
        for tag, said in text.by_language.items():
            if ".value" not in key:
                assert sorted(PLACEHOLDER.findall(said)) == wanted, (key, tag)


def test_templates_are_strict_about_names() -> None:
    with pytest.raises(Exception, match="undefined"):
        environment("en").from_string("{{ nothing }}").render()


def test_catalogues_are_plain_text() -> None:
    for path in (static_folder().parent / "locale").rglob("*.*"):
        assert path.suffix == ".po", path
        assert Path(path).read_text("utf-8").startswith('msgid ""')
