"""What group figures are computed from: attempts, the decisions in them, and what was faced.

A star of three tables, as plain frozen values, that a folder of attempt files and a database can
both give. ``Faced`` is what a case and a rubric say of one decision with one set of options on
offer: it is the same for everybody who met it. ``Decision`` is one person's choice there;
``Attempt`` is what is said once of an attempt. Counting decisions by ``Faced`` and option is all
that most figures need (``scoring.cohort.counts``).

Notes, check-ins, composed replies, arguments and names have no place in any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scoring.disclosure import Clear, Verdict
from scoring.echo import CarriedBack, Outcome
from scoring.options import Telling
from scoring.record import Phase
from scoring.rubric import Stance

AttemptMode = Literal["practice", "straight-through"]
AttemptState = Literal["open", "finished", "stopped"]


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """One option on offer, as the rubric reads it."""

    id: str
    w: float
    """Effective weight, -2 to 2: contested options share the best on offer."""
    stance: Stance
    """The sign of ``w``."""
    mixed: bool = False
    codes: tuple[str, ...] = ()
    """Primary first."""
    pulls: tuple[str, ...] = ()
    """Roles of the rubric that it gives in to."""
    act: Telling | None = None
    """What it does with a disclosure; ``None`` where the decision is none about telling."""
    told: bool = False
    """Whether something about oneself is in fact told (an amount of 1 or more)."""
    verdict: Verdict | None = None
    enters: bool = False
    """Whether it can enter the two-by-two: logistics and the unavoidable are left out."""


@dataclass(frozen=True, slots=True)
class Faced:
    """One decision with one set of options on offer: the same for all who met it.

    ``scored`` says whether the weights on offer differ (docs/scoring.md section 2); a disclosure
    decision whose weights are equal is kept as well, for the two-by-two, and scores nothing.
    """

    scene: str
    phase: Phase
    options: tuple[OptionFacts, ...]
    """All on offer, in the author's order."""
    k: int = 1
    """2 where an option on offer meets a key feature, else 1."""
    scored: bool = True
    contested: tuple[str, ...] = ()
    """Contested options on offer, where there were two or more."""
    clear: Clear | None = None
    """A T or a W moment."""
    what: str | None = None
    """What a disclosure here would be of; ``None`` where it is no disclosure decision."""
    spine: bool = False
    """Every way to an ending meets it, always with these options."""

    @property
    def offered(self) -> tuple[str, ...]:
        """Ids of the options on offer, in the author's order."""
        return tuple(o.id for o in self.options)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Names it within one case and rubric: the scene and what it offered."""
        return self.scene, self.offered

    @property
    def w_min(self) -> float:
        """The least weight on offer."""
        return min(o.w for o in self.options)

    @property
    def w_max(self) -> float:
        """The greatest weight on offer."""
        return max(o.w for o in self.options)

    @property
    def w_mean(self) -> float:
        """The mean weight on offer: what random picking would come to."""
        return sum(o.w for o in self.options) / len(self.options)

    @property
    def offers_both(self) -> bool:
        """Whether options above and below zero were both on offer."""
        return self.w_min < 0 < self.w_max

    def option(self, option_id: str) -> OptionFacts:
        """One option on offer.

        Raises:
            KeyError: it was not on offer.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice of one person: first visit, outside a hub, two or more options on offer."""

    attempt: str
    n: int
    """Place on the path, from 1."""
    faced: Faced
    chosen: str
    leads_to: str | None = None
    """The next decision of the path, or the ending scene; ``None`` where it was stopped."""
    reason: str | None = None
    """*What decided it*, where that was asked and answered."""

    @property
    def option(self) -> OptionFacts:
        """The option taken."""
        return self.faced.option(self.chosen)

    @property
    def w(self) -> float:
        """Effective weight of the option taken."""
        return self.option.w


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at one case, without its decisions. Times are ISO 8601 text, UTC."""

    id: str
    person: str
    """A pseudonym, random per cohort."""
    case: str
    """Hash of the case's text."""
    case_id: str
    rubric: str
    """Hash of the rubric it is read by."""
    number: int = 1
    """1 for the person's first attempt at this case, whatever text of it."""
    mode: AttemptMode = "practice"
    state: AttemptState = "finished"
    ending: str | None = None
    """Kind of ending; ``None`` unless one was reached."""
    ending_scene: str | None = None
    began: str | None = None
    ended: str | None = None
    too_fast: bool = False
    """Faster than reading (docs/scoring.md section 11): leaves cohort figures."""

    @property
    def counts(self) -> bool:
        """Whether it enters group figures: a first attempt, finished, and not faster than reading.

        Figures of second attempts (rehearsal) ask for ``number`` themselves.
        """
        return self.number == 1 and self.state == "finished" and not self.too_fast


@dataclass(frozen=True, slots=True)
class EchoRow:
    """One pattern over one pair of blocks in one attempt (docs/scoring.md section 8)."""

    attempt: str
    pattern: str
    pair: int
    """Which pair of the pattern, from 1."""
    counted: bool
    """On offer and avoidable on both sides."""
    outcome: Outcome
    carried: CarriedBack | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one attempt."""

    attempt: Attempt
    decisions: tuple[Decision, ...]
    echoes: tuple[EchoRow, ...] = ()


def faced_to_json(faced: Faced) -> dict[str, Any]:
    """``Faced`` as plain JSON data, for a table of its own; ``faced_from_json`` reads it back."""
    return {
        "scene": faced.scene,
        "phase": faced.phase,
        "k": faced.k,
        "scored": faced.scored,
        "contested": list(faced.contested),
        "clear": faced.clear,
        "what": faced.what,
        "spine": faced.spine,
        "options": [
            {
                "id": o.id,
                "w": o.w,
                "stance": o.stance,
                "mixed": o.mixed,
                "codes": list(o.codes),
                "pulls": list(o.pulls),
                "act": o.act,
                "told": o.told,
                "verdict": o.verdict,
                "enters": o.enters,
            }
            for o in faced.options
        ],
    }


def faced_from_json(data: Mapping[str, Any]) -> Faced:
    """The ``Faced`` that ``faced_to_json`` gave.

    Raises:
        KeyError: a part is missing; rows are rebuildable, so nothing is guessed.
    """
    return Faced(
        scene=data["scene"],
        phase=data["phase"],
        k=data["k"],
        scored=data["scored"],
        contested=tuple(data["contested"]),
        clear=data["clear"],
        what=data["what"],
        spine=data["spine"],
        options=tuple(
            OptionFacts(
                id=o["id"],
                w=o["w"],
                stance=o["stance"],
                mixed=o["mixed"],
                codes=tuple(o["codes"]),
                pulls=tuple(o["pulls"]),
                act=o["act"],
                told=o["told"],
                verdict=o["verdict"],
                enters=o["enters"],
            )
            for o in data["options"]
        ),
    )
