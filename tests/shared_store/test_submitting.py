"""Handing in to a store that comes and goes: everything arrives, once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from handing_parts import NOW, handed, play_out
from postgres_server import Server
from sqlalchemy import func, select

from ppsim.exchange.submitting import send
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.memberships import decide, join, membership, queue, waiting
from ppsim.store.shared.database import Database
from ppsim.store.shared.intake import take_attempt
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.tables import ATTEMPTS, CONSENTS, EVENTS, PROFILES

TRAINEES = 50
STOPS = 3


def queued(journal: Journal, attempt: str, store: str, profile: str = "Ada") -> None:
    join(journal, profile, "autumn")
    queue(journal, decide(journal, profile, "autumn", "yes"), attempt, store)


def test_what_cannot_be_sent_waits_and_is_sent_later(
    tmp_path: Path, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=1, profile="Ada")
    store = Database(str(tmp_path / "store.db"))
    gone = Database("postgresql://nobody@127.0.0.1:1/none")
    queued(journal, attempt.id, gone.identity)
    queued(journal, attempt.id, store.identity)
    pauses: list[float] = []
    came = send(journal, gone, sleep=pauses.append, pauses=(1.0, 2.0))
    assert (came.attempts, came.consents, len(came.left)) == (0, 0, 2)
    assert came.reason is not None
    assert came.reason.reason == "away"
    assert [0.5 <= pauses[0] <= 1.0, 1.0 <= pauses[1] <= 2.0, len(pauses)] == [True, True, 2]

    bring_up_to_date(store, NOW)
    assert send(journal, store, sleep=pauses.append).reason is not None  # no such cohort yet
    add_cohort(store, "autumn", None, NOW)
    came = send(journal, store, sleep=pauses.append)
    assert (came.attempts, came.consents, came.left, came.reason) == (1, 1, (), None)
    assert send(journal, store, sleep=pauses.append).attempts == 0
    assert len(waiting(journal, gone.identity)) == 2
    queued(journal, attempt.id, store.identity)
    assert waiting(journal, store.identity) == ()


def test_a_consent_taken_back_is_sent_wherever_something_was_handed_in(
    tmp_path: Path, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=1, profile="Ada")
    stores = [Database(str(tmp_path / name)) for name in ("a.db", "b.db")]
    for store in stores:
        bring_up_to_date(store, NOW)
        add_cohort(store, "autumn", None, NOW)
        queued(journal, attempt.id, store.identity)
        send(journal, store, sleep=time.sleep)
    decide(journal, "Ada", "autumn", "no")
    journal.erase_attempt(attempt.id)  # what was said of being counted outlives the attempt
    assert membership(journal, "Ada", "autumn") is not None
    for store in stores:
        assert send(journal, store, sleep=time.sleep).consents == 1
        with store.reading() as connection:
            said = connection.execute(select(CONSENTS.c.consent).order_by(CONSENTS.c.at)).scalars()
            assert [*said] == ["yes", "no"]


def test_a_withdrawal_still_goes_out_after_the_person_was_erased_here(
    tmp_path: Path, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=1, profile="Ada")
    store = Database(str(tmp_path / "a.db"))
    queued(journal, attempt.id, store.identity)
    decide(journal, "Ada", "autumn", "no")
    journal.erase_person("Ada")
    assert [(w.attempt, w.consent) for w in waiting(journal)] == [(None, "yes"), (None, "no")]


def _trainee(folder: Path, address: str) -> None:
    """One trainee's machine: hand in until nothing waits any more."""
    with Journal(folder / "attempts.db") as journal:
        database = Database(address)
        for _ in range(100):
            came = send(journal, database, sleep=time.sleep, pauses=(0.05, 0.1, 0.2, 0.4))
            if not came.left:
                return
            assert came.reason is not None
            assert came.reason.reason == "away", came.reason


def test_fifty_hand_in_at_once_while_the_server_stops_three_times_and_all_arrive_once(
    tmp_path: Path, tomasz: Material, server: Server
) -> None:
    address = server.new_database()
    database = Database(address)
    bring_up_to_date(database, NOW)
    add_cohort(database, "autumn", None, NOW)
    expected: dict[str, int] = {}
    folders = []
    for number in range(TRAINEES):
        folder = tmp_path / str(number)
        with Journal(folder / "attempts.db") as journal:
            for seed in (2 * number, 2 * number + 1):
                attempt = play_out(journal, tomasz, seed=seed, profile="me")
                queued(journal, attempt.id, database.identity, "me")
                one = handed(journal, attempt)
                expected[one.id] = len(one.events)
        folders.append(folder)

    def arrived() -> int:
        with database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(ATTEMPTS)).scalar_one())

    with ThreadPoolExecutor(TRAINEES) as machines:
        done = [machines.submit(_trainee, folder, address) for folder in folders]
        for stop in range(1, STOPS + 1):
            while arrived() < stop * TRAINEES // 4 and not any(d.done() for d in done):
                pass
            server.stop("immediate" if stop == 2 else "fast")
            server.start()
        for each in done:
            each.result()

    with database.reading() as connection:
        there = connection.execute(
            select(EVENTS.c.attempt, func.count()).group_by(EVENTS.c.attempt)
        )
        assert {row[0]: row[1] for row in there} == expected
        attempts = connection.execute(select(ATTEMPTS.c.id, ATTEMPTS.c.events))
        assert {row[0]: row[1] for row in attempts} == expected
        people = connection.execute(select(func.count()).select_from(PROFILES)).scalar_one()
        consents = connection.execute(select(func.count()).select_from(CONSENTS)).scalar_one()
        assert (people, consents) == (TRAINEES, TRAINEES)
    for folder in folders:
        with Journal(folder / "attempts.db") as journal:
            assert waiting(journal) == ()


@pytest.mark.parametrize("writers", [8])
def test_many_write_at_once_to_one_file(
    tmp_path: Path, journal: Journal, tomasz: Material, writers: int
) -> None:
    address = str(tmp_path / "store.db")
    database = Database(address)
    bring_up_to_date(database, NOW)
    add_cohort(database, "autumn", None, NOW)
    attempts = [handed(journal, play_out(journal, tomasz, seed=s)) for s in range(writers)]

    def write(number: int) -> None:
        own = Database(address)
        for each in attempts[number:] + attempts[:number]:
            take_attempt(own, each, NOW)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        there = connection.execute(
            select(EVENTS.c.attempt, func.count()).group_by(EVENTS.c.attempt)
        )
        assert {row[0]: row[1] for row in there} == {a.id: len(a.events) for a in attempts}
