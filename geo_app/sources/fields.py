"""The one table of fields: which files a corridor folder has, and what each column means.

It is read from templates/corridor/datapackage.json, a Data Package descriptor, which drives the
checks and the documentation alike. Properties of our own beside the standard's: `kind` (how a cell
is read), `unit`, `references` (tables whose ids are valid), `layerKinds`, `choices` (of the values
of a list), `longest`, `languageField` (one column for each language), `maxBytes`, `maxRows`,
`optional`, `entry` (an array of tables in a TOML file) and `texts` (what texts.csv must say of each
row; `name`: it may be empty in some languages).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from geo_app.resources import bundled

DESCRIPTOR = "datapackage.json"
LANGUAGE = "{language}"
"""In the name of a field: one column for each language."""
MOST_ROWS = 100_000
"""Of a table that sets no limit of its own."""
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One column of a table, or one key of a TOML file.

    Attributes:
        type: of the Table Schema: string, integer, number, boolean, date or list.
        kind: what a cell holds beyond its type, or "".
        references: tables whose ids are valid in it.
        layer_kinds: of a reference to a layer, the kinds that are valid.
        least: how many values a list has at least.
        longest: how many characters a value has at most.
        unit: of its numbers.
    """

    name: str
    type: str
    description: str
    kind: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    least: int = 0
    longest: int | None = None
    references: tuple[str, ...] = ()
    layer_kinds: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """Of a field by language: what stands before the language in the names of its columns."""
        return self.name.partition(LANGUAGE)[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class TextKey:
    """A text that texts.csv has, or may have, for each row of a table.

    Attributes:
        pattern: its key, with columns of the row in braces.
        when_layer, when_table: required only if there is such a layer, or a row in such a table.
        when_empty: required only of rows in which this column is empty.
        unless: not for rows with these cells.
        is_name: it may be empty in a language that has no checked form of the name.
    """

    pattern: str
    description: str
    optional: bool = False
    when_layer: str = ""
    when_table: str = ""
    when_empty: str = ""
    unless: Mapping[str, str]
    is_name: bool = False

    def keys(self, cells: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
        """The keys for a row whose cells hold these values; a list makes one key a value."""
        keys = [self.pattern]
        for name in _PART.findall(self.pattern):
            values = [value.replace(":", ".") for value in cells.get(name, ())]
            keys = [key.replace(f"{{{name}}}", value) for key in keys for value in values]
        return keys


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One table of a corridor folder.

    Attributes:
        path: the file that holds it.
        entry: of a TOML file, the array of tables; "" is the file itself.
        optional: a folder can do without it.
        max_bytes, max_rows: its file is refused above these.
        columns: the fields that are one column each.
        language_field: the field that is one column for each language, if there is one.
    """

    name: str
    path: str
    description: str
    columns: tuple[Field, ...]
    language_field: Field | None
    texts: tuple[TextKey, ...]
    entry: str = ""
    optional: bool = False
    max_bytes: int = 0
    max_rows: int = MOST_ROWS

    @property
    def fields(self) -> tuple[Field, ...]:
        """All of them."""
        return self.columns + ((self.language_field,) if self.language_field else ())


@cache
def tables() -> Mapping[str, Table]:
    """Every table of a corridor folder, by name, in the order in which they are read."""
    descriptor = json.loads((bundled("templates") / "corridor" / DESCRIPTOR).read_text("utf-8"))
    return {each["name"]: _table(each) for each in descriptor["resources"]}


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        path=resource["path"],
        description=resource["description"],
        columns=tuple(_field(each) for each in schema["fields"]),
        language_field=_field(schema["languageField"]) if "languageField" in schema else None,
        texts=tuple(_text_key(each) for each in resource.get("texts", ())),
        entry=resource.get("entry", ""),
        optional=resource.get("optional", False),
        max_bytes=resource.get("maxBytes", 0),
        max_rows=resource.get("maxRows", MOST_ROWS),
    )


def _field(described: Mapping[str, Any]) -> Field:
    constraints = described.get("constraints", {})
    return Field(
        name=described["name"],
        type=described["type"],
        description=described["description"],
        kind=described.get("kind", ""),
        unit=described.get("unit", ""),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        choices=tuple(constraints.get("enum", described.get("choices", ()))),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        least=constraints.get("minLength", 0),
        longest=described.get("longest"),
        references=tuple(described.get("references", ())),
        layer_kinds=tuple(described.get("layerKinds", ())),
    )


def _text_key(described: Mapping[str, Any]) -> TextKey:
    return TextKey(
        pattern=described["key"],
        description=described["description"],
        optional=described.get("optional", False),
        when_layer=described.get("whenLayer", ""),
        when_table=described.get("whenTable", ""),
        when_empty=described.get("whenEmpty", ""),
        unless=described.get("unless", {}),
        is_name=described.get("name", False),
    )
