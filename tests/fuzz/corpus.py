"""The inputs that broke something once: each a JSON file in tests/data/hostile/found/."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.forms import Given

FOUND = Path(__file__).resolve().parent.parent / "data" / "hostile" / "found"
_LARGE = 20_000


def keep(given: Given, form: str, fault: str, folder: Path = FOUND) -> Path:
    """Write an input that broke something, and what it broke, under a name that its bytes say."""
    told = {"broke": fault, "name": given.name, "swap": given.swap}
    packed = base64.b64encode(given.content).decode()
    digest = hashlib.sha256(f"{given.name}\n{given.swap}\n{packed}".encode("utf-8", "replace"))
    path = folder / f"{form}-{digest.hexdigest()[:10]}.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told | _content(given.content, packed), indent=1) + "\n", "utf-8")
    return path


def _content(content: bytes, packed: str) -> dict[str, str]:
    """The content as a text where it is one, that an editor shows it."""
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        small = len(content) < _LARGE
    return (
        {"base64": packed}
        if small
        else {"zlib": base64.b64encode(zlib.compress(content, 9)).decode()}
    )


def load(path: Path) -> Given:
    """An input that was kept."""
    told = json.loads(path.read_text("utf-8"))
    if "text" in told:
        content = told["text"].encode()
    elif "zlib" in told:
        content = zlib.decompress(base64.b64decode(told["zlib"]))
    else:
        content = base64.b64decode(told["base64"])
    return Given(content, told["name"], told["swap"])


def kept() -> Iterator[Path]:
    """Every input that was kept, in order."""
    yield from sorted(FOUND.glob("*.json"))
