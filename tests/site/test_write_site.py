"""A build into a folder: what it keeps, what it replaces, and what it never touches."""

import gzip
import json
import os
import stat
from pathlib import Path

import brotli
import pytest

from geo_app.errors import ExportError
from geo_app.exporting.manifest import NAME
from geo_app.exporting.site import SiteFile, write_site

OLD = 1_000_000_000


def file(path: str, text: str, *, compress: bool = False) -> SiteFile:
    return SiteFile(path=path, make=text.encode, compress=compress)


FIRST = (
    file("static/app.1.js", "one " * 99, compress=True),
    file("ru/index.html", "да"),
    file("index.html", "yes"),
)


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))


def state(folder: Path) -> dict[str, tuple[bytes, float]]:
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {
        each.relative_to(folder).as_posix(): (each.read_bytes(), each.stat().st_mtime)
        for each in files
    }


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with a build, and every file in it old."""
    folder = tmp_path / "site"
    write_site(folder, FIRST)
    age(folder)
    return folder


def test_files_are_there_and_compressed_beside_themselves(built: Path) -> None:
    plain = (built / "static/app.1.js").read_bytes()
    assert gzip.decompress((built / "static/app.1.js.gz").read_bytes()) == plain
    assert brotli.decompress((built / "static/app.1.js.br").read_bytes()) == plain
    assert (built / "ru/index.html").read_text("utf-8") == "да"
    assert not (built / "index.html.gz").exists()
    assert stat.S_IMODE((built / "index.html").stat().st_mode) == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_same_again_changes_nothing(built: Path) -> None:
    before = state(built)
    report = write_site(built, FIRST)
    assert state(built) == before
    assert (report.files, report.written, report.removed) == (5, 0, 0)


def test_only_what_changed_is_new_and_what_is_gone_is_removed(built: Path) -> None:
    before = state(built)
    report = write_site(built, [file("index.html", "no"), FIRST[0]])
    after = state(built)
    assert after.pop("index.html")[0] == b"no"
    assert "ru/index.html" not in after
    assert not (built / "ru").exists()
    assert all(after[name] == before[name] for name in after if name != NAME)
    assert (report.files, report.written, report.removed) == (4, 1, 1)


def test_what_somebody_else_put_there_stays(built: Path) -> None:
    (built / "CNAME").write_text("example.org")
    (built / "ru" / "own.html").write_text("mine")
    write_site(built, [file("index.html", "yes")])
    assert (built / "CNAME").read_text() == "example.org"
    assert (built / "ru" / "own.html").read_text() == "mine"


def test_what_was_changed_by_hand_is_not_removed_and_this_is_told(built: Path) -> None:
    (built / "ru" / "index.html").write_text("mine")
    report = write_site(built, [file("index.html", "yes")])
    assert report.kept == ["ru/index.html"]
    assert (built / "ru" / "index.html").read_text() == "mine"


def test_what_was_lost_or_changed_by_hand_is_made_anew(built: Path) -> None:
    before = {name: content for name, (content, _time) in state(built).items()}
    (built / "static/app.1.js.br").unlink()
    (built / "static/app.1.js.gz").write_bytes(b"broken")
    (built / "index.html").write_text("broken")
    write_site(built, FIRST)
    assert {name: content for name, (content, _time) in state(built).items()} == before


def test_a_folder_that_is_no_build_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match="not empty and no earlier build"):
        write_site(tmp_path, FIRST)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_way_that_no_build_wrote_is_kept(built: Path) -> None:
    (built / "robots.txt").write_text("mine")
    before = state(built)
    with pytest.raises(ExportError, match=r"robots\.txt is not of an earlier build"):
        write_site(built, [file("index.html", "no"), file("robots.txt", "ours")])
    assert state(built) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(ExportError, match="cannot write"):
        write_site(tmp_path / "site", FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"geo_app build": 2, "compressed by": "", "sha256": {}}',
        json.dumps({"geo_app build": 1, "compressed by": "", "sha256": {"../../x": "0"}}),
        json.dumps({"geo_app build": 1, "compressed by": "", "sha256": {"/etc/x": "0"}}),
        json.dumps({"geo_app build": 1, "compressed by": "", "sha256": {"": "0"}}),
        "[" * 100_000,
    ],
)
def test_a_manifest_that_is_damaged_or_leads_out_of_the_folder_is_refused(
    built: Path, text: str
) -> None:
    (built / NAME).write_text(text)
    before = state(built)
    with pytest.raises(ExportError, match="is damaged"):
        write_site(built, FIRST)
    assert state(built) == before


def test_a_failure_leaves_the_last_build_as_it_was(built: Path) -> None:
    before = state(built)

    def fail() -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        write_site(built, [file("index.html", "no"), SiteFile(path="z.txt", make=fail)])
    assert state(built) == before


def test_a_failure_leaves_no_new_folder(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ExportError("no font")

    with pytest.raises(ExportError, match="no font"):
        write_site(tmp_path / "new", [*FIRST, SiteFile(path="z.png", make=fail)])
    assert not (tmp_path / "new").exists()


def test_what_a_killed_build_left_is_cleared_away(built: Path) -> None:
    left = built / ".geo_app-new.abc" / "static"
    left.mkdir(parents=True)
    (left / "half.js").write_text("x")
    write_site(built, FIRST)
    assert not left.parent.exists()


def test_a_folder_that_a_link_leads_out_of_loses_nothing_outside(
    built: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (built / "ru").rename(outside)
    (built / "ru").symlink_to(outside)
    report = write_site(built, [file("index.html", "yes"), FIRST[0]])
    assert (outside / "index.html").exists()
    assert report.kept == ["ru/index.html"]
