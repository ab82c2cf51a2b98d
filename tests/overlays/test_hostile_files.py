"""Hostile files, read under strace: what is opened, and how much memory is taken."""

import json
import os
import re
import shutil
import sys
import sysconfig
from dataclasses import asdict
from pathlib import Path
from subprocess import run

import pytest

from geo_app.domain.overlay import OverlayLimits
from geo_app.overlays.apart import MEMORY_BYTES
from geo_app.web.reading import PROGRAM
from tests.conftest import ROOT
from tests.data.hostile.make import CASES, write_table
from tests.running import MEASURED
from tests.sampling import EVERYTHING, sample

README = ROOT / "tests" / "data" / "hostile" / "README.md"
IDLE = "idle"
MOST_MORE = 300_000_000
BYTES_A_POINT = 1_000
TRACK_POINT = (
    '<trkpt lat="39.47123" lon="75.99123"><ele>1234</ele><time>2024-08-01T00:00:00Z</time></trkpt>'
)
SYSTEM = ("/usr/lib", "/lib", "/proc/", "/sys/", "/dev/", "/etc/ld.so.", "/usr/share/zoneinfo")
SYSTEM_FILES = ("/etc/localtime", "/usr/pyvenv.cfg", "/usr/share/locale/locale.alias")
OPENED = re.compile(r'(?:openat2?|open|creat)\((?:AT_FDCWD, )?"([^"]*)".*= \d+')
TRACED = "trace=open,openat,openat2,creat,%network"
WATCH = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", TRACED, "-o")
CALLED = re.compile(r"\b(?:socket|connect|bind|sendto)\(")


def job(name: str, limits: OverlayLimits, *, packed: bool) -> bytes:
    told = {"name": name, "language": "en", "swap": None, "columns": packed}
    told |= {"limits": asdict(limits), "seconds": limits.seconds}
    return json.dumps(told | {"memory": MEMORY_BYTES}).encode()


def read_watched(
    name: str,
    content: bytes,
    log: Path,
    limits: OverlayLimits | None = None,
    *,
    packed: bool = True,
) -> tuple[int, dict[str, object], int]:
    """The status, the answer and the peak of the memory of the process that reads a file.

    It answers with columns where that is shorter, as a page asks it to, unless `packed` says no.
    """
    strace = [*WATCH, str(log)]
    program = [sys.executable, "-P", *PROGRAM, str(ROOT / "geodata")]
    timed = ["-c", MEASURED, str(log.with_suffix(".peak")), *strace, *program]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = run(
        [sys.executable, *timed],
        input=job(name, limits or OverlayLimits(), packed=packed) + b"\n" + content,
        capture_output=True,
        env=environment,
        check=True,
        timeout=300,
    )
    assert done.stderr == b""
    status, _, body = done.stdout.partition(b"\n")
    return int(status), json.loads(body), int(log.with_suffix(".peak").read_text().split()[1])


def foreign(log: Path) -> list[str]:
    """What a process opened beside the program, its packages and the system's libraries."""
    packages = sysconfig.get_paths()
    ours = (str(ROOT / each) for each in ("geo_app", "geodata", "templates"))
    own = (*ours, *(packages[each] for each in ("stdlib", "purelib")))
    allowed = (*own, *SYSTEM, sys.prefix, sys.base_prefix, str(ROOT / "pyproject.toml"))
    lines = log.read_text(errors="replace").splitlines()
    opened = [found[1] for line in lines if (found := OPENED.search(line))]
    assert opened
    return [
        *(line for line in lines if CALLED.search(line)),
        *(
            path
            for path in opened
            if not (path.startswith(allowed) or path in SYSTEM_FILES or Path(path).is_dir())
        ),
    ]


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The memory of the process where a file is refused at once."""
    if not shutil.which("strace"):
        if os.environ.get("GEO_APP_REQUIRE_BROWSER"):
            pytest.fail("no strace here, and GEO_APP_REQUIRE_BROWSER is set")
        pytest.skip("no strace here: what is opened cannot be seen")
    return read_watched("a.csv", b"", tmp_path_factory.mktemp("idle") / "log")[2]


@pytest.mark.usefixtures("idle")
def test_the_command_line_opens_nothing_that_lies_beside_a_table(tmp_path: Path) -> None:
    table, log = tmp_path / "a.csv", tmp_path / "log"
    table.write_text("from,to\nKHG,ISB\n")
    for ending in ("csvt", "prj", "vrt", "csv.aux.xml", "dbf"):
        (tmp_path / f"a.{ending}").write_text("x")
    command = [sys.executable, "-P", "-m", "geo_app", "overlay", "inspect", str(table)]
    done = run([*WATCH, str(log), *command], capture_output=True, check=True, timeout=300)
    assert b"1 of 1 rows are drawn" in done.stdout
    assert foreign(log) == [str(table)]


@pytest.mark.parametrize("case", sample(tuple(CASES), of_each=12, first=6))
def test_a_hostile_file_has_its_message_opens_nothing_and_stays_small(
    case: str, idle: int, tmp_path: Path
) -> None:
    given, log = CASES[case], tmp_path / "log"
    status, told, peak = read_watched(given.name, given.make(), log)
    if given.said:
        assert status == 400
        assert str(told["error"]).startswith(given.said)
        assert peak - idle < MOST_MORE
    else:
        assert status == 200
        report = told["report"]
        assert isinstance(report, dict)
        assert report["drawn"] > 0
        faults = [f"{each['place']}: {each['text']}" for each in report["faults"]]
        assert len(faults) == len(given.faults)
        assert all(map(str.startswith, faults, given.faults))
    assert foreign(log) == []


@pytest.mark.parametrize("packed", [False, True], ids=["lists", "columns"])
def test_a_million_points_of_a_track_take_a_gigabyte_at_most(
    packed: bool, idle: int, tmp_path: Path
) -> None:
    points = 1_000_000 if EVERYTHING else 30_000
    content = f"<gpx><trk><trkseg>{TRACK_POINT * points}</trkseg></trk></gpx>".encode()
    limits = OverlayLimits(bytes=100_000_000, seconds=240)
    status, told, peak = read_watched("a.gpx", content, tmp_path / "log", limits, packed=packed)
    assert status == 200
    columns, data = told.get("columns"), told["data"]
    assert isinstance(data, dict)
    if packed:
        assert isinstance(columns, dict)
        assert "features" not in data
        assert columns["count"] == 1
        assert f'"lengths": {{"same": {points}}}' in json.dumps(columns)
    else:
        [line] = data["features"][0]["geometry"]["coordinates"]
        assert len(line) == points
    assert peak - idle < BYTES_A_POINT * points


def test_the_readme_has_every_case_and_what_happens() -> None:
    assert README.read_text("utf-8").endswith(write_table())
