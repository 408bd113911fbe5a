"""A script from a play: its steps, what was shown at each, its ending and its score.

Nothing private comes into it: neither notes nor answers of check-ins, no name, no time.
"""

from __future__ import annotations

import json

from ppsim.engine.events import Choose, Go, Leave, Noticed, Reasoned, Stop
from ppsim.engine.play import Play, begin
from ppsim.engine.prompts import CheckIn, Passage, WhyPrompt
from ppsim.engine.values import Spoken
from ppsim.explore import record
from ppsim.scripts.model import STOPPED
from scoring.attempt import score
from scoring.rubric import Rubric

LONGEST = 70
"""Characters of a line that is expected; it is cut between words."""


def recorded(play: Play, case_id: str, rubric: Rubric) -> str:
    """The script of a play's first pass, as YAML."""
    first = play.first
    lines = [
        "# Recorded from a play. Run it with: ppsim test",
        f"case: {case_id}",
        f"seed: {first.seed}",
        "play:",
    ]
    at = begin(first.story, first.seed, first.mode)
    seen = 0
    for event in first.events:
        if isinstance(event, Choose | Leave | Reasoned):
            lines += _expected(at, seen)
            lines += _step(event)
            seen = len(at.transcript)
        if not isinstance(event, Stop):
            at = at.apply(event)
    at = _settled(at)
    lines += _expected(at, seen)
    lines.append(f"ending: {at.ending or STOPPED}")
    lines += _score(at, rubric)
    return "\n".join(lines) + "\n"


def _settled(play: Play) -> Play:
    """A play that was left, gone on with as far as a script goes on by itself."""
    while True:
        prompt = play.prompt
        if isinstance(prompt, Passage):
            play = play.apply(Go(prompt.scene.id))
        elif isinstance(prompt, CheckIn):
            play = play.apply(Noticed(prompt.scene.id))
        elif isinstance(prompt, WhyPrompt):
            play = play.apply(Reasoned(prompt.choice.scene, prompt.choice.id, None))
        else:
            return play


def _step(event: Choose | Leave | Reasoned) -> list[str]:
    match event:
        case Choose(scene, choice):
            return [f"  - choose: {scene}/{choice}"]
        case Leave(scene):
            return [f"  - leave: {scene}"]
    if event.reason is None and event.confidence is None:
        return []
    parts = [] if event.reason is None else [f"id: {event.reason}"]
    parts += [] if event.confidence is None else [f"confidence: {event.confidence}"]
    return [f"  - reason: {{{', '.join(parts)}}}"]


def _expected(play: Play, seen: int) -> list[str]:
    """The first line shown since the last step, cut short; nothing where there was none."""
    for entry in play.transcript[seen:]:
        if isinstance(entry, Spoken):
            text = " ".join(entry.words.split())
            if len(text) > LONGEST:
                text = text[:LONGEST].rsplit(" ", 1)[0]
            return [f"  - expect: {json.dumps(text, ensure_ascii=False)}"]
    return []


def _score(play: Play, rubric: Rubric) -> list[str]:
    found = score(record(play), rubric)
    lines = ["score:"]
    lines += [f"  {key}: {getattr(found.stances, key)}" for key in _STANCES]
    met = ", ".join(f.id for f in found.features if f.status == "met")
    lines.append(f"  met: [{met}]")
    if found.echo is not None:
        counts = ", ".join(f"{key}: {getattr(found.echo, key)}" for key in _ECHO)
        lines.append(f"  echo: {{{counts}}}")
    return lines


_STANCES = ("reflective", "reactive", "neutral")
_ECHO = ("counted", "echoed", "broken", "carried_back")
