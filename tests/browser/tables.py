"""What a reader sees of the tables."""

from playwright.sync_api import Locator

from tests.browser.conftest import Visit
from tests.browser.test_figures import plain


def rows(opened: Visit, table: str) -> Locator:
    return opened.page.locator(f"#table-{table} tbody tr:not([hidden])")


def raw(opened: Visit, table: str) -> list[list[str]]:
    """The plain values of the rows that are seen, in their order."""
    found: list[str] = rows(opened, table).evaluate_all("rows => rows.map(row => row.dataset.raw)")
    return [each.split(";") for each in found]


def column(opened: Visit, table: str, name: str) -> list[str]:
    """The plain values of one column."""
    names = str(opened.page.locator(f"#table-{table}").get_attribute("data-raw")).split(";")
    return [values[names.index(name)] for values in raw(opened, table)]


def cells(opened: Visit, table: str, name: str) -> list[str]:
    """The texts of one column, as a reader sees them."""
    headings = opened.page.locator(f"#table-{table} thead th")
    names = headings.evaluate_all("all => all.map(each => each.dataset.name)")
    found = rows(opened, table).locator(f"xpath=./*[{names.index(name) + 1}]")
    return [plain(each) for each in found.all_inner_texts()]
