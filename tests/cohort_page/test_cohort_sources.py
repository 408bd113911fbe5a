"""The same attempts from files and from a store give the same report; names are in none."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_shell import Shell
from handing_parts import MARKER, NOW, handed, material_of, play_out, slowly

from ppsim.cli import sources_store
from ppsim.cli.commands.cohort_demo import COHORT
from ppsim.cli.sources_store import Store
from ppsim.cohort.policy import show
from ppsim.exchange.attempt_file import file_name, files_in, read, render
from ppsim.store.handed_in import PICKABLE
from ppsim.store.journal import Journal
from ppsim.store.shared.database import Database
from ppsim.store.shared.intake import take_attempt, take_consent
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date
from scoring.cohort import items as estimate_of_items
from scoring.cohort.estimate import Refused

JSON = ("--format", "json")


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Path:
    """A store that the made-up cohort was handed in to."""
    return store_of(demo, tmp_path / "store.db")


def store_of(folder: Path, place: Path) -> Path:
    database = Database(str(place))
    bring_up_to_date(database, NOW)
    add_cohort(database, COHORT, None, NOW)
    for path in files_in(folder):
        attempt = read(path)
        take_attempt(database, attempt, NOW)
        take_consent(
            database,
            cohort=attempt.cohort,
            pseudonym=attempt.person,
            consent="yes",
            at=NOW,
            id=f"yes-{attempt.id}",
        )
    database.close()
    return place


def test_files_and_store_give_the_same_report(
    shell: Shell, demo: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("cohort", "report", demo, *JSON) == 0
    from_files = json.loads(shell.out)
    of_store = ("cohort", "report", store, "--cohort", COHORT, *JSON)
    assert shell(*of_store) == 0  # nothing derived yet: all is played again
    assert "rebuild" in shell.err
    assert json.loads(shell.out) == from_files
    assert shell("store", "rebuild", "--store", store) == 0
    assert shell(*of_store) == 0  # from derived rows
    assert shell.err == ""
    assert json.loads(shell.out) == from_files
    assert shell("cohort", "report", demo, store, "--cohort", COHORT, *JSON) == 0
    assert json.loads(shell.out) == from_files  # an attempt in both counts once

    monkeypatch.setattr(sources_store, "NAMED", 1)
    monkeypatch.setattr(sources_store, "WAYS", 1)
    assert shell(*of_store) == 0  # people are not named, and whole ways not looked at
    expected = {**from_files, "people": []}
    expected["flow"] = {**from_files["flow"], "shared": [], "lone": None}
    assert json.loads(shell.out) == expected
    assert shell("cohort", "report", store, "--cohort", COHORT, "--format", "html") == 0
    assert "were not looked at" in shell.out


LOADED = """
import json, sys
from ppsim.cli.main import main
code = main(["cohort", "report", *sys.argv[1:], "--format", "json"])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


def test_json_of_a_store_loads_nothing_that_draws(shell: Shell, store: Path) -> None:
    assert shell("store", "rebuild", "--store", store) == 0
    done = subprocess.run(
        [sys.executable, "-c", LOADED, store, "--cohort", COHORT], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert not loaded & {"altair", "vl_convert", "jinja2", "textual", "pandas"}


def test_of_several_cases_files_and_store_say_the_same(shell: Shell, tmp_path: Path) -> None:
    both = tmp_path / "both"
    for case in ("mark", "lois"):
        demo = ("cohort", "demo", "-o", tmp_path / case, "--case", case, "--people", "130")
        assert shell(*demo) == 0
        both.mkdir(exist_ok=True)
        for path in files_in(tmp_path / case):
            (both / f"{case}-{path.name}").write_bytes(path.read_bytes())
    asked = ("cohort", "report", "--case", "lois", *JSON)
    assert shell(*asked, both) == 0
    from_files = json.loads(shell.out)
    place = store_of(both, tmp_path / "store.db")
    assert shell("store", "rebuild", "--store", place) == 0
    assert shell(*asked, place, "--cohort", COHORT) == 0
    assert json.loads(shell.out) == from_files
    g = from_files["programme"]["figures"][-1]
    assert g["value"] is not None or "all 2 cases" in g["refused"]
    assert from_files["programme"]["items"], "statistics of items come from the store's own sums"


def test_a_room_is_shown_nothing_of_a_store_too_large_to_see_who_came_and_went(
    shell: Shell, store: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("store", "rebuild", "--store", store) == 0
    of_store = ("cohort", "report", store, "--cohort", COHORT, *JSON)
    monkeypatch.setattr(sources_store, "ROOM", 17)
    for view in ("projection", "external"):
        assert shell(*of_store, "--view", view) == 1
        assert "there are 18 attempts" in shell.err
        assert "smaller cohort" in shell.err
        assert "--view instructor" in shell.err
        assert shell.out == ""
    assert not [*home.rglob("*.json")], "nothing was shown, so nothing is remembered of it"
    assert shell(*of_store) == 0
    monkeypatch.setattr(sources_store, "ROOM", 18)
    assert shell(*of_store, "--view", "projection") == 0
    assert json.loads(shell.out)["decisions"]


def test_of_very_many_single_people_are_not_compared(
    shell: Shell, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("store", "rebuild", "--store", store) == 0
    found = Store(Database(str(store)), COHORT, lambda text: None)
    (key,) = found.cases
    groups = {"demo-001-1234": "a", "demo-002-1234": "b"}
    monkeypatch.setattr(sources_store, "SINGLE", 1)
    monkeypatch.setattr(estimate_of_items, "PROGRAMME", 10)
    refused = show(found.counted(key, None, groups, False).figures, "instructor")
    assert refused.exact is not None
    assert isinstance(refused.exact.programme.dif, Refused)
    assert "up to 1 attempts" in refused.exact.programme.dif.reason


def test_a_store_needs_its_cohort_named(shell: Shell, store: Path) -> None:
    assert shell("cohort", "report", store, *JSON) == 2
    assert "--cohort" in shell.err
    assert shell("cohort", "report", store, "--cohort", "nobody", *JSON) == 1
    assert "no attempt" in shell.err


def test_names_and_notes_are_in_no_format_and_no_view(
    shell: Shell, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with Journal(tmp_path / "journal" / "attempts.db") as journal:
        made = material_of()
        attempts = [
            play_out(journal, made, seed=seed, profile=f"Ada {MARKER} {seed}") for seed in range(12)
        ]
        picked = [tuple(p.id for p in journal.annex(a.id) if p.kind in PICKABLE) for a in attempts]
        for each in slowly(
            [handed(journal, a, picked=p) for a, p in zip(attempts, picked, strict=True)]
        ):
            (folder / file_name(each)).write_text(render(each), "utf-8")
    for n in range(12):
        assert shell("store", "key", tmp_path / "key.json", "--add", f"Ada {MARKER} {n}") == 0
    assert any(MARKER in path.read_text("utf-8") for path in folder.iterdir())  # picked out
    out = tmp_path / "out"
    for view in ("instructor", "projection", "external"):
        for form in ("html", "json", "csv"):
            to = out / f"{view}-{form}"
            words = ("--view", view, "--format", form, "--key", tmp_path / "key.json", "-o", to)
            assert shell("cohort", "report", folder, *words) == 0
            assert MARKER not in shell.out + shell.err
    written = [p for p in out.rglob("*") if p.is_file()]
    assert len(written) == 3 * (1 + 1 + 4)
    written += (tmp_path / "key.json.shown").iterdir()
    for path in written:
        assert MARKER.encode() not in path.read_bytes(), path
    log = (tmp_path / "key.json.log").read_text("utf-8").splitlines()
    assert len(log) == 12  # a report does not open the key


def test_a_hostile_case_is_safe_in_a_spreadsheet(shell: Shell, tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml").read_text("utf-8")
    lines, found = [], 0
    for line in text.splitlines():
        before, colon, after = line.partition("say: ")
        if colon and after[:1] not in ("|", ">", "'", '"'):
            found += 1
            line = f'{before}say: "=HYPERLINK(\\u202E\\u200F{found})"'
        lines.append(line)
    assert found >= 3
    case = tmp_path / "hostile.yaml"
    case.write_text("\n".join(lines) + "\n", "utf-8")
    demo, out = tmp_path / "demo", tmp_path / "out"
    if shell("cohort", "demo", "-o", demo, "--case", case, "--people", "12") != 0:
        # the loader refuses such characters before anything is made of them
        assert "PP" in shell.err
        case.write_text(case.read_text("utf-8").replace("\\u202E\\u200F", "1,"), "utf-8")
        assert shell("cohort", "demo", "-o", demo, "--case", case, "--people", "12") == 0
    assert shell("cohort", "report", demo, "--format", "csv", "-o", out) == 0
    for path in out.iterdir():
        with path.open(newline="", encoding="utf-8") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        for cell in cells:
            number = cell.lstrip("-").replace(".", "").replace("e-", "").isdecimal()
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "|", "%"))
            assert "\u202e" not in cell
    words = next(p for p in out.iterdir() if p.stem == "group-options").read_text("utf-8")
    assert "'=HYPERLINK(" in words
