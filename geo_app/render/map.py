"""The folium map of a corridor: the one way to it for those who add elements of their own.

Nothing else imports folium or branca, which take a third of a second; a map to which nobody added
anything gives the same bytes without them.
"""

from copy import deepcopy
from typing import Any

import folium
from branca.element import Element, Figure
from folium.map import Layer as FoliumLayer
from markupsafe import escape

from geo_app.domain.layer import Layer
from geo_app.language.catalogue import SOURCE_LANGUAGE
from geo_app.render import assets
from geo_app.render.addresses import find_addresses
from geo_app.render.contents import LAYER_NAME, MAP_NAME, Contents
from geo_app.render.document import Document, Rendered
from geo_app.render.neutral import neutralise, renumber, walk
from geo_app.render.parts import Parts
from geo_app.render.templates import environment

_CHARSET = '<meta http-equiv="content-type" content="text/html; charset=UTF-8" />'


class CorridorLayer(FoliumLayer):
    """One layer of the corridor in a folium map; a LayerControl lists it like any other."""

    _template = environment(SOURCE_LANGUAGE).get_template("map/layer.html")

    def __init__(self, layer: Layer, title: str, *, shown: bool) -> None:
        super().__init__(
            name=str(escape(title)), overlay=True, control=layer.switchable, show=shown
        )
        self._name = LAYER_NAME
        self._id = self.layer_id = layer.id

    def render(self, **kwargs: Any) -> None:  # type: ignore[override] # as in folium
        """Write the layer's line of script; the script itself adds the layer to the map."""
        super(FoliumLayer, self).render(**kwargs)  # type: ignore[no-untyped-call]


class CorridorMap(folium.Map):
    """A folium.Map that shows a corridor; add folium elements to it as to any other.

    One of several languages (`others`: those after the first) takes no elements.
    """

    _template = environment(SOURCE_LANGUAGE).get_template("map/map.html")

    def __init__(self, contents: Contents, *others: Contents) -> None:
        home = contents.corridor.home
        super().__init__(
            location=[(home.south + home.north) / 2, (home.west + home.east) / 2],
            tiles=None,
            zoom_control=False,
        )
        self.default_js, self.default_css = [], []
        self._id = MAP_NAME.removeprefix("map_")
        self.title = contents.panel.title
        self.document = MapDocument(contents, others)
        self.document.add_child(self)
        titles = {switch.id: switch.title for switch in contents.panel.layers}
        for layer in contents.corridor.layers.values():
            title = titles.get(layer.id, layer.id)
            self.add_child(CorridorLayer(layer, title, shown=layer.id in contents.shown))

    def compose(self, *, offline: bool = False) -> Rendered:
        """The document around the map, with everything in it.

        Raises:
            ExternalAddressError: `offline`, and an added element needs an address.
            ExportError: an element was added to a map of several languages.
        """
        return self.document.compose(offline=offline)


class MapDocument(Figure):
    """branca's Figure, made into our document; `save` and Jupyter come through here."""

    def __init__(self, contents: Contents, others: tuple[Contents, ...] = ()) -> None:
        super().__init__(height="620px")
        self.contents, self.others = contents, others

    def render(self, **kwargs: Any) -> str:
        """The document with everything in it; elements that you added may still fetch theirs."""
        return self.compose(**kwargs).html

    def compose(self, *, offline: bool = False, **kwargs: Any) -> Rendered:
        """The document with everything in it.

        Args:
            offline: refuse elements that would have to fetch something.
            kwargs: for the elements' templates, as in folium.

        Raises:
            ExternalAddressError: `offline`, and an element needs an address; all are named.
            ExportError: an element was added to a map of several languages.
        """
        parts = self._render_elements(**kwargs)
        return Document(self.contents, parts, self.others).compose(offline=offline)

    def _render_elements(self, **kwargs: Any) -> Parts:
        # Rendering changes the tree (a second one would repeat statements): work on a copy.
        tree = deepcopy(self)
        stock = self._has_stock()
        neutralise(tree)
        for child in tree._children.values():
            child.render(**kwargs)
        texts = [part.render(**kwargs) for part in (tree.header, tree.html, tree.script)]
        header, html, script = renumber(texts, tree)
        style = assets.inline_style(assets.folium_style()) if stock else ""
        return Parts(
            header=style + header.replace(_CHARSET, "").strip(),
            html=html.strip(),
            script=script.strip(),
            addresses=find_addresses(*texts) if stock else None,
        )

    def _has_stock(self) -> bool:
        """Whether somebody added an element to the map, or to the document's parts."""
        below = (each for child in self._children.values() for each in walk(child))
        # branca itself puts one element, the charset, into the head.
        added = len(self.header._children) > 1 or self.html._children or self.script._children
        return bool(added) or not all(map(_is_ours, below))


def _is_ours(element: Element) -> bool:
    return isinstance(element, CorridorLayer | CorridorMap)
