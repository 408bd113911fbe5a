"""What docs/group-report.md tells users of other programs is so."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from cohort_reports import report
from command_shell import Shell

from ppsim.cli.parser import parse
from ppsim.report.cohort_tables import tables

PAGE = (Path(__file__).parent.parent.parent / "docs" / "group-report.md").read_text("utf-8")
KINDS = {"integer": "iu", "number": "fiu", "true/false": "bO", "text": "O"}


@pytest.mark.parametrize("command", re.findall(r"^ppsim (.+?)(?:\s+#.*)?$", PAGE, re.MULTILINE))
def test_its_commands_are_understood(command: str) -> None:
    assert parse(command.split()).run == "cohort"


def test_its_tables_are_the_ones_that_are_written() -> None:
    found = tables(report("mark", 14, "instructor"))
    named = re.findall(r"`([a-z-]+)\.csv`", PAGE)
    assert {table.name for table in found} == set(named)
    options = next(table for table in found if table.name == "group-options")
    listed = re.search(r"/VARIABLES=(.+?)\.\n```", PAGE, re.DOTALL)
    assert listed is not None
    assert listed[1].split()[::2] == [column.name for column in options.columns]


def test_pandas_loads_each_column_as_what_the_dictionary_says(
    shell: Shell, demo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tables"
    assert shell("cohort", "report", demo, "--format", "csv", "-o", out) == 0
    said = pd.read_csv(out / "data-dictionary.csv")
    for name, columns in said.groupby("table"):
        loaded = pd.read_csv(out / f"{name}.csv", na_values=[""], keep_default_na=False)
        assert list(loaded.columns) == list(columns["column"])
        for column, kind in zip(columns["column"], columns["kind"], strict=True):
            values = loaded[column].dropna()
            if len(values):
                made = values.convert_dtypes() if kind == "integer" else values
                assert made.dtype.kind in KINDS[kind], (name, column)


def test_a_value_is_what_the_dictionary_says_of_it() -> None:
    """Counts where it says counts, and shares of n wherever else a count stands."""
    found = tables(report("mark", 40, "instructor"))
    figures = next(table for table in found if table.name == "group-figures")
    at = {column.name: n for n, column in enumerate(figures.columns)}
    seen = set()
    for row in figures.rows:
        section, value, count, n = (row[at[name]] for name in ("section", "value", "count", "n"))
        if count is None or value is None:
            continue
        seen.add(section)
        if section in ("attendance", "flow"):
            assert value == count
        else:
            assert isinstance(count, int)
            assert isinstance(n, int)
            assert value == pytest.approx(count / n)
    assert {"attendance", "flow", "patterns", "telling", "echo", "endings", "rehearsal"} <= seen
    endings = {row[at["of"]] for row in figures.rows if row[at["section"]] == "endings"}
    assert "off-the-page" in endings
