"""What the database counts and sums, beside the same in memory, for any rows: to the last digit."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest
from handing_parts import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgres_server import Server
from sqlalchemy import text

from ppsim.store.shared import counting, summing
from ppsim.store.shared.asking import group_rows, pseudonym_like, pseudonyms
from ppsim.store.shared.counting import judged, scores, tally
from ppsim.store.shared.database import Database
from ppsim.store.shared.keeping import add_cohort
from ppsim.store.shared.migrations import bring_up_to_date
from ppsim.store.shared.tables import (
    ATTEMPTS,
    CONSENTS,
    DECISIONS,
    ECHOES,
    FACED,
    PROFILES,
    SCORED,
)
from scoring.cohort.counts import VoteTable
from scoring.cohort.item_scores import answers_of, item_scores
from scoring.cohort.rehearsal import judgement_of
from scoring.cohort.rows import (
    Attempt,
    Decision,
    EchoRow,
    Faced,
    OptionFacts,
    Rows,
    faced_to_json,
)
from scoring.cohort.tally import Tally, tally_of
from scoring.echo import Outcome

CASE, RUBRIC = "c" * 64, "a" * 64


def faced(scene: str, *weights: float, **other: Any) -> Faced:
    options = tuple(
        OptionFacts(f"o{n}", w, "reflective" if w > 0 else "reactive" if w < 0 else "neutral")
        for n, w in enumerate(weights)
    )
    return Faced(scene, "therapy", options, **other)


HOUR = faced("hour", 1, -1, k=2, spine=True)
PLACES = (
    HOUR,
    faced("desk", 1, round(1 / 3, 9), 0, -0.7, spine=True),
    faced("odd", 0.123456789, -1.987654321, 2, spine=True),  # finer than a database can sum
    faced("last", -2, 1.25, spine=True),
    replace(HOUR, options=(*HOUR.options, OptionFacts("late", -2, "reactive")), spine=False),
    faced("side", 2, 0.5, -0.5, k=2),
    faced("told", 1, 1, scored=False, what="that you lost somebody too"),
)
"""The first four are met by most, always with the same options; the fifth is the first's scene."""


@dataclass(frozen=True)
class Group:
    rows: tuple[Rows, ...]
    agreed: frozenset[str]


@st.composite
def groups(draw: st.DrawFn) -> Group:
    rows = []
    agreed = set()
    for person in range(draw(st.integers(1, 9))):
        name = f"p{person}"
        if draw(st.sampled_from((True, True, True, False))):
            agreed.add(name)
        first = draw(st.sampled_from((1, 1, 1, 2)))  # at another text of the case before
        for number in range(first, first + draw(st.sampled_from((1, 2, 3)))):
            rows.append(_attempt(draw, f"{name}-{number}", name, number))
    return Group(tuple(rows), frozenset(agreed))


def _attempt(draw: st.DrawFn, id_: str, person: str, number: int) -> Rows:
    finished = draw(st.sampled_from((True, True, True, False)))
    ending = draw(st.sampled_from(("door", "stairs"))) if finished else None
    whole = draw(st.sampled_from((True, True, False)))
    met = [f for f in PLACES if (whole and f in PLACES[:4]) or draw(st.booleans())]
    met = draw(st.permutations([f for f in met if f.scene != "hour" or f is HOUR or not whole]))
    met = [f for n, f in enumerate(met) if f.scene not in {g.scene for g in met[:n]}]
    chosen = [draw(st.sampled_from(f.offered)) for f in met]
    to = [*(f.scene for f in met[1:]), ending]
    attempt = Attempt(
        id=id_,
        person=person,
        case=CASE,
        case_id="generated",
        rubric=RUBRIC,
        number=number,
        state="finished" if finished else "stopped",
        ending="held" if finished else None,
        ending_scene=ending,
        began=NOW,
        ended=NOW,
        too_fast=draw(st.sampled_from((False, False, False, True))),
    )
    decisions = tuple(
        Decision(id_, n, f, c, leads_to)
        for n, (f, c, leads_to) in enumerate(zip(met, chosen, to, strict=False), start=1)
    )
    outcomes: list[Outcome] = draw(st.lists(st.sampled_from(("echo", "broken")), max_size=3))
    echoes = tuple(
        EchoRow(id_, "giving", n, draw(st.booleans()), outcome, None)
        for n, outcome in enumerate(outcomes, start=1)
    )
    return Rows(attempt, decisions, echoes)


def fill(database: Database, group: Group) -> None:
    """Put rows into the store as deriving would, in place of what is there."""
    ids = {f: n for n, f in enumerate(PLACES, start=1)}
    people = sorted({r.attempt.person for r in group.rows})
    with database.writing() as connection:
        for table in (DECISIONS, ECHOES, SCORED, FACED, ATTEMPTS, CONSENTS, PROFILES):
            connection.execute(table.delete())
        for name in people:
            profile = {"id": f"autumn/{name}", "cohort": "autumn", "name": name}
            connection.execute(PROFILES.insert().values(**profile, created_at=NOW))
            said = "yes" if name in group.agreed else "no"
            word = {"id": name, "profile": profile["id"], "consent": said, "at": NOW}
            connection.execute(CONSENTS.insert().values(**word))
        for f, id_ in ids.items():
            row = {"id": id_, "key": json.dumps(f.key), "json": json.dumps(faced_to_json(f))}
            connection.execute(FACED.insert().values(**row, case_hash=CASE, rubric_hash=RUBRIC))
        for scored, rows in enumerate(group.rows, start=1):
            a = rows.attempt
            profile_id = f"autumn/{a.person}"
            connection.execute(ATTEMPTS.insert().values(**_handed_in(a, profile_id)))
            connection.execute(
                SCORED.insert().values(
                    id=scored,
                    attempt=a.id,
                    profile=profile_id,
                    cohort="autumn",
                    case_hash=CASE,
                    rubric_hash=RUBRIC,
                    number=a.number,
                    state=a.state,
                    ending=a.ending,
                    ending_scene=a.ending_scene,
                    too_fast=a.too_fast,
                    judgement=judgement_of(rows.decisions),
                    answers=answers_of(rows.decisions),
                )
            )
            for d in rows.decisions:
                what = {"n": d.n, "faced": ids[d.faced], "chosen": d.chosen, "leads_to": d.leads_to}
                connection.execute(DECISIONS.insert().values(scored=scored, **what))
            for e in rows.echoes:
                kinds: dict[str, Any] = {"pattern": e.pattern, "pair": e.pair, "outcome": e.outcome}
                connection.execute(
                    ECHOES.insert().values(scored=scored, counted=e.counted, **kinds)
                )


def _handed_in(a: Attempt, profile: str) -> dict[str, Any]:
    return {
        "id": a.id,
        "profile": profile,
        "case_id": a.case_id,
        "case_version": "1.0.0",
        "case_hash": CASE,
        "rubric_id": "core",
        "rubric_version": "1.0.0",
        "rubric_hash": RUBRIC,
        "seed": 1,
        "mode": a.mode,
        "started_at": NOW,
        "changed_at": NOW,
        "state": a.state,
        "events": 1,
        "received_at": NOW,
        "keep_until": "2027-03-02",
    }


def plain(found: Tally) -> tuple[Tally, Counter[tuple[Any, str, int]]]:
    """A tally, and its cells, whose order means nothing."""
    cells = Counter((c.faced.key, c.chosen, c.count) for c in found.table.cells)
    return replace(found, table=VoteTable(found.table.attempts, ())), cells


ANY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ANY
@given(group=groups())
def test_the_database_sums_what_is_summed_in_memory(database: Database, group: Group) -> None:
    fill(database, group)
    asked = (database, "autumn", CASE, RUBRIC)
    rows = [r for r in group.rows if r.attempt.person in group.agreed]
    expected = tally_of(rows)
    found = tally(*asked)
    assert plain(found) == plain(expected)
    assert plain(tally(*asked, ways=False)) == plain(replace(expected, routes=None))

    attempts = [r.attempt for r in rows]
    decisions = [d for r in rows for d in r.decisions]
    if found.items.items:
        assert scores(*asked, found.items) == item_scores(attempts, decisions)
    by_hand = {r.attempt.person: judgement_of(r.decisions) for r in rows if r.attempt.counts}
    assert dict(judged(*asked)) == {p: a for p, a in by_hand.items() if a is not None}
    assert pseudonyms(*asked) == tuple(sorted({a.person for a in attempts}))
    assert {r.attempt.id for r in group_rows(*asked)} == {a.id for a in attempts}


@settings(ANY, max_examples=4)
@given(group=groups())
def test_sums_that_are_asked_for_in_parts_are_the_same(
    database: Database, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, group)
    asked = (database, "autumn", CASE, RUBRIC)
    whole = tally(*asked).items
    with monkeypatch.context() as patched:
        patched.setattr(summing, "COLUMNS", 2)
        assert tally(*asked).items == whole


def test_of_those_who_took_consent_back_nothing_is_summed(database: Database) -> None:
    rows = tuple(
        Rows(
            Attempt(
                f"a{n}", f"p{n}", CASE, "generated", RUBRIC, ending_scene="door", ending="held"
            ),
            tuple(Decision(f"a{n}", i, f, f.offered[n % 2]) for i, f in enumerate(PLACES[:4], 1)),
        )
        for n in range(6)
    )
    fill(database, Group(rows, frozenset(f"p{n}" for n in range(6))))
    asked = (database, "autumn", CASE, RUBRIC)
    assert tally(*asked).items.n == 6
    with database.writing() as connection:
        no = {"id": "no", "profile": "autumn/p3", "consent": "no", "at": NOW}
        connection.execute(CONSENTS.insert().values(**no))
    assert plain(tally(*asked)) == plain(tally_of([r for r in rows if r.attempt.person != "p3"]))
    assert pseudonyms(*asked) == ("p0", "p1", "p2", "p4", "p5")
    assert pseudonym_like(database, "autumn", "demo-%") is None
    assert pseudonym_like(database, "autumn", "p%") in {f"p{n}" for n in range(6)}


def test_postgresql_knows_what_is_set_for_sums_and_what_it_lacks_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(server.new_database())
    bring_up_to_date(database, NOW)
    add_cohort(database, "autumn", None, NOW)
    with database.reading() as connection:
        counting.for_sums(connection)
        for name, value in counting.FOR_SUMS.items():
            assert connection.execute(text(f"SHOW {name}")).scalar_one() == value
    with monkeypatch.context() as patched:
        patched.setattr(counting, "FOR_SUMS", {"of_another_database": "1"})
        assert tally(database, "autumn", CASE, RUBRIC).attendance.began == 0
    database.close()
