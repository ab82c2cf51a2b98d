"""What is public, documented and packaged is there."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import geo_app
from geo_app.errors import GeoAppError
from tests.conftest import ROOT
from tests.running import run_geo_app

README = (ROOT / "README.md").read_text("utf-8")
MODULES = [each.name for each in pkgutil.walk_packages(geo_app.__path__, "geo_app.")]


@pytest.mark.parametrize("name", geo_app.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(geo_app, name) is not None


@pytest.mark.parametrize("name", [name for name in MODULES if name != "geo_app.__main__"])
def test_every_public_function_and_class_says_what_it_is(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, name
    for member, value in vars(module).items():
        own = getattr(value, "__module__", None) == name
        if (
            own
            and not member.startswith("_")
            and (inspect.isclass(value) or inspect.isfunction(value))
        ):
            assert value.__doc__, f"{name}.{member}"


def test_every_error_has_one_root() -> None:
    for name in geo_app.__all__:
        if name.endswith("Error"):
            assert issubclass(getattr(geo_app, name), GeoAppError)


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    for line in re.findall(r"^\| `geo-app ([a-z]+(?: [a-z]+)?) ([^`]*)`", README, re.MULTILINE):
        command, options = line
        shown = run_geo_app(*command.split(), "--help").stdout
        for option in re.findall(r"--\w+", options):
            assert option in shown, (command, option)


def test_the_two_commands_stand_on_the_first_screen_of_the_readme() -> None:
    first_screen = README.splitlines()[:24]
    assert (
        "    python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/geo-app serve"
        in first_screen
    )
    assert (
        "    python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest"
        in first_screen
    )


def test_nothing_about_kashgar_is_in_code_scripts_or_templates() -> None:
    for folder in ("geo_app", "templates"):
        for path in Path(ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".js", ".css", ".html"}:
                text = re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
                assert not re.search(
                    r"kashgar|khunjerab|喀什|moscow|islamabad", text, re.IGNORECASE
                ), path
