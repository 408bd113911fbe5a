"""One attempt, scored whole: every formula of docs/scoring.md put together."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.attainment import Attainment, attainments
from scoring.decision_score import DecisionScore, decision_scores
from scoring.decisions import decisions_met
from scoring.disclosure import Balance, LedgerRow, balance, ledger
from scoring.doors import Door, doors_closed
from scoring.echo import Echo, echo
from scoring.features import FeatureScore, features
from scoring.judgement import Judgement, judgement, judgements
from scoring.marks import ContestedPoint, CriticalMark, contested_points, critical_marks
from scoring.moments import moments
from scoring.pulls import Pull, pulls
from scoring.record import AttemptRecord
from scoring.regret import Regret, regret
from scoring.repair import Repairs, repairs
from scoring.rubric import Rubric
from scoring.sparse import NotWalked
from scoring.stance import Stances, stances
from scoring.twotier import TwoTier, two_tier


@dataclass(frozen=True, slots=True)
class AttemptScore:
    """All that is said of one attempt; each number stands with what it is out of.

    Wherever a ``pick`` or ``picks`` is named, it is an index into the record's picks.
    """

    rubric: str
    rubric_version: str
    rubric_hash: str
    ending: str | None
    """Kind of ending; ``None`` for an attempt stopped or still under way."""
    decisions: tuple[DecisionScore, ...]
    stances: Stances
    moments: tuple[int, ...]
    """Picks that lost something, the most telling first."""
    attainment: tuple[Attainment, ...]
    judgement: Judgement
    """Over all dimensions; for the trainee alone."""
    judgements: tuple[Judgement, ...]
    """By dimension; for analysis."""
    regret: Regret | NotWalked
    doors: tuple[Door, ...]
    features: tuple[FeatureScore, ...]
    pulls: tuple[Pull, ...]
    echo: Echo | None
    """``None`` where the case's parallel is one of life."""
    repairs: Repairs
    ledger: tuple[LedgerRow, ...]
    balance: Balance
    two_tier: tuple[TwoTier, ...]
    critical: tuple[CriticalMark, ...]
    """For the trainee alone."""
    contested: tuple[ContestedPoint, ...]

    def decision(self, pick: int) -> DecisionScore:
        """The decision met at a pick.

        Raises:
            KeyError: no decision was met there.
        """
        for decision in self.decisions:
            if decision.pick == pick:
                return decision
        raise KeyError(pick)


def score(record: AttemptRecord, rubric: Rubric) -> AttemptScore:
    """Score an attempt: a pure function of what was on offer, what was picked, and the rubric.

    Raises:
        KeyError: an option carries a code that the rubric does not have.
        RecordError: the record's V* cannot stem from one walk (see ``scoring.regret``).
    """
    met = decisions_met(record, rubric)
    cost = regret(record, met)
    became = features(record)
    rows = ledger(record)
    return AttemptScore(
        rubric=rubric.id,
        rubric_version=rubric.version,
        rubric_hash=rubric.hash,
        ending=record.ending,
        decisions=decision_scores(met, rubric, cost),
        stances=stances(met),
        moments=moments(met),
        attainment=attainments(met, rubric),
        judgement=judgement(met),
        judgements=judgements(met, rubric),
        regret=cost,
        doors=doors_closed(record, cost, became),
        features=became,
        pulls=pulls(met, rubric),
        echo=echo(record, met),
        repairs=repairs(record, met, rubric),
        ledger=rows,
        balance=balance(rows),
        two_tier=two_tier(record, rubric),
        critical=critical_marks(record, rubric),
        contested=contested_points(record),
    )
