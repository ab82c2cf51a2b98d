"""The words of the interface that the page's script says."""

from collections.abc import Callable

from geo_app.language.formats import Formats


def interface_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """Each word by the name that the script knows it by; `%s` is what the script fills in."""
    return {
        "close": gettext("Close"),
        "opened": gettext("Opened: %s"),
        "home": gettext("First view"),
        "whole": gettext("Whole corridor"),
        "zoom_in": gettext("Zoom in"),
        "zoom_out": gettext("Zoom out"),
        "unknown_chapter": gettext("There is no chapter “%s” here."),
        "share": gettext("Copy the address of this view"),
        "share_copied": gettext("Address copied."),
        "share_field": gettext("Copy this address:"),
        "address_bad": gettext("Part of the address could not be read and was left out."),
        "layers_off": gettext("All layers are off: only the land is shown."),
        "layers_back": gettext("Show the first layers"),
        "full": gettext("Full screen"),
        "full_off": gettext("Leave full screen"),
        "measure": gettext("Measure a distance"),
        "measure_hint": gettext("Click or tap points along the way."),
        "measure_keys": gettext(
            "By keyboard: arrows move the map, Enter sets a point at its centre, Escape ends."
        ),
        "measure_total": gettext("Total: %s"),
        "measure_leg": gettext("last leg: %s"),
        "measure_kind": gettext("geodesic on WGS 84"),
        "clear": gettext("Clear"),
        "town": gettext("Town"),
        "country": gettext("Country"),
        "countries": gettext("Countries"),
        "places": gettext("Places"),
        "routes": gettext("Routes"),
        "layer_shown": gettext("Shown: %s"),
        "layer_hidden": gettext("Hidden: %s"),
        "language": gettext("Language: %s"),
        "found": gettext("Found: %s"),
        "found_more": gettext("%s more; another word narrows it down."),
        "found_none": gettext(
            "Nothing found for “%s” among places, routes, countries, figures and sources,"
            " in all languages of this map."
        ),
        "note": gettext("Note"),
        "table": gettext("Figures and places as a table"),
        "table_count": gettext("%s of %s rows"),
        "table_copied": gettext("Rows copied."),
        "overlays_failed": gettext("What reads routes could not be loaded; please try again."),
        "table_field": gettext("Copy these rows:"),
    }


def embed_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """What only a page for an iframe says."""
    return {
        "two_fingers": gettext("Two fingers move the map."),
        "click_first": gettext("Click the map, then the wheel zooms."),
    }


def value_words(formats: Formats) -> dict[str, str]:
    """What the script writes values with; in a pattern `%s` is the number."""
    return {
        **formats.hemispheres,
        "comma": formats.words.pgettext("citation", ", "),
        "position": formats.words.pgettext("position", "%(latitude)s, %(longitude)s"),
        "kilometres": formats.kilometre_pattern(),
        "metres": formats.metre_pattern(),
    }
