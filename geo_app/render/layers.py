"""The corridor's layers as the data that the page's script draws."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Image, Layer, LayerKind
from geo_app.domain.overlay import Method
from geo_app.domain.place import Coordinate, Place, PlaceKind
from geo_app.domain.route import Road, Route, RouteKind
from geo_app.domain.schematic import smooth_line
from geo_app.domain.text import Words
from geo_app.language.formats import Formats
from geo_app.render.cards import CardWriter, route_length_km
from geo_app.render.index import CorridorIndex
from geo_app.render.lines import Lines
from geo_app.render.packing import pack_geometry

_DECIMALS = 4
"""Four decimals of a degree are at most eleven metres."""

GeoJson = dict[str, Any]


class LayerWriter:
    """Writes the data of a corridor's layers in one language."""

    def __init__(
        self,
        corridor: Corridor,
        index: CorridorIndex,
        formats: Formats,
        lines: Lines,
        cards: CardWriter,
    ) -> None:
        self.corridor, self.index = corridor, index
        self.formats, self.lines, self.cards = formats, lines, cards

    def write_layers(
        self, shown: tuple[str, ...], images: Mapping[str, str]
    ) -> dict[str, dict[str, Any]]:
        """What the page's script needs to draw each layer.

        Args:
            shown: ids of the layers that are on at first.
            images: the address of each image, by file name; a light one only where it is wanted.
        """
        return {
            layer.id: {
                "kind": layer.kind,
                "shown": layer.id in shown or not layer.switchable,
                "switch": layer.switchable,
                **self._content(layer, images),
            }
            for layer in self.corridor.layers.values()
        }

    def _content(self, layer: Layer, images: Mapping[str, str]) -> dict[str, Any]:
        layer = self.corridor.drawn(layer)
        match layer.kind:
            case LayerKind.RELIEF:
                return _relief(layer, images)
            case LayerKind.COUNTRIES:
                ground = {"file": layer.file, "objects": list(layer.objects)}
                return ground | {"features": list(self._countries())}
            case LayerKind.ROADS:
                roads = self.index.roads_drawn.get(layer.id, ())
                return {"features": _collection(map(self._road, roads))}
            case LayerKind.ROUTES | LayerKind.PLACES:
                return {"features": _collection(self._features(layer.id))}
        return {"file": layer.file, "objects": list(layer.objects)}

    def _features(self, layer_id: str) -> Iterator[GeoJson]:
        yield from map(self._route, self.index.routes_drawn.get(layer_id, ()))
        yield from map(self._place, self.index.places_drawn.get(layer_id, ()))

    def _countries(self) -> Iterator[dict[str, Any]]:
        carded = {each.id for each in self.corridor.opened_to()}
        for country in self.corridor.countries.values():
            yield _said(
                {
                    "id": country.id,
                    "title": self.formats.country(country.id),
                    "tint": country.tint,
                    "card": country.id if country.id in carded else None,
                    "label_points": [_lonlat(each) for each in country.label_points],
                }
            )

    def _road(self, road: Road) -> GeoJson:
        through = [self.corridor.places[each].position for each in road.via]
        title = self.lines.text(f"road.{road.id}")
        line = [[round(each, _DECIMALS) for each in point] for point in smooth_line(through)]
        return _line(line, {"id": road.id, "title": title})

    def _route(self, route: Route) -> GeoJson:
        """The route by its ends: the script finds the points of a geodesic between them."""
        ends = [self.corridor.places[each].position for each in (route.origin, route.destination)]
        length = self.formats.kilometres(route_length_km(self.corridor, route))
        properties = {
            "id": route.id,
            "kind": route.kind,
            "title": self.cards.title(route.id).text,
            **self._label(route.id, route.destination),
            "distance": length,
            "line_label": self._line_label(route, length),
            "card": route.id,
            "context": route.is_context,
        }
        return _line([_lonlat(each) for each in ends], properties) | {"method": Method.GEODESIC}

    def _line_label(self, route: Route, length: str) -> str:
        gettext = self.formats.words.gettext
        pattern = {
            RouteKind.FREIGHT: gettext("Freight, %(length)s"),
            RouteKind.PASSENGER: gettext("Passengers, %(length)s"),
        }[route.kind]
        return pattern % {"length": length}

    def _place(self, place: Place) -> GeoJson:
        facilities = self.index.facilities.get(place.id, ())
        current = (each for each in facilities if each.kind is PlaceKind.FACILITY)
        title = self.cards.title(place.id)
        return {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": _lonlat(place.position)},
            "properties": _said(
                {
                    "id": place.id,
                    "kind": place.kind,
                    "title": title.text,
                    "language": self._foreign(title),
                    **self._label(place.id),
                    "sublabel": self._sublabel(place),
                    "card": place.id if self.corridor.has_card(place.id) else None,
                    "uncertainty_km": place.uncertainty_worth_saying,
                    "tie": next((_lonlat(each.position) for each in current), None),
                }
            ),
        }

    def _label(self, *subjects: str) -> dict[str, str]:
        """The label of the first of `subjects` that has one, and its language if not the page's."""
        for label in (self.lines.words(f"label.{each}") for each in subjects):
            if label.text:
                return {"label": label.text, "label_language": self._foreign(label)}
        return {}

    def _foreign(self, words: Words) -> str:
        return words.language if words.language != self.formats.language else ""

    def _sublabel(self, place: Place) -> str:
        parts = (
            self.formats.metres(place.altitude_m) if place.altitude_m is not None else "",
            self.formats.country(place.neighbour) if place.neighbour else "",
        )
        return " · ".join(part for part in parts if part) if place.neighbour else ""


def _relief(layer: Layer, images: Mapping[str, str]) -> dict[str, Any]:
    """The picture that is shown first, and where it is a light one, the finer that follows."""
    whole, light = images[layer.file], images.get(layer.light)
    pictures = {"image": light, "finer": whole} if light else {"image": whole}
    return pictures | {"bounds": layer.bounds.as_list() if layer.bounds else None}


def data_url(image: Image) -> str:
    """The image as a data: URL."""
    return f"data:{image.media_type};base64,{base64.b64encode(image.content).decode()}"


def embed_json(data: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """`data` as JSON that can stand inside a script element, with `files` as its "files".

    The texts of `files`, by name, are put in packed.
    """
    texts = ",".join(f"{_dumps(name)}:{pack_geometry(text)}" for name, text in files.items())
    whole = _dumps(data)
    joined = f'{whole[:-1]}{"," if data else ""}"files":{{{texts}}}}}'
    return joined.replace("<", "\\u003c")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _collection(features: Iterable[GeoJson]) -> GeoJson:
    return {"type": "FeatureCollection", "features": list(features)}


def _line(coordinates: list[list[float]], properties: dict[str, Any]) -> GeoJson:
    geometry = {"type": "LineString", "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": _said(properties)}


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    """`properties` without those that say nothing; the script takes what is missing as such."""
    return {name: value for name, value in properties.items() if value not in (None, "", False)}


def _lonlat(position: Coordinate) -> list[float]:
    return [position.longitude, position.latitude]
