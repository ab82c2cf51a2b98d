"""Many clients, slow clients, and a server that is told to stop while they wait.

GEO_APP_LOAD_SECONDS says how long the 64 clients go on (5).
"""

import itertools
import os
import select
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.conftest import LANGUAGES
from tests.running import START_SECONDS, Served, serving
from tests.web.wire import Reply, connect, exchange, read_reply

CLIENTS = 64
LOAD_SECONDS = float(os.environ.get("GEO_APP_LOAD_SECONDS", "5"))
REQUESTS_PER_CONNECTION = 25
SMALL_BUFFER = 4_096


def get(target: str, *fields: str) -> bytes:
    lines = [f"GET {target} HTTP/1.1", "Host: localhost", *fields, "", ""]
    return "\r\n".join(lines).encode()


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def answer(served: Served, request: bytes) -> Reply:
    reply = exchange(served.port, request)
    assert reply
    return reply


def mixed_requests(served: Served) -> dict[bytes, int]:
    """Every kind of request, with the status it gets."""
    page = answer(served, get("/")).body.decode()
    style = page.split('<link rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    expected = {get("/no/such/page"): 404, get("/?lang=tlh"): 400, get(f"/{style}"): 200}
    for tag in LANGUAGES:
        for target in (f"/?lang={tag}", f"/export.html?lang={tag}"):
            etag = (answer(served, get(target)).header(b"etag") or b"").decode()
            expected[get(target)] = 200
            expected[get(target, "Accept-Encoding: gzip")] = 200
            expected[get(target, f"If-None-Match: {etag}")] = 304
        expected[get("/", f"Accept-Language: {tag}")] = 200
    return expected


def timeless(reply: Reply) -> Reply:
    return Reply(reply.status, [each for each in reply.headers if each[0] != b"date"], reply.body)


@pytest.mark.long
def test_many_clients_at_once_all_get_the_right_answers(served: Served) -> None:
    expected = mixed_requests(served)
    known = {request: timeless(answer(served, request)) for request in expected}
    assert {request: reply.status for request, reply in known.items()} == expected
    end = time.monotonic() + LOAD_SECONDS

    def go_on(first: int) -> int:
        requests = itertools.islice(itertools.cycle(known), first, None)
        answered = 0
        while time.monotonic() < end:
            with connect(served.port) as link:
                for request in itertools.islice(requests, REQUESTS_PER_CONNECTION):
                    link.sendall(request)
                    reply = read_reply(link)
                    assert reply
                    assert timeless(reply) == known[request]
                    answered += 1
        return answered

    with ThreadPoolExecutor(CLIENTS) as pool:
        counts = list(pool.map(go_on, range(CLIENTS)))
    assert min(counts) >= REQUESTS_PER_CONNECTION
    assert served.complaints() == b""


def test_slow_clients_keep_nobody_waiting_and_are_let_go(served: Served) -> None:
    export = get("/export.html")
    whole = answer(served, export).body
    with ExitStack() as stack:
        readers = [stack.enter_context(connect(served.port, SMALL_BUFFER)) for _ in range(CLIENTS)]
        for each in readers:
            each.sendall(export)
        senders = [stack.enter_context(connect(served.port)) for _ in range(CLIENTS)]
        for byte in itertools.islice(itertools.cycle(b"GET / HTTP/1.1\r\nX: a"), START_SECONDS):
            senders = [each for each in senders if send_one(each, byte)]
            for target in ("/", "/?lang=zh", "/nowhere"):
                assert answer(served, get(target)).status in {200, 404}
            if not senders:
                break
            time.sleep(1)
        assert senders == []
        for each in readers:
            reply = read_reply(each)
            assert reply
            assert reply.body == whole
    assert served.complaints() == b""


def send_one(link: socket.socket, byte: int) -> bool:
    """Send a byte; False where the server has hung up."""
    try:
        link.send(bytes([byte]))
        return not select.select([link], [], [], 0)[0] or bool(link.recv(1, socket.MSG_PEEK))
    except (BrokenPipeError, ConnectionResetError):
        return False


def test_stopping_finishes_a_file_that_is_read_slowly(served: Served) -> None:
    whole = answer(served, get("/export.html")).body
    with connect(served.port, SMALL_BUFFER) as slow:
        slow.sendall(get("/export.html"))
        slow.recv(1, socket.MSG_PEEK)
        served.process.terminate()
        wait_until_refused(served)
        reply = read_reply(slow)
    assert reply
    assert reply.body == whole
    assert_ended_well(served)


def test_stopping_answers_what_was_asked_before(served: Served) -> None:
    layers = ["", "ports", "routes", "roads", "countries"]
    chosen = [",".join(pair) for pair in itertools.permutations(layers, 2)]
    with ExitStack() as stack:
        links = [stack.enter_context(connect(served.port)) for _ in chosen]
        for link, names in zip(links, chosen, strict=True):
            link.sendall(get(f"/export.html?layers={names}", "Connection: close"))
        select.select(links, [], [], START_SECONDS)
        served.process.terminate()
        replies = [read_reply(link) for link in links]
    assert all(reply and reply.status == 200 for reply in replies)
    assert_ended_well(served)


def wait_until_refused(served: Served) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            connect(served.port).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    pytest.fail("new connections are still taken")


def assert_ended_well(served: Served) -> None:
    assert served.process.wait(START_SECONDS) == 0
    assert served.complaints() == b""
