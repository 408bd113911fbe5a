"""What a report needs beyond the base install, and what it says where that is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_shell import Shell

from ppsim.report import charts

HEAVY = {"altair", "vl_convert", "numpy", "sqlalchemy", "textual", "jinja2", "pandas"}
LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_reading_a_group_loads_nothing_heavy_before_it_is_needed() -> None:
    modules = (
        "ppsim.cli.commands.cohort_report",
        "ppsim.cli.commands.cohort_demo",
        "ppsim.report.cohort_make",
        "ppsim.report.cohort_html",
        "ppsim.report.charts_cohort",
        "ppsim.report.charts_flow",
        "ppsim.report.cohort_tables",
        "ppsim.exchange.group",
        "ppsim.cohort.policy",
    )
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *modules], check=True, capture_output=True, text=True
    )
    assert not HEAVY & set(json.loads(done.stdout))


def test_without_what_draws_there_is_a_page_and_the_command_that_installs_it(
    shell: Shell, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    assert shell("cohort", "report", demo, "-o", tmp_path / "plain.html") == 0
    assert "pip install '.[cohort]'" in shell.err
    page = (tmp_path / "plain.html").read_text("utf-8")
    assert "<svg" not in page
    assert "<table" in page


def test_a_table_of_one_file_is_no_format(shell: Shell, demo: Path, tmp_path: Path) -> None:
    assert shell("cohort", "report", demo, "-o", tmp_path / "x.csv") == 2
    assert "go into a folder" in shell.err
