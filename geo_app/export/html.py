"""The one file: a map as an HTML document that works with no network."""

from typing import Protocol


class _Composed(Protocol):
    @property
    def html(self) -> str: ...


class _Document(Protocol):
    def compose(self, *, offline: bool) -> _Composed: ...


class _DocumentedMap(Protocol):
    @property
    def document(self) -> _Document: ...


def write_html(corridor_map: _DocumentedMap) -> bytes:
    """The map as one HTML file with everything inside.

    Raises:
        ExternalAddressError: an element added to the map would still need an address.
    """
    return corridor_map.document.compose(offline=True).html.encode()
