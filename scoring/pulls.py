"""Pulls given in to, in verbs and out of how often (docs/scoring.md section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.decisions import Met, carries
from scoring.rubric import Role, Rubric


@dataclass(frozen=True, slots=True)
class Pull:
    """One role of the rubric: taken, offered, and what random picking would take."""

    role: str
    phrase: str
    taken: int
    offered: int
    expected: float
    """Sum over the decisions that offered it of the share of options carrying it."""
    picks: tuple[int, ...]
    """Where it was taken."""


def pull(met: Sequence[Met], role: Role) -> Pull:
    """Count one role over the decisions met at which some option carries a code of it."""
    offered, expected = 0, 0.0
    taken: list[int] = []
    for m in met:
        carrying = sum(carries(o, role.codes) for o in m.pick.offered)
        if not carrying:
            continue
        offered += 1
        expected += carrying / len(m.pick.offered)
        if carries(m.pick.option, role.codes):
            taken.append(m.at)
    return Pull(role.id, role.phrase, len(taken), offered, expected, tuple(taken))


def pulls(met: Sequence[Met], rubric: Rubric) -> tuple[Pull, ...]:
    """One for each role of the rubric, in its order."""
    return tuple(pull(met, r) for r in rubric.roles.values())
