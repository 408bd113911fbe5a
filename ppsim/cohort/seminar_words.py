"""What a room is told of its votes: those of before through the policy, and its own hands.

Of a way that few went nothing is said anywhere; whoever went it may say so, or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.cohort.policy_forms import FEWEST, Counts, Divided, Nothing, OneWay, form_of
from ppsim.cohort.seminar_board import Board
from ppsim.cohort.seminar_hands import Hands
from ppsim.cohort.shown import Shown, ShownDecision
from scoring.cohort.votes import SPLIT
from scoring.intervals import Interval

AGREED = 0.8
"""From this share of hands on a room is of one mind."""
HURRY = (
    "A seminar in a hurry to agree may itself be the parallel. What has not been said yet? Who "
    "could say the other side, even without holding it?"
)
NEARLY_AT_ONCE = "Nearly everybody raised a hand for the same option at once."
CLOSED_UP = "People chose differently, and now nearly all are of one mind."
SHARED_MISS = (
    "Shared miss: when all chose alone, seven in ten or more took an option that reacts to the "
    "pull of the moment. Look for what pulled, not for who fell."
)
DIVIDED = "Split: when all chose alone, no option had as many as six in ten."
RARE = "A way that few went is not shown. Whoever went it may say so, or not; nobody is asked."


@dataclass(frozen=True, slots=True)
class Bar:
    """One option, or several that are shown together."""

    options: tuple[str, ...]
    """Their ids."""
    letters: str
    count: int
    n: int
    percent: int
    interval: str
    """95 % in words, or nothing."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the group chose when each played alone, as a room may see it."""

    says: str
    """A sentence; always something."""
    bars: tuple[Bar, ...]
    labels: tuple[str, ...]
    """In whole sentences."""


def earlier(shown: Shown, board: Board) -> Earlier:
    """The votes of before at one decision.

    Raises:
        ValueError: a view that is not for a room.
    """
    if shown.view != "projection":
        raise ValueError("a room sees the projection, and no other view")
    found = next((d for d in shown.decisions if d.scene == board.scene), None)
    if found is None or not (found.cells or found.one_way or found.reached):
        return Earlier(" ".join(("Not shown.", *shown.withheld)), (), ())
    return Earlier(_says(found, board), _bars(found, board), labels(found))


def _says(found: ShownDecision, board: Board) -> str:
    if found.one_way is not None:
        return f"{(found.says or '').rstrip('.')}: {board.letters((found.one_way,))}."
    if found.cells:
        return f"{found.reached} people met this when they played alone."
    return f"{found.reached} people met this when they played alone. {found.says or ''}".strip()


def _bars(found: ShownDecision, board: Board) -> tuple[Bar, ...]:
    n = sum(cell.count or 0 for cell in found.cells)
    return tuple(
        Bar(
            options=cell.options,
            letters=board.letters(cell.options),
            count=cell.count or 0,
            n=n,
            percent=cell.percent,
            interval=_interval(cell.interval),
        )
        for cell in found.cells
    )


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return f"{round(100 * interval.low)} to {round(100 * interval.high)} %"


def labels(found: ShownDecision) -> tuple[str, ...]:
    """The labels of a decision as shown, in sentences."""
    said = {"shared miss": SHARED_MISS, "split": DIVIDED}
    return tuple(said[label] for label in found.labels)


def labels_of_hands(hands: Hands) -> tuple[str, ...]:
    """Whether the room itself is split, in a sentence; nothing of fewer than five hands."""
    split = hands.total >= FEWEST and hands.top_share < SPLIT
    return ("In this room no option has as many as six hands in ten.",) if split else ()


def why_first(shown: Shown, scene: str) -> str:
    """Why a decision stands where it does on the agenda, for the facilitator; of what is shown."""
    found = next((d for d in shown.decisions if d.scene == scene), None)
    if found is None:
        return ""
    said: list[str] = [*found.labels]
    if found.dissent is not None and found.loss is not None:
        said.append(f"dissent {found.dissent:.2f}, weight lost {found.loss:.2f}")
    elif found.says:
        said.append(found.says.rstrip(".")[:1].lower() + found.says.rstrip(".")[1:])
    if found.k > 1:
        said.append("a key moment")
    if found.contested:
        said.append("contested")
    return ", ".join(said)


def in_a_hurry(first: Hands, again: Hands) -> str | None:
    """What is to be said where a room agrees fast; ``None`` where it does not, or is too few."""
    if again.total:
        if again.total < FEWEST or again.top_share < AGREED or not first.total:
            return None
        apart = first.top_share < AGREED
        return f"{CLOSED_UP if apart else NEARLY_AT_ONCE} {HURRY}"
    at_once = first.total >= FEWEST and first.top_share >= AGREED
    return f"{NEARLY_AT_ONCE} {HURRY}" if at_once else None


def moved(first: Hands, again: Hands) -> str:
    """How the hands changed, in words that count nobody."""
    if not first.total or not again.total:
        return ""
    if first.counts == again.counts:
        return "The hands are as they were."
    if again.top_share > first.top_share:
        return "The room has come closer together."
    if again.top_share < first.top_share:
        return "The room is further apart than before."
    return "The hands have changed places."


def told(hands: Hands, board: Board) -> str:
    """Hands as they may leave the room: in the forms of the projection (section 12)."""
    if not hands.total:
        return "not counted"
    match form_of(hands.votes(board.ids)):
        case Nothing():
            return "fewer than five hands, so not written down"
        case OneWay() as one:
            return f"{one.words}: {board.letters((one.option,))}"
        case Divided():
            return "divided; fewer than ten hands, so no counts"
        case Counts() as counts:
            each = [f"{board.letters(options)} {count}" for options, count in counts.cells]
            return f"{', '.join(each)} (of {counts.n})"


def told_earlier(shown: Shown, board: Board) -> str:
    """The votes of before in a few words, as they may leave the room."""
    found = earlier(shown, board)
    if found.bars:
        each = ", ".join(f"{bar.letters} {bar.count}" for bar in found.bars)
        return f"{each} (of {found.bars[0].n})"
    decision = next((d for d in shown.decisions if d.scene == board.scene), None)
    if decision is None or not decision.reached:
        return "not shown"
    if decision.one_way is not None:
        return found.says[0].lower() + found.says[1:].rstrip(".")
    return "divided; fewer than ten people, so no counts"
