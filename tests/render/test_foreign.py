"""Names of another script say their language, and nothing else of a document changes."""

import pytest
from markupsafe import Markup

from geo_app.render.foreign import mark_foreign


@pytest.mark.parametrize(
    ("language", "html", "marked"),
    [
        (
            "ug",
            "<p>قەشقەر–Islamabad لىنىيىسى",
            "<p>قەشقەر–<bdi lang=en>Islamabad</bdi> لىنىيىسى",
        ),
        (
            "ru",
            "<li>На линии OpenStreetMap, 2017; G315, AH61.",
            "<li>На линии <bdi lang=en>OpenStreetMap</bdi>, 2017; <bdi lang=en>G315, AH61</bdi>.",
        ),
        ("en", "<cite>Baidu (百度)</cite>", "<cite>Baidu (<bdi lang=zh>百度</bdi>)</cite>"),
        ("zh-Hans", "<p>WGS 84椭球面", "<p>WGS 84椭球面"),
        ("zh-Hant", "<p>加Кашгар", "<p>加<bdi lang=ru>Кашгар</bdi>"),
    ],
)
def test_a_name_is_marked(language: str, html: str, marked: str) -> None:
    assert mark_foreign(Markup(html), language) == marked  # noqa: S704


@pytest.mark.parametrize(
    "html",
    [
        '<bdi lang="en">Moscow</bdi>',
        '<a href="#x" lang="en">Moscow</a>',
        '<option value="a">Moscow</option>',
        "<p>«&amp;» &lt;&#39;&#x27;",
        '<p title="Moscow">Москва</p>',
        "<p>56,4 ÷ 1,6 × 2 °",
    ],
)
def test_what_says_its_language_or_is_no_name_stays_as_it_is(html: str) -> None:
    assert mark_foreign(Markup(html), "ru") == html  # noqa: S704


def test_what_was_escaped_stays_escaped() -> None:
    html = Markup("<p>{}</p>").format("<script>alert(1)</script> & Co")
    marked = mark_foreign(html, "ug")
    assert "<script" not in marked
    assert "&lt;" in marked
    assert "&amp;" in marked
