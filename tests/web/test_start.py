"""What keeps a command from starting is one clear line, whatever it is."""

import socket
from pathlib import Path

import pytest

from tests.running import free_port, run_geo_app, serving
from tests.web.test_server import ask


def assert_one_line(words: list[str], expected: str, **environment: str) -> None:
    done = run_geo_app(*words, **environment)
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.startswith("geo-app: ")
    assert expected in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("203.0.113.7", "cannot listen on 203.0.113.7, port"),
        ("no.such.host.invalid", "cannot listen on no.such.host.invalid, port"),
        ("a b", "cannot listen on a b"),
        ("", "cannot listen on"),
        ("." * 300, "no such host"),
    ],
)
def test_an_address_that_is_not_ours_is_one_line(host: str, expected: str) -> None:
    assert_one_line(["serve", "--host", host, "--port", str(free_port())], expected)


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999999999999999"])
def test_a_port_that_cannot_be_is_one_line(port: str) -> None:
    assert_one_line(["serve", "--port", port], f"port must be 1 to 65535, not {port}")


@pytest.mark.parametrize("port", ["", "http", "80.5"])
def test_a_port_in_the_environment_that_is_no_number_is_one_line(port: str) -> None:
    assert_one_line(["serve"], "port must be a whole number", GEO_APP_PORT=port)


@pytest.mark.parametrize("command", [["serve"], ["export", "out.html"]])
def test_a_missing_corridor_folder_is_one_line(command: list[str], tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert_one_line([*command, "--corridor", str(missing)], f"no corridor folder at {missing}")


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("figures.csv", b"id\n\xff\n", "figures.csv: expected UTF-8"),
        ("catalog.toml", b"\x00", "catalog.toml: "),
        ("borders.topojson", b"{}", "borders.topojson: expected"),
        ("relief.avif", None, "relief.avif: cannot be read"),
        ("other_numbers.csv", b"id,paragraph,text,reason\nx\n", "other_numbers.csv, row 2: exp"),
    ],
)
def test_a_broken_corridor_file_is_one_line(
    folder: Path, file: str, content: bytes | None, expected: str
) -> None:
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    assert_one_line(["serve", "--corridor", str(folder)], expected)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for out in (file / "map.html", Path("/proc/map.html"), tmp_path / "missing" / "map.html"):
        assert_one_line(["export", str(out)], f"cannot write {out}: ")
    assert_one_line(["export", str(tmp_path / ("x" * 300))], "File name too long")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_one_line() -> None:
    assert_one_line(["export", "/dev/full"], "cannot write /dev/full: No space left on device")


def test_a_port_in_use_is_one_line_whatever_its_host_is_called() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        for host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104 - it is refused
            port = busy.getsockname()[1]
            assert_one_line(
                ["serve", "--host", host, "--port", str(port)], "Address already in use"
            )


def test_a_host_may_be_given_by_its_name() -> None:
    with serving("--host", "localhost") as served:
        assert ask(f"http://localhost:{served.port}/").status == 200
        assert served.complaints() == b""
