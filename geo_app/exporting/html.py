"""The one file: a map as an HTML document that works with no network."""

from typing import Protocol


class _Composed(Protocol):
    @property
    def html(self) -> str: ...


class _Composable(Protocol):
    def compose(self, *, offline: bool) -> _Composed: ...


def write_html(document: _Composable) -> bytes:
    """A document, or a map with its document, as one HTML file with everything inside.

    Raises:
        ExternalAddressError: an element added to the map would still need an address.
    """
    return document.compose(offline=True).html.encode()
