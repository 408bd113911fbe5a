"""``ppsim panel`` on files. The panels are synthetic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command_shell import Shell

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "panel"))

from made_panels import as_csv, made_ratings  # noqa: E402
from panel_case import LONG, RUBRIC, case_of  # noqa: E402


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(LONG, "utf-8")
    return path


def ratings(folder: Path, raters: int, noise: float = 0.6) -> Path:
    path = folder / f"synthetic-{raters}.csv"
    path.write_text(as_csv(made_ratings(case_of(LONG), RUBRIC, raters, noise)), "utf-8")
    return path


def test_a_panel_is_shown_and_then_written(shell: Shell, case: Path) -> None:
    table = ratings(case.parent, 15)
    assert shell("panel", case, table) == 0
    assert "15 raters" in shell.out
    assert "ordinal alpha 0." in shell.out
    assert case.read_text("utf-8") == LONG
    assert shell("panel", case, table, "--write", "--date", "2026-03-31") == 0
    text = case.read_text("utf-8")
    assert "\nkey_status: panel\npanel: {n: 15, date: 2026-03-31, alpha: 0." in text
    assert "# The longer case" in text
    assert shell("check", case) == 0, shell.out
    assert shell("fmt", case) == 0


def test_below_the_floor_nothing_is_written(shell: Shell, case: Path) -> None:
    assert shell("panel", case, ratings(case.parent, 9), "--write") == 1
    assert "9 raters; a key rests on 15 or more" in shell.out
    assert "nothing was written" in shell.err
    assert case.read_text("utf-8") == LONG


def test_what_cannot_be_read_is_said_at_its_line(shell: Shell, case: Path) -> None:
    table = ratings(case.parent, 3)
    table.write_text(table.read_text("utf-8") + "x,door/nobody,5\n", "utf-8")
    assert shell("panel", case, table) == 2
    assert f"{table}:" in shell.err
    assert "door/nobody" in shell.err
    assert shell("panel", case, case.parent / "none.csv") == 2
    assert shell("panel", case, table, "--date", "today") == 2


def test_without_the_library_it_says_how_to_come_by_it(case: Path) -> None:
    table = ratings(case.parent, 3)
    code = (
        "import sys; sys.modules['krippendorff'] = None\n"
        "from ppsim.cli.main import main\n"
        f"sys.exit(main(['panel', {str(case)!r}, {str(table)!r}]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "python -m pip install '.[cohort]'" in ran.stderr
    assert "Traceback" not in ran.stderr
