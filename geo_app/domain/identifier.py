"""Ids: what names a thing in tables, addresses, element ids and file names."""

import re

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def require_identifier(text: str) -> str:
    """`text`, if it is an id: a letter, then letters, digits and _, at most 64 in all.

    Raises:
        ValueError: it is none.
    """
    if not _IDENTIFIER.fullmatch(text):
        raise ValueError(f"expected an id (a letter, then letters, digits or _), not {text[:64]!r}")
    return text
