"""The page's colours and lines, for a picture: its style sheets with every variable resolved.

Renderers of SVG know no variables and few selectors; rules for a class or two are enough, so that a
line on paper is the line on the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from geo_app.resources import static_folder

LIGHT, DARK = "light", "dark"
THEMES = (LIGHT, DARK)

_TINTS = 8
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TWOFOLD = re.compile(r"--([\w-]+): var\(--light, (.+?)\) var\(--dark, (.+?)\);")
_PLAIN = re.compile(r"--([\w-]+): ([^;{}]+);")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:\.[a-z][\w-]*)+")
_VARIABLE = re.compile(r"var\(--([\w-]+)(?:, var\(--[\w-]+\))?\)")
_PAINTED = re.compile(r"(fill|stroke)(-[a-z]+)?")
_PART = re.compile(r"(?:rect)?\.mark-[a-z]+")
_UNDRAWN = re.compile(r"touch|is-|tint-\d+$")
_ALPHA = re.compile(r"rgb\((\d+) (\d+) (\d+) / ([\d.]+)\)")


@cache
def colours(theme: str) -> Mapping[str, str]:
    """Every token of the page in `theme`, by its name without dashes: "freight" → "#9a3412"."""
    text = _COMMENT.sub("", (static_folder() / "tokens.css").read_text("utf-8"))
    found = {name: value for name, value in _PLAIN.findall(text) if "var(--light" not in value}
    at = THEMES.index(theme)
    found |= {name: values[at] for name, *values in _TWOFOLD.findall(text)}
    return {name: _resolve(value, found) for name, value in found.items()}


def _resolve(value: str, known: Mapping[str, str]) -> str:
    while variable := _VARIABLE.search(value):
        if variable[1] not in known:
            return value
        value = value.replace(variable[0], known[variable[1]])
    return value


@cache
def line_rules(theme: str) -> str:
    """The page's rules for areas and lines, colours resolved."""
    known = colours(theme)
    rules = [*_rules("map.css", _SELECTOR, known)]
    rules += [(f".tint-{at}", f"fill:{known[f'tint-{at}']}") for at in range(1, _TINTS + 1)]
    return _write(rules)


@cache
def mark_rules(theme: str, kinds: tuple[str, ...]) -> str:
    """The page's rules for the marks of `kinds`: a hue a symbol, the rest for all of them."""
    known = colours(theme)
    hues = _mark_hues(known)
    rules = list(_rules("marks.css", _PART, known))
    plain = [each for each in rules if "var(" not in each[1]]
    return _write(
        [
            *plain,
            *(
                (_within(f"#symbol-{kind}", selectors), _resolve(declarations, hues[kind]))
                for kind in kinds
                for selectors, declarations in rules
                if "var(" in declarations
            ),
        ]
    )


def _within(ancestor: str, selectors: str) -> str:
    return ",".join(f"{ancestor} {each}" for each in selectors.split(","))


def mark_hue(theme: str, kind: str) -> str:
    """The hue of the mark of a kind of place."""
    return _mark_hues(colours(theme))[kind]["mark-hue"]


def without_alpha(colour: str) -> tuple[str, str]:
    """A colour as its six digits and its opacity: renderers of SVG know no `rgb(1 2 3 / 0.4)`."""
    if found := _ALPHA.fullmatch(colour):
        return "#" + "".join(f"{int(each):02x}" for each in found.groups()[:3]), found[4]
    return colour, "1"


def _rules(
    sheet: str, wanted: re.Pattern[str], known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for selectors, body in _read_rules(sheet):
        kept = [each for each in selectors if wanted.fullmatch(each) and not _UNDRAWN.search(each)]
        declarations = _declarations(body, known)
        if kept and declarations:
            yield ",".join(kept), declarations


def _read_rules(sheet: str) -> list[tuple[list[str], str]]:
    text = _COMMENT.sub("", (static_folder() / sheet).read_text("utf-8"))
    return [
        ([each.strip() for each in selectors.split(",")], body)
        for selectors, body in _RULE.findall(text)
    ]


def _declarations(body: str, known: Mapping[str, str]) -> str:
    pairs = (each.split(":", 1) for each in body.split(";") if ":" in each)
    return ";".join(
        f"{name.strip()}:{_resolve(value.strip(), known)}"
        for name, value in pairs
        if _PAINTED.fullmatch(name.strip())
    )


def _write(rules: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{selectors}{{{declarations}}}" for selectors, declarations in rules)


def _mark_hues(known: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By kind of place: the hues of its mark that the page's style sets."""
    default = known["city"]
    hues: dict[str, dict[str, str]] = {kind: {"mark-hue": default} for kind in ("city", "town")}
    for selectors, body in _read_rules("marks.css"):
        told = {
            name: _resolve(value, known)
            for name, value in _PLAIN.findall(f"{body.strip().rstrip(';')};")
        }
        for each in selectors if told else ():
            if each != ".mark":
                hues.setdefault(each.removeprefix(".mark-"), {}).update(told)
    return {kind: {"mark-sign-hue": known["casing"], **each} for kind, each in hues.items()}
