"""POST /overlays on the real server: files in, documents out, and nothing kept."""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geo_app.render.overlays import MANY
from tests.conftest import ROOT
from tests.running import Served, run_geo_app, serving
from tests.web.wire import connect, exchange, read_reply

DATA = ROOT / "tests" / "data" / "overlays"
BYTES = "application/octet-stream"
LINE = {"type": "LineString", "coordinates": [[76.0, 39.5], [74.0, 40.0]]}
FEATURE = {"type": "Feature", "id": "a", "geometry": LINE, "properties": {"名称": "路"}, "x": [1]}
COLLECTION = {"type": "FeatureCollection", "name": "given", "features": [FEATURE]}


@dataclass(frozen=True)
class Told:
    status: int
    headers: Any
    told: dict[str, Any]


def post(address: str, content: bytes, query: str = "name=a.geojson&lang=en", **kind: str) -> Told:
    headers = {"Content-Type": kind.get("type", BYTES)}
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}overlays?{query}", content, headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
            return Told(answer.status, answer.headers, json.loads(answer.read()))
    except urllib.error.HTTPError as error:
        with error:
            return Told(error.code, error.headers, json.loads(error.read()))


@pytest.fixture(scope="module")
def small() -> Iterator[Served]:
    """A server that takes small files only."""
    os.environ["GEO_APP_OVERLAY_BYTES"] = "200000"
    try:
        with serving() as running:
            yield running
    finally:
        del os.environ["GEO_APP_OVERLAY_BYTES"]


@pytest.mark.parametrize("name", ["corridor.gpkg", "routes.fgb", "roads_utm43.zip"])
def test_a_file_comes_back_as_a_document_of_what_it_draws(small: Served, name: str) -> None:
    answer = post(small.address, (DATA / name).read_bytes(), f"name={name}&lang=zh-Hans")
    assert answer.status == 200
    assert answer.told["name"] == name.partition(".")[0]
    assert answer.told["report"]["drawn"] == sum(
        each["geometry"] is not None for each in answer.told["data"]["features"]
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers.get("ETag") is None


def test_geojson_comes_back_as_it_was(small: Served) -> None:
    answer = post(small.address, json.dumps(COLLECTION).encode())
    assert (answer.status, answer.told["data"]) == (200, COLLECTION)


def test_another_media_type_is_refused_so_that_a_foreign_page_has_to_ask_first(
    small: Served,
) -> None:
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
    ):
        assert post(small.address, b"{}", type=kind).status == 415


def test_a_file_over_the_limit_is_refused_whatever_it_says_of_its_length(small: Served) -> None:
    large = b" " * 200_001
    honest = exchange(small.port, head(f"Content-Length: {len(large)}"))
    pieces = b"%x\r\n" % len(large) + large + b"\r\n0\r\n\r\n"
    silent = exchange(small.port, head("Transfer-Encoding: chunked") + pieces)
    for reply in (honest, silent):
        assert reply
        assert reply.status == 413
        assert "200,000" in json.loads(reply.body)["error"]


def test_who_sends_far_too_much_and_listens_only_then_still_hears_why(small: Served) -> None:
    with connect(small.port) as link:
        link.sendall(head(f"Content-Length: {10 * 70_000}"))
        for _ in range(10):
            time.sleep(0.05)
            link.sendall(b" " * 70_000)
        assert link.recv(20).split()[1] == b"413"


def head(*fields: str) -> bytes:
    lines = ["POST /overlays?name=a.csv&lang=en HTTP/1.1", "Host: a", f"Content-Type: {BYTES}"]
    return "\r\n".join([*lines, *fields, "", ""]).encode()


def test_a_file_that_nobody_can_use_is_told_in_the_readers_language(small: Served) -> None:
    english = post(small.address, b"\x00\x01\x02 nothing", "name=a.bin&lang=en")
    chinese = post(small.address, b"\x00\x01\x02 nothing", "name=a.bin&lang=zh-Hans")
    assert english.status == chinese.status == 400
    assert english.told["error"] != chinese.told["error"]
    assert not english.told["swapped"]


def test_swapped_coordinates_are_asked_about_and_taken_as_the_user_says(small: Served) -> None:
    turned = {"type": "LineString", "coordinates": [[39.5, 76.0], [40.0, 74.0]]}
    content = json.dumps(turned).encode()
    asked = post(small.address, content)
    assert (asked.status, asked.told["swapped"]) == (409, True)
    swapped = post(small.address, content, "name=a.geojson&lang=en&swap=yes")
    assert swapped.told["data"]["features"][0]["geometry"] == LINE
    kept = post(small.address, content, "name=a.geojson&lang=en&swap=no")
    assert kept.told["data"]["features"][0]["geometry"] == turned


def test_others_are_answered_while_files_come_slowly_and_are_read(small: Served) -> None:
    slow = [connect(small.port) for _ in range(8)]
    try:
        for link in slow:
            link.sendall(head("Content-Length: 100") + b"{")
        with ThreadPoolExecutor(4) as pool:
            content = (DATA / "corridor.gpkg").read_bytes()
            files = [
                pool.submit(post, small.address, content, "name=a.gpkg&lang=en") for _ in range(4)
            ]
            pages = 0
            while not all(each.done() for each in files):
                reply = exchange(
                    small.port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                )
                assert reply
                assert reply.status == 200
                pages += 1
            assert {each.result().status for each in files} == {200}
            assert pages > len(
                files
            )  # more were answered than files were read: none waited for one
        for link in slow:
            reply = read_reply(link)
            assert reply
            assert reply.status == 408
    finally:
        for link in slow:
            link.close()
    assert small.complaints() == b""


def test_nothing_of_a_file_stays(small: Served, tmp_path: Path) -> None:
    watched = [Path("/tmp"), tmp_path, ROOT]  # noqa: S108
    before = {each: set(each.iterdir()) for each in watched}
    marker = "8f1c5f0e-nobody-else-says-this"
    content = json.dumps(FEATURE | {"properties": {"name": marker}}).encode()
    assert post(small.address, content).status == 200
    fresh = {path for each in watched for path in set(each.iterdir()) - before[each]}
    assert not [path for path in fresh if path.is_file() and marker.encode() in path.read_bytes()]
    for path in ("", "export.html"):
        with urllib.request.urlopen(small.address + path) as answer:  # noqa: S310
            assert marker.encode() not in answer.read()
    assert post(small.address, content.replace(marker.encode(), b"other")).told["name"] == "a"
    assert small.complaints() == b""


def test_many_positions_come_as_columns_only_where_these_are_asked_for(small: Served) -> None:
    line = {"type": "LineString", "coordinates": [[at / 100, 0] for at in range(MANY + 1)]}
    content = json.dumps({"type": "Feature", "properties": {}, "geometry": line}).encode()
    plain = post(small.address, content).told
    packed = post(small.address, content, "name=a.geojson&lang=en&columns=yes").told
    assert plain["data"]["features"][0]["geometry"] == line
    assert packed.pop("columns")["count"] == 1
    assert plain["data"].pop("features")
    assert packed == plain


def waiting(pid: int) -> set[int]:
    """Of the processes that come from one, those that wait for a file."""
    with suppress(OSError):
        if b"geo_app.web.reading" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return {pid}
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return set().union(
            *(waiting(int(each)) for task in tasks for each in task.read_text().split())
        )
    return set()


def soon(condition: Callable[[], bool]) -> bool:
    """Whether something becomes true."""
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_one_process_waits_for_the_next_file_and_ends_with_the_server() -> None:
    with serving() as running:
        own = running.process.pid
        for _ in range(3):
            assert soon(lambda: len(waiting(own)) == 1)
            assert post(running.address, json.dumps(FEATURE).encode()).status == 200
        assert soon(lambda: len(waiting(own)) == 1)
        last = waiting(own)
        running.process.terminate()
        running.process.wait(30)
        assert soon(lambda: not any(Path(f"/proc/{each}").exists() for each in last))
        assert running.complaints() == b""


def test_a_read_only_server_takes_no_file_and_says_so() -> None:
    with serving("--read-only") as running:
        english = post(running.address, b"{}")
        chinese = post(running.address, b"{}", "name=a.geojson&lang=zh-Hant")
        assert english.status == chinese.status == 403
        assert english.told["error"] != chinese.told["error"]
        with urllib.request.urlopen(running.address) as answer:  # noqa: S310
            assert b'"overlays_post":""' in answer.read().replace(b": ", b":")


def test_the_files_of_the_command_line_are_on_the_page_and_in_its_export(tmp_path: Path) -> None:
    given = tmp_path / "a:b.geojson"
    given.write_text(json.dumps(COLLECTION), "utf-8")
    with serving("--overlay", str(given), "--overlay", str(DATA / "routes.fgb")) as running:
        page = urllib.request.urlopen(f"{running.address}?lang=en").read().decode()  # noqa: S310
        found = page.split('"overlay-data":"', 1)[1].split('"', 1)[0]
        with urllib.request.urlopen(running.address + found) as answer:  # noqa: S310
            documents = json.loads(answer.read())
            assert answer.headers["Cache-Control"].endswith("immutable")
        assert documents[0]["data"] == COLLECTION
        assert [each["style"]["color"] for each in documents] == [1, 2]
        export = urllib.request.urlopen(f"{running.address}export.html?lang=en").read()  # noqa: S310
    out = tmp_path / "out.html"
    words = ("--lang", "en", "--overlay", str(given), "--overlay", str(DATA / "routes.fgb"))
    assert run_geo_app("export", str(out), *words).returncode == 0
    assert out.read_bytes() == export
    assert b'id="packed-overlay-data"' in export


def test_a_bad_file_is_told_before_the_server_starts(tmp_path: Path) -> None:
    bad = tmp_path / "bad.gpkg"
    bad.write_bytes(b"SQLite format 3\x00")
    done = run_geo_app("serve", "--overlay", str(bad))
    assert done.returncode == 1
    assert done.stderr.startswith("geo-app: bad.gpkg: ")
    assert done.stderr.count("\n") == 1
