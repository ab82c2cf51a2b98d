"""JSON from outside: what the standard's parser would let pass, or break at, is refused.

A collection is parsed part by part (see `json_scan`): so one that is refused takes little memory,
even if it is for its last byte.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.encoding import memory_of
from geo_app.overlays.faults import PartError, shown
from geo_app.overlays.json_scan import Scan, scan_json
from geo_app.overlays.meter import MOST_VALUES, Meter

DEEPEST = 64
_MARK = b"NaN"
"""What stands for a part in the rest of a text: the parser asks what it means."""
_VALUE_BYTES, _LARGE = 65, 1_000_000


@dataclass(frozen=True, slots=True)
class JsonPart:
    """An object in a list of the outermost object, such as a feature, that is not parsed yet."""

    start: int
    end: int
    values: int


class JsonText:
    """A JSON text in UTF-8, and the value that it says.

    Attributes:
        whole: its value, with a JsonPart for each object in a list of the outermost object.

    Raises:
        OverlayError: it is none, is nested too deeply, has too many parts or too large ones, a key
            twice in one object, or a number that JSON does not have; `whole_of` likewise.
    """

    def __init__(self, content: bytes, file: str, meter: Meter) -> None:
        self._content, self._file, self._meter = content, file, meter
        scan = scan_json(content, meter.most_features, MOST_VALUES, DEEPEST)
        self._levels = scan.deepest
        self.require_shallow(DEEPEST)
        meter.check_features(len(scan.starts))
        self.whole = self._parse_rest(scan)

    def whole_of(self, value: Any) -> Any:
        """A value with its parts parsed."""
        match value:
            case JsonPart():
                text = self._text(self._content[value.start : value.end], value.values)
                return self._parse(_DECODER, text, lambda at: value.start + at)
            case list():
                return [self.whole_of(each) for each in value]
            case dict():
                return {name: self.whole_of(each) for name, each in value.items()}
        return value

    def require_shallow(self, deepest: int) -> None:
        """Check how deeply lists and objects are nested.

        Raises:
            OverlayError: they are nested more deeply than that.
        """
        if self._levels > deepest:
            deep = Problem("it is nested more than %(limit)s levels deep", {"limit": deepest})
            raise OverlayError(self._file, deep)

    def _parse_rest(self, scan: Scan) -> Any:
        """The value of the text without its parts."""
        gaps = list(zip([0, *scan.ends], [*scan.starts, len(self._content)], strict=True))
        text = self._text(_MARK.join(self._content[start:end] for start, end in gaps), scan.rest)
        parts = map(JsonPart, scan.starts, scan.ends, scan.values)

        def find_part(name: str) -> JsonPart:
            found = next(parts, None) if name == _MARK.decode() else None
            return found or _refuse_constant(name)

        return self._parse(_decoder(find_part), text, lambda at: _place_in(gaps, at))

    def _text(self, content: bytes, values: int) -> str:
        if len(content) > _LARGE:
            values += memory_of(content) // _VALUE_BYTES
        self._meter.check_part(values)
        return content.decode()

    def _parse(self, decoder: json.JSONDecoder, text: str, place_of: Callable[[int], int]) -> Any:
        """The value of a text; `place_of` says which byte of the file one of its bytes is."""
        try:
            return decoder.decode(text)
        except PartError as error:
            raise OverlayError(self._file, error.problem) from error
        except json.JSONDecodeError as error:
            at = place_of(len(text[: error.pos].encode()))
            raise OverlayError(self._file, _broken(self._content, at)) from error
        except ValueError as error:  # of a whole number with thousands of digits
            raise OverlayError(self._file, Problem("a number in it has too many digits")) from error


def _place_in(gaps: Sequence[tuple[int, int]], at: int) -> int:
    """Which byte of the file is the one numbered `at` of what is left without parts."""
    for start, end in gaps:
        if at <= end - start:
            return start + at
        at -= end - start + len(_MARK)
    return gaps[-1][1]


def _broken(content: bytes, at: int) -> Problem:
    line = content.count(b"\n", 0, at) + 1
    column = len(content[content.rfind(b"\n", 0, at) + 1 : at].decode()) + 1
    return Problem(
        "it is not valid JSON, or is cut off: line %(line)s, column %(column)s",
        {"line": line, "column": column},
    )


def _decoder(constant: Callable[[str], Any]) -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_object, parse_constant=constant, parse_float=_finite)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name, count in Counter(names).items() if count > 1)
        raise PartError(Problem("“%(name)s” stands twice in one object", {"name": shown(twice)}))
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise PartError(Problem("%(number)s is no number that JSON has", {"number": name}))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise PartError(Problem("the number %(number)s is too large", {"number": shown(text)}))
    return number


_DECODER = _decoder(_refuse_constant)
