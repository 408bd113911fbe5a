"""Too little to say is a value that says so, never a number that looks like one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TooFew:
    """A figure that is not given: there were ``have`` of what ``of`` names, ``need`` are needed."""

    have: int
    need: int
    of: str


@dataclass(frozen=True, slots=True)
class NotWalked:
    """A figure that needs the walk over all states, where the walk was cut short by its budget."""
