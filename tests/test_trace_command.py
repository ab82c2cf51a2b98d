"""`geo-app trace` on the real article and on invented ones: what it says, and how it ends."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo_app.domain.trace import Trace
from geo_app.errors import ArticleError
from geo_app.exporting.trace import write_json, write_table
from geo_app.pipeline import load_corridor, trace_article
from tests.conftest import FACTS, ROOT
from tests.corridors import copy_corridor, faults_of, replace, set_cell
from tests.running import run_geo_app

INVENTED = ROOT / "tests" / "data" / "invented"
SIMPLIFIED = str.maketrans("億場屆個點類國區", "亿场届个点类国区")

with_facts = pytest.mark.skipif(
    FACTS is None, reason="the article lies beside the checkout only where geo_app is made"
)


def article() -> Path:
    assert FACTS is not None
    return FACTS / "article_original.txt"


def traced(path: Path, corridor: Path | None = None) -> dict[str, Any]:
    """The JSON of a trace."""
    told: dict[str, Any] = json.loads(write_json(trace_article(path, load_corridor(corridor))))
    return told


def run_trace(path: Path, corridor: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run_geo_app("trace", str(path), "--corridor", str(corridor), *options)


@with_facts
def test_every_number_of_the_article_is_accounted_for() -> None:
    done = run_geo_app("trace", str(article()))
    assert done.returncode == 0, done.stdout
    assert "0 missing from the corridor; 0 of the corridor's not in the text" in done.stdout
    assert "figure press_conference_date (the corridor says paragraph 2)" in done.stdout


@with_facts
def test_every_row_of_the_facts_with_a_value_is_found_in_the_article() -> None:
    assert FACTS is not None
    told = traced(article())
    found = {(part["id"], part["role"]) for each in told["numbers"] for part in each["figures"]}
    with (FACTS / "figures.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    wanted = {(fact["id"], "value") for fact in facts if fact["value"]}
    wanted |= {(fact["id"], "growth") for fact in facts if fact["growth_pct"]}
    assert len(wanted) > 20
    assert wanted <= found


@with_facts
def test_the_article_in_simplified_characters_is_accounted_for_by_the_same_rows(
    tmp_path: Path,
) -> None:
    text = article().read_text("utf-8").translate(SIMPLIFIED)
    assert "亿" in text
    (tmp_path / "simplified.txt").write_text(text, "utf-8")
    assert traced(tmp_path / "simplified.txt")["complete"]


@with_facts
def test_a_figure_taken_out_of_the_corridor_is_missed(tmp_path: Path) -> None:
    corridor = copy_corridor(tmp_path / "corridor")
    texts = ("figure.fair_number.", "paragraph.10,")
    for name, gone in (("figures.csv", "fair_number,"), ("texts.csv", texts)):
        rows = (corridor / name).read_text("utf-8").splitlines(keepends=True)
        kept = [row for row in rows if not row.startswith(gone)]
        assert len(kept) < len(rows)
        (corridor / name).write_text("".join(kept), "utf-8")
    replace(corridor / "chapters.csv", "fair_number|", "")
    table = write_table(trace_article(article(), load_corridor(corridor)))
    assert [line for line in table.splitlines() if "MISSING" in line and "第十四屆" in line]
    assert "1 missing from the corridor" in table


@with_facts
@pytest.mark.parametrize(
    ("column", "value", "figure", "text"),
    [
        ("value", "564.23", "trade_total_h1_2024", "564.32億元"),
        ("growth_pct", "67.3", "trade_total_h1_2024", "67.2%"),
        ("value", "2001", "ftz_enterprises", "2000多"),
        ("value", "2023-12", "ftz_unveiled", "2023年11月"),
        ("value", "2024-08-09", "press_conference_date", "8月8日"),
        ("value", "2024-08-08T15:41:25", "published", "2024-08-08 15:41:24"),
        ("unit", "count", "ftz_enterprises", "2000多"),
    ],
)
def test_a_changed_figure_is_named_and_so_is_the_number(
    folder: Path, column: str, value: str, figure: str, text: str
) -> None:
    set_cell(folder / "figures.csv", figure, column, value)
    told = traced(article(), folder)
    assert not told["complete"]
    missing = [each["text"] for each in told["numbers"] if each["account"] == "missing"]
    assert missing == [text]
    assert [part["id"] for part in told["absent"]] == [figure]


@pytest.mark.parametrize("name", ["chinese.txt", "english.txt"])
def test_an_invented_article_is_accounted_for(name: str) -> None:
    told = traced(INVENTED / name, INVENTED)
    assert told["complete"], told
    found = {part["id"] for each in told["numbers"] for part in each["figures"]}
    with (INVENTED / "figures.csv").open(encoding="utf-8", newline="") as file:
        assert found == {row["id"] for row in csv.DictReader(file) if row["value"]}
    excused = {each["other"]["id"] for each in told["numbers"] if each["account"] == "other"}
    assert excused == {"invented_year", "motto_words", "tram"}


@pytest.mark.parametrize(
    ("name", "change", "missing", "absent"),
    [
        ("chinese.txt", ("七座", "八座"), ["八"], ["piers"]),
        ("chinese.txt", ("12.75亿", "12.57亿"), ["12.57亿元"], ["turnover"]),
        ("chinese.txt", ("4.2个百分点", "4.2%"), ["4.2%"], ["lead"]),
        ("chinese.txt", ("，七座码头都挂了灯", ""), [], ["piers"]),
        ("chinese.txt", ("灯塔是", "灯塔有三层，是"), ["三"], []),
        ("english.txt", ("More than 2,300", "Some 2,300"), ["2,300"], ["boats"]),
        ("english.txt", ("twenty-third", "twenty-fourth"), ["twenty-fourth"], ["fair"]),
        ("english.txt", ("CNY 1.275", "USD 1.275"), ["USD 1.275 billion"], ["turnover"]),
        ("english.txt", ("a fall of", "a rise of"), ["17 per cent"], ["turnover"]),
        ("english.txt", ("tram T9", "tram T8"), ["T8"], []),
    ],
)
def test_what_an_article_and_its_corridor_do_not_share_is_named(
    tmp_path: Path, name: str, change: tuple[str, str], missing: list[str], absent: list[str]
) -> None:
    changed = Path(shutil.copy(INVENTED / name, tmp_path))
    replace(changed, *change)
    told = traced(changed, INVENTED)
    assert not told["complete"]
    assert [each["text"] for each in told["numbers"] if each["account"] == "missing"] == missing
    assert [part["id"] for part in told["absent"]] == absent


def test_both_outputs_name_the_same_numbers_in_the_same_order() -> None:
    done, told = (
        run_trace(INVENTED / "english.txt", INVENTED),
        traced(INVENTED / "english.txt", INVENTED),
    )
    lines = done.stdout.splitlines()[1 : 1 + len(told["numbers"])]
    assert len(lines) == len(told["numbers"]) > 10
    for line, number in zip(lines, told["numbers"], strict=True):
        assert line.startswith(f"{number['paragraph']}  {number['text']}  ")


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    changed = Path(shutil.copy(INVENTED / "chinese.txt", tmp_path))
    replace(changed, "七座", "八座")
    first, second = (run_trace(changed, INVENTED, "--json") for _ in range(2))
    assert first.stdout == second.stdout
    assert first.returncode == second.returncode == 1
    assert json.loads(first.stdout) == traced(changed, INVENTED)


def test_a_byte_order_mark_and_windows_lines_change_nothing(tmp_path: Path) -> None:
    plain = (INVENTED / "chinese.txt").read_text("utf-8")
    windows = tmp_path / "windows.txt"
    windows.write_bytes(plain.replace("\n", "\r\n").encode("utf-8-sig"))
    assert traced(windows, INVENTED) == traced(INVENTED / "chinese.txt", INVENTED)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("喀什".encode("gb18030"), "expected UTF-8 text"),
        ("5".encode("utf-16"), "expected UTF-8 text"),
        (b"7" * 1_000_001, "expected at most 1,000,000 bytes of text"),
        (b"1 " * 20_001, "expected an article of at most 20,000 numbers"),
    ],
)
def test_what_is_no_article_is_refused_with_its_name(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        trace_article(path, load_corridor(INVENTED))
    assert str(caught.value).startswith(f"{path}: {message}")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["/dev/zero", "/nowhere/article.txt"])
def test_what_cannot_be_read_is_refused_in_one_line(name: str) -> None:
    done = run_geo_app("trace", name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"geo-app: {name}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "7" * 999_999,
        "亿" * 333_000,
        "1" + "万亿" * 160_000,
        "百分之" * 100_000,
        "1,000" * 3_000,
        "周" * 333_000,
        "more than " * 99_000,
    ],
)
def test_a_text_of_a_megabyte_is_harmless(tmp_path: Path, text: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, "utf-8")
    found = trace_article(path, load_corridor(INVENTED))
    assert not found.complete
    assert len(write_table(found)) < 1_000_000


@pytest.mark.parametrize("write", [write_table, write_json])
def test_nothing_in_a_text_steers_the_terminal(
    tmp_path: Path, write: Callable[[Trace], str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("\x1b[31m5\x1b]0;x\x07 \u202e5\u2066 \u200f7 \U000e0041\x9b2J 9\x00", "utf-8")
    written = write(trace_article(path, load_corridor(INVENTED)))
    assert "\\u001b" in written
    assert "\\u202e" in written
    assert all(each.isprintable() for each in written.replace("\n", ""))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("text", "", "expected a value"),
        ("reason", "", "expected a value"),
        ("paragraph", "four", "expected a number such as"),
        ("text", "T9" * 60, "expected at most 100 characters"),
    ],
)
def test_a_fault_in_the_other_numbers_is_named(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    corridor = copy_corridor(tmp_path / "corridor", INVENTED)
    row = set_cell(corridor / "other_numbers.csv", "tram", column, value)
    (fault,) = faults_of(corridor)
    assert str(fault).startswith(f"other_numbers.csv, row {row}, column {column}: {message}")


def test_a_corridor_can_do_without_other_numbers(tmp_path: Path) -> None:
    corridor = copy_corridor(tmp_path / "corridor", INVENTED)
    (corridor / "other_numbers.csv").unlink()
    told = traced(INVENTED / "english.txt", corridor)
    assert not told["complete"]
    missing = [each["text"] for each in told["numbers"] if each["account"] == "missing"]
    assert missing == ["2031", "T9", "one"]
