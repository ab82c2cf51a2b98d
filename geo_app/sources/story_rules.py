"""What must be true of the chapters: whatever they tell of can be seen where they look."""

from collections.abc import Iterator

from geo_app.domain.corridor import Corridor
from geo_app.domain.place import Bounds, Coordinate
from geo_app.errors import Fault
from geo_app.sources.reading import Reading, Rule
from geo_app.sources.rules import holds
from geo_app.sources.values import quoted


def _chapters(reading: Reading) -> Iterator[Fault]:
    whole = reading.corridor.whole
    for chapter in reading.corridor.chapters.values():
        view = chapter.view
        if not (holds(whole, view.west, view.south) and holds(whole, view.east, view.north)):
            problem = "expected a view within 'whole' of catalog.toml"
            yield reading.fault("chapters", chapter.id, "view", problem)
        if not (chapter.figures or chapter.charts or chapter.lit):
            problem = "expected at least one figure, chart or feature that is lit"
            yield reading.fault("chapters", chapter.id, "figures", problem)
        for name in chapter.lit:
            if problem := _hidden(reading.corridor, chapter.view, name):
                yield reading.fault("chapters", chapter.id, "lit", problem)


def _hidden(corridor: Corridor, view: Bounds, name: str) -> str:
    """Why `name` cannot be seen to be lit in `view`; "" where it can."""
    ends, country = _ends_of(corridor, name), corridor.countries.get(name)
    if not all(holds(view, each.longitude, each.latitude) for each in ends):
        return f"{quoted(name)} lies outside the chapter's view"
    if country and not country.tint:
        return f"{quoted(name)} is plain land: only a country with a tint can be lit"
    points = country.label_points if country else ()
    if points and not any(holds(view, each.longitude, each.latitude) for each in points):
        return f"{quoted(name)} has no label point in the chapter's view"
    return ""


def _ends_of(corridor: Corridor, name: str) -> Iterator[Coordinate]:
    """The points of a place or a route; those of a country are another matter."""
    route = corridor.routes.get(name)
    places = (route.origin, route.destination) if route else (name,)
    return (corridor.places[each].position for each in places if each in corridor.places)


RULES: tuple[Rule, ...] = (_chapters,)
