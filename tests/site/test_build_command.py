"""`geo-app build`: every file of it, the same everywhere, and what hosts rely on."""

import hashlib
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_app.exporting.manifest import NAME
from tests.running import run_geo_app
from tests.sampling import EVERYTHING, site_languages
from tests.static_host import hosting, read_headers
from tests.subjects import KASHGAR, SUBJECTS, Subject

ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "C"}
SAFE = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
SAFE_TOO = ("Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy")
Build = Callable[[Path], Path]


@pytest.fixture(params=SUBJECTS if EVERYTHING else [KASHGAR], ids=lambda subject: subject.name)
def subject(request: pytest.FixtureRequest) -> Subject:
    found: Subject = request.param
    return found


def pages_of(subject: Subject) -> dict[str, str]:
    """The path of each language's page."""
    first, *others = site_languages(subject.corridor)
    return {first: "index.html"} | {tag: f"{tag}/index.html" for tag in others}


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
    assert (done.stdout, done.stderr) == ("", said)
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
    for path in pages_of(subject).values():
        page = folder / path
        text = page.read_text("utf-8")
        block = re.search(r'id="corridor-data">(.*?)</script>', text, re.DOTALL)
        assert block
        data = json.loads(block[1])
        addresses = re.findall(r'"((?:\.\./)?static/[^"]+)"', block[1])
        assert set(data["resources"].values()) < set(addresses)
        for address in addresses:
            assert (page.parent / address).is_file(), address


def test_hosts_send_the_headers_of_the_server(
    build: Build, serve: Callable[[Path], str], subject: Subject
) -> None:
    folder, server = build(subject.folder), serve(subject.folder)
    for tag, path in pages_of(subject).items():
        with urllib.request.urlopen(f"{server}?lang={tag}") as answer:  # noqa: S310 - our own server
            served = answer.headers
        for address in (f"/{path}", f"/{path.removesuffix('index.html')}"):
            said = read_headers(folder, address)
            for name in (*SAFE, *SAFE_TOO, "Cache-Control"):
                assert said[name] == served[name], name
        assert max(map(len, said.values())) < 2000 - 100  # Cloudflare reads no longer lines
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
            [*command, address], capture_output=True, text=True, check=False, timeout=60
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
