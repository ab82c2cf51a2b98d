"""The panel beside the map: every figure, the layers and their legend, every source."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Layer, LayerKind
from geo_app.domain.route import Route
from geo_app.domain.statement import Source, SourceKind
from geo_app.domain.text import Words
from geo_app.language.formats import Formats
from geo_app.render.boundaries import BoundaryLines
from geo_app.render.cards import CardWriter, Link, route_length_km
from geo_app.render.lines import ChartLines, DerivedLine, FigureLine, Lines
from geo_app.render.story import ChapterLines


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A figure and the places that show it."""

    figure: FigureLine
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class FigureGroup:
    """The figures of one paragraph."""

    title: str
    paragraph: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class LayerSwitch:
    """A layer that the reader can turn on and off.

    Attributes:
        choice: of boundaries, what they are when on; then there are two to choose from, on and off.
    """

    id: str
    title: str
    note: str
    shown: bool
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class RouteEntry:
    """A route of the corridor, as the list of routes names it."""

    id: str
    style: str
    title: str
    length: str


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """What a mark, a line or a tint means."""

    form: str
    style: str
    title: str
    tints: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """The full citation of a source."""

    id: str
    title: Words
    parts: tuple[Words, ...]
    url: str
    note: str


@dataclass(frozen=True, kw_only=True)
class SourceGroup:
    """Sources of one sort."""

    title: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Everything the panel says."""

    id: str
    title: str
    subtitle: str
    summary: str
    chapters: tuple[ChapterLines, ...]
    charts: tuple[ChartLines, ...]
    figure_groups: tuple[FigureGroup, ...]
    derived: tuple[DerivedLine, ...]
    layers: tuple[LayerSwitch, ...]
    routes: tuple[RouteEntry, ...]
    legend: tuple[LegendEntry, ...]
    source_groups: tuple[SourceGroup, ...]
    boundary_note: str
    boundary_note_short: str
    schematic_note: str
    geodesic_note: str


class PanelWriter:
    """Writes the panel of a corridor in one language."""

    def __init__(
        self, corridor: Corridor, formats: Formats, lines: Lines, cards: CardWriter
    ) -> None:
        self.corridor, self.formats, self.lines, self.cards = corridor, formats, lines, cards
        self._gettext = formats.words.gettext
        self.boundaries = BoundaryLines(corridor, lines, self._gettext)

    def write_panel(self, shown: tuple[str, ...], chapters: tuple[ChapterLines, ...]) -> Panel:
        """The panel, with the layers in `shown` switched on; it tells `chapters`."""
        corridor, text = self.corridor, self.lines.text
        return Panel(
            id=corridor.id,
            title=text("corridor.title"),
            subtitle=text("corridor.subtitle"),
            summary=text("corridor.summary"),
            chapters=chapters,
            charts=tuple(map(self.lines.chart, corridor.charts.values())),
            figure_groups=tuple(self._figure_groups()),
            derived=tuple(map(self.lines.derived, corridor.derivations.values())),
            layers=tuple(
                self._switch(layer, layer.id in shown)
                for layer in corridor.layers.values()
                if layer.switchable
            ),
            routes=tuple(map(self._route, corridor.routes.values())),
            legend=tuple(self._legend()),
            source_groups=tuple(self._source_groups()),
            boundary_note=self.boundaries.note(),
            boundary_note_short=self.boundaries.short_note(),
            schematic_note=text("note.schematic"),
            geodesic_note=text("note.geodesic"),
        )

    def _switch(self, layer: Layer, shown: bool) -> LayerSwitch:
        text = self.lines.text
        is_boundaries = layer.kind is LayerKind.BOUNDARIES
        replaced = is_boundaries and layer.official is not None
        return LayerSwitch(
            id=layer.id,
            title=text(f"layer.{layer.id}"),
            note=self.boundaries.short_note() if replaced else text(f"layer.{layer.id}.note"),
            shown=shown,
            choice=self.boundaries.choice() if is_boundaries else "",
        )

    def _route(self, route: Route) -> RouteEntry:
        return RouteEntry(
            id=route.id,
            style="context" if route.is_context else route.kind,
            title=self.cards.title(route.id).text,
            length=self.formats.kilometres(route_length_km(self.corridor, route)),
        )

    def _figure_groups(self) -> Iterator[FigureGroup]:
        for paragraph in sorted({each.paragraph for each in self.corridor.figures.values()}):
            rows = tuple(
                FigureRow(
                    figure=self.lines.figure(figure),
                    links=self.cards.links(figure.shown_at),
                )
                for figure in self.corridor.figures.values()
                if figure.paragraph == paragraph
            )
            yield FigureGroup(
                title=self.lines.text(f"paragraph.{paragraph}"),
                paragraph=self.lines.paragraph(paragraph),
                rows=rows,
            )

    def _legend(self) -> Iterator[LegendEntry]:
        gettext = self._gettext
        marks = {
            "hub": gettext("Centre of the corridor"),
            "land_port": gettext("Land port, at the border"),
            "sea_port": gettext("Seaport"),
            "airport_port": gettext("Airport port"),
            "facility": gettext("Port facility"),
            "former_facility": gettext("Former port facility"),
            "airport": gettext("Airport"),
            "zone": gettext("Zones (schematic)"),
            "city": gettext("City"),
        }
        places = self.corridor.places.values()
        kinds = {str(place.kind) for place in places if self.corridor.has_card(place.id)}
        for style, title in marks.items():
            if style in kinds:
                yield LegendEntry(form="mark", style=style, title=title)
        if any(place.parent for place in self.corridor.places.values()):
            yield LegendEntry(form="line", style="tie", title=gettext("Port and its facility"))
        routes = self.corridor.routes.values()
        if any(route.kind == "freight" and not route.is_context for route in routes):
            title = gettext("Freight route (geodesic)")
            yield LegendEntry(form="line", style="freight", title=title)
        if any(route.kind == "passenger" and not route.is_context for route in routes):
            title = gettext("Passenger route (geodesic)")
            yield LegendEntry(form="line", style="passenger", title=title)
        if any(route.is_context for route in routes):
            yield LegendEntry(form="line", style="context", title=gettext("Other route (context)"))
        if self.corridor.roads:
            yield LegendEntry(form="line", style="road", title=gettext("Road (schematic)"))
        if any(self.corridor.layers_of(LayerKind.BOUNDARIES)):
            yield LegendEntry(form="line", style="boundary", title=gettext("Boundary"))
        if self.boundaries.has_disputed():
            title = gettext("Disputed boundary")
            yield LegendEntry(form="line", style="disputed", title=title)
        if tints := tuple(each.tint for each in self.corridor.opened_to() if each.tint):
            title = gettext("Countries the corridor opens to")
            yield LegendEntry(form="tints", style="tints", title=title, tints=tints)

    def _source_groups(self) -> Iterator[SourceGroup]:
        titles = {
            SourceKind.ARTICLE: self._gettext("The article"),
            SourceKind.DATASET: self._gettext("Data sets"),
            SourceKind.REFERENCE: self._gettext("References for context"),
        }
        for kind, title in titles.items():
            sources = tuple(
                self._citation(each) for each in self.corridor.sources.values() if each.kind is kind
            )
            if sources:
                yield SourceGroup(title=title, sources=sources)

    def _citation(self, source: Source) -> SourceLine:
        gettext, lines = self._gettext, self.lines
        licence = lines.source_words(source, "licence").text
        parts = (
            self.formats.partial_date(source.date),
            gettext("reporters: %(names)s") % {"names": lines.comma.join(source.authors)}
            if source.authors
            else "",
            source.attribution,
            self.boundaries.approval_of(source),
            gettext("licence: %(name)s") % {"name": licence} if source.licence else "",
        )
        return SourceLine(
            id=source.id,
            title=lines.source_words(source, "title"),
            parts=tuple(
                part
                for part in (lines.source_words(source, "publisher"), *map(lines.own, parts))
                if part.text
            ),
            url=source.url,
            note=lines.text(f"source.{source.id}.note"),
        )


def attribution(corridor: Corridor) -> str:
    """The credits of every data set that some layer draws, as one line of text."""
    drawn = map(corridor.drawn, corridor.layers.values())
    used = {source for layer in drawn for source in layer.sources}
    lines = (each.attribution for each in corridor.sources.values() if each.id in used)
    return ", ".join(dict.fromkeys(line for line in lines if line))
