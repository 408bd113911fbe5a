"""Attempts played at random, with private words in them, for what hands attempts in or out."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Retake, Stop
from ppsim.engine.play import Play
from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, WhyPrompt
from ppsim.format.load import read_case_file, read_rubric_file
from ppsim.store.handed_in import Consent, HandedIn, hand_in
from ppsim.store.journal import Journal
from ppsim.store.material import Material, material
from ppsim.store.memberships import decide, join, membership
from ppsim.store.records import Attempt
from ppsim.store.sitting import Sitting

ROOT = Path(__file__).parent.parent
TOMASZ = ROOT / "tests" / "cases" / "good" / "tomasz.yaml"
CORE = ROOT / "scoring" / "rubrics" / "ppsim-core.yaml"
SHIPPED = sorted((ROOT / "vignettes").glob("*.yaml"))

NOW = "2026-03-02T10:00:00.000+00:00"
"""A moment, for stores whose clock stands still."""

MARKER = "Zq7-nobody-may-read-this"
"""Planted in everything private; searched for in everything written."""


def material_of(path: Path = TOMASZ) -> Material:
    rubric = read_rubric_file(CORE)
    return material(read_case_file(path, rubric.value), rubric)


def next_event(play: Play, rng: random.Random) -> Event:
    """An answer to what is asked, at random; check-ins are answered."""
    prompt = play.prompt
    match prompt:
        case Decision():
            return Choose(prompt.scene.id, rng.choice(prompt.offers).id)
        case HubPrompt():
            if prompt.may_leave and rng.random() < 0.3:
                return Leave(prompt.scene.id)
            return Choose(prompt.scene.id, rng.choice(prompt.offers).id)
        case Passage():
            return Go(prompt.scene.id)
        case CheckIn():
            feelings = {name: rng.randint(0, 10) for name in prompt.feelings}
            return Noticed(prompt.scene.id, feelings, tuple(prompt.pulls[:1]))
        case WhyPrompt():
            why = rng.choice(prompt.reasons).id
            sure = rng.randint(0, 10) if prompt.confidence else None
            return Reasoned(prompt.choice.scene, prompt.choice.id, why, sure)
    raise AssertionError(prompt)


def play_out(
    journal: Journal,
    made: Material,
    *,
    seed: int,
    profile: str = f"Ada {MARKER}",
    stop_after: int | None = None,
    rehearse: bool = False,
) -> Attempt:
    """A whole attempt in the journal, with a note, a reply and an argument full of the marker."""
    rng = random.Random(seed)
    with Sitting.begin(journal, made, profile=profile, seed=seed, mode="practice") as sitting:
        sitting.keep_private("note", f"note {MARKER}")
        sitting.keep_private("reply", f"reply {MARKER}")
        while not isinstance(sitting.play.prompt, Ended):
            if stop_after is not None and len(sitting.play.events) >= stop_after:
                sitting.do(Stop())
            else:
                sitting.do(next_event(sitting.play, rng))
        chosen = next(n for n, e in enumerate(sitting.play.events) if isinstance(e, Choose))
        journal.keep_private(sitting.attempt.id, chosen, "argument", f"argument {MARKER}")
        if rehearse:
            sitting.do(Retake(sitting.play.decision_points[0].event))
            sitting.do(next_event(sitting.play, rng))
        return journal.attempt(sitting.attempt.id)


def handed(
    journal: Journal,
    attempt: Attempt,
    cohort: str = "autumn",
    consent: Consent = "yes",
    picked: tuple[int, ...] = (),
) -> HandedIn:
    """The attempt as it would be handed in."""
    join(journal, attempt.profile, cohort)
    decide(journal, attempt.profile, cohort, consent)
    member = membership(journal, attempt.profile, cohort)
    assert member is not None
    return hand_in(
        journal,
        attempt,
        cohort=cohort,
        person=member.pseudonym,
        consent=member.consent,
        picked=picked,
    )


def slowly(attempts: list[HandedIn]) -> list[HandedIn]:
    """The same as if an hour lay between two events: a test plays faster than reading."""
    return [
        replace(
            each,
            events=tuple(
                {**event, "at": f"2026-03-02T{n % 24:02}:00:00+00:00"}
                for n, event in enumerate(each.events)
            ),
        )
        for each in attempts
    ]
