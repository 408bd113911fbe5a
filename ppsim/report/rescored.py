"""An attempt read twice: what moved between one text or rubric and another.

The picks are the same; what is on offer, and what it weighs, may not be. Nothing is kept: the
attempt stays with the rubric it was played under.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ppsim.engine.play import Play, replay
from ppsim.explore import Walk, record
from ppsim.report.wording import figure, times
from scoring.attempt import AttemptScore, score
from scoring.decision_score import DecisionScore
from scoring.rubric import Rubric
from scoring.sparse import NotWalked, TooFew


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another now; in words, since a figure may be "too few to say"."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pick:
    """How one pick is read."""

    weight: float
    best: float
    stance: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionMoved:
    """A decision that is read otherwise now; ``None`` where it is no decision there."""

    scene: str
    chosen: str
    before: Pick | None
    after: Pick | None


@dataclass(frozen=True, slots=True)
class Rescored:
    """What moved in one attempt."""

    decisions: int
    """Decisions met in the second reading."""
    figures: tuple[Moved, ...]
    moved: tuple[DecisionMoved, ...]

    @property
    def same(self) -> bool:
        """Whether nothing moved."""
        return not (self.figures or self.moved)


def scored(play: Play, walked: Walk) -> AttemptScore:
    """The first pass of a play, scored by the rubric of the walk."""
    return score(record(play, walked), walked.rubric)


def again(play: Play, walked: Walk) -> Play:
    """The same events on another text.

    Raises:
        Refused: they do not fit it.
    """
    return replay(walked.story, play.seed, play.mode, play.events)


def rescored(
    before: AttemptScore, after: AttemptScore, old_rubric: Rubric, new_rubric: Rubric
) -> Rescored:
    """What moved from one reading of an attempt to the other, figure by figure."""
    old, new = dict(figures(before, old_rubric)), dict(figures(after, new_rubric))
    return Rescored(
        decisions=len(after.decisions),
        figures=tuple(
            Moved(what, old.get(what, "none"), new.get(what, "none"))
            for what in (*new, *(w for w in old if w not in new))
            if old.get(what) != new.get(what)
        ),
        moved=tuple(_decisions(before, after)),
    )


def figures(found: AttemptScore, rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Every figure of a debrief with its name, each with what it is out of."""
    stances = found.stances
    yield "decisions met", str(stances.decisions)
    yield "reactive where both were on offer", _of(stances.reactivity.k, stances.reactivity.n)
    for name in ("reflective", "reactive", "neutral"):
        yield f"{name} picks", _of(getattr(stances, name), stances.decisions)
    for a in found.attainment:
        name = rubric.dimensions[a.dimension].name
        value = "too few to say" if isinstance(a.score, TooFew) else f"{a.score:.0f} of 100"
        yield f"attainment, {name}", f"{value} ({a.informing} informing)"
    judged = found.judgement
    value = "too few to say" if isinstance(judged.a, TooFew) else figure(judged.a)
    yield "chance-adjusted judgement", f"{value} ({times(judged.decisions, 'decision')})"
    cost = "not known" if isinstance(found.regret, NotWalked) else figure(found.regret.total)
    yield "short of the best total in reach", cost
    for pull in found.pulls:
        if pull.offered:
            yield f"pull {pull.phrase}", f"{_of(pull.taken, pull.offered)}"
    for feature in found.features:
        yield f"key feature {feature.id}", feature.status.replace("_", " ")
    if found.echo is not None:
        echo = found.echo
        yield "echoes", _of(echo.echoed, echo.counted)
        yield "patterns broken", _of(echo.broken, echo.counted)
    yield "strains repaired", _of(found.repairs.repaired, found.repairs.counted)
    balance = found.balance
    yield "clear moments to tell", str(balance.t_met)
    yield "clear moments to keep it", str(balance.w_met)
    for mark in found.critical:
        yield f"to bring to supervision: {mark.code}", _times(len(mark.picks))


def _decisions(before: AttemptScore, after: AttemptScore) -> Iterator[DecisionMoved]:
    old = {(d.pick, d.scene): d for d in before.decisions}
    new = {(d.pick, d.scene): d for d in after.decisions}
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        one = was or now
        assert one is not None
        a, b = _pick(was), _pick(now)
        if a != b:
            yield DecisionMoved(one.scene, one.chosen, a, b)


def _pick(decision: DecisionScore | None) -> Pick | None:
    if decision is None:
        return None
    return Pick(decision.w, decision.w_max, decision.stance, decision.codes)


def _of(k: int, n: int) -> str:
    return f"{k} of {n}"


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
