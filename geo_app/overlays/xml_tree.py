"""XML from outside, by defusedxml: no document types, no entities, nothing without a bound.

An element is handed on as it ends, and what is not asked for again is forgotten: a tree of all of a
file would take thirty times its bytes.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import PartError
from geo_app.overlays.meter import Meter

Use = Callable[[Element, Sequence[Element]], bool]
"""Is handed an element that has ended, and those that it stands in, from the root on; says whether
it is to stay in the last of them."""

_DEEPEST = 64
_CHUNK = 1 << 22
"""Long, for expat looks at a token that has not ended again from its beginning."""
_OFTEN = 4096
_CHINESE = re.compile(rb"""\s*<\?xml[^>]*encoding=["'](?:gb\w*|gb-?\d+)["']""", re.IGNORECASE)
_MOST_ATTRIBUTES = 100_000
_MOST_NAMES = 10_000
_FLOOD = re.compile(rb"<[^<=]*+(?:=[^<=]*+){%d}" % _MOST_ATTRIBUTES)
"""An element with more attributes than that, before the parser has them all in memory."""
_ELEMENT_VALUES, _ATTRIBUTES_VALUES = 3, 4
"""As much memory as so many values take an element, and that it has attributes."""


class _Builder(TreeBuilder):
    """Builds what is asked for of a tree, and goes down only so far."""

    def __init__(self, use: Use, meter: Meter) -> None:
        super().__init__()
        self._use, self._meter = use, meter
        self._open: list[Element] = []
        self._weights, self._weight = [0], 0
        self._names: set[str] = set()
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        if len(self._open) == _DEEPEST:
            raise PartError(
                Problem("it is nested more than %(limit)s levels deep", {"limit": _DEEPEST})
            )
        self._count += 1
        if self._count % _OFTEN == 0:
            self._meter.check_time()
        if tag not in self._names or not self._names.issuperset(attrs):
            self._check_names(tag, attrs)
        self._weights.append(self._weight)
        self._weight += _ELEMENT_VALUES + (len(attrs) + _ATTRIBUTES_VALUES if attrs else 0)
        self._meter.check_part(self._weight)
        element = super().start(tag, attrs)
        self._open.append(element)
        return element

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        element = super().end(tag)
        self._open.pop()
        weight = self._weights.pop()
        if self._open and not self._use(element, self._open):
            del self._open[-1][-1]
            self._weight = weight
        return element

    def _check_names(self, tag: str, attrs: dict[str, str]) -> None:
        """The parser remembers every name."""
        self._names.add(tag)
        self._names.update(attrs)
        if len(self._names) > _MOST_NAMES:
            limit = {"limit": f"{_MOST_NAMES:,}"}
            raise PartError(
                Problem("more than %(limit)s different names of elements and attributes", limit)
            )


def read_xml(content: bytes, file: str, meter: Meter, use: Use) -> None:
    """Hand each element of an XML file but the root to `use`.

    Raises:
        OverlayError: it is not well-formed, declares a document type, or goes beyond a bound.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only these files need it
    from defusedxml.ElementTree import XMLParser  # noqa: PLC0415

    if _FLOOD.search(content):
        limit = {"limit": f"{_MOST_ATTRIBUTES:,}"}
        raise OverlayError(file, Problem("an element has more than %(limit)s attributes", limit))
    parser = XMLParser(target=_Builder(use, meter), forbid_dtd=True)
    try:
        for piece in _pieces(content):
            meter.check_time()
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        problem = Problem("it declares a document type (DTD), which is never read")
        raise OverlayError(file, problem) from error
    except PartError as error:
        raise OverlayError(file, error.problem) from error
    except ParseError as error:
        line, column = error.position
        raise OverlayError(
            file,
            Problem(
                "it is not well-formed XML, or is cut off: line %(line)s, column %(column)s",
                {"line": line, "column": column + 1},
            ),
        ) from error
    except (ValueError, LookupError) as error:  # of an encoding that nobody knows
        raise OverlayError(file, Problem("its encoding is not known; expected UTF-8")) from error


def _pieces(content: bytes) -> Iterator[bytes | str]:
    pieces = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    # expat knows no encoding of several bytes a character but Unicode's own.
    return codecs.iterdecode(pieces, "gb18030", "replace") if _CHINESE.match(content) else pieces


def name_of(element: Element) -> str:
    """An element's name without its namespace, which many writers get wrong."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """The elements right under one that have one of `names`."""
    return (child for child in element if name_of(child) in names)


def text_of(element: Element, name: str) -> str:
    """The text of the first element called `name` right under one; "" where there is none."""
    found = next(children(element, name), None)
    return "".join(found.itertext()).strip() if found is not None else ""
