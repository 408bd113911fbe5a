"""Rows derived from the store: the same as made in memory, counted over those who agreed."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from handing_parts import NOW, handed, play_out, slowly
from sqlalchemy import func, select, text, update

from ppsim.cohort.figures import Figures, figures_of
from ppsim.cohort.policy import next_issue
from ppsim.cohort.rows import RowMaker
from ppsim.cohort.structure import structure_of
from ppsim.exchange.attempt_file import file_name, render
from ppsim.exchange.deriving import derive, rows_of
from ppsim.exchange.group import read_group
from ppsim.store.handed_in import Consent, HandedIn
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.replaying import Replayer
from ppsim.store.shared.asking import cases, group_rows
from ppsim.store.shared.counting import tally as tally_in
from ppsim.store.shared.database import Database
from ppsim.store.shared.derived import all_derived
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.intake import take_attempt, take_consent
from ppsim.store.shared.keeping import erase_person
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.tables import DECISIONS, DERIVED, EVENTS, META, TEXTS
from scoring.cohort.counts import VoteTable, count_votes
from scoring.cohort.tally import Tally, tally_of

PEOPLE = {"Ada": 3, "Bo": 1, "Cy": 2, "Di": 1, "Ed": 1}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, tomasz: Material) -> list[HandedIn]:
    """What five people hand in; Ed comes last."""
    found = []
    with Journal(tmp_path_factory.mktemp("journal") / "attempts.db") as journal:
        for number, (name, attempts) in enumerate(PEOPLE.items()):
            for again in range(attempts):
                stop = 3 if (name, again) == ("Cy", 1) else None
                attempt = play_out(
                    journal, tomasz, seed=10 * number + again, profile=name, stop_after=stop
                )
                found.append(handed(journal, attempt))
    return found


@pytest.fixture
def filled(database: Database, group: list[HandedIn]) -> list[HandedIn]:
    """A store with all of it, sent in no order; all but Ed agree to be counted."""
    for each in random.Random(7).sample(group, len(group)):
        take_attempt(database, each, NOW)
        take_consent(
            database,
            id=each.person,
            cohort="autumn",
            pseudonym=each.person,
            consent="no" if each is group[-1] else "yes",
            at=NOW,
        )
    return group


def tally(table: VoteTable) -> tuple[int, Counter[tuple[str, str]]]:
    return table.attempts, Counter(
        {(cell.faced.scene, cell.chosen): cell.count for cell in table.cells}
    )


def same_tally(one: Tally, two: Tally) -> None:
    """To the last digit; only the order of cells means nothing."""
    assert tally(one.table) == tally(two.table)
    table = VoteTable(0, ())
    assert replace(one, table=table) == replace(two, table=table)


def by_hand(filled: list[HandedIn], tomasz: Material, without: set[str]) -> VoteTable:
    replayer = Replayer()
    seen: Counter[str] = Counter()
    rows = []
    makers: dict[int, RowMaker] = {}
    for each in sorted(filled, key=lambda h: (h.started_at, h.id)):
        seen[each.person] += 1
        replayed = replayer(each)
        story = replayed.material.story
        maker = makers.setdefault(id(story), RowMaker(story, replayed.material.rubric))
        if each.person not in without:
            rows.append(rows_of(replayed, maker, seen[each.person]))
    return count_votes([r.attempt for r in rows], [d for r in rows for d in r.decisions])


def slow_down(database: Database) -> None:
    """Played by a test they are faster than reading: say that an hour lies between two events."""
    with database.writing() as connection:
        for row in connection.execute(select(EVENTS)).all():
            text = row.json.replace(row.at, at := f"2026-03-02T{row.n % 24:02}:00:00+00:00")
            connection.execute(
                update(EVENTS)
                .where(EVENTS.c.attempt == row.attempt, EVENTS.c.n == row.n)
                .values(json=text, at=at)
            )


def test_the_database_counts_what_is_counted_in_memory(
    database: Database, filled: list[HandedIn], tomasz: Material
) -> None:
    case, rubric = tomasz.case_text.hash, tomasz.rubric_text.hash
    slow_down(database)
    assert derive(database).derived == len(filled)
    assert derive(database).derived == 0
    assert cases(database, "autumn") == (("tomasz", case, rubric, len(filled)),)

    ed = {filled[-1].person}
    expected = tally(by_hand(slowly(filled), tomasz, ed))
    assert tally(tally_in(database, "autumn", case, rubric).table) == expected
    assert expected[0] == 4  # the first of each who agreed; what Cy stopped was a second
    rows = group_rows(database, "autumn", case, rubric)
    assert {r.attempt.person for r in rows} == {h.person for h in filled} - ed
    again = count_votes([r.attempt for r in rows], [d for r in rows for d in r.decisions])
    assert tally(again) == expected
    assert sorted(r.attempt.number for r in rows) == [1, 1, 1, 1, 2, 2, 3]

    same_tally(tally_in(database, "autumn", case, rubric), tally_of(rows))
    assert tally_in(database, "autumn", case, "0" * 64).attendance.people == 0

    # taken back: gone from the very next figures, and yes again brings them back
    bo = filled[3].person
    for consent, at, without in (
        ("no", "2026-03-03T10:00:00.000+00:00", ed | {bo}),
        ("yes", "2026-03-04T10:00:00.000+00:00", ed),
    ):
        take_consent(
            database,
            id=f"bo {consent}",
            cohort="autumn",
            pseudonym=bo,
            consent="no" if consent == "no" else "yes",
            at=at,
        )
        assert tally(tally_in(database, "autumn", case, rubric).table) == tally(
            by_hand(slowly(filled), tomasz, without)
        )

    erase_person(database, "autumn", bo)
    left = [h for h in filled if h.person != bo]
    assert tally(tally_in(database, "autumn", case, rubric).table) == tally(
        by_hand(slowly(left), tomasz, ed)
    )


def test_files_and_store_are_one_group_and_nobody_counts_twice(
    database: Database, filled: list[HandedIn], tomasz: Material, tmp_path: Path
) -> None:
    agreed = {h.person for h in filled[:-1]}
    for each in filled[2:]:
        said = replace(each, consent="yes" if each.person in agreed else "no")
        (tmp_path / file_name(said)).write_text(render(said), "utf-8")
    (tmp_path / "x.ppsim.json").write_text("?", "utf-8")
    found = read_group([tmp_path], database=database, cohort="autumn")
    ((key, case),) = found.cases.items()
    assert key == (tomasz.case_text.hash, tomasz.rubric_text.hash)
    assert sorted(r.attempt.id for r in case.rows) == sorted(h.id for h in filled[:-1])
    assert sorted(r.attempt.number for r in case.rows) == [1, 1, 1, 1, 2, 2, 3]
    assert (found.not_agreed, len(found.aside)) == (1, 1)
    derive(database)
    by_store = group_rows(database, "autumn", *key)
    assert {r.attempt.id: r for r in by_store} == {r.attempt.id: r for r in case.rows}


def test_two_who_rebuild_at_once_derive_each_attempt_once(
    database: Database, filled: list[HandedIn]
) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    with ThreadPoolExecutor(2) as keepers:
        jobs = [keepers.submit(derive, Database(address)) for _ in range(2)]
        done = [job.result() for job in jobs]
    assert sum(each.derived for each in done) == len(filled)
    assert all(each.unreadable == () for each in done)
    once = derived_rows(database)
    derive(database, everything=True)
    assert derived_rows(database) == once


def test_a_withdrawal_retracts_what_was_shown_and_the_next_figures_are_without_that_person(
    database: Database, journal: Journal, tomasz: Material
) -> None:
    """docs/scoring.md section 12, from a consent taken back in the store to what a room sees."""

    def figures() -> Figures:
        group = read_group([], database=database, cohort="autumn")
        (case,) = group.cases.values()
        roles = [*case.material.rubric.roles.values()]
        return figures_of(case.rows, roles, structure_of(case.maker))

    def come(numbers: range) -> list[HandedIn]:
        came = [handed(journal, play_out(journal, tomasz, seed=n, profile=str(n))) for n in numbers]
        for each in slowly(came):
            take_attempt(database, each, NOW)
            say(each.person, "yes", NOW)
        return came

    def say(person: str, consent: Consent, at: str) -> None:
        take_consent(
            database, id=person + at, cohort="autumn", pseudonym=person, consent=consent, at=at
        )

    first = come(range(8))
    shown = next_issue(figures())
    assert set(shown.people) == {h.person for h in first}
    gone = first[2].person
    say(gone, "no", "2026-03-05T10:00:00.000+00:00")
    retracted = next_issue(figures(), shown)
    assert retracted.retracted
    assert retracted.number == shown.number
    come(range(8, 9))
    assert next_issue(figures(), retracted).retracted
    come(range(9, 11))
    again = next_issue(figures(), retracted)
    assert (again.retracted, again.number) == (False, shown.number + 1)
    assert gone not in again.people
    assert len(again.people) == 10


def derived_rows(database: Database) -> list[list[str]]:
    found = []
    with database.reading() as connection:
        for table in DERIVED:
            names = [c.name for c in table.columns if c.name not in ("id", "scored", "faced")]
            rows = connection.execute(select(*(table.c[name] for name in names)))
            found.append(sorted(repr(tuple(row)) for row in rows))
    return found


def test_rebuilt_rows_are_the_same_and_what_was_handed_in_is_not_touched(
    database: Database, filled: list[HandedIn]
) -> None:
    derive(database)
    before = derived_rows(database)
    assert derive(database, everything=True).derived == len(filled)
    assert derived_rows(database) == before


def test_a_store_whose_rows_lack_the_scores_is_derived_anew(
    database: Database, filled: list[HandedIn], tomasz: Material
) -> None:
    derive(database)
    before = derived_rows(database)
    with database.writing() as connection:  # as ppsim left it before there were any
        for column in ("judgement", "answers"):
            connection.execute(text(f"ALTER TABLE scored DROP COLUMN {column}"))
        connection.execute(META.update().where(META.c.key == "schema").values(value="2"))
        connection.execute(META.delete().where(META.c.key == "schema 3 since"))
    with pytest.raises(StoreError, match="older ppsim"):
        all_derived(database)
    assert bring_up_to_date(database, NOW) == 2
    assert not all_derived(database)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(DECISIONS)).scalar() == 0
    assert derive(database).derived == len(filled)
    assert all_derived(database)
    assert derived_rows(database) == before


def test_what_does_not_replay_enters_no_figure_and_is_named(
    database: Database, filled: list[HandedIn], tomasz: Material
) -> None:
    victim, short = filled[0].id, filled[3].id
    with database.writing() as connection:
        connection.execute(
            update(EVENTS)
            .where(EVENTS.c.attempt == victim, EVENTS.c.kind == "choose")
            .values(json='{"kind":"choose","scene":"x","choice":"y","at":"2026-01-01T00:00:00Z"}')
        )
        connection.execute(EVENTS.delete().where(EVENTS.c.attempt == short, EVENTS.c.n == 0))
    done = derive(database)
    assert done.derived == len(filled) - 2
    assert {attempt for attempt, _ in done.unreadable} == {victim, short}
    assert all_derived(database), "what does not replay is not waited for"
    rows = group_rows(database, "autumn", tomasz.case_text.hash, tomasz.rubric_text.hash)
    assert not {victim, short} & {r.attempt.id for r in rows}


def test_a_text_slipped_in_under_a_known_hash_is_found_out(
    database: Database, filled: list[HandedIn], tomasz: Material
) -> None:
    with database.writing() as connection:
        forged = tomasz.case_text.source.replace("Two cups", "Six cups")
        connection.execute(update(TEXTS).where(TEXTS.c.kind == "case").values(source=forged))
    assert derive(database).derived == 0
    known = {"case": tomasz.case_text.source, "rubric": tomasz.rubric_text.source}
    found = derive(database, lambda text: known[text.kind], everything=True)
    assert (found.derived, found.unreadable) == (len(filled), ())
