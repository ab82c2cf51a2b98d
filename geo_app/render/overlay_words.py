"""The words that the script for overlays says; they come with it, when it is loaded."""

from collections.abc import Callable

from geo_app.render.reading_words import reading_words


def overlay_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """Each word by the name that the script knows it by; `%s` is what the script fills in."""
    return {
        **reading_words(gettext),
        "route_from": gettext("From"),
        "route_over": gettext("Via"),
        "route_to": gettext("To"),
        "route_geodesic": gettext(
            "Shortest line on the WGS 84 ellipsoid (geodesic); not the travelled track."
        ),
        "route_recorded": gettext("As recorded; measured on the WGS 84 ellipsoid."),
        "route_of": gettext("From your routes: %s"),
        "added": gettext("%(name)s: %(summary)s drawn"),
        "color_neutral": gettext("Neutral"),
        "color_blue": gettext("Blue"),
        "color_green": gettext("Green"),
        "color_magenta": gettext("Magenta"),
        "color_ochre": gettext("Ochre"),
        "color_red": gettext("Red"),
        "color_purple": gettext("Purple"),
        "color_teal": gettext("Teal"),
        "cross_lost": gettext(
            "This browser cannot take your routes along to another language. Download their data "
            "first, or go on without them."
        ),
        "cross_without": gettext("Go on without them"),
        "entry_look": gettext("Style"),
        "entry_remove": gettext("Remove"),
        "entry_report": gettext("Report"),
        "entry_routes": gettext("Routes"),
        "entry_zoom": gettext("Zoom to"),
        "export_failed": gettext("The file could not be exported; please try again."),
        "filter_all": gettext("All"),
        "filter_count": gettext("%(shown)s of %(all)s shown"),
        "filter_text": gettext("Containing"),
        "items_more": gettext("Show %(count)s more"),
        "job_failed": gettext("This file could not be read."),
        "job_reading": gettext("Reading…"),
        "job_sending": gettext("Sending…"),
        "job_stop": gettext("Cancel"),
        "job_unreadable": gettext(
            "The browser cannot open this file. Is it a folder, or was it moved?"
        ),
        "job_waiting": gettext("Waiting…"),
        "legend_color": gettext("Colour: %(name)s"),
        "legend_width": gettext("Width: %(name)s"),
        "line_dashed": gettext("Dashed"),
        "line_dotted": gettext("Dotted"),
        "line_solid": gettext("Solid"),
        "look_color": gettext("Colour"),
        "look_color_by": gettext("Colour by"),
        "look_line": gettext("Line"),
        "look_name": gettext("Name"),
        "look_one": gettext("The same for all"),
        "look_width": gettext("Width"),
        "look_width_by": gettext("Width by"),
        "paste_name": gettext("Pasted routes"),
        "paste_nothing": gettext(
            "What was pasted is neither GeoJSON nor a table with a row of headings."
        ),
        "removed": gettext("Removed: %(name)s"),
        "report_copied": gettext("Report copied."),
        "report_copy": gettext("Copy the report"),
        "report_data": gettext("Download data"),
        "report_fault": gettext("%(place)s: %(text)s"),
        "report_field": gettext("Copy this report:"),
        "report_more": gettext("and %(count)s more"),
        "report_none": gettext("Nothing was left out."),
        "send_answer": gettext("The server’s answer cannot be understood; please try again."),
        "send_large": gettext("This file is larger than the server takes."),
        "send_lost": gettext("The server cannot be reached; the file was not read."),
        "send_refused": gettext("This server takes no files."),
        "send_type": gettext(
            "The server did not take this for the bytes of a file; please load the page again."
        ),
        "style_none": gettext("No number"),
        "style_rest": gettext("Other, or nothing"),
        "swap_leave": gettext("Leave the file out"),
        "swap_no": gettext("Keep them as they are"),
        "swap_yes": gettext("Swap them"),
        "undo": gettext("Undo"),
    }
