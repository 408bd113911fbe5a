"""What a floor may not load, it does not load: shown by a new interpreter, not by reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "vignettes" / "mark.yaml"
HEAVY = ("textual", "rich", "sqlalchemy", "networkx", "jinja2")

LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*modules: str) -> set[str]:
    """Top-level names of everything a new interpreter has loaded after importing ``modules``."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *modules], check=True, capture_output=True, text=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize(
    "module",
    [
        "ppsim.cli.main",
        "ppsim.format.load",
        "ppsim.engine.play",
        "ppsim.explore",
        "scoring.attempt",
        "ppsim.store.sitting",
        "ppsim.report.of_attempt",
        "ppsim.plain.session",
        "ppsim.cli.commands.play",
        "ppsim.cli.commands.report",
        "ppsim.cli.commands.attempts",
        "ppsim.cli.commands.submit",
        "ppsim.cli.commands.export",
        "ppsim.exchange.reading",
        "ppsim.cli.commands.check",
    ],
)
def test_playing_scoring_and_checking_load_nothing_heavy(module: str) -> None:
    assert not loaded(module).intersection(HEAVY)


CHECKED = """
import json, sys
from ppsim.cli.main import main
main(["check", sys.argv[1]])
print()
print(json.dumps(sorted(sys.modules)))
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins
assert PYDANTIC_ENTRY_POINT_GROUP == "pydantic" and get_plugins() == ()
"""


def test_a_check_looks_for_no_plugins_of_pydantic_and_whoever_wants_to_still_can() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECKED, str(CASE)], check=True, capture_output=True, text=True
    )
    assert "importlib.metadata" not in json.loads(done.stdout.splitlines()[-1])


def test_help_and_the_list_of_cases_load_no_models() -> None:
    assert not loaded("ppsim.cli.main", "ppsim.cli.parser").intersection({"pydantic", "ruamel"})
    assert "pydantic" not in loaded("ppsim.cli.commands.cases")
    assert "sqlite3" not in loaded("ppsim.cli.commands.cases")


def test_scoring_imports_nothing_of_ppsim_and_nothing_that_is_not_pythons_own() -> None:
    own = set(sys.stdlib_module_names) | {"scoring", "__main__"}
    bare = loaded()
    assert not loaded("scoring.attempt") - bare - own
