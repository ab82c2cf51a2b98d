"""The words that the script for overlays says; they come with it, when it is loaded."""

from collections.abc import Callable


def overlay_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """Each word by the name that the script knows it by; `%s` is what the script fills in."""
    return {
        "routes_read": gettext("Routes read: %s"),
        "route_from": gettext("From"),
        "route_over": gettext("Via"),
        "route_to": gettext("To"),
        "route_geodesic": gettext(
            "Shortest line on the WGS 84 ellipsoid (geodesic); not the travelled track."
        ),
        "route_recorded": gettext("As recorded; measured on the WGS 84 ellipsoid."),
        "route_of": gettext("From your routes: %s"),
    }
