"""The shared store on both databases: taken in once, erased whole, migrated without loss."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from handing_parts import MARKER, NOW, handed, play_out
from postgres_server import Server
from sqlalchemy import func, select

from ppsim.store.handed_in import HandedIn
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.shared.database import Database
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.intake import take_attempt, take_consent
from ppsim.store.shared.keeping import add_cohort, cohorts, erase_person, expire
from ppsim.store.shared.migrations import VERSION, bring_up_to_date
from ppsim.store.shared.roles import roles_sql
from ppsim.store.shared.tables import ANNEX, ATTEMPTS, EVENTS, HANDED_IN, META, PROFILES, TEXTS


@pytest.fixture
def one(journal: Journal, tomasz: Material) -> HandedIn:
    return handed(journal, play_out(journal, tomasz, seed=4))


def count(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in HANDED_IN
        }


def everything(database: Database) -> str:
    with database.reading() as connection:
        return repr([connection.execute(select(table)).all() for table in HANDED_IN])


def test_what_is_sent_twice_is_there_once_and_whole(database: Database, one: HandedIn) -> None:
    take_attempt(database, one, NOW)
    once = everything(database)
    take_attempt(database, one, "2026-04-01T10:00:00.000+00:00")
    assert everything(database) == once
    assert count(database) == {
        "cohorts": 1,
        "texts": 2,
        "profiles": 1,
        "consents": 0,
        "attempts": 1,
        "events": len(one.events),
        "annex": 0,
    }
    assert MARKER not in once


def test_only_what_was_picked_out_reaches_the_store(
    database: Database, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=4)
    (note,) = journal.annex(attempt.id, "note")
    for _ in range(2):
        take_attempt(database, handed(journal, attempt, picked=(note.id,)), NOW)
    with database.reading() as connection:
        assert [*connection.execute(select(ANNEX.c.kind, ANNEX.c.words))] == [("note", note.words)]
    assert everything(database).count(MARKER) == 1


def test_an_unknown_cohort_is_refused_and_leaves_nothing(database: Database, one: HandedIn) -> None:
    before = everything(database)
    object.__setattr__(one, "cohort", "autum")
    with pytest.raises(StoreError, match="no such cohort") as caught:
        take_attempt(database, one, NOW)
    assert caught.value.reason == "refused"
    assert everything(database) == before


def test_erasing_a_person_leaves_nothing_of_them_and_all_of_the_others(
    database: Database, journal: Journal, tomasz: Material
) -> None:
    ada = [handed(journal, play_out(journal, tomasz, seed=s, profile="Ada")) for s in (1, 2)]
    bo = handed(journal, play_out(journal, tomasz, seed=3, profile="Bo"))
    for each in (*ada, bo):
        take_attempt(database, each, NOW)
    take_consent(database, id="c1", cohort="autumn", pseudonym=ada[0].person, consent="yes", at=NOW)
    assert erase_person(database, "autumn", ada[0].person) == 2
    left = everything(database)
    assert ada[0].person not in left
    assert ada[0].id not in left
    assert bo.person in left
    assert count(database)["texts"] == 2
    with pytest.raises(StoreError, match="nobody called"):
        erase_person(database, "autumn", ada[0].person)
    if database.is_file:
        raw = Path(str(database.engine.url.database)).read_bytes()
        assert ada[0].person.encode() not in raw
        assert bo.person.encode() in raw


def test_rows_go_when_their_date_is_past(
    database: Database, journal: Journal, tomasz: Material
) -> None:
    take_attempt(database, handed(journal, play_out(journal, tomasz, seed=1)), NOW)
    add_cohort(database, "short", date(2026, 6, 1), NOW)
    take_attempt(database, handed(journal, play_out(journal, tomasz, seed=2), "short"), NOW)
    assert expire(database, date(2026, 6, 1)) == 0
    assert expire(database, date(2026, 6, 2)) == 1
    assert [(row.id, row.attempts) for row in cohorts(database)] == [("autumn", 1), ("short", 0)]
    assert expire(database, date(2027, 3, 2)) == 0
    assert expire(database, date(2027, 3, 3)) == 1
    assert {n for t, n in count(database).items() if t != "cohorts"} == {0}


def test_an_older_store_is_brought_up_to_date_with_all_that_it_held(
    tmp_path: Path, one: HandedIn
) -> None:
    database = Database(str(tmp_path / "old.db"))
    assert bring_up_to_date(database, NOW, to=1) == 0
    add_cohort_before = pytest.raises(StoreError, match="older ppsim")
    with add_cohort_before:
        add_cohort(database, "autumn", None, NOW)
    with database.writing() as connection:
        connection.execute(
            HANDED_IN[0].insert().values(id="autumn", keep_until=None, created_at=NOW)
        )
    assert bring_up_to_date(database, NOW) == 1
    take_attempt(database, one, NOW)
    assert bring_up_to_date(database, NOW) == VERSION
    assert count(database)["attempts"] == 1

    with database.writing() as connection:
        connection.execute(META.update().where(META.c.key == "schema").values(value="99"))
    with pytest.raises(StoreError, match="newer ppsim"):
        take_attempt(database, one, NOW)
    with pytest.raises(StoreError, match="newer ppsim"):
        bring_up_to_date(database, NOW)


def test_what_is_no_store_is_left_untouched(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        bring_up_to_date(Database(str(other)), NOW)
    text = tmp_path / "notes.txt"
    text.write_text("a" * 5000)
    with pytest.raises(StoreError, match="no store of ppsim"):
        bring_up_to_date(Database(str(text)), NOW)
    assert text.read_text() == "a" * 5000
    with pytest.raises(StoreError, match="there is no store"):
        cohorts(Database(str(tmp_path / "absent.db")))
    assert not (tmp_path / "absent.db").exists()


@pytest.mark.parametrize("address", ["mysql://h/d", "://", "sqlite://", "postgresql://h:port/d"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        Database(address)
    assert caught.value.reason == "usage"


def test_a_password_is_in_no_message() -> None:
    database = Database("postgresql://trainees:sesame@127.0.0.1:1/store")
    assert "sesame" not in database.place
    with pytest.raises(StoreError) as caught:
        cohorts(database)
    assert caught.value.reason == "away"
    assert "sesame" not in str(caught.value)


def test_who_may_submit_reads_nothing_and_who_may_read_changes_nothing(
    server: Server, one: HandedIn
) -> None:
    address = server.new_database()
    name = address.rpartition("/")[2]
    owner = Database(address)
    bring_up_to_date(owner, NOW)
    add_cohort(owner, "autumn", None, NOW)
    for _ in range(2):
        server.sql(roles_sql(), name)
    server.sql("CREATE ROLE trainees LOGIN IN ROLE ppsim_submit", name)
    server.sql("CREATE ROLE reader LOGIN IN ROLE ppsim_read", name)

    trainee = Database(server.url(name, "trainees"))
    for _ in range(2):
        take_attempt(trainee, one, NOW)
        take_consent(trainee, id="c", cohort="autumn", pseudonym=one.person, consent="yes", at=NOW)
    assert count(owner)["events"] == len(one.events)
    for table in (ATTEMPTS, EVENTS, PROFILES, TEXTS, ANNEX):
        with pytest.raises(StoreError, match="may not") as caught, trainee.reading() as connection:
            connection.execute(select(table))
        assert caught.value.reason == "not-allowed"
        with pytest.raises(StoreError, match="may not"), trainee.writing() as connection:
            connection.execute(table.delete())

    reader = Database(server.url(name, "reader"))
    assert cohorts(reader)[0].attempts == 1
    with pytest.raises(StoreError, match="may not"):
        erase_person(reader, "autumn", one.person)
    with pytest.raises(StoreError, match="may not"):
        take_attempt(reader, one, NOW)


@pytest.mark.parametrize("name", ["x; DROP TABLE attempts", "", "A", 'a"b'])
def test_a_role_is_a_plain_name(name: str) -> None:
    with pytest.raises(StoreError, match="plain name"):
        roles_sql(submit=name)
