"""Whatever bytes come over the wire: an answer of 2xx, 3xx or 4xx, no traceback, no growth.

GEO_APP_FUZZ_EXAMPLES raises how many requests are made up (400), GEO_APP_FUZZ_DISTINCT how many
distinct ones the memory must bear (3,000).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo_app
from geo_app.web.app import MAX_REQUEST_BYTES
from tests.running import Served, serving
from tests.web.wire import Reply, exchange

EXAMPLES = int(os.environ.get("GEO_APP_FUZZ_EXAMPLES", "400"))
DISTINCT = int(os.environ.get("GEO_APP_FUZZ_DISTINCT", "3000"))
MOST_GROWTH = 8_000_000
"""What the server's resident memory may gain over DISTINCT requests once its caches are full."""

careful = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

METHODS = b"GET HEAD POST PUT DELETE PATCH OPTIONS TRACE CONNECT get PROPFIND X-Y _".split()
PATHS = [
    b"/",
    b"",
    b"*",
    b"/export.html",
    b"/export.html/",
    b"/static/",
    b"/static/../../etc/passwd",
    b"/static/..%2f..%2fetc%2fpasswd",
    b"/static/%00.css",
    b"//evil.example/",
    b"/\\evil.example",
    b"/;/%2e%2e/",
    b"/%0d%0aX-Injected:%20yes",
    b"http://evil.example/",
    b"http://evil.example",
    b"evil.example:80",
    b"/" + b"a" * 5_000,
]
VALUES = [
    b"en",
    b"zh-Hant",
    b"tlh",
    b"ports,routes",
    b"ports,,ports",
    b"%00",
    b"%ff%fe",
    b"%",
    b"%zz",
    b"%0d%0aX-Injected:%20yes",
    b"<script>alert(1)</script>",
    b"{{7*7}}",
    b"..%2f",
    b"a" * 40_000,
    b",".join([b"ports"] * 5_000),
]
HEADER_NAMES = b"""Accept-Language Accept-Encoding If-None-Match If-Match If-Modified-Since Range
    If-Range Host Cookie Content-Length Content-Type Transfer-Encoding Expect Upgrade Connection
    X-Forwarded-Host X-Forwarded-Prefix Script-Name Authorization Origin X-A""".split()
HEADER_VALUES = [
    b"",
    b"*",
    b"en;q=1e999, zh;q=-1, *;q=nan",
    b"zh-Hant-x-" + b"a" * 500,
    b",".join([b"zh"] * 5_000),
    b"gzip;q=0.0001, identity;q=0",
    b"gzip" + b", gzip" * 3_000,
    b'"',
    b'W/"a", "b',
    b"bytes=0-0,5-,-1,9-3",
    b"Thu, 99 Foo 99999 00:00:00 GMT",
    b"evil.example",
    b"[::1",
    b"a b@c:99999",
    b"-1",
    b"99999999999999999999",
    b"chunked",
    b"100-continue",
    b"websocket",
    b"multipart/form-data; boundary=",
    b"session=" + b"A" * 4_000,
    b"\xff\xfe",
    b"a\tb",
]

anything = st.binary(max_size=40)
escaped = anything.map(lambda each: quote_from_bytes(each).encode())
methods = st.sampled_from(METHODS) | st.from_regex(rb"[!-~]{1,20}", fullmatch=True)
paths = st.sampled_from(PATHS) | escaped.map(b"/".__add__) | anything
names = st.sampled_from([b"lang", b"layers", b"x", b"", b"lang[]"]) | escaped
parameters = st.builds(
    lambda name, value: name + b"=" + value, names, st.sampled_from(VALUES) | escaped
)
queries = st.just(b"") | st.lists(parameters | anything, max_size=4).map(
    lambda each: b"?" + b"&".join(each)
)
headers = st.builds(
    lambda name, value: name + b": " + value + b"\r\n",
    st.sampled_from(HEADER_NAMES),
    st.sampled_from(HEADER_VALUES) | anything,
)
bodies = st.just(b"") | anything | st.just(b"lang=en&" * 20_000)


@dataclass(frozen=True, repr=False)
class Sent:
    """The bytes of a request, made of parts; shown in short."""

    method: bytes
    target: bytes
    fields: list[bytes]
    body: bytes

    @property
    def wire(self) -> bytes:
        first = self.method + b" " + self.target + b" HTTP/1.1\r\n"
        fixed = b"Host: localhost\r\nConnection: close\r\n"
        return first + fixed + b"".join(self.fields) + b"\r\n" + self.body

    def __repr__(self) -> str:
        return f"{self.wire[:400]!r} ({len(self.wire)} bytes)"


requests = st.builds(
    Sent, methods, st.builds(bytes.__add__, paths, queries), st.lists(headers, max_size=4), bodies
)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def check(served: Served, reply: Reply) -> None:
    """What holds for every answer."""
    assert 200 <= reply.status < 500, reply
    assert b"Traceback" not in reply.body
    assert reply.header(b"x-injected") is None
    location = reply.header(b"location")
    assert location is None or (location.startswith(b"/") and not location.startswith(b"//"))
    if reply.body:
        assert reply.header(b"x-content-type-options") == b"nosniff"
        assert b"alert(1)" not in reply.body.replace(b"&lt;script&gt;alert(1)", b"")
    assert served.process.poll() is None


@careful
@given(sent=requests)
def test_any_request_gets_an_answer_that_is_no_failure_of_ours(served: Served, sent: Sent) -> None:
    reply = exchange(served.port, sent.wire, bodiless=sent.method == b"HEAD")
    if reply:
        check(served, reply)
    else:  # who is still sending when the answer comes may miss it: bodies are not read
        assert len(sent.body) > MAX_REQUEST_BYTES
    assert served.complaints() == b""


@careful
@given(sent=st.binary(min_size=1, max_size=300))
def test_bytes_that_are_no_request_do_no_harm(served: Served, sent: bytes) -> None:
    reply = exchange(served.port, sent + b"\r\n\r\n")
    if reply:
        check(served, reply)
    assert served.complaints() == b""


@careful
@given(query=queries, accepted=st.sampled_from(HEADER_VALUES))
def test_every_error_of_the_application_is_a_page_in_the_maps_own_look(
    served: Served, query: bytes, accepted: bytes
) -> None:
    for target in (b"/" + query, b"/nowhere" + query, b"/static/" + query):
        sent = Sent(b"GET", target, [b"Accept-Language: " + accepted + b"\r\n"], b"")
        reply = exchange(served.port, sent.wire)
        assert reply
        check(served, reply)
        if reply.status >= 400 and reply.body:
            assert b'class="error-page"' in reply.body
            assert b"/static/geo_app." in reply.body
            assert reply.header(b"cache-control") == b"no-store"
        elif reply.status >= 400:  # granian's own: what is no HTTP never comes to the application
            assert reply.status in {400, 414, 431}


def test_memory_stays_flat_under_requests_that_all_differ(served: Served) -> None:
    fill_caches(served)
    ask_distinct(served, range(1_000))
    before = served.resident_bytes()
    ask_distinct(served, range(1_000, 1_000 + DISTINCT))
    assert served.resident_bytes() - before < MOST_GROWTH
    assert served.complaints() == b""


def fill_caches(served: Served) -> None:
    """Draw more different pages and files than are kept."""
    layers = geo_app.load_corridor().layers
    for path in ("/", "/export.html"):
        for index in range(geo_app.Settings().cached_pages):
            chosen = ",".join(each for bit, each in enumerate(layers) if index >> bit & 1)
            ask(served, f"{path}?lang=en&layers={chosen}")


def ask_distinct(served: Served, numbers: range) -> None:
    kinds = [
        "/?lang=en&n={}",
        "/?lang=x{}",
        "/nowhere/{}",
        "/static/{}.css",
        "/export.html?lang=zh&n={}&" + "n" * 1_000,
        "/?layers=" + "p" * 10_000 + "{}",
    ]
    for number in numbers:
        fields = [f"Accept-Language: zh-TW, x{number}\r\n", f'If-None-Match: "{number}"\r\n']
        ask(served, kinds[number % len(kinds)].format(number), fields)


def ask(served: Served, target: str, fields: list[str] | None = None) -> None:
    sent = Sent(b"GET", target.encode(), [each.encode() for each in fields or []], b"")
    reply = exchange(served.port, sent.wire)
    assert reply
    check(served, reply)
