"""One decision met, with all that a debrief may say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.attainment import informs
from scoring.decisions import Met, codes_of
from scoring.marks import critical_codes
from scoring.neighbour import neighbour
from scoring.options import Option
from scoring.record import Phase
from scoring.regret import Regret, StepRegret
from scoring.rubric import Rubric, Stance
from scoring.sparse import NotWalked
from scoring.stance import is_mixed, offers_both
from scoring.weights import Weight, stance_of


@dataclass(frozen=True, slots=True)
class OptionScore:
    """One option on offer, read by the rubric."""

    id: str
    w: float
    """Effective weight: a contested option shares the best on offer."""
    weight: Weight
    """As the codes alone have it, overall and by dimension."""
    stance: Stance
    mixed: bool
    """Carries codes of both stances."""
    codes: tuple[str, ...]
    critical: tuple[str, ...]
    best: bool


@dataclass(frozen=True, slots=True)
class DecisionScore:
    """One decision met. Weights are effective ones, on the scale -2 to 2."""

    pick: int
    """Index into the record's picks."""
    number: int
    """1 for the first decision met."""
    scene: str
    phase: Phase
    k: int
    w_max: float
    w_min: float
    w_mean: float
    choice: OptionScore
    options: tuple[OptionScore, ...]
    """All on offer, the chosen one included, in the author's order."""
    best: tuple[str, ...]
    """Ids of the options that weigh ``w_max``, in the author's order."""
    neighbour: str
    """The option that tells most about the choice by being near it."""
    offers_both: bool
    """Options above and below zero were both on offer: it enters reactivity."""
    informs: tuple[str, ...]
    """Dimensions it tells something about."""
    meets: tuple[str, ...]
    """Key features the choice meets."""
    contested: tuple[str, ...]
    """Contested options on offer, where there were two or more."""
    regret: StepRegret | None
    """``None`` where the walk was cut short."""

    @property
    def chosen(self) -> str:
        """Id of the chosen option."""
        return self.choice.id

    @property
    def w(self) -> float:
        """Effective weight of the chosen option."""
        return self.choice.w

    @property
    def stance(self) -> Stance:
        """Flag of the chosen option."""
        return self.choice.stance

    @property
    def mixed(self) -> bool:
        """Whether the chosen option carries codes of both stances."""
        return self.choice.mixed

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the chosen option, primary first."""
        return self.choice.codes

    @property
    def critical(self) -> tuple[str, ...]:
        """Critical codes of the chosen option."""
        return self.choice.critical

    @property
    def loss(self) -> float:
        """``w_max - w``."""
        return self.w_max - self.w

    @property
    def weighted_loss(self) -> float:
        """``k (w_max - w)``, by which moments are ranked."""
        return self.k * self.loss


def decision_scores(
    met: Sequence[Met], rubric: Rubric, found: Regret | NotWalked
) -> tuple[DecisionScore, ...]:
    """All decisions met, in the order they were met."""
    by_pick = {}
    if isinstance(found, Regret):
        by_pick = {s.step.index: s for s in found.steps if not s.step.leaving}
    return tuple(_score(n, m, rubric, by_pick.get(m.at)) for n, m in enumerate(met, start=1))


def _score(number: int, met: Met, rubric: Rubric, step: StepRegret | None) -> DecisionScore:
    pick, row = met.pick, met.row
    options = tuple(_option(o, met, rubric) for o in pick.offered)
    divided = tuple(o.id for o in pick.offered if o.id in pick.contested)
    return DecisionScore(
        pick=met.at,
        number=number,
        scene=pick.scene,
        phase=pick.phase,
        k=met.k,
        w_max=row.best,
        w_min=min(row.overall),
        w_mean=sum(row.overall) / len(row.overall),
        choice=next(o for o in options if o.id == pick.chosen),
        options=options,
        best=tuple(o.id for o in options if o.best),
        neighbour=neighbour(met, rubric),
        offers_both=offers_both(met),
        informs=tuple(d for d in rubric.dimensions if informs(met, d)),
        meets=pick.option.meets,
        contested=divided if len(divided) >= 2 else (),
        regret=step,
    )


def _option(option: Option, met: Met, rubric: Rubric) -> OptionScore:
    row = met.row
    w = row.at(option.id)
    return OptionScore(
        id=option.id,
        w=w,
        weight=row.weights[row.ids.index(option.id)],
        stance=stance_of(w),
        mixed=is_mixed(rubric, option),
        codes=codes_of(option),
        critical=critical_codes(rubric, option),
        best=w == row.best,
    )
