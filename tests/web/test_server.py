"""The real server, asked as a browser asks it."""

import gzip
import html
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from geo_app.resources import bundled
from tests.running import START_SECONDS, free_port, run_geo_app


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, method=method, headers=named)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - our own
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def test_the_page_has_a_strict_policy_and_safe_headers(server: str) -> None:
    answer = ask(server)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "nonce" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "", "en"),
        ("", "zh-TW,zh;q=0.9", "zh-Hant"),
        ("", "fr, zh;q=0.5", "zh-Hans"),
        ("", "fr;q=1, *;q=0.1", "en"),
        ("?lang=zh-CN", "en", "zh-Hans"),
        ("?lang=zh", "zh-TW", "zh-Hans"),
        ("?lang=en-GB", "zh", "en"),
    ],
)
def test_the_language_of_the_query_wins_over_the_header(
    server: str, query: str, accept: str, language: str
) -> None:
    answer = ask(server + query, Accept_Language=accept)
    assert f'<html lang="{language}"' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_what_the_client_has_is_not_sent_again(server: str) -> None:
    first = ask(server)
    again = ask(server, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    other = ask(f"{server}?lang=zh", If_None_Match=first.headers["ETag"])
    assert other.status == 200


def test_pages_are_compressed_for_those_who_read_it(server: str) -> None:
    plain, zipped = ask(server), ask(server, Accept_Encoding="gzip")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert ask(server, Accept_Encoding="gzip;q=0").headers["Content-Encoding"] is None


@pytest.mark.parametrize("query", ["?lang=tlh", "?layers=prots", "?lang=%22%3E%3Cscript%3E"])
def test_an_unknown_choice_is_a_400_that_lists_the_valid_ones(server: str, query: str) -> None:
    for path in ("", "export.html"):
        answer = ask(f"{server}{path}{query}")
        assert answer.status == 400
        assert "zh-Hans" in answer.text or "ports" in answer.text
        assert "<script" not in answer.text
        assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_an_unknown_address_is_a_404_in_the_same_look(server: str) -> None:
    answer = ask(f"{server}no/such/page", Accept_Language="zh-CN")
    assert answer.status == 404
    assert '<html lang="zh-Hans"' in answer.text
    assert "/static/geo_app." in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_method_that_is_not_offered_says_which_are(server: str) -> None:
    answer = ask(server, method="DELETE")
    assert answer.status == 405
    assert "GET" in answer.headers["Allow"]


def test_the_export_of_the_server_is_that_of_the_command_line(
    server: str, exports: Mapping[str, Path], tmp_path: Path
) -> None:
    for tag, file in exports.items():
        answer = ask(f"{server}export.html?lang={tag}")
        assert answer.body == file.read_bytes()
        assert answer.headers["Content-Disposition"] == 'attachment; filename="kashgar.html"'
    chosen = tmp_path / "chosen.html"
    run_geo_app("export", str(chosen), "--lang", "zh-Hant", "--layers", "routes,ports")
    assert ask(f"{server}export.html?layers=ports,routes&lang=zh-TW").body == chosen.read_bytes()


def test_the_page_leads_to_the_file_in_all_languages_its_own_first(
    server: str, export: Callable[[Path, str], Path]
) -> None:
    page = ask(f"{server}?lang=zh-Hans").body.decode()
    found = re.search(r'id="export-all" href="([^"]*)"', page)
    assert found
    all_languages = ask(f"{server}{html.unescape(found[1])}").body
    assert all_languages == export(bundled("geodata"), "zh-Hans,all").read_bytes()
    assert b'<html lang="zh-Hans"' in all_languages
    for path, tag in (("", "en,zh-Hans"), ("", "all"), ("export.html", "en,tlh")):
        assert ask(f"{server}{path}?lang={tag}").status == 400


def test_assets_are_kept_for_ever_under_names_that_change_with_them(server: str) -> None:
    page = ask(server).text
    name = page.split('<link rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    answer = ask(server + name)
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert ask(f"{server}static/geo_app.000000000000.css").status == 404


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        done = run_geo_app("serve", "--port", str(busy.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.startswith("geo-app: cannot listen on 127.0.0.1")
    assert done.stderr.count("\n") == 1


def test_serving_prints_the_address_and_stops_when_asked() -> None:
    port = free_port()
    command = [sys.executable, "-m", "geo_app", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline().decode()
        process.terminate()
        try:
            _, complaints = process.communicate(timeout=START_SECONDS)
        finally:
            process.kill()
    assert process.returncode == 0
    assert complaints == b""
