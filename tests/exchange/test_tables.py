"""Tidy tables: what a column says it holds, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from pathlib import Path

import pytest
from handing_parts import MARKER, handed, material_of, play_out
from hypothesis import given
from hypothesis import strategies as st

from ppsim.exchange import parquet
from ppsim.exchange.csv_file import cell, defused, render
from ppsim.exchange.tables import Table, Value, dictionary, tables
from ppsim.exchange.told import tell
from ppsim.store.journal import Journal
from ppsim.store.replaying import Replayed, Replayer


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> list[Replayed]:
    replayer, made = Replayer(), material_of()
    with Journal(tmp_path_factory.mktemp("journal") / "attempts.db") as journal:
        return [
            replayer(handed(journal, play_out(journal, made, seed=s, profile=f"{MARKER} {s % 3}")))
            for s in range(6)
        ]


def test_tables_join_count_and_stay_the_same_in_any_order(attempts: list[Replayed]) -> None:
    people, decisions = tables(tell(attempts))
    assert tables(tell(random.Random(3).sample(attempts, 6))) == (people, decisions)
    where = {name: people.columns.index(name) for name in people.columns}
    per_attempt = {row[where["attempt"]]: row[where["decisions"]] for row in people.rows}
    joined = [row[decisions.columns.index("attempt")] for row in decisions.rows]
    assert {attempt: joined.count(attempt) for attempt in per_attempt} == per_attempt
    assert sorted(row[where["number"]] for row in people.rows) == [1, 1, 1, 2, 2, 2]
    for row in decisions.rows:
        at = dict(zip(decisions.columns, row, strict=True))
        assert str(at["chosen"]) in str(at["offered"]).split(" ")
        assert sorted(str(at["offered"]).split()) == sorted(str(at["shown"]).split())
        low, w, high = (float(str(at[name])) for name in ("w_min", "w", "w_max"))
        assert low <= w <= high


def test_every_column_stands_in_the_dictionary_with_its_kind(attempts: list[Replayed]) -> None:
    told = {(row[0], row[1]): row[2] for row in dictionary().rows}
    kinds = {"text": str, "time": str, "integer": int, "number": float, "true/false": bool}
    found = tables(tell(attempts))
    assert len(told) == sum(len(table.columns) for table in found)
    for table in found:
        for number, name in enumerate(table.columns):
            values = [row[number] for row in table.rows if row[number] is not None]
            assert {type(value) for value in values} <= {kinds[str(told[table.name, name])]}


def test_nothing_private_is_in_a_table(attempts: list[Replayed], tmp_path: Path) -> None:
    found = (*tables(tell(attempts)), dictionary())
    for table in found:
        (tmp_path / table.name).write_bytes(parquet.render(table))
        assert MARKER not in render(table)
        assert MARKER.encode() not in (tmp_path / table.name).read_bytes()


DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n@x",
    "％=".replace("％", "%"),
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_only_ever_a_text(text: str) -> None:
    assert cell(text).startswith("'")


def test_numbers_stay_numbers_and_missing_is_empty() -> None:
    values: list[Value] = [-1.0, -2, 0.1, True, False, None, ""]
    assert [cell(v) for v in values] == ["-1.0", "-2", "0.1", "true", "false", "", ""]


@given(st.text(max_size=40))
def test_any_text_comes_back_in_one_cell_with_nothing_hidden_in_it(text: str) -> None:
    table = Table("t", ("a", "b"), ("text", "integer"), ((text, 1),))
    written = render(table)
    rows = [*csv.reader(io.StringIO(written, newline=""))]
    assert rows == [["a", "b"], [defused(text), "1"]]
    assert written.count("\n") == 2
    shown = rows[1][0]
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert not any(
        unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\u200c\u200d"
        for char in shown
    )


def test_marks_that_turn_the_direction_of_text_are_shown() -> None:
    assert cell("a\u202eb\x1b[2Jc\u2028d") == "a<U+202E>b<U+001B>[2Jc<U+2028>d"


def test_parquet_holds_the_same_values(attempts: list[Replayed], tmp_path: Path) -> None:
    import pyarrow.parquet as reader  # type: ignore[import-untyped]

    for table in tables(tell(attempts)):
        (tmp_path / "t.parquet").write_bytes(parquet.render(table))
        found = reader.read_table(tmp_path / "t.parquet")
        assert found.column_names == [*table.columns]
        assert [tuple(row.values()) for row in found.to_pylist()] == [*table.rows]
