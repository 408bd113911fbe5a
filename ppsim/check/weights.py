"""Scoring: what the options of one decision weigh, and whether they say so."""

from __future__ import annotations

from collections.abc import Iterator

from ppsim.check.registry import RULES, check
from ppsim.check.subject import Subject
from ppsim.engine.frames import choice_view, scene_view
from ppsim.format.case import Choice, Scene
from ppsim.format.diagnostics import Diagnostic
from scoring.disclosure import verdict
from scoring.options import Option
from scoring.weights import Row, weigh, weigh_offer

UNCODED = RULES.add(
    "PP801",
    "Option without codes",
    "the choice {choice} has no 'codes', so nothing is known of it",
    "Code it, or write codes: [] where it is neutral on purpose.",
    severity="warning",
)
ALL_ALIKE = RULES.add(
    "PP802",
    "Options that all weigh the same",
    "every option of {scene} weighs {weight}, so it is no decision and scores nothing",
    "Code what tells them apart, or declare those that supervisors would defend 'contested'.",
    severity="warning",
)
DOMINATED = RULES.add(
    "PP803",
    "Option that another one repeats and outdoes",
    "{choice} does what {better} does, and less of it: the same codes, the same that follows",
    "Let it differ in what it does or in what it sets off, or take it out.",
    severity="warning",
)
UNSOUND = RULES.add(
    "PP804",
    "No sound reason for the best choice",
    "none of these reasons is sound for {best}, so nobody can be right for the right reason",
    "Name the choices a reason is sound for: sound: [...]. Some may be sound for none.",
    severity="warning",
)
ALL_SOUND = RULES.add(
    "PP807",
    "Every reason is sound",
    "each of these reasons is sound for {best}, so nobody can be right for the wrong reason",
    "Add a reason that people give and that should not have decided it.",
    severity="warning",
)
CONTRADICTED = RULES.add(
    "PP808",
    "Codes and ledger disagree",
    "by its ledger {choice} {verdict}, and by its codes it weighs {weight}",
    "Look at both: at the tests under 'passes', and at whether the codes are the right ones.",
    severity="warning",
)
UNTRUE = RULES.add(
    "PP809",
    "Untrue, and weighed as if it were true",
    "{choice} says something untrue, and no code of it weighs otherwise for that",
    "Give it a code whose rubric says what it weighs untrue (in the core rubric DIS.EVADE).",
    severity="warning",
)
LEDGER = RULES.add(
    "PP805",
    "Disclosure without its ledger fields",
    "the choice {choice} tells something, and its 'tells' says nothing of {missing}",
    "The debrief's ledger shows these; see docs/format.md on telling about oneself.",
    severity="warning",
)
ONE_SIDED = RULES.add(
    "PP806",
    "Disclosure moment with one side only",
    "every choice of {scene} is {side}, so nothing is decided between telling and not telling",
    "Add an option of the other kind, or take 'disclosure' and 'tells' out.",
    severity="warning",
)

_SET_OFF = ("next", "add", "set", "meets", "strain", "when", "to", "then")
_TELLING_FIELDS = ("type", "reference", "route", "function", "resolved")


def _options(subject: Subject, name: str, scene: Scene) -> list[Option]:
    return [choice_view(subject.case, name, scene, i).option for i in range(len(scene.choices))]


def _row(subject: Subject, name: str, scene: Scene) -> Row:
    """All options of a scene weighed together, whatever guards them."""
    return weigh_offer(subject.rubric, _options(subject, name, scene), scene.contested)


@check(UNCODED)
def uncoded(subject: Subject) -> Iterator[Diagnostic]:
    """Options of decisions that carry no codes, not even none on purpose."""
    for name, scene, index, choice in subject.options():
        if choice.codes is None and len(scene.choices) > 1:
            at = subject.part("scenes", name, "choices", index, "id")
            yield subject.finding(UNCODED, at, choice=choice.id)


@check(ALL_ALIKE)
def all_alike(subject: Subject) -> Iterator[Diagnostic]:
    """Decisions in which no option weighs more than another; neutral on purpose is left alone."""
    for name, scene in subject.decisions():
        plain = [c for c in scene.choices if not c.fallback]
        coded = [c for c in plain if c.codes is not None]
        if len(coded) < 2 or len(coded) < len(plain) or not any(c.codes for c in coded):
            continue
        row = _row(subject, name, scene)
        if not row.is_decision:
            weight = f"{row.best:g}"
            at = subject.key("scenes", name, "choices")
            yield subject.finding(ALL_ALIKE, at, scene=name, weight=weight)


@check(DOMINATED)
def dominated(subject: Subject) -> Iterator[Diagnostic]:
    """Options that carry nothing but what another carries in full, and set off the same."""
    for name, scene in subject.decisions():
        if len(scene.choices) < 2 or scene.disclosure is not None:
            continue
        weights = [weigh(subject.rubric, o) for o in _options(subject, name, scene)]
        for index, choice in enumerate(scene.choices):
            for other, better in zip(scene.choices, weights, strict=True):
                if (
                    other is not choice
                    and _same_after(choice, other)
                    and _within(choice, other)
                    and better.overall > weights[index].overall > 0
                ):
                    at = subject.part("scenes", name, "choices", index, "codes")
                    yield subject.finding(DOMINATED, at, choice=choice.id, better=other.id)
                    break


def _same_after(one: Choice, other: Choice) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in _SET_OFF)


def _within(one: Choice, other: Choice) -> bool:
    """Whether every code of one is carried by the other at the same intensity or more."""
    most = {coded.code: coded.intensity for coded in other.codes or ()}
    return bool(one.codes) and all(
        most.get(coded.code, 0) >= coded.intensity for coded in one.codes or ()
    )


@check(UNSOUND, ALL_SOUND)
def unsound(subject: Subject) -> Iterator[Diagnostic]:
    """Reasons of which none, or every one, is sound for a best choice.

    A single reason that is sound for none is normal.
    """
    for name, scene in subject.decisions():
        if scene.reasons is None or len(scene.choices) < 2:
            continue
        row = _row(subject, name, scene)
        best = {id_ for id_, w in zip(row.ids, row.overall, strict=True) if w == row.best}
        if row.is_decision and not any(best & set(r.sound) for r in scene.reasons.options):
            at = subject.key("scenes", name, "reasons", "options")
            said = " or ".join(id_ for id_ in row.ids if id_ in best)
            yield subject.finding(UNSOUND, at, best=said)
        elif row.is_decision and len(scene.reasons.options) > 1:
            of_all = best.intersection(*(r.sound for r in scene.reasons.options))
            if of_all:
                at = subject.key("scenes", name, "reasons", "options")
                said = " or ".join(id_ for id_ in row.ids if id_ in of_all)
                yield subject.finding(ALL_SOUND, at, best=said)


@check(LEDGER, ONE_SIDED)
def disclosure(subject: Subject) -> Iterator[Diagnostic]:
    """Options that tell and leave the ledger empty; moments with one kind of option only."""
    for name, scene in subject.decisions():
        if scene.disclosure is None:
            continue
        kinds = set()
        for index, choice in enumerate(scene.choices):
            tells = choice.tells
            if tells is None:
                continue
            kinds.add(tells.decision == "withheld")
            if tells.decision == "withheld":
                continue
            missing = [f for f in _TELLING_FIELDS if getattr(tells, f) is None]
            if missing:
                at = subject.key("scenes", name, "choices", index, "tells")
                yield subject.finding(LEDGER, at, choice=choice.id, missing=", ".join(missing))
        if len(kinds) == 1:
            side = "withholding" if kinds == {True} else "telling"
            at = subject.key("scenes", name, "disclosure")
            yield subject.finding(ONE_SIDED, at, scene=name, side=side)


@check(CONTRADICTED, UNTRUE)
def ledger(subject: Subject) -> Iterator[Diagnostic]:
    """Options whose computed verdict and whose weight say opposite things of the same telling."""
    for name, scene in subject.decisions():
        moment = scene_view(subject.case, name, scene).moment
        if moment is None:
            continue
        for index, option in enumerate(_options(subject, name, scene)):
            if option.tells is None or not option.codings:
                continue
            at = subject.key("scenes", name, "choices", index, "tells")
            weight = weigh(subject.rubric, option).overall
            found = verdict(option.tells, moment)
            if (found == "fits" and weight < 0) or (found == "misfit" and weight > 0):
                says = "fits" if found == "fits" else "is a misfit"
                yield subject.finding(
                    CONTRADICTED, at, choice=option.id, verdict=says, weight=f"{weight:+g}"
                )
            codes = [subject.rubric.codes[coding.code] for coding in option.codings]
            if not option.tells.truthful and all(c.weight_untrue is None for c in codes):
                yield subject.finding(UNTRUE, at, choice=option.id)
