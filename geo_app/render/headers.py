"""The headers of pages and assets: those of our server, and of a host of the static site."""

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of every answer."""
FOR_EVER = "public, max-age=31536000, immutable"
"""Cache-Control of what has a digest of its content in its name."""
ASK_AGAIN = "public, max-age=0, must-revalidate"
"""Cache-Control of what keeps its name when its content changes."""
COMPRESSED_TYPES = frozenset(
    {
        "text/html",
        "text/css",
        "text/csv",
        "text/javascript",
        "application/geo+json",
        "application/geopackage+sqlite3",
        "application/json",
        "application/vnd.google-earth.kml+xml",
        "image/svg+xml",
    }
)
"""Media types of what compresses well; pictures and PDF are compressed already."""


FRAMED_HEADERS = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
"""Of a page for an iframe: else one that is isolated from other origins could not show it."""


def page_policy(policy: str, frame_ancestors: str = "'none'") -> str:
    """The Content-Security-Policy header of a page: with what a `<meta>` may not say."""
    return f"{policy}; frame-ancestors {frame_ancestors}"
