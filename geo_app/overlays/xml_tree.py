"""XML from outside, by defusedxml: no document types, no entities, no depth without a bound."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import PartError
from geo_app.overlays.meter import Meter

_DEEPEST = 64
_CHUNK = 65_536
_CHINESE = re.compile(rb"""\s*<\?xml[^>]*encoding=["'](?:gb\w*|gb-?\d+)["']""", re.IGNORECASE)


class _ShallowBuilder(TreeBuilder):
    """Builds a tree, and goes down only so far."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PartError(
                Problem("it is nested more than %(limit)s levels deep", {"limit": _DEEPEST})
            )
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        self.depth -= 1
        return super().end(tag)


def parse_xml(content: bytes, file: str, meter: Meter) -> Element:
    """The root element of an XML file.

    Raises:
        OverlayError: it is not well-formed, declares a document type, or is nested too deeply.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only these files need it
    from defusedxml.ElementTree import XMLParser  # noqa: PLC0415

    parser = XMLParser(target=_ShallowBuilder(), forbid_dtd=True)
    # expat knows no encoding of several bytes a character but Unicode's own.
    text = content.decode("gb18030", "replace") if _CHINESE.match(content) else content
    try:
        for start in range(0, len(text), _CHUNK):
            meter.check_time()
            parser.feed(text[start : start + _CHUNK])
        root: Element = parser.close()
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
    return root


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
