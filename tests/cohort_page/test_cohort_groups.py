"""``--groups FILE``: two groups of one cohort compared, and every table that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cohort_reports import maker, rows, rubric
from command_shell import Shell
from handing_parts import NOW

from ppsim.cli.commands.cohort_demo import COHORT
from ppsim.cli.main import main
from ppsim.cohort.figures import figures_of
from ppsim.cohort.policy import show
from ppsim.cohort.structure import structure_of
from ppsim.exchange import csv_file
from ppsim.exchange.attempt_file import files_in, read
from ppsim.exchange.groups_file import BadGroups, read_groups
from ppsim.exchange.tables import Table
from ppsim.report.cohort_html import render
from ppsim.report.cohort_make import Source, make
from ppsim.report.cohort_tables import tables
from ppsim.store.handed_in import HandedIn
from ppsim.store.shared.database import Database
from ppsim.store.shared.intake import take_attempt, take_consent
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date

JSON = ("--format", "json")
HOSTILE = "=night <b>\u202e"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough people for two groups of a hundred; its halves lie beside it, and who is in which."""
    room = tmp_path_factory.mktemp("groups")
    assert main(["cohort", "demo", "-o", str(room / "demo"), "--people", "224"]) == 0
    people: dict[str, str] = {}
    for path in files_in(room / "demo"):
        person = read(path).person
        side = people.setdefault(person, "ba"[len(people) % 2])
        half = room / side
        half.mkdir(exist_ok=True)
        (half / path.name).write_bytes(path.read_bytes())
    lines = [f"{person};{side};remark\n" for person, side in people.items()]
    (room / "groups.csv").write_text("\ufeffPseudonym;Group;More\n" + "".join(lines), "utf-8")
    return room


def _dif(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**i["dif"], "size": i["dif_size"]} for i in report["programme"]["items"] if i["dif"]]


def test_two_groups_of_one_cohort_are_compared_as_two_cohorts_would_be(
    shell: Shell, many: Path
) -> None:
    groups = ("--groups", many / "groups.csv")
    assert shell("cohort", "report", many / "demo", *groups, *JSON) == 0, shell.err
    assert shell.err == ""
    made = json.loads(shell.out)
    assert made["programme"]["dif_groups"] == ["a", "b"]
    found = _dif(made)
    assert len(found) >= 5
    assert {each.pop("name") for each in found} == {"Odds ratio, a over b"}
    assert shell("cohort", "report", many / "a", "--against", many / "b", *JSON) == 0
    apart = json.loads(shell.out)
    assert apart["programme"]["dif_groups"] == ["this cohort", "the other"]
    there = _dif(apart)
    assert {each.pop("name") for each in there} == {"Odds ratio, this cohort over the other"}
    assert found == there
    assert shell("cohort", "report", many / "demo", *JSON) == 0
    without = json.loads(shell.out)
    assert without["programme"]["dif_refused"] == "no two groups were named"
    assert without["decisions"] == made["decisions"]


def test_a_store_gives_the_same(shell: Shell, many: Path, tmp_path: Path) -> None:
    database = Database(str(tmp_path / "store.db"))
    bring_up_to_date(database, NOW)
    add_cohort(database, COHORT, None, NOW)
    people = set()
    for attempt in sorted((read(path) for path in files_in(many / "demo")), key=began):
        if attempt.person in people:
            continue  # first attempts alone count
        people.add(attempt.person)
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
    assert shell("store", "rebuild", "--store", tmp_path / "store.db") == 0
    groups = ("--groups", many / "groups.csv")
    assert shell("cohort", "report", many / "demo", *groups, *JSON) == 0
    of_files = json.loads(shell.out)["programme"]
    store = (tmp_path / "store.db", "--cohort", COHORT)
    assert shell("cohort", "report", *store, *groups, *JSON) == 0
    assert json.loads(shell.out)["programme"] == of_files


def began(attempt: HandedIn) -> str:
    return attempt.started_at


def test_names_of_groups_are_text_wherever_they_stand() -> None:
    people = rows("mark", 224)
    groups = {row.attempt.person: "b" if n % 2 else HOSTILE for n, row in enumerate(people)}
    made = maker("mark")
    roles = tuple(rubric().roles.values())
    figures = figures_of(people, roles, structure_of(made), groups=groups)
    shown = show(figures, "instructor", None)
    source = Source(groups=(HOSTILE, "b"))
    assert figures.structure is not None
    report = make(shown, made.story, made.rubric, figures.structure, source)
    assert report.programme is not None
    assert report.programme.dif_refused is None
    page = render(report, with_charts=False)
    assert "=night &lt;b&gt;&lt;U+202E&gt; over those in b" in page
    assert "night <b>" not in page
    written = "".join(
        csv_file.render(Table(t.name, tuple(c.name for c in t.columns), (), t.rows))
        for t in tables(report)
    )
    assert "\u202e" not in written
    assert '"Odds ratio, =night <b><U+202E> over b"' in written


def test_few_people_are_refused_in_words(shell: Shell, demo: Path, tmp_path: Path) -> None:
    people = sorted({read(path).person for path in files_in(demo)})
    table = tmp_path / "groups.csv"
    table.write_text(
        "pseudonym,group\n" + "".join(f"{p},{'ab'[n % 2]}\n" for n, p in enumerate(people)), "utf-8"
    )
    assert shell("cohort", "report", demo, "--groups", table, *JSON) == 0
    assert "from 100 people on" in json.loads(shell.out)["programme"]["dif_refused"]


def test_a_hundred_in_one_group_alone_are_refused_in_words(
    shell: Shell, many: Path, tmp_path: Path
) -> None:
    table = tmp_path / "groups.csv"
    lines = (many / "groups.csv").read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([lines[0], *(n for n in lines if ";a;" in n), lines[1]]), "utf-8")
    assert ";b;" in lines[1]
    assert shell("cohort", "report", many / "demo", "--groups", table, *JSON) == 0
    assert "fewer than 100 in each" in json.loads(shell.out)["programme"]["dif_refused"]
    assert "111 people are in neither group" in shell.err


def test_who_is_in_no_figure_is_named(shell: Shell, demo: Path, tmp_path: Path) -> None:
    known = read(files_in(demo)[0]).person
    table = tmp_path / "groups.csv"
    table.write_text(f"pseudonym,group\n{known},a\nAda \x1b[31mL,b\n", "utf-8")
    assert shell("cohort", "report", demo, "--groups", table, *JSON) == 0
    assert "not in these figures: Ada <U+001B>[31mL" in shell.err
    assert "13 people are in neither group" in shell.err
    table.write_text("pseudonym,group\nx1,a\nx2,b\n", "utf-8")
    assert shell("cohort", "report", demo, "--groups", table, *JSON) == 1
    assert "nobody in that table of groups is in these figures; it names x1, x2" in shell.err


def test_groups_are_for_the_instructors_view_and_one_comparison(
    shell: Shell, demo: Path, many: Path, home: Path
) -> None:
    groups = ("--groups", many / "groups.csv")
    for view in ("projection", "external"):
        assert shell("cohort", "report", demo, *groups, "--view", view, *JSON) == 2
        assert "instructor's view alone" in shell.err
    assert not (home / "shown").exists()
    assert shell("cohort", "report", demo, *groups, "--against", demo, *JSON) == 2
    assert "take one of them" in shell.err
    assert shell("cohort", "report", demo, "--groups", demo / "nowhere.csv", *JSON) == 1
    assert "nowhere.csv: No such file" in shell.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line names two columns"),
        ("name,group\nx,a\n", "the first line names two columns"),
        ("pseudonym,group,group\nx,a,b\n", "the first line names two columns"),
        ("pseudonym,group\n", "is nobody in a group"),
        ("pseudonym,group\nx,a\ny,a\n", 'is one: "a"'),
        ("pseudonym,group\nx,a\ny,b\nz,c\n", 'are 3: "a", "b", "c"'),
        ("pseudonym,group\nx,a\ny,b\n\nx,a\n", 'line 5: "x" stands in line 2 already'),
        ("pseudonym,group\nx,a\ny\n", "line 3: 1 cell under 2 columns"),
        ("pseudonym,group\nx,\ny,b\n", "line 2: a pseudonym and its group belong together"),
        ("pseudonym,group\nx," + "a" * 61 + "\n", "up to 60 characters"),
        ('pseudonym,group\n"x,a\n', "this is no table"),
        ("pseudonym,group\nx,a\0\n", "it is no text"),
        ("pseudonym,group\nx,\u00e4\n".encode("latin-1"), "CSV UTF-8"),
        ("pseudonym,group\nx,a\n".encode("utf-16"), "CSV UTF-8"),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    table = tmp_path / "groups.csv"
    table.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadGroups) as bad:
        read_groups(table)
    assert said in str(bad.value)
    assert str(bad.value).startswith(str(table))
