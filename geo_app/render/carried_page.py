"""A further language of a file: its page, carried beside the first one's.

static/languages.js turns to it. Geometry, pictures, scripts and styles are in the file once.
"""

import json
from collections.abc import Mapping
from typing import Any

from geo_app.language.catalogue import catalogue
from geo_app.render.contents import Contents
from geo_app.render.overlay_words import overlay_words
from geo_app.render.stop_names import stop_names


def write_carried_page(contents: Contents, body: str, data: Mapping[str, Any]) -> str:
    """The page of `contents` as JSON.

    Args:
        contents: what it says, and in which language.
        body: its HTML, in which nothing runs.
        data: what its data block has otherwise than the first language's.
    """
    page = {
        "dir": contents.formats.direction,
        "title": contents.panel.title,
        "description": contents.panel.summary,
        "body": body,
        "data": data,
        "texts": {"stops": stop_names(contents.corridor, contents.language).text},
        "overlayWords": overlay_words(catalogue(contents.language).gettext),
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def merge_patch(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What makes `new` of `old`, in the manner of JSON Merge Patch (RFC 7396).

    A null takes a key away, which is what a null in `new` means to the map's script, too.
    """
    patch: dict[str, Any] = {key: None for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            if inner := merge_patch(before, value):
                patch[key] = inner
        elif key not in old or value != before:
            patch[key] = value
    return patch
