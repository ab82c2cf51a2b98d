"""What hosts of static sites read themselves: the headers that they are to send."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo_app.render.headers import ASK_AGAIN, FOR_EVER, SAFE_HEADERS, page_policy

NOT_FOUND = "404.html"
"""The page that hosts show for an address where there is none."""
_INDEX = "index.html"


@dataclass(frozen=True)
class HeaderRules:
    """The `_headers` file, as Netlify, Cloudflare and others read it.

    Two rules that meet at one address never set the same header: Cloudflare would send both values.

    Attributes:
        policies: the Content-Security-Policy of each page by its path, without what only a header
            may say.
        forever: folders of files that have a digest of their content in their names.
    """

    policies: Mapping[str, str]
    forever: Iterable[str]

    def write(self) -> bytes:
        """The file."""
        rules = [_rule("/*", SAFE_HEADERS)]
        rules += [_rule(f"/{folder}*", {"Cache-Control": FOR_EVER}) for folder in self.forever]
        for path, policy in self.policies.items():
            headers = {
                "Content-Security-Policy": page_policy(policy),
                "Cache-Control": ASK_AGAIN,
            }
            rules += [_rule(address, headers) for address in addresses_of(path)]
        return "".join(rules).encode()


def addresses_of(path: str) -> tuple[str, ...]:
    """The addresses, from the site's root, at which hosts show the page at `path`."""
    return (f"/{path}", f"/{path.removesuffix(_INDEX)}") if path.endswith(_INDEX) else (f"/{path}",)


def _rule(address: str, headers: Mapping[str, str]) -> str:
    return "".join([f"{address}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
