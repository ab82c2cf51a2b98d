"""The one file: the same bytes everywhere, small, whole, and replaced whole or not at all."""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from geo_app.domain.corridor import Corridor
from geo_app.errors import ExportError
from geo_app.exporting.file import write_file
from geo_app.resources import bundled
from tests.conftest import LANGUAGES
from tests.running import run_geo_app

MAX_BYTES = 800_000
MAX_BYTES_ALL = 1_000_000
MAX_BYTES_FURTHER = 65_000


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_file_is_small_enough_to_mail(exports: Mapping[str, Path], tag: str) -> None:
    assert exports[tag].stat().st_size <= MAX_BYTES


def test_a_file_of_all_languages_is_small_enough_too(
    export: Callable[[Path, str], Path], exports: Mapping[str, Path], corridor: Corridor
) -> None:
    size = export(bundled("geodata"), "all").stat().st_size
    assert size <= MAX_BYTES_ALL
    further = size - exports[corridor.languages[0]].stat().st_size
    assert further <= MAX_BYTES_FURTHER * (len(corridor.languages) - 1)


def test_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for seed in ("0", "1", "4711"):
        out = tmp_path / f"{seed}.html"
        done = run_geo_app("export", str(out), "--lang", "zh-Hans,all", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_the_order_of_the_layers_does_not_matter(tmp_path: Path) -> None:
    for name, layers in (("a", "ports,routes"), ("b", " routes, ports,ports")):
        assert run_geo_app("export", str(tmp_path / name), "--layers", layers).returncode == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_file_refers_to_nothing_outside(exports: Mapping[str, Path]) -> None:
    html = exports["en"].read_text("utf-8")
    for attribute in re.findall(
        r'<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="([^"]*)"', html
    ):
        assert attribute.startswith("data:"), attribute
    assert not re.search(r"url\(\s*[\"']?(?!data:|#)", html.split("</style>")[0])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "x.html", "--lang", "tlh"), "unknown language 'tlh'; valid: en, zh-Hans"),
        (("export", "x.html", "--lang", "en,tlh"), "unknown language 'tlh'; valid: en, zh-Hans"),
        (("export", "x.html", "--layers", "prots"), "unknown layer 'prots'; valid: boundaries"),
        (("export", "/nowhere/x.html"), "cannot write /nowhere/x.html: No such file"),
        (("export", "x.html", "--corridor", "/nowhere"), "no corridor folder at /nowhere"),
        (("serve", "--port", "99999"), "port must be 1 to 65535, not 99999"),
    ],
)
def test_a_bad_request_is_one_clear_line(
    tmp_path: Path, words: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_geo_app(*words)
    assert done.returncode == 1
    assert done.stderr.startswith(f"geo-app: {message}")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "kept").write_text("old")
    with pytest.raises(ExportError, match="cannot write"):
        write_file(target, b"new")
    assert (target / "kept").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
