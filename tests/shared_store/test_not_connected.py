"""A store that lets nobody in, or is not there: one sentence that says why, and no password."""

from __future__ import annotations

from pathlib import Path

import pytest
from handing_parts import NOW, play_out
from postgres_server import Server

from ppsim.exchange.submitting import send
from ppsim.store.journal import Journal
from ppsim.store.material import Material
from ppsim.store.memberships import decide, join, queue, waiting
from ppsim.store.shared.database import Database
from ppsim.store.shared.failures import StoreError
from ppsim.store.shared.keeping import add_cohort, cohorts
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.roles import roles_sql

SECRET = "sesame/9@x"
TYPED = "sesame%2F9%40x"


@pytest.fixture(scope="module")
def guarded(server: Server) -> str:
    """Host, port and database of a store where the user ``guarded`` needs a password."""
    address = server.new_database()
    name = address.rpartition("/")[2]
    owner = Database(address)
    bring_up_to_date(owner, NOW)
    add_cohort(owner, "autumn", None, NOW)
    server.sql(roles_sql(), name)
    server.sql(f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}' IN ROLE ppsim_submit", name)
    server.ask_for_password("guarded")
    return address.rpartition("@")[2]


def _fails(address: str) -> StoreError:
    with pytest.raises(StoreError) as caught:
        cohorts(Database(address))
    for told in (str(caught.value), Database(address).place, Database(address).identity):
        assert "sesame" not in told
    return caught.value


@pytest.mark.parametrize(
    ("who", "reason", "said"),
    [
        ("guarded", "not-allowed", "asks for a password; a password's place is ~/.pgpass"),
        ("guarded:wrong-sesame", "not-allowed", "does not know this user or password"),
        ("nobody-known", "not-allowed", "does not know this user or password"),
        (f"guarded:{TYPED}", "not-allowed", "this account may not do that"),
    ],
)
def test_who_is_not_let_in_is_told_why_and_at_once(
    guarded: str, who: str, reason: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    found = _fails(f"postgresql://{who}@{guarded}")
    assert (found.reason, said in str(found)) == (reason, True), found


def test_a_database_an_encryption_or_a_word_that_is_not_there_is_told_as_such(guarded: str) -> None:
    server = guarded.rpartition("/")[0]
    found = _fails(f"postgresql://owner@{server}/none")
    assert (found.reason, "no such database" in str(found)) == ("not-found", True)
    found = _fails(f"postgresql://owner@{guarded}?sslmode=require&sslpassword=sesame")
    assert (found.reason, "encryption" in str(found)) == ("not-allowed", True)
    for wrong in ("sslmode=silly", "nonsense=sesame"):
        found = _fails(f"postgresql://owner@{guarded}?{wrong}")
        assert (found.reason, "no address of a store" in str(found)) == ("usage", True), wrong
    assert _fails("postgresql://owner:sesame@127.0.0.1:1/x").reason == "away"
    found = _fails("postgresql://owner:sesame@no-such-host.invalid/x")
    assert (found.reason, "host is not known here" in str(found)) == ("away", True)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:/owner:sesame@host/x",
        "postgresql://owner:sesame@host:port/x",
        "postgresql://host:port/x?password=sesame",
        "host=somewhere password=sesame dbname=x",
        "https://owner:sesame@host/x",
    ],
)
def test_what_was_mistyped_is_not_repeated_with_its_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        Database(address)
    assert caught.value.reason == "usage"
    assert "sesame" not in str(caught.value)
    assert "postgresql://user@host/database" in str(caught.value)


def test_a_wrong_password_is_not_tried_again_and_what_waits_goes_with_the_right_one(
    guarded: str, journal: Journal, tomasz: Material
) -> None:
    attempt = play_out(journal, tomasz, seed=1, profile="Ada")
    wrong = Database(f"postgresql://guarded:wrong@{guarded}")
    join(journal, "Ada", "autumn")
    queue(journal, decide(journal, "Ada", "autumn", "yes"), attempt.id, wrong.identity)
    pauses: list[float] = []
    came = send(journal, wrong, sleep=pauses.append)
    assert (came.attempts, len(came.left), pauses) == (0, 2, [])
    right = Database(f"postgresql://guarded:{TYPED}@{guarded}?sslmode=disable")
    came = send(journal, right, sleep=pauses.append)
    assert (came.attempts, came.consents, came.left) == (1, 1, ())
    assert waiting(journal) == ()


def test_one_store_is_one_however_it_is_typed(tmp_path: Path) -> None:
    same = (
        "postgresql://db.example.org/ppsim",
        "postgres://ada:sesame@DB.example.org:5432/ppsim?sslmode=require",
        "postgresql+psycopg://eve@db.example.org/ppsim?connect_timeout=3",
    )
    assert len({Database(address).identity for address in same}) == 1
    others = ("postgresql://db.example.org/other", "postgresql://db.example.org:5433/ppsim")
    assert len({Database(address).identity for address in (same[0], *others)}) == 3
    (tmp_path / "link").symlink_to(tmp_path / "a.db")
    named = (str(tmp_path / "a.db"), f"sqlite:///{tmp_path}/a.db", str(tmp_path / "link"))
    assert len({Database(address).identity for address in named}) == 1
    assert "sesame" not in Database(same[1]).place


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    found = _fails(str(tmp_path))
    assert (found.reason, "is a folder, and a store is one file" in str(found)) == ("usage", True)
