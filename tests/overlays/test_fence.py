"""The fence around a process that reads files: tried from within, where the kernel has Landlock."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo_app.resources import bundled

TRIED = """
import json, socket, subprocess, sys
from geo_app.overlays.fence import fence_this_process
folder, other, port = sys.argv[1:]
fenced = fence_this_process([folder])

def tried(what):
    try:
        what()
    except PermissionError:
        return "refused"
    except OSError as error:
        return type(error).__name__
    return "done"

started = "open(" + repr(other) + ")"
print(json.dumps({
    "fenced": fenced,
    "its folder": tried(lambda: open(folder + "/catalog.toml").close()),
    "another file": tried(lambda: open(other).close()),
    "a new file": tried(lambda: open(other + ".new", "w").close()),
    "an address": tried(lambda: socket.create_connection(("127.0.0.1", int(port))).close()),
    "by a process of its own": subprocess.run(
        [sys.executable, "-c", started], stdin=subprocess.DEVNULL, capture_output=True
    ).returncode,
    "a library": tried(lambda: __import__("shapely")),
}))
"""


def test_a_fenced_process_opens_programs_and_its_folder_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(bundled("geodata")), str(secret), "9"],
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    if not found.pop("fenced"):
        pytest.skip("this kernel has no Landlock")
    address = found.pop("an address")
    assert address in (
        "refused",
        "ConnectionRefusedError",
    )  # older kernels forbid files only
    assert found == {
        "its folder": "done",
        "another file": "refused",
        "a new file": "refused",
        "by a process of its own": 1,
        "a library": "done",
    }
