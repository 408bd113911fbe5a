"""What came back in supervision: echo, broken, carried back (docs/scoring.md section 8).

After Tracey, Bludworth & Glidden-Tracey (2012): in supervision the trainee takes the client's
position, and then the supervisor's with the client.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from scoring.decisions import Met, by_pick, carries
from scoring.record import AttemptRecord, Pattern, Phase

BREAKING = frozenset({"SUP.AFFECT", "SUP.PARALLEL"})
"""One of these in supervision, and none of the pattern's codes, breaks it."""
CARRYING = frozenset({"SUP.CARRY"})
"""Turns what was seen in supervision into something to do with the client."""

Outcome = Literal["echo", "broken", "not_echoed", "not_taken"]
CarriedBack = Literal["carried_back", "not_carried_back", "no_occasion"]


@dataclass(frozen=True, slots=True)
class Block:
    """A maximal run of picks of one phase, picks ``between`` sessions skipped."""

    phase: Phase
    picks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EchoPair:
    """One pattern over one therapy block and the supervision block that follows it."""

    pattern: str
    therapy: Block
    supervision: Block
    counted: bool
    """On offer and avoidable on both sides; only such pairs enter the counts."""
    outcome: Outcome
    taken_in_therapy: tuple[int, ...]
    taken_in_supervision: tuple[int, ...]
    broken_at: tuple[int, ...] = ()
    carried: CarriedBack | None = None
    """Judged only where the pattern was broken and SUP.CARRY taken."""
    carried_at: tuple[int, ...] = ()
    """Where SUP.CARRY was taken."""


@dataclass(frozen=True, slots=True)
class Echo:
    """The parallel of one attempt. ``pairs`` holds the pairs counted and those that were not."""

    pairs: tuple[EchoPair, ...]
    counted: int
    echoed: int
    broken: int
    """Those carried back included."""
    carried_back: int


def blocks(record: AttemptRecord) -> tuple[Block, ...]:
    """Cut the picks into blocks; a phase passed through without any pick splits nothing."""
    kept = [(i, p.phase) for i, p in enumerate(record.picks) if p.phase != "between"]
    runs = groupby(kept, key=lambda pair: pair[1])
    return tuple(Block(phase, tuple(i for i, _ in run)) for phase, run in runs)


def echo(record: AttemptRecord, met: Sequence[Met]) -> Echo | None:
    """Judge every pattern over every pair of blocks; ``None`` where the parallel is one of life."""
    if record.parallel != "process":
        return None
    cut = blocks(record)
    found = by_pick(met)
    pairs: list[EchoPair] = []
    for pattern in record.patterns:
        for i, block in enumerate(cut):
            if block.phase != "therapy":
                continue
            after = next((j for j in range(i + 1, len(cut)) if cut[j].phase == "supervision"), None)
            if after is not None:
                pairs.append(_pair(pattern, block, cut[after], cut[after + 1 :], found))
    counted = [p for p in pairs if p.counted]
    return Echo(
        pairs=tuple(pairs),
        counted=len(counted),
        echoed=sum(p.outcome == "echo" for p in counted),
        broken=sum(p.outcome == "broken" for p in counted),
        carried_back=sum(p.carried == "carried_back" for p in counted),
    )


def _pair(
    pattern: Pattern,
    therapy: Block,
    supervision: Block,
    later: Sequence[Block],
    found: dict[int, Met],
) -> EchoPair:
    drawn_in = _taken(therapy, pattern.therapy, found)
    again = _taken(supervision, pattern.supervision, found)
    breaking = _taken(supervision, BREAKING, found)
    carrying = _taken(supervision, CARRYING, found)
    outcome: Outcome
    if not drawn_in:
        outcome = "not_taken"
    elif again:
        outcome = "echo"
    elif breaking:
        outcome = "broken"
    else:
        outcome = "not_echoed"
    carried: CarriedBack | None = None
    if outcome == "broken" and carrying:
        carried = _carried(pattern, later, found)
    return EchoPair(
        pattern=pattern.id,
        therapy=therapy,
        supervision=supervision,
        counted=_declinable(therapy, pattern.therapy, found)
        and _declinable(supervision, pattern.supervision, found),
        outcome=outcome,
        taken_in_therapy=drawn_in,
        taken_in_supervision=again,
        broken_at=breaking if outcome == "broken" else (),
        carried=carried,
        carried_at=carrying if outcome == "broken" else (),
    )


def _carried(pattern: Pattern, later: Sequence[Block], found: dict[int, Met]) -> CarriedBack:
    for block in later:
        if block.phase == "therapy" and _declinable(block, pattern.therapy, found):
            gave_in = _taken(block, pattern.therapy, found)
            return "not_carried_back" if gave_in else "carried_back"
    return "no_occasion"


def _taken(block: Block, codes: frozenset[str], found: dict[int, Met]) -> tuple[int, ...]:
    return tuple(i for i in block.picks if i in found and carries(found[i].pick.option, codes))


def _declinable(block: Block, codes: frozenset[str], found: dict[int, Met]) -> bool:
    """On offer at a decision of the block, and at none of them the only thing on offer."""
    offering = False
    for i in block.picks:
        if i not in found:
            continue
        carrying = [carries(o, codes) for o in found[i].pick.offered]
        if all(carrying):
            return False
        offering = offering or any(carrying)
    return offering
