"""Where each option of a decision leads: walked, not guessed."""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.engine.values import State
from ppsim.explore.walk import Walk


@dataclass(frozen=True, slots=True)
class Way:
    """What lies behind one option. What only a complete walk can tell is else ``None``."""

    choice: str
    scene: str
    """The scene it goes on to."""
    best_after: float | None
    """V* after it: the best total of w that what follows could still come to."""
    endings: frozenset[str] | None
    """Ending scenes still within reach."""
    possible: frozenset[str] | None
    """Key features that what follows still offers somewhere."""
    closed: frozenset[str] | None
    """Key features possible before it that it neither meets nor leaves possible."""


def where_led(walk: Walk, state: State) -> tuple[Way, ...]:
    """One way for each option on offer in ``state``, in the author's order.

    Args:
        walk: of the story that ``state`` belongs to.
        state: where the options are on offer; one that a play can reach.
    """
    story = walk.story
    before = walk.features_open(state)
    ways = []
    for choice in story.offers(state):
        after = story.step(state, choice.id)
        possible = walk.features_open(after)
        closed = None
        if before is not None and possible is not None:
            closed = before - possible - frozenset(choice.option.meets)
        ways.append(
            Way(
                choice=choice.id,
                scene=after.scene,
                best_after=walk.v_star(after),
                endings=walk.endings_open(after),
                possible=possible,
                closed=closed,
            )
        )
    return tuple(ways)
