"""`geo-app build`: every file of it, the same everywhere, and what hosts rely on."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml import ElementTree

from geo_app.exporting.manifest import NAME
from geo_app.settings import Settings
from geo_app.site.plan import plan_site
from tests.running import run_geo_app
from tests.sampling import EVERYTHING, site_languages
from tests.static_host import hosting, read_headers
from tests.subjects import STRAIT, SUBJECTS, Subject

ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "C"}
SAFE = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
SAFE_TOO = ("Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy")
FOR_HOSTS = {"404.html", "robots.txt", "sitemap.xml"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
Build = Callable[[Path], Path]


@pytest.fixture(params=SUBJECTS if EVERYTHING else [STRAIT], ids=lambda subject: subject.name)
def subject(request: pytest.FixtureRequest) -> Subject:
    found: Subject = request.param
    return found


def pages_of(subject: Subject) -> dict[str, str]:
    """The path of each language's page."""
    first, *others = site_languages(subject.corridor)
    return {first: "index.html"} | {tag: f"{tag}/index.html" for tag in others}


def all_pages(folder: Path) -> list[str]:
    """The paths of all pages, those for an iframe too."""
    return [page.relative_to(folder).as_posix() for page in folder.rglob("index.html")]


def served_headers(address: str) -> Message:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        headers: Message = answer.headers
    return headers


def words_of(subject: Subject) -> tuple[str, ...]:
    """What the fixture `build` says on the command line."""
    languages = ",".join(site_languages(subject.corridor))
    return "--corridor", str(subject.folder), "--lang", languages


def digests(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {
        each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in files
    }


def test_two_builds_give_the_same_bytes_wherever_they_run(
    build: Build, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = digests(build(subject.folder))
    monkeypatch.chdir("/")
    done = run_geo_app("build", str(tmp_path / "other"), *words_of(subject), **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    other = digests(tmp_path / "other")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_what_is_told_at_the_end_is_true(build: Build, subject: Subject) -> None:
    folder = build(subject.folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = run_geo_app("build", str(folder), *words_of(subject))
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != NAME]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    said = f"{folder}: {len(files)} files, {size:,.1f} MB; 0 written, 0 removed\n"
    assert done.stdout == ""
    assert done.stderr.splitlines(keepends=True)[-1] == said
    assert "no sitemap.xml" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_every_language_has_its_page_and_its_file(build: Build, subject: Subject) -> None:
    folder = build(subject.folder)
    for tag, path in pages_of(subject).items():
        page = (folder / path).read_text("utf-8")
        assert f'<html lang="{tag}"' in page
        exported = next((folder / "export").glob(f"*.{tag}.html")).read_text("utf-8")
        assert f'<html lang="{tag}"' in exported


def test_an_exported_file_has_the_bytes_of_the_command(
    build: Build, export: Callable[[Path, str], Path], subject: Subject
) -> None:
    tag = site_languages(subject.corridor)[-1]
    exported = build(subject.folder) / "export" / f"{subject.corridor.id}.{tag}.html"
    assert exported.read_bytes() == export(subject.folder, tag).read_bytes()


def test_what_a_page_needs_later_is_there(build: Build, subject: Subject) -> None:
    folder = build(subject.folder)
    for path in all_pages(folder):
        page = folder / path
        text = page.read_text("utf-8")
        block = re.search(r'id="corridor-data">(.*?)</script>', text, re.DOTALL)
        assert block
        data = json.loads(block[1])
        addresses = re.findall(r'"((?:\.\./)*static/[^"]+)"', block[1])
        assert {*data["resources"].values()} <= set(addresses)
        for address in addresses:
            assert (page.parent / address).is_file(), address


def test_hosts_send_the_headers_of_the_server(
    build: Build, serve: Callable[[Path], str], subject: Subject
) -> None:
    folder, server = build(subject.folder), serve(subject.folder)
    for tag, path in pages_of(subject).items():
        served = served_headers(f"{server}?lang={tag}")
        for address in (f"/{path}", f"/{path.removesuffix('index.html')}"):
            said = read_headers(folder, address)
            for name in (*SAFE, *SAFE_TOO, "Cache-Control"):
                assert said[name] == served[name], name
        framed = served_headers(f"{server}embed?lang={tag}")
        said = read_headers(folder, f"/{path.removesuffix('index.html')}embed/")
        for name in (*SAFE, *SAFE_TOO, "Cache-Control", "Cross-Origin-Embedder-Policy"):
            assert said[name] == framed[name], name
        assert max(map(len, said.values())) < 2000 - 100  # Cloudflare reads no longer lines
    picture = served_headers(f"{server}export.svg")
    said = read_headers(folder, "/export/any.svg")
    for name in SAFE_TOO:
        assert said[name] == picture[name], name
    assert picture["Content-Disposition"].startswith(said["Content-Disposition"])
    script = next((folder / "static").glob("geo_app.*.js")).name
    assert "immutable" in read_headers(folder, f"/static/{script}")["Cache-Control"]


def test_what_only_a_server_can_do_is_not_shown(build: Build, subject: Subject) -> None:
    for path in pages_of(subject).values():
        page = (build(subject.folder) / path).read_text("utf-8")
        assert "--read-only" not in page
        assert '"overlays_post":""' in page.replace('": "', '":"')
        assert "?lang=" not in page


def test_an_independent_program_finds_no_broken_link(build: Build, subject: Subject) -> None:
    program = Path(sys.executable).with_name("linkchecker")
    if not program.exists():
        pytest.skip("no linkchecker here")
    with hosting(build(subject.folder)) as address:
        command = [str(program), "--no-status", "--threads=0", "--no-follow-url=/export/", "-v"]
        done = subprocess.run(
            [*command, address, f"{address}embed/"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 0, done.stdout
    assert "0 warnings found. 0 errors found" in done.stdout


def test_the_page_for_no_address_needs_nothing(build: Build, subject: Subject) -> None:
    with hosting(build(subject.folder)) as address:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{address}a/b/c.html")  # noqa: S310 - our own host
        page = caught.value.read().decode()
    assert caught.value.code == 404
    head, _style, rest = re.split("</?style>", page)
    assert re.findall(r'(?:src|href)="([^"]*)"', head + rest) == ["data:,"]
    assert "url(" not in page
    for tag in site_languages(subject.corridor):
        assert f'lang="{tag}"' in page


def published(address: str) -> dict[str, bytes]:
    """What a site that knows its absolute address has for hosts, by path."""
    settings = Settings(corridor=STRAIT.folder, base_url=address)
    files = plan_site(settings, STRAIT.corridor).files()
    return {each.path: each.make() for each in files if each.path in FOR_HOSTS}


def test_a_site_that_knows_its_address_has_a_sitemap_and_a_way_home(tmp_path: Path) -> None:
    files = published("https://example.org/strait")
    (tmp_path / "sitemap.xml").write_bytes(files["sitemap.xml"])
    if program := shutil.which("xmllint"):
        done = subprocess.run([program, "--noout", str(tmp_path / "sitemap.xml")], check=False)
        assert done.returncode == 0
    told = ElementTree.fromstring(files["sitemap.xml"])
    addresses = [each.text or "" for each in told.iter(f"{SITEMAP}loc")]
    assert addresses == ["https://example.org/strait/", "https://example.org/strait/zh-Hant/"]
    others = {each.get("hreflang"): each.get("href") for each in told.iter(f"{XHTML}link")}
    assert others == {"en": addresses[0], "zh-Hant": addresses[1], "x-default": addresses[0]}
    home = files["404.html"].decode()
    assert all(f'href="{address}"' in home for address in addresses)
    assert "robots.txt" not in files  # which is read at the root of a host alone


def test_a_site_that_is_a_whole_host_has_a_robots_file() -> None:
    robots = published("https://example.org")["robots.txt"].decode()
    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    assert parser.can_fetch("*", "https://example.org/zh-Hant/")
    assert parser.site_maps() == ["https://example.org/sitemap.xml"]


def test_a_folder_with_other_files_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = run_geo_app("build", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "not empty and no earlier build" in done.stderr


def test_a_layer_that_is_none_is_named(tmp_path: Path) -> None:
    done = run_geo_app("build", str(tmp_path / "site"), "--layers", "moon")
    assert done.returncode == 1
    assert "unknown layer 'moon'" in done.stderr
    assert not (tmp_path / "site").exists()
