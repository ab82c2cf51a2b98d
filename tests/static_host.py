"""Hosts of files alone: nginx, told nothing of a site but its folder; and what `_headers` says."""

import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.running import START_SECONDS, free_port

PREFIX = "/maps/corridor/"
"""The path under which sites are tested: deep enough that an address from the root would fail."""

_NGINX = """
daemon off; worker_processes 1; pid {home}/nginx.pid; error_log {home}/error.log;
{user}
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types; access_log off; absolute_redirect off; gzip_static on;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  map $arg_lang $page {{ default ""; {pages} }}
  map $args $layers {{ default ""; "~(?:^|&)layers=(?<named>[^&]*)" "#layers=$named"; }}
  map "$page$layers" $elsewhere {{ default ""; "~." {prefix}$page$layers; }}
  server {{
    listen 127.0.0.1:{port};
    error_page 404 {prefix}404.html;
    location = {prefix} {{
      # The tests of the server ask for language and layers in the query; a fragment goes along.
      if ($elsewhere) {{ return 302 $elsewhere; }}
      alias {folder}/; index index.html;
    }}
    {headers}
  }}
}}
"""


def read_headers(folder: Path, path: str) -> dict[str, str]:
    """What `_headers` says for an address, from the site's root; a header twice is a mistake."""
    found: dict[str, str] = {}
    applies = False
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            applies = fnmatchcase(path, line)
        elif applies:
            name, _, value = line.strip().partition(": ")
            assert name not in found, f"{name} twice for {path}"
            found[name] = value
    return found


@contextmanager
def hosting(folder: Path, pages: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a site under PREFIX; its address, ending in a slash.

    Args:
        folder: the site.
        pages: where `?lang=` leads, by language.
    """
    if shutil.which("nginx") is None:
        pytest.skip("no nginx here")
    with tempfile.TemporaryDirectory() as name:
        home, port = Path(name), free_port()
        home.chmod(0o755)
        (home / "nginx.conf").write_text(_write_configuration(folder, home, port, pages or {}))
        command = ["nginx", "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                address = f"http://127.0.0.1:{port}{PREFIX}"
                _wait_for(address, process)
                yield address
            finally:
                process.terminate()


def _write_configuration(folder: Path, home: Path, port: int, pages: Mapping[str, str]) -> str:
    return _NGINX.format(
        home=home,
        port=port,
        folder=folder,
        prefix=PREFIX,
        user="user root;" if Path("/").owner() == home.owner() else "",
        pages=" ".join(f'{tag} "{page}";' for tag, page in pages.items()),
        headers="\n".join(_locations(folder)),
    )


def _locations(folder: Path) -> Iterator[str]:
    """What makes nginx send pages, and what is in folders, as `_headers` says."""
    for page in folder.rglob("index.html"):
        path = page.relative_to(folder).as_posix()
        yield _location(f"= {PREFIX}{path}", page, read_headers(folder, f"/{path}"))
    for path in ("", "static/", "export/"):
        headers = read_headers(folder, f"/{path}any")
        yield _location(PREFIX + path, f"{folder}/{path}", headers)


def _location(where: str, what: Path | str, headers: Mapping[str, str]) -> str:
    lines = " ".join(f'add_header {name} "{value}" always;' for name, value in headers.items())
    return f"location {where} {{ alias {what}; {lines} }}"


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            direct.open(address, timeout=START_SECONDS).close()
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "nginx has ended"
            assert time.monotonic() < end, address
            time.sleep(0.05)
        else:
            return
