"""What the browser's readers of routes say, in the words of overlays/: translated once for both."""

from collections.abc import Callable


def reading_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """Each message by the name that the script knows it by; the script fills in %(…)s."""
    said = {
        **_of_files(gettext),
        **_of_tables(gettext),
        **_of_stops(gettext),
        **_of_shapes(gettext),
        **_of_json(gettext),
    }
    return {f"fault_{name}": text for name, text in said.items()}


def _of_files(gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "rows": gettext("%(drawn)s of %(read)s rows"),
        "features": gettext("%(drawn)s of %(read)s features"),
        "elements": gettext("%(drawn)s of %(read)s elements"),
        "row": gettext("row %(number)s"),
        "feature": gettext("feature %(number)s"),
        "empty": gettext("the file is empty"),
        "bytes": gettext("more than %(limit)s bytes (setting overlay_bytes)"),
        "many": gettext("more than %(limit)s rows or features (setting overlay_features)"),
        "vertices": gettext("more than %(limit)s points (setting overlay_vertices)"),
        "part": gettext("a single part of it holds more than %(limit)s values"),
        "nul": gettext("it holds NUL bytes, which no text has"),
        "no_text": gettext(
            "it is no text in UTF-8, UTF-16 or GB18030, or it is cut off in a character"
        ),
        "ending": gettext("its ending says %(format)s, but that is not what it holds"),
        "web_page": gettext("it is a web page; expected a file of routes"),
        "xml": gettext("it is XML, but neither GPX nor KML"),
        "server": gettext(
            "files of this format need the server (geo-app serve); without it, GeoJSON and CSV can"
            " be read"
        ),
        "nothing": gettext("nothing of it can be drawn; %(place)s: %(problem)s"),
        "nothing_there": gettext("there is nothing to draw in it"),
        "swapped": gettext(
            "latitude and longitude look swapped: %(place)s says latitude %(latitude)s, "
            "longitude %(longitude)s; swapped, it would be latitude %(longitude)s, "
            "longitude %(latitude)s"
        ),
    }


def _of_tables(gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "quotes": gettext("its quotation marks do not match: it may be cut off"),
        "many_columns": gettext("more than %(limit)s columns"),
        "many_cells": gettext("more than %(limit)s cells"),
        "columns_twice": gettext(
            "columns %(first)s and %(second)s have the same name: “%(name)s” and “%(other)s”"
        ),
        "columns_same": gettext(
            "columns “%(first)s” and “%(second)s” say the same; expected one of them"
        ),
        "columns": gettext(
            "no columns that say where the routes run; found: %(found)s; expected in the first row "
            "“origin” and “destination” (or “from” and “to”, “起点” and “终点”, “откуда” and "
            "“куда”), or “lat” and “lon”, or “wkt”"
        ),
        "separator": gettext(
            "its cells are separated by “%(found)s”, those of the header by “%(expected)s”"
        ),
        "cells": gettext("it has %(count)s cells, but the header has %(columns)s"),
        "no_latitude": gettext("it has no latitude"),
        "no_longitude": gettext("it has no longitude"),
        "bad_latitude": gettext("“%(text)s” is no latitude"),
        "bad_longitude": gettext("“%(text)s” is no longitude"),
        "only_point": gettext("it is the only point of its track"),
        "no_geometry": gettext("it has no geometry"),
        "srid": gettext("its SRID is %(srid)s; expected 4326, WGS 84"),
        "no_wkt": gettext("“%(text)s” is no WKT"),
        "empty_geometry": gettext("its geometry is empty"),
    }


def _of_stops(gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "no_origin": gettext("it has no origin"),
        "no_destination": gettext("it has no destination"),
        "same": gettext("its origin and its destination are the same place"),
        "several": gettext("“%(text)s” may be several: %(candidates)s"),
        "unknown": gettext("unknown stop “%(text)s”"),
        "unknown_near": gettext("unknown stop “%(text)s”; nearest: %(nearest)s"),
        "airports": gettext(
            "codes of airports that are not on this map need the server (geo-app serve)"
        ),
    }


def _of_shapes(gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "geometry": gettext("its geometry is no object"),
        "geometry_deep": gettext("its geometries are nested too deeply"),
        "geometries": gettext("its geometry collection holds no geometries"),
        "geometry_type": gettext("“%(type)s” is no type of geometry"),
        "coordinates": gettext("its coordinates are not as its type of geometry needs them"),
        "few": gettext("it has too few positions for its type of geometry: %(count)s"),
        "position": gettext("“%(position)s” is no position"),
        "latitude": gettext("latitude %(value)s is not within -90 to 90"),
        "longitude": gettext("longitude %(value)s is not within -180 to 180"),
        "null_geometry": gettext("it has no geometry to draw"),
    }


def _of_json(gettext: Callable[[str], str]) -> dict[str, str]:
    return {
        "deep": gettext("it is nested more than %(limit)s levels deep"),
        "name_twice": gettext("“%(name)s” stands twice in one object"),
        "constant": gettext("%(number)s is no number that JSON has"),
        "large_number": gettext("the number %(number)s is too large"),
        "json": gettext("it is not valid JSON, or is cut off: line %(line)s, column %(column)s"),
        "topojson": gettext("it is TopoJSON; expected GeoJSON"),
        "no_geojson": gettext("it is JSON, but not GeoJSON"),
        "no_feature": gettext("it is no GeoJSON Feature"),
        "no_member": gettext("it has no member “geometry”"),
        "properties": gettext("its properties are no object"),
        "id": gettext("its id “%(id)s” is neither text nor number"),
        "unicode": gettext("a text in it is not valid Unicode"),
        "crs": gettext("its coordinate reference system “%(crs)s” is not known; expected WGS 84"),
        "crs_server": gettext(
            "its coordinate reference system “%(crs)s” needs the server (geo-app serve); without"
            " it, expected WGS 84"
        ),
    }
