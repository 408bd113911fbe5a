"""Each decision met, with everything a reader may open it for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ppsim.engine.story import Story
from ppsim.engine.values import ChoiceView, Spoken
from ppsim.format.case import INNER, Case, Reasons
from ppsim.report.model import (
    CodeNote,
    DecisionNote,
    HeardAgain,
    OptionNote,
    ReasonNote,
    Said,
)
from ppsim.report.trail import Shown, Trail
from scoring.attempt import AttemptScore
from scoring.decision_score import DecisionScore, OptionScore
from scoring.rubric import Rubric
from scoring.twotier import TwoTier

_CODE = re.compile(r"[A-Z][A-Z0-9]*\.[A-Z][A-Z0-9]*")
CELLS = {
    "both_sound": "a sound choice, for a reason that is sound for it",
    "weak_reason": "a sound choice, for a reason that does not carry it",
    "weak_choice": "a weaker choice, for a reason that is sound",
    "neither": "a weaker choice, and a reason that is sound for none of these",
}


def decision_notes(
    case: Case, story: Story, rubric: Rubric, told: Trail, score: AttemptScore
) -> tuple[DecisionNote, ...]:
    """One for each decision met, in the order met."""
    tiers = {t.pick: t for t in score.two_tier}
    return tuple(_note(case, story, rubric, told, d, tiers.get(d.pick)) for d in score.decisions)


def said(case: Case, line: Spoken) -> Said:
    """A spoken line with its speaker's name."""
    if line.speaker is None:
        return Said(None, line.words)
    if line.speaker == INNER:
        return Said(None, line.words, inner=True)
    return Said(case.cast[line.speaker].name, line.words)


def _note(
    case: Case,
    story: Story,
    rubric: Rubric,
    told: Trail,
    decision: DecisionScore,
    tier: TwoTier | None,
) -> DecisionNote:
    step = told.picks[decision.pick]
    scene = story.scene(step.state)
    scores = {o.id: o for o in decision.options}
    offers = {o.id: o for o in story.offers(step.state)}
    chosen = offers[decision.chosen]
    return DecisionNote(
        scene=decision.scene,
        number=decision.number,
        time=scene.time,
        phase=decision.phase,
        ask=scene.ask or "",
        before=_said(case, step.shown),
        options=tuple(_option(case, rubric, offers[o], scores[o], decision) for o in scores),
        stance=decision.stance,
        mixed=decision.mixed,
        loss=decision.loss,
        happened=_said(case, step.consequence),
        later=_heard_again(case, story, told, decision),
        neighbour=decision.neighbour,
        reason=_reason(scene.source.reasons, tier),
        recap=chosen.source.recap or plain_recap(chosen),
    )


def plain_recap(choice: ChoiceView) -> str:
    """What was chosen, in the option's own words, where the author wrote no recap."""
    if choice.mode == "say":
        return f'You said, "{choice.words}"'
    if choice.mode == "think":
        return f'You thought, "{choice.words}"'
    return f'You chose this: "{choice.words}"'


def _in_names(words: str, rubric: Rubric) -> str:
    """Codes that a text of the rubric mentions, called by their names."""
    return _CODE.sub(lambda m: rubric.codes[m[0]].name if m[0] in rubric.codes else m[0], words)


def _option(
    case: Case, rubric: Rubric, choice: ChoiceView, scored: OptionScore, decision: DecisionScore
) -> OptionNote:
    notes = []
    for coding in choice.option.codings or ():
        code = rubric.codes[coding.code]
        notes.append(
            CodeNote(
                code.id,
                code.name,
                code.definition,
                _in_names(code.near_miss, rubric),
                code.stance,
                coding.intensity,
            )
        )
    return OptionNote(
        id=choice.id,
        mode=choice.mode,
        words=choice.words,
        to=case.cast[choice.to].name if choice.to else None,
        weight=scored.w,
        codes=tuple(notes),
        because=choice.source.because,
        client_side=choice.source.client_side,
        chosen=choice.id == decision.chosen,
        best=scored.best,
        contested=choice.id in decision.contested,
        telling=choice.option.tells.decision if choice.option.tells else None,
    )


def _said(case: Case, lines: Sequence[Shown]) -> tuple[Said, ...]:
    return tuple(said(case, line.spoken) for line in lines)


def _heard_again(
    case: Case, story: Story, told: Trail, decision: DecisionScore
) -> tuple[HeardAgain, ...]:
    here = (decision.scene, decision.chosen)
    start = told.steps.index(told.picks[decision.pick]) + 1
    places = [(s.state, (*s.shown, *s.consequence)) for s in told.steps[start:]]
    places.append((told.last, told.last_shown))
    return tuple(
        HeardAgain(state.scene, story.scene(state).time, said(case, line.spoken))
        for state, lines in places
        for line in lines
        if here in line.because_of
    )


def _reason(reasons: Reasons | None, tier: TwoTier | None) -> ReasonNote | None:
    if tier is None or reasons is None:
        return None
    texts: Mapping[str, str] = {r.id: r.text for r in reasons.options}
    return ReasonNote(texts[tier.reason], tier.confidence, CELLS[tier.cell], tier.sound_for)
