"""What stands on a map: its element, and the lines of script that draw it."""

import re
from dataclasses import dataclass

from geo_app.render.addresses import Addresses
from geo_app.render.contents import LAYER_NAME, MAP_NAME, Contents
from geo_app.render.templates import macros

LINES = "map/lines.html"
"""The template of everything that puts a corridor on a map."""

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_INDENT = "\n    "
"""As branca sets the lines of a map's elements apart."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the elements of a map rendered.

    Attributes:
        addresses: what they fetch; None where all of them are ours.
    """

    header: str = ""
    html: str
    script: str
    addresses: Addresses | None = None

    @property
    def has_stock(self) -> bool:
        """Whether somebody added an element to our map."""
        return self.addresses is not None

    def added_scripts(self) -> list[str]:
        """The inline scripts that added elements wrote into the head and the body."""
        return _INLINE_SCRIPT.findall(self.header + self.html)


def write_parts(contents: Contents) -> Parts:
    """The parts of a map to which nobody added anything: what its folium map renders too."""
    lines = macros(contents.language, LINES)
    layers = (
        lines.draw_layer(MAP_NAME, f"{LAYER_NAME}_{each}", each)
        for each in contents.corridor.layers
    )
    return Parts(
        html=str(lines.map_element(MAP_NAME, contents.panel.title)),
        script=_INDENT.join([lines.create_map(MAP_NAME), *layers]),
    )
