"""What is not drawn is not carried: an official file leaves nothing of the boundaries it replaces.

By hand, for topology libraries make topologies of shapes, and would move the arcs that stay.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import GEOMETRY_KINDS


def leave_undrawn(corridor: Corridor) -> Corridor:
    """The corridor without the shapes that none of its layers draws."""
    objects: dict[str, set[str]] = {}
    for layer in map(corridor.drawn, corridor.layers.values()):
        if layer.kind in GEOMETRY_KINDS:
            objects.setdefault(layer.file, set()).update(layer.objects or {""})
    kept = {
        name: text if "" in objects[name] else _keep_objects(text, objects[name])
        for name, text in corridor.geometries.items()
        if name in objects
    }
    return replace(corridor, geometries=kept)


def _keep_objects(text: str, names: Collection[str]) -> str:
    """A topology with some of its objects, and the arcs that these use."""
    content = json.loads(text)
    if content.get("type") != "Topology":
        return text
    objects = {name: each for name, each in content["objects"].items() if name in names}
    used = sorted({max(index, ~index) for each in objects.values() for index in _indexes(each)})
    places = {index: place for place, index in enumerate(used)}

    def moved(index: int) -> int:
        return places[index] if index >= 0 else ~places[~index]

    kept = {
        "objects": {name: _renumber(each, moved) for name, each in objects.items()},
        "arcs": [content["arcs"][index] for index in used],
    }
    return json.dumps(content | kept, ensure_ascii=False, separators=(",", ":"))


def _indexes(thing: Any) -> Iterator[int]:
    for each in thing.get("geometries", ()):
        yield from _indexes(each)
    yield from _flat(thing.get("arcs", []))


def _flat(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        for each in arcs:
            yield from _flat(each)


def _renumber(thing: Mapping[str, Any], moved: Callable[[int], int]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if "geometries" in thing:
        changed["geometries"] = [_renumber(each, moved) for each in thing["geometries"]]
    if "arcs" in thing:
        changed["arcs"] = _map(thing["arcs"], moved)
    return {**thing, **changed}


def _map(arcs: Any, moved: Callable[[int], int]) -> Any:
    return moved(arcs) if isinstance(arcs, int) else [_map(each, moved) for each in arcs]
