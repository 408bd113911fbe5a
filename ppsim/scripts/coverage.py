"""Which options and endings of a case the scripts have been through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ppsim.engine.play import Play
from ppsim.format.case import Case


@dataclass(frozen=True, slots=True)
class Coverage:
    """``scene/choice`` of all options, and names of all endings, in the order of the file."""

    options: tuple[str, ...]
    taken: frozenset[str]
    endings: tuple[str, ...]
    reached: frozenset[str]

    @property
    def not_taken(self) -> tuple[str, ...]:
        """Options that no script took."""
        return tuple(option for option in self.options if option not in self.taken)

    @property
    def not_reached(self) -> tuple[str, ...]:
        """Endings that no script came to."""
        return tuple(ending for ending in self.endings if ending not in self.reached)


def coverage(case: Case, plays: Iterable[Play]) -> Coverage:
    """What the plays of one case went through together."""
    plays = tuple(plays)
    return Coverage(
        tuple(f"{name}/{c.id}" for name, scene in case.scenes.items() for c in scene.choices),
        frozenset(
            f"{step.choice.scene}/{step.choice.id}"
            for play in plays
            for step in play.steps
            if step.choice is not None
        ),
        tuple(name for name, scene in case.scenes.items() if scene.ending),
        frozenset(play.state.scene for play in plays if play.ending),
    )
