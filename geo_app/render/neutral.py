"""Keeps folium's elements harmless and reproducible.

branca compiles what an element rendered as a Jinja template a second time, so that `{{ … }}` in a
name would run in this process; and it names elements at random. Both are undone here, on a copy
of the element tree, without touching folium's or branca's globals.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from branca.element import Element, Figure
from folium.map import Popup, Tooltip

_TEMPLATE_START = re.compile(r"\{(?=[{%#])")
_LITERAL_SPECIAL = re.compile(r"[\\`]|\$(?=\{)")
_RANDOM_ID = re.compile(r"[0-9a-f]{32}")


def protect(text: str) -> str:
    """`text` so written that Jinja, compiling it, gives `text` back and evaluates nothing."""
    return _TEMPLATE_START.sub('{{ "{" }}', text)


def quote(text: str) -> str:
    """`text` so written that a JavaScript template literal, where folium puts it, gives it back."""
    return _LITERAL_SPECIAL.sub(r"\\\g<0>", text)


def _as_it_is(text: str) -> str:
    return text


class NeutralTemplate:
    """Stands in for an element's template: what it renders survives a second compilation.

    Args:
        template: the element's own.
        guard: what becomes of the text that the whole template renders.
    """

    def __init__(self, template: Any, guard: Callable[[str], str] = _as_it_is) -> None:
        self._template, self._guard = template, guard

    @property
    def module(self) -> SimpleNamespace:
        """The template's macros, each with its output protected."""
        macros = vars(self._template.module)
        return SimpleNamespace(
            **{
                name: _protected(macros[name])
                for name in ("header", "html", "script")
                if name in macros
            }
        )

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The rendered template, guarded against whatever reads it next."""
        return self._guard(str(self._template.render(*args, **kwargs)))


def _protected(macro: Callable[..., str]) -> Callable[..., str]:
    return lambda *args, **kwargs: protect(str(macro(*args, **kwargs)))


def walk(element: Element) -> Iterator[Element]:
    """`element` and everything below it."""
    yield element
    parts = (vars(element).get(name) for name in ("header", "html", "script"))
    for child in (*element._children.values(), *parts):
        if isinstance(child, Element):
            yield from walk(child)


def neutralise(root: Figure) -> None:
    """Make every element of the tree render text that neither branca nor the browser can run."""
    for element in walk(root):
        if not isinstance(element, Figure):
            _replace_template(element, protect if isinstance(element, Popup) else _as_it_is)
        if isinstance(element, Tooltip):
            element.text = quote(element.text)
    popups = (element for element in walk(root) if isinstance(element, Popup))
    for content in (each for popup in popups for each in popup.html._children.values()):
        _replace_template(content, quote)


def _replace_template(element: Element, guard: Callable[[str], str]) -> None:
    template = NeutralTemplate(element._template, guard)
    element._template = template  # type: ignore[assignment] # all that branca asks of one


def renumber(texts: Iterable[str], root: Figure) -> tuple[str, ...]:
    """`texts` with the random ids of the tree's elements replaced by 1, 2, … as they appear."""
    random_ids = {each._id for each in walk(root) if _RANDOM_ID.fullmatch(each._id)}
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        found = match[0]
        return numbers.setdefault(found, str(len(numbers) + 1)) if found in random_ids else found

    return tuple(_RANDOM_ID.sub(number, text) for text in texts)
