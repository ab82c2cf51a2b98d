"""A corridor of many more places is drawn whole, as legible as a small one."""

from collections.abc import Callable
from pathlib import Path

from tests.bench.synthetic import write_corridor
from tests.browser.conftest import Visit
from tests.running import run_geo_app

MANY = 600
LABEL_BOXES = """() => [...document.querySelectorAll(".label.is-placed")]
  .map(each => each.getBoundingClientRect())
  .map(({left, top, right, bottom}) => [left, top, right, bottom])"""


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_many_places_have_their_marks_and_labels_keep_apart(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    folder = write_corridor(tmp_path / "corridor", MANY)
    file = tmp_path / "many.html"
    done = run_geo_app("export", str(file), "--corridor", str(folder))
    assert done.returncode == 0, done.stderr
    opened = visit(file.as_uri(), offline=True)
    assert opened.page.locator(".leaflet-marker-icon").count() > MANY
    boxes = opened.page.evaluate(LABEL_BOXES)
    assert len(boxes) > 20
    for index, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[index + 1 :])
    assert "There is no made_0; it was made up." in opened.open_card("made_0")
    assert opened.complaints == []
