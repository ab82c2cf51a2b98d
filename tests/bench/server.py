"""How many answers a second: geo-app with its own defaults against nginx, one worker each.

    python tests/bench/server.py [--rounds 5] [--seconds 4] [--connections 32]

nginx serves the very bytes that geo-app answers with. Each round asks both, one after the other,
and the ratio of a round is taken within it: what else the machine does falls on both alike. Prints
the median and the spread; exits 1 where the page, plain or compressed, has less than half of
nginx's answers, or where an answer was not the expected one. Needs nginx and wrk.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOWEST_RATIO = 0.5
START_SECONDS = 60
TOOLS = ("nginx", "wrk")

NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
{user}
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; etag on;
  default_type text/html; types {{ text/html html gz; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=1024; root {folder};
    location = /page.gz {{ add_header Content-Encoding gzip; }}
  }}
}}
"""

REPORT = """
done = function(summary, latency, requests)
  io.write(string.format('REPORT {"requests": %d, "micros": %d, "bytes": %d, "bad": %d}',
    summary.requests, summary.duration, summary.bytes,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


@dataclass(frozen=True)
class Question:
    """One thing to ask both servers for.

    Attributes:
        status: what both have to answer with.
        barred: it has to reach LOWEST_RATIO.
    """

    name: str
    status: int
    headers: dict[str, str]
    nginx_path: str
    nginx_headers: dict[str, str]
    barred: bool


@dataclass(frozen=True)
class Load:
    """How hard and how often wrk asks."""

    rounds: int
    seconds: int
    connections: int


def main() -> int:
    arguments = read_arguments()
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"nothing measured: {' and '.join(missing)} must be installed", file=sys.stderr)
        return 2
    load = Load(arguments.rounds, arguments.seconds, arguments.connections)
    with tempfile.TemporaryDirectory() as name, serve_geo_app() as page:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "report.lua").write_text(REPORT, "utf-8")
        with serve_nginx(folder, page) as other:
            reached = [
                measure(question, page, other, folder, load) for question in questions(page, other)
            ]
    return 0 if all(reached) else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=32)
    return parser.parse_args()


def questions(page: str, other: str) -> list[Question]:
    """What is asked: the page plain, compressed, and by a client that has it."""
    gzip = {"Accept-Encoding": "gzip"}
    have = gzip | {"If-None-Match": fetch(page, gzip).etag}
    other_has = gzip | {"If-None-Match": fetch(f"{other}page.gz", gzip).etag}
    return [
        Question("plain", 200, {}, "page.html", {}, barred=True),
        Question("gzip", 200, gzip, "page.gz", gzip, barred=True),
        Question("304", 304, have, "page.gz", other_has, barred=False),
    ]


def measure(question: Question, page: str, other: str, folder: Path, load: Load) -> bool:
    """Ask both in turn, print what came out, and say whether it is enough."""
    ours_once = fetch(page, question.headers)
    theirs_once = fetch(other + question.nginx_path, question.nginx_headers)
    if not ours_once.status == theirs_once.status == question.status:
        raise RuntimeError(f"{question.name}: {ours_once.status} and {theirs_once.status}")
    if ours_once.body != theirs_once.body:
        raise RuntimeError(f"{question.name}: the bodies differ")
    pairs = [
        (
            answers_a_second(page, question.headers, folder, load),
            answers_a_second(other + question.nginx_path, question.nginx_headers, folder, load),
        )
        for _ in range(load.rounds)
    ]
    ratios = [ours / theirs for ours, theirs in pairs]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    median = statistics.median(ratios)
    bar = f"at least {LOWEST_RATIO}" if question.barred else "no bar"
    print(
        f"{question.name:<6} geo-app {ours:>8,.0f}/s   nginx {theirs:>8,.0f}/s   "
        f"ratio {median:.2f} ({min(ratios):.2f}–{max(ratios):.2f}; {bar})",
        flush=True,
    )
    return median >= LOWEST_RATIO or not question.barred


def answers_a_second(address: str, headers: dict[str, str], folder: Path, load: Load) -> float:
    """What wrk counts; one thread, so that it leaves a core to the server."""
    command = ["wrk", "-t1", f"-c{load.connections}", f"-d{load.seconds}s"]
    command += ["-s", str(folder / "report.lua")]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    found = re.search(r"REPORT (\{.*\})", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    report = json.loads(found[1])
    if report["bad"]:
        raise RuntimeError(f"{report['bad']} answers of {address} were errors")
    return float(report["requests"] / report["micros"] * 1e6)


@contextmanager
def serve_geo_app() -> Iterator[str]:
    """The address of the page, served by the command with its own defaults."""
    port = free_port()
    command = [sys.executable, "-m", "geo_app", "serve", "--port", str(port)]
    with running(command, f"http://127.0.0.1:{port}/") as address:
        yield address


@contextmanager
def serve_nginx(folder: Path, page: str) -> Iterator[str]:
    """The address of an nginx with one worker that serves the bytes of `page`."""
    (folder / "page.html").write_bytes(fetch(page, {}).body)
    (folder / "page.gz").write_bytes(fetch(page, {"Accept-Encoding": "gzip"}).body)
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # its worker has to read the folder
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, user=user), "utf-8")
    with running(["nginx", "-p", str(folder), "-c", str(settings)], f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def running(command: list[str], address: str) -> Iterator[str]:
    """Run a server until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(address, process)
            yield address
        finally:
            process.terminate()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until something answers; a 404 is an answer too."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=START_SECONDS).close()  # noqa: S310 - our own
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no server at {address}")


@dataclass(frozen=True)
class Fetched:
    status: int
    body: bytes
    etag: str


def fetch(address: str, headers: dict[str, str]) -> Fetched:
    """An answer as it is sent, compressed or not."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310 - our own servers
            return Fetched(response.status, response.read(), response.headers["ETag"])
    except urllib.error.HTTPError as error:
        with error:
            return Fetched(error.code, b"", "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
