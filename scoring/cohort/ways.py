"""How a group went through a case: how many began and finished, where ways led, what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.cohort.missing import COUNTED, PAIRS_OF_BLOCKS
from scoring.cohort.rows import Attempt, Decision, EchoRow
from scoring.intervals import Share, share

ROUTE = 5
"""A whole way through shared by fewer is a lone path, and never shown."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many there were. Counts only: nobody who stopped is ever listed."""

    people: int
    began: int
    """First attempts."""
    finished: int
    """Of these, those that reached an ending."""
    too_fast: int
    """Of those finished, faster than reading; in no other figure."""
    counted: int
    """First attempts in the group figures."""
    again: int
    """Later attempts: rehearsal."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From one decision, by one option, to the next decision or an ending: how many went so."""

    scene: str
    option: str
    to: str
    count: int
    missing: str = COUNTED


@dataclass(frozen=True, slots=True)
class EndingVotes:
    """One ending, and how many came to it."""

    scene: str
    kind: str
    reached: Share
    missing: str = COUNTED


@dataclass(frozen=True, slots=True)
class Route:
    """A whole way through, as the options taken at each decision; shared by five or more."""

    choices: tuple[tuple[str, str], ...]
    """(scene, option) pairs in order."""
    count: int


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways taken by five or more, and how many attempts went ways of their own."""

    shared: tuple[Route, ...]
    lone: int


@dataclass(frozen=True, slots=True)
class EchoMap:
    """One pattern over the group: pairs of blocks by what became of it."""

    pattern: str
    pairs: int
    """In which it was on offer and avoidable on both sides."""
    not_taken: int
    """Not drawn in with the client: the best that can happen."""
    echoed: int
    """Drawn in, and done again with the supervisor."""
    broken: int
    """Drawn in, and seen with the supervisor; those carried back included."""
    not_echoed: int
    """Drawn in; neither done again nor seen."""
    carried_back: int
    missing: str = PAIRS_OF_BLOCKS


def attendance(attempts: Iterable[Attempt]) -> Attendance:
    """Count who began and who finished, over the attempts of one case."""
    found = tuple(attempts)
    first = [a for a in found if a.number == 1]
    finished = [a for a in first if a.state == "finished"]
    return Attendance(
        people=len({a.person for a in found}),
        began=len(first),
        finished=len(finished),
        too_fast=sum(a.too_fast for a in finished),
        counted=sum(a.counts for a in first),
        again=sum(a.number > 1 for a in found),
    )


def flow(attempts: Iterable[Attempt], decisions: Iterable[Decision]) -> tuple[Edge, ...]:
    """Edges with their counts; a database's GROUP BY scene, chosen, leads_to gives the same."""
    counted = {a.id for a in attempts if a.counts}
    found = Counter(
        (d.faced.scene, d.chosen, d.leads_to)
        for d in decisions
        if d.attempt in counted and d.leads_to is not None
    )
    return tuple(
        Edge(scene, option, to, count)
        for (scene, option, to), count in sorted(
            ((key, n) for key, n in found.items()), key=lambda item: (item[0][0], item[0][1:])
        )
        if to is not None
    )


def endings(attempts: Iterable[Attempt]) -> tuple[EndingVotes, ...]:
    """How often each ending was reached, by scene id."""
    counted = [a for a in attempts if a.counts and a.ending_scene is not None]
    found = Counter((a.ending_scene or "", a.ending or "") for a in counted)
    return tuple(
        EndingVotes(scene, kind, share(n, len(counted), "attempts that count"))
        for (scene, kind), n in sorted(found.items())
    )


def routes(attempts: Iterable[Attempt], decisions: Iterable[Decision]) -> Routes:
    """Whole ways through, those shared by five or more named, the others counted."""
    counted = {a.id for a in attempts if a.counts}
    taken: dict[str, list[tuple[int, str, str]]] = {}
    for d in decisions:
        if d.attempt in counted:
            taken.setdefault(d.attempt, []).append((d.n, d.faced.scene, d.chosen))
    return routes_of(
        Counter(
            tuple((scene, option) for _, scene, option in sorted(way)) for way in taken.values()
        )
    )


def routes_of(found: Mapping[tuple[tuple[str, str], ...], int]) -> Routes:
    """The same of whole ways that were counted: (scene, option) pairs in order -> how many."""
    shared = sorted((Route(way, n) for way, n in found.items() if n >= ROUTE), key=_route_order)
    return Routes(tuple(shared), sum(n for n in found.values() if n < ROUTE))


def _route_order(route: Route) -> tuple[int, tuple[tuple[str, str], ...]]:
    return -route.count, route.choices


def echo_map(attempts: Iterable[Attempt], echoes: Iterable[EchoRow]) -> tuple[EchoMap, ...]:
    """What came back in supervision, pattern by pattern (docs/scoring.md section 8)."""
    counted = {a.id for a in attempts if a.counts}
    found: dict[str, list[EchoRow]] = {}
    for row in echoes:
        if row.attempt in counted and row.counted:
            found.setdefault(row.pattern, []).append(row)
    return tuple(
        EchoMap(
            pattern=pattern,
            pairs=len(rows),
            not_taken=sum(r.outcome == "not_taken" for r in rows),
            echoed=sum(r.outcome == "echo" for r in rows),
            broken=sum(r.outcome == "broken" for r in rows),
            not_echoed=sum(r.outcome == "not_echoed" for r in rows),
            carried_back=sum(r.carried == "carried_back" for r in rows),
        )
        for pattern, rows in sorted(found.items())
    )
