"""What a budget leaves of the claims of a survey."""

from __future__ import annotations

from typing import NamedTuple


class Weakened(NamedTuple):
    """A claim that is less than it would be, had all states been walked."""

    claim: str
    """The key of the survey it stands under."""
    left: str
    """What it still says, in words."""


def weakened(budget: int, *, aimed: bool) -> tuple[Weakened, ...]:
    """All claims of a survey that a bounded walk weakens.

    Args:
        budget: states after which the walk gave up.
        aimed: whether plays were made that aim at the best or the worst.
    """
    found = [Weakened(claim, left.format(budget=f"{budget:,}")) for claim, left in _LEFT.items()]
    if aimed:
        found.append(Weakened("sampled", _AIM))
    return tuple(found)


_LEFT = {
    "states": "there are more than {budget}",
    "moves": "only those between states that were found",
    "scenes": "one without a way was not reached; that does not show it can't be",
    "options": "one without a way was not reached; that does not show it can't be",
    "endings": "one without a way was not reached; that does not show it can't be; a way that is "
    "given can be gone, and there may be a shorter one",
    "dead_ends": "those listed are dead ends; there may be more",
    "traps": "not known",
    "v_star": "not known",
    "bounds": "not known: no total, count of decisions or attainment is bounded",
    "routes": "not known: nothing is said of every route, and no decision of the spine is named",
    "random_play": "not known: chances and distributions need all states; --random N plays instead",
}
_AIM = "each play took what weighs most (least) there and then, not what is best (worst) in the end"
