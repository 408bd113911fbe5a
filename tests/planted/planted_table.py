"""What the checker finds of what is planted in the shipped cases, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from random import Random

from manuscript import Manuscript, Planted, check
from same_meaning import WAYS
from scored_faults import CHANGES
from structural_faults import FAULTS, Plant

EACH = 40
"""Structural faults, and other ways of writing, in each case."""
OF_A_KIND = 5
"""Changes of each kind to scoring or wording in each case."""


def structural(m: Manuscript, name: str, count: int = EACH) -> Iterator[Planted]:
    """So many different faults, kind by kind in turn."""
    seen: set[str] = set()
    for turn, (kind, plant) in enumerate(cycle(FAULTS.items())):
        fault = _planted(m, plant, kind, f"{name} {kind} {turn}")
        if fault is not None and fault.text not in seen:
            seen.add(fault.text)
            yield fault
        if len(seen) == count:
            return


def _planted(m: Manuscript, plant: Plant, kind: str, seed: str) -> Planted | None:
    fault = plant(m, Random(seed))
    return replace(fault, kind=kind) if fault is not None and fault.text != m.text else None


def ways_of_writing(m: Manuscript, name: str, count: int = EACH) -> Iterator[tuple[str, str]]:
    """So many texts that mean the same, kind by kind in turn."""
    for turn, (kind, way) in zip(range(count), cycle(WAYS.items())):
        yield kind, way(m, Random(f"{name} {kind} {turn}"))


def new_findings(m: Manuscript, text: str) -> Counter[str]:
    """Codes found more often than in the text as it is."""
    return Counter(f.code for f in check(text)) - m.baseline


@dataclass(frozen=True)
class Rate:
    """Of so many changes of a kind, how many gave a finding that was not there before."""

    planted: int
    expected: int
    """By a code that is meant for it, at the line where it is any one line's."""
    any: int
    """By any code."""


def rate(m: Manuscript, name: str, kind: str, count: int = OF_A_KIND) -> Rate:
    """What is found of a kind of change to scoring or wording; fewer where a case allows fewer."""
    seen: set[str] = set()
    expected = found = 0
    for seed in range(3 * count):
        fault = _planted(m, CHANGES[kind], kind, f"{name} {kind} {seed}")
        if fault is None or fault.text in seen:
            continue
        seen.add(fault.text)
        new = new_findings(m, fault.text)
        found += bool(new)
        expected += any(code in fault.codes for code in new) and fault.found()
        if len(seen) == count:
            break
    return Rate(len(seen), expected, found)
