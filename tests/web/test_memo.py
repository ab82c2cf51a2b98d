"""What is remembered is what would have been answered, and never more than the bounds allow."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

import geo_app
from geo_app.web.memo import LONGEST_KEY, Memo

TARGETS = [
    "/",
    "/?lang=zh",
    "/?lang=zh-TW&layers=ports",
    "/?lang=tlh",
    "/export.html",
    "/export.html?lang=zh",
    "/nowhere",
    "/static/nothing.css",
    "//",
    "",
]
ETAG = "the page's own"
HEADERS = {
    "Accept-Language": ["zh", "zh-TW,en;q=0.5", "fr"],
    "Accept-Encoding": ["gzip", "gzip;q=0", "br", "*"],
    "If-None-Match": [ETAG, "*", '"other"', "broken"],
    "If-Match": [ETAG, '"other"'],
    "If-Modified-Since": ["Thu, 01 Jan 2099 00:00:00 GMT"],
    "Range": ["bytes=0-9"],
    "If-Range": ['"other"'],
    "Host": ["evil.example", "b"],
    "Cookie": ["session=1"],
    "X-Forwarded-Prefix": ["/evil"],
    "X-Forwarded-Host": ["evil.example"],
    "Authorization": ["Basic eA=="],
}

requests = st.tuples(
    st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "OPTIONS"]),
    st.sampled_from(["", "/mounted"]),
    st.sampled_from(TARGETS),
    st.lists(st.sampled_from(sorted(HEADERS)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries(
            {each: st.sampled_from(HEADERS[each]) for each in names}
        )
    ),
)


Said = tuple[str, list[tuple[str, str]], bytes]


def ask(application: WSGIApplication, environ: WSGIEnvironment) -> Said:
    chunks, status, headers = run_wsgi_app(application, environ, buffered=True)
    return status, list(headers), b"".join(chunks)


@pytest.fixture(scope="module")
def flask_alone() -> WSGIApplication:
    memo = geo_app.create_app().wsgi_app
    assert isinstance(memo, Memo)
    return memo.application


@pytest.fixture(scope="module")
def etag(flask_alone: WSGIApplication) -> str:
    return dict(ask(flask_alone, create_environ("/"))[1])["ETag"]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(asked=st.lists(requests, min_size=1, max_size=12), most_answers=st.integers(1, 8))
def test_with_and_without_memory_the_answers_are_the_same_to_the_byte(
    flask_alone: WSGIApplication,
    etag: str,
    asked: list[tuple[str, str, str, dict[str, str]]],
    most_answers: int,
) -> None:
    memo = Memo(flask_alone, most_answers)
    for method, mounted_at, target, headers in asked * 2:
        environ = create_environ(
            target,
            f"http://localhost{mounted_at}",
            method=method,
            headers={name: etag if value == ETAG else value for name, value in headers.items()},
        )
        assert ask(memo, environ) == ask(flask_alone, environ)


class Counting:
    """An application that says how often it was asked, and nothing in the body but that."""

    def __init__(self, status: str = "200 OK", size: int = 8) -> None:
        self.status, self.size, self.asked = status, size, 0

    def __call__(self, _: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, [("Content-Length", str(self.size))])
        return [f"{self.asked:0{self.size}}".encode()]


def test_what_was_answered_is_not_asked_again_and_its_body_is_shared() -> None:
    counting = Counting()
    memo = Memo(counting)
    first, again = (run_wsgi_app(memo, create_environ("/"))[0] for _ in range(2))
    assert counting.asked == 1
    assert next(iter(first)) is next(iter(again))


@pytest.mark.parametrize(
    "name",
    [
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "PATH_INFO",
        "QUERY_STRING",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MATCH",
    ],
)
def test_requests_that_may_get_different_answers_are_told_apart(name: str) -> None:
    counting = Counting()
    memo = Memo(counting)
    first = create_environ("/")
    other = first | {name: "HEAD" if name == "REQUEST_METHOD" else "/other"}
    assert [ask(memo, environ)[2] for environ in (first, other, first, other)] == [
        b"00000001",
        b"00000002",
        b"00000001",
        b"00000002",
    ]


def test_what_an_answer_cannot_depend_on_is_kept_from_the_application() -> None:
    seen: list[WSGIEnvironment] = []

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append(environ)
        start_response("200 OK", [])
        return []

    ask(Memo(application), create_environ("/", headers={"Cookie": "a=b", "Accept-Language": "zh"}))
    assert "HTTP_COOKIE" not in seen[0]
    assert seen[0]["HTTP_ACCEPT_LANGUAGE"] == "zh"


@pytest.mark.parametrize(
    ("status", "method", "target"),
    [
        ("404 NOT FOUND", "GET", "/"),
        ("400 BAD REQUEST", "GET", "/"),
        ("500 INTERNAL SERVER ERROR", "GET", "/"),
        ("308 PERMANENT REDIRECT", "GET", "/"),
        ("200 OK", "POST", "/"),
        ("200 OK", "GET", "/" + "x" * LONGEST_KEY),
    ],
)
def test_errors_changes_and_overlong_requests_are_not_remembered(
    status: str, method: str, target: str
) -> None:
    counting = Counting(status)
    memo = Memo(counting)
    for _ in range(2):
        ask(memo, create_environ(target, method=method))
    assert counting.asked == 2


@pytest.mark.parametrize(("most_answers", "most_bytes"), [(3, 10**9), (10**9, 3_000)])
def test_the_answer_least_lately_used_goes_first(most_answers: int, most_bytes: int) -> None:
    counting = Counting(size=1_000)
    memo = Memo(counting, most_answers, most_bytes)
    for target in ("/a", "/b", "/c", "/a", "/d"):
        ask(memo, create_environ(target))
    assert counting.asked == 4
    for target in ("/a", "/c", "/d"):
        ask(memo, create_environ(target))
    assert counting.asked == 4
    ask(memo, create_environ("/b"))
    assert counting.asked == 5


def test_many_threads_get_each_their_own_answer(flask_alone: WSGIApplication) -> None:
    memo = Memo(flask_alone, most_answers=2)
    targets = ["/", "/?lang=zh", "/?lang=zh-TW", "/nowhere", "/export.html"]
    expected = {target: ask(flask_alone, create_environ(target)) for target in targets}
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(
            lambda target: (target, ask(memo, create_environ(target))), targets * 200
        )
        assert all(answer == expected[target] for target, answer in answers)
