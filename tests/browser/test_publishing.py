"""The map as others show it: behind a proxy, told by oEmbed, in previews and dialogs."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import micawber
import pytest
from playwright.sync_api import expect

import geo_app
from geo_app.settings import PREFIX, Settings
from tests.browser.conftest import STARTED, Visit
from tests.browser.test_embed import hosting, page_around
from tests.conftest import ROOT
from tests.running import Served, free_port, serving
from tests.web.test_server import ask

README = (ROOT / "README.md").read_text("utf-8")
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def behind() -> Iterator[Served]:
    """A server of two workers that trusts its proxy."""
    with serving("--trust-proxy", "--workers", "2") as served:
        yield served
        assert b"Traceback" not in served.complaints()


@pytest.fixture(scope="module")
def proxied(behind: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The map's address behind an nginx that README's lines configure."""
    if shutil.which("nginx") is None:
        pytest.skip("no nginx here")
    snippet = README.split("```nginx\n", 1)[1].split("```", 1)[0]
    assert "127.0.0.1:5000" in snippet
    home, port = tmp_path_factory.mktemp("nginx"), free_port()
    home.chmod(0o755)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{each}_temp_path {home}/{each};"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {home}/pid; error_log {home}/error.log; {user}"
        "events { worker_connections 128; }"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port};"
        f"{snippet.replace('127.0.0.1:5000', f'127.0.0.1:{behind.port}')} }} }}",
        "utf-8",
    )
    command = ["nginx", "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
    with subprocess.Popen(command) as nginx:
        address = f"http://127.0.0.1:{port}/map/"
        for _ in range(100):
            try:
                ask(address)
                break
            except OSError:
                continue
        yield address
        nginx.terminate()


def test_under_a_path_behind_nginx_everything_works(
    proxied: str, visit: Open, tmp_path: Path
) -> None:
    opened = visit(f"{proxied}?lang=en")
    page = opened.page
    routes = tmp_path / "routes.gpx"
    point = '<trkpt lat="39.4" lon="76"/><trkpt lat="38" lon="75"/>'
    routes.write_text(
        f"<gpx version='1.1'><trk><name>A way</name><trkseg>{point}</trkseg></trk></gpx>"
    )
    page.locator("#tab-routes").click()
    page.locator("#route-files").set_input_files(routes)  # read by the server
    page.locator(".own-entry").wait_for()
    with page.expect_download() as download:
        page.locator("#export-button").click()
    assert download.value.path().stat().st_size > 100_000
    assert all(each.startswith((proxied, "blob:", "data:")) for each in opened.requests)
    assert opened.complaints == []
    assert ask(f"{proxied}export.svg?lang=en").body.startswith(b"<svg")
    missing = ask(f"{proxied}no/such/page")
    assert missing.status == 404
    assert 'href="/map/static/geo_app.' in missing.text
    with hosting(page_around(f"{proxied}embed?lang=en")) as host:
        page.goto(host)
        page.frame_locator("iframe").locator(STARTED).wait_for()


def test_a_consumer_of_oembed_resolves_the_map(proxied: str, visit: Open) -> None:
    address = f"{proxied}?lang=ru&layers=ports#chapter=fair&tab=layers"
    providers = micawber.ProviderRegistry()
    head = ask(f"{proxied}?lang=ru&layers=ports").text.split("</head>")[0]
    found = re.search(r'type="application/json\+oembed" href="([^"]+)"', head)
    assert found
    endpoint = html.unescape(found[1]).split("?")[0]
    providers.register(re.escape(proxied) + r"\S*", micawber.Provider(endpoint))
    small = providers.request(address, maxwidth=650)
    assert (small["width"], "thumbnail_url" in small) == (650, False)  # none so small can be made
    told = providers.request(address)
    assert (told["type"], told["version"], told["width"]) == ("rich", "1.0", 720)
    assert told["title"] == "Кашгарский коридор"
    assert f'src="{proxied}embed?lang=ru&amp;layers=ports#chapter=fair"' in told["html"]
    assert ask(told["thumbnail_url"]).headers["Content-Type"] == "image/png"
    assert ask(told["thumbnail_url"]).headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    with hosting(f"<!doctype html><title>Host</title>{told['html']}") as host:
        page = visit(f"{proxied}?lang=en").page
        page.goto(host)
        frame = page.frame_locator("iframe")
        frame.locator(STARTED).wait_for()
        expect(frame.locator(".embed-story .chapter-title:visible")).to_have_count(1)


def test_oembed_answers_as_its_specification_says(proxied: str, tmp_path: Path) -> None:
    asked = f"{proxied}oembed?url={quote(proxied, safe='')}"
    answer = ask(f"{asked}&format=xml&maxheight=300")
    assert answer.headers["Content-Type"].startswith("text/xml")
    (tmp_path / "answer.xml").write_bytes(answer.body)
    subprocess.run(["xmllint", "--noout", str(tmp_path / "answer.xml")], check=True)  # noqa: S607
    assert b"<height>300</height>" in answer.body
    assert b"thumbnail" not in answer.body
    assert ask(asked).headers["Access-Control-Allow-Origin"] == "*"
    for query, status in (
        ("format=yaml&url=x", 501),
        ("format=json", 400),
        ("url=https://elsewhere.example/", 404),
        (f"url={proxied}static/x", 404),
        (f"url={proxied}?lang=tlh", 404),
        (f"url={quote(proxied)}&maxwidth=wide", 400),
        (f"url={quote(proxied)}&maxwidth=0", 400),
        (f"url=javascript:{quote(proxied)}", 404),
        ("url=http://[", 404),
    ):
        assert ask(f"{proxied}oembed?{query}").status == status, query


def test_the_head_tells_previews_and_search_engines(proxied: str) -> None:
    head = ask(f"{proxied}?lang=zh-Hant").text.split("</head>")[0]
    said = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', head))
    assert said["og:url"] == f"{proxied}?lang=zh-Hant"
    picture = ask(html.unescape(said["og:image"]))
    assert picture.status == 200
    width, height = (int.from_bytes(picture.body[at : at + 4]) for at in (16, 20))
    assert (str(width), str(height)) == (said["og:image:width"], said["og:image:height"])
    assert f'<link rel="canonical" href="{proxied}?lang=zh-Hant">' in head
    assert f'hreflang="ug" href="{proxied}?lang=ug"' in head
    assert f'hreflang="x-default" href="{proxied}"' in head
    graph = json.loads(head.split('<script type="application/ld+json">')[1].split("</script>")[0])
    dataset, drawn = graph["@graph"]
    assert (dataset["@type"], drawn["@type"]) == ("Dataset", "Map")
    assert {each["encodingFormat"] for each in dataset["distribution"]} >= {
        "text/html",
        "image/png",
    }
    assert any(each["license"] == "ODbL-1.0" for each in dataset["isBasedOn"] if "license" in each)


def test_nobody_is_told_an_address_that_another_made_up(behind: Served) -> None:
    address = f"{behind.address}?lang=en"
    good = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "maps.example.org"}
    for hostile in (
        {"X_Forwarded_Host": 'evil.example"><script>'},
        {"X_Forwarded_Host": "evil.example/path"},
        {"X_Forwarded_Host": "user@evil.example"},
        {"X_Forwarded_Prefix": "//evil.example"},
        {"X_Forwarded_Prefix": "/a/../b"},
        {"X_Forwarded_Proto": "javascript"},
    ):
        refused = ask(address, **(good | hostile)).text
        assert "canonical" not in refused
        assert "evil" not in refused
    for _ in range(3):
        assert "https://maps.example.org/?lang=en" in ask(address, **good).text
        other = ask(address, X_Forwarded_Proto="http", X_Forwarded_Host="other.example:8080").text
        assert "http://other.example:8080/?lang=en" in other
        assert "maps.example.org" not in other
        assert "canonical" not in ask(address).text
    assert ask(f"{behind.address}oembed?url=http://127.0.0.1/").status == 404


def test_a_server_that_trusts_nobody_heeds_no_proxy(server: str) -> None:
    told = ask(server, X_Forwarded_Proto="https", X_Forwarded_Host="evil.example")
    assert "evil.example" not in told.text
    assert 'rel="canonical"' not in told.text
    assert "og:image" not in told.text
    assert '"@type":"Dataset"' in told.text


def test_a_base_address_and_framing_sites_are_settings() -> None:
    settings = Settings(base_url="https://example.org/m", frame_ancestors="https://a.example")
    client = geo_app.create_app(settings).test_client()
    assert 'href="https://example.org/m/?lang=en"' in client.get("/?lang=en").text
    policy = client.get("/embed").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://a.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("base_url", each) for each in ("example.org", "ftp://a", "https://a b", "https://a?b")),
        *(("frame_ancestors", each) for each in ("", "a; script-src *", "'none' a", "a,b")),
        *(("workers", each) for each in ("0", "65", "two")),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(name: str, value: str) -> None:
    with pytest.raises(geo_app.GeoAppError, match=f"^{name} must be [^\n]*$"):
        Settings.read({PREFIX + name.upper(): value})


def test_readme_tells_every_setting() -> None:
    told = set(re.findall(rf"`{PREFIX}(\w+)`", README.split("### A service")[1].split("\n## ")[0]))
    assert told == {each.name.upper() for each in fields(Settings)}


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ug", "dark")])
def test_dialogs_lead_to_what_is_shown(server: str, visit: Open, language: str, theme: str) -> None:
    opened = visit(f"{server}?lang={language}#chapter=five_ports", theme=theme)
    page = opened.page
    button = page.locator("[data-dialog=embed-dialog]")
    button.press("Enter")
    dialog = page.locator("#embed-dialog")
    expect(dialog).to_be_visible()
    page.locator("#embed-height").fill("600")
    snippet = page.locator("#embed-snippet").input_value()
    address = str(page.locator("#embed-link").evaluate("link => link.href"))
    assert address.startswith(server)
    assert address.endswith("#chapter=five_ports")
    assert html.escape(address) in snippet
    assert 'height="600"' in snippet
    page.locator("#embed-copy").click()
    expect(page.locator("#embed-copied")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    expect(page.locator("#story-bar")).to_be_visible()  # Escape was the dialog's alone
    page.goto(address)
    page.locator(STARTED).wait_for()
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.locator(".embed-story .chapter-title:visible")).to_have_count(1)
    assert opened.complaints == []


@pytest.mark.server_only  # which makes pictures of what is shown, and pages in chosen colours
@pytest.mark.parametrize(("language", "theme"), [("ug", "dark")])
def test_dialogs_lead_to_what_a_server_makes(
    server: str, visit: Open, language: str, theme: str
) -> None:
    opened = visit(f"{server}?lang={language}#chapter=five_ports", theme=theme)
    page = opened.page
    page.locator("[data-dialog=embed-dialog]").click()
    page.locator("#embed-theme").select_option("dark")
    address = f"{server}embed?lang={language}&theme=dark#chapter=five_ports"
    assert html.escape(address) in page.locator("#embed-snippet").input_value()
    page.keyboard.press("Escape")
    page.evaluate("geoApp.showLayers(geoApp.viewOf(map_corridor), ['ports'])")
    page.locator("[data-dialog=export-dialog]").click()
    picture = page.locator('[data-format][href*=".png"]').get_attribute("href") or ""
    assert f"lang={language}" in picture
    assert "layers=ports" in picture
    assert f"theme={theme}" in picture
    assert ask(f"{picture}&size=800x500").headers["Content-Type"] == "image/png"
    assert opened.complaints == []


def test_without_script_the_links_of_the_dialogs_can_be_followed(server: str, visit: Open) -> None:
    context = visit(f"{server}?lang=en").page.context.browser
    assert context
    page = context.new_page(java_script_enabled=False)
    page.goto(f"{server}?lang=en")
    for link in page.locator(".publish a").all():
        assert link.is_visible()
    assert ask(f"{server}{page.locator('#embed-link').get_attribute('href')}").status == 200
    page.close()
