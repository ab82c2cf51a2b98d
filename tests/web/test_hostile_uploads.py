"""The server answers others, and stays small itself, while it reads hostile files."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from geo_app.settings import Settings
from tests.data.hostile.make import CASES
from tests.running import serving
from tests.sampling import EVERYTHING
from tests.web.test_overlays_post import post, soon, waiting
from tests.web.wire import exchange

WORST = ("2 million stops in one row", "a view of 150,000 rows", *CASES)
AT_ONCE, PAUSE = 2, 0.2
MOST_MORE = 300_000_000
"""Bytes of memory: the files that come at once, as they are taken in, and a page."""
GET = b"GET /?lang=en HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


def own_processes(pid: int) -> Iterator[int]:
    """A server's process and its workers, without those that read files."""
    if b"geo_app.web.reading" in Path(f"/proc/{pid}/cmdline").read_bytes():
        return
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from own_processes(int(child))


def peak_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return 1024 * next(int(each.split()[1]) for each in lines if each.startswith("VmHWM"))


def test_others_are_answered_and_the_server_stays_small_while_it_reads_hostile_files() -> None:
    cases = list(dict.fromkeys(WORST if EVERYTHING else WORST[:AT_ONCE]))
    with serving() as running, ThreadPoolExecutor(AT_ONCE) as pool:
        assert exchange(running.port, GET)
        # Until the one that waits for files has started it looks like one of the server's own.
        assert soon(lambda: bool(waiting(running.process.pid)))
        processes = list(own_processes(running.process.pid))
        before = {pid: peak_of(pid) for pid in processes}
        posts = {case: pool.submit(send, running.address, case) for case in cases}
        pages = 0
        while not all(each.done() for each in posts.values()):
            reply = exchange(running.port, GET)
            assert reply
            assert reply.status == 200
            pages += 1
            time.sleep(PAUSE)
        for case, answer in posts.items():
            refused = CASES[case].said
            size, status, error = answer.result()
            too_large = size > Settings().overlay_bytes  # a small archive may unpack to more: 400
            assert status == (413 if too_large else 400 if refused else 200), case
            assert error.startswith(refused), case
        assert pages > len(cases)
        more = [peak_of(pid) - before[pid] for pid in processes]
        assert max(more) < MOST_MORE
        assert running.complaints() == b""


def send(address: str, case: str) -> tuple[int, int, str]:
    """The size of a case, and the status and the message that it is answered with."""
    content = CASES[case].make()
    answer = post(address, content, "name=" + quote(CASES[case].name) + "&lang=en")
    return len(content), answer.status, str(answer.told.get("error", ""))
