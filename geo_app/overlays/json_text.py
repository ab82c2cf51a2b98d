"""JSON from outside: what the standard's parser would let pass, or break at, is refused."""

import json
import math
import re
from collections import Counter
from typing import Any, NoReturn

from geo_app.domain.overlay import Problem
from geo_app.errors import OverlayError
from geo_app.overlays.faults import PartError, shown

DEEPEST = 64
# One without an end goes on to the end of the text: to look for others in it would take forever.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = {ord("{"): "[", ord("}"): "]"}


def parse_json(text: str, file: str) -> Any:
    """The value of a JSON text.

    Raises:
        OverlayError: it is none, is nested too deeply, has a key twice in one object, or a number
            that JSON does not have.
    """
    require_shallow(text, file)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except PartError as error:
        raise OverlayError(file, error.problem) from error
    except json.JSONDecodeError as error:
        raise OverlayError(
            file,
            Problem(
                "it is not valid JSON, or is cut off: line %(line)s, column %(column)s",
                {"line": error.lineno, "column": error.colno},
            ),
        ) from error
    except ValueError as error:  # of a whole number with thousands of digits
        raise OverlayError(file, Problem("a number in it has too many digits")) from error


def require_shallow(text: str, file: str, deepest: int = DEEPEST) -> None:
    """Look how deeply lists and objects are nested, before a parser goes down there.

    Raises:
        OverlayError: they are nested more deeply than that.
    """
    left = re.sub(r"[^\[\]]+", "", _STRING.sub("", text).translate(_BRACKETS))
    for _ in range(deepest):
        if "[]" not in left:
            break
        left = left.replace("[]", "")
    if "[]" in left or len(left) > deepest:
        problem = Problem("it is nested more than %(limit)s levels deep", {"limit": deepest})
        raise OverlayError(file, problem)


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
