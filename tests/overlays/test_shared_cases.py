"""The cases that Python's readers and the browser's must read alike."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.errors import OverlayError, SwappedCoordinatesError
from geo_app.render.overlays import overlay_document
from tests.overlays.reading import read

CASES = Path(__file__).resolve().parent.parent / "data" / "overlays" / "cases.json"


def cases() -> list[Any]:
    loaded: list[Any] = json.loads(CASES.read_text("utf-8"))
    return loaded


def content_of(case: dict[str, Any]) -> bytes:
    if "base64" in case:
        return base64.b64decode(case["base64"])
    return str(case["text"]).encode()


def read_case(case: dict[str, Any], corridor: Corridor) -> dict[str, Any]:
    """What is made of a case by a reader that knows the corridor's stops alone."""
    try:
        overlay = read(
            content_of(case), case["file"], corridor, swap=case.get("swap"), airports=False
        )
    except OverlayError as error:
        swapped = isinstance(error, SwappedCoordinatesError)
        return {"error": str(error.problem), "swapped": swapped}
    document = overlay_document(overlay, lambda message: message)
    report = document["report"]
    told = {key: report[key] for key in ("read", "drawn", "summary", "faults")}
    return {"data": document["data"], **told, "roles": document["roles"]}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_case_is_read_as_the_table_says(case: dict[str, Any], corridor: Corridor) -> None:
    assert read_case(case, corridor) == case["expected"]
