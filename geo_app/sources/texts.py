"""texts.csv: every text that the rows of the other tables need, in every language."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo_app.domain.figure import NUMBER
from geo_app.domain.text import Text
from geo_app.errors import Fault
from geo_app.sources.fields import Table, TextKey
from geo_app.sources.references import Rows
from geo_app.sources.table import Row, Suggestions
from geo_app.sources.values import quoted, split


@dataclass(frozen=True)
class Wanted:
    """A text that a row needs, or may have."""

    key: str
    row: Row
    what: TextKey
    required: bool


def read_texts(rows: Sequence[Row], languages: Sequence[str]) -> dict[str, Text]:
    """The texts by key, in the corridor's languages."""
    return {
        row["key"]: Text(
            {language: row.cells[language] for language in languages if row.cells.get(language)}
        )
        for row in rows
        if "key" in row.values
    }


def find_misfits(
    tables: Mapping[str, Table], rows: Rows, languages: Sequence[str]
) -> Iterator[Fault]:
    """A fault for each text that is missing, untranslated, or that nothing shows."""
    known = {row.cells["key"]: row for row in rows.get("texts", ()) if row.cells.get("key")}
    wanted = {each.key: each for each in _wanted(tables, rows)}
    if "texts" in rows:
        yield from _find_missing(wanted, known, tables["texts"].path)
    if rows.keys() == tables.keys():
        yield from _find_unused(wanted, known)
    for key, row in known.items():
        may_lack = key in wanted and wanted[key].what.is_name
        yield from _find_untranslated(row, languages, is_name=may_lack)
    yield from _find_lost_numbers(rows.get("figures", ()), known, languages)


def _find_missing(
    wanted: Mapping[str, Wanted], known: Mapping[str, Row], file: str
) -> Iterator[Fault]:
    for each in wanted.values():
        if each.required and each.key not in known:
            owner = quoted(each.row.cells.get("id", each.row.file))
            problem = (
                f"expected a row with the key {quoted(each.key)}, for {owner} of "
                f"{each.row.file}: {each.what.description}"
            )
            yield Fault(file, problem, column="key")


def _find_unused(wanted: Mapping[str, Wanted], known: Mapping[str, Row]) -> Iterator[Fault]:
    suggestions = Suggestions()
    for key, row in known.items():
        if key not in wanted:
            # Among the keys that begin as it does: there may be thousands of others.
            near = (each for each in wanted if each.startswith(key.rpartition(".")[0]))
            problem = f"nothing shows a text with the key {quoted(key)}"
            yield row.fault("key", problem + suggestions.near(key, near))


def _wanted(tables: Mapping[str, Table], rows: Rows) -> Iterator[Wanted]:
    kinds = {layer.cells.get("kind", "") for layer in rows.get("layers", ())}
    filled = {name for name, found in rows.items() if found}
    for name, found in rows.items():
        for row in found if tables[name].texts else ():
            # As they are written: a row with a fault elsewhere needs its texts all the same.
            words = {column: tuple(split(cell)) for column, cell in row.cells.items() if cell}
            for what in tables[name].texts:
                if all(row.cells.get(column) != cell for column, cell in what.unless.items()):
                    required = row.is_sound and _is_required(what, row, kinds, filled)
                    yield from (Wanted(key, row, what, required) for key in what.keys(words))


def _is_required(what: TextKey, row: Row, kinds: Collection[str], filled: Collection[str]) -> bool:
    return not what.optional and (
        (not what.when_layer or what.when_layer in kinds)
        and (not what.when_table or what.when_table in filled)
        and not (what.when_empty and row.cells.get(what.when_empty))
    )


def _find_untranslated(row: Row, languages: Sequence[str], *, is_name: bool) -> Iterator[Fault]:
    """A fault for each language that lacks the text; a name needs only one that has it."""
    if is_name and any(row.cells.get(language) for language in languages):
        return
    for language in languages:
        # A whole column that is missing is noted once, with the header.
        if language in row.cells and not row.cells[language]:
            problem = f"expected the text {quoted(row.cells.get('key', ''))} in {language}"
            yield row.fault(language, problem)


def _find_lost_numbers(
    figures: Sequence[Row], known: Mapping[str, Row], languages: Sequence[str]
) -> Iterator[Fault]:
    """Words for the value of a figure that has a number must show that number."""
    for figure in figures:
        words = known.get(f"figure.{figure.cells.get('id', '')}.value")
        if words is None or not figure.cells.get("value"):
            continue
        for language in languages:
            text = words.cells.get(language, "")
            if text and text.count(NUMBER) != 1:
                problem = f"expected {NUMBER} once, where the number of the figure stands"
                yield words.fault(language, problem)
