"""How a prompt is asked."""

from __future__ import annotations

from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, Prompt, WhyPrompt
from ppsim.tui.widgets.asks import Ask, Question, choose, ended, passage
from ppsim.tui.widgets.check_in import CheckInAsk
from ppsim.tui.widgets.why import WhyAsk
from scoring.rubric import Rubric


def ask_for(
    prompt: Prompt, rubric: Rubric, *, rehearsal: bool, written: str = ""
) -> Question | Ask:
    """The way ``prompt`` is asked; ``written`` is a reply composed before its options."""
    match prompt:
        case Passage():
            return passage(prompt)
        case CheckIn():
            return CheckInAsk(prompt, rubric)
        case Decision() | HubPrompt():
            return choose(prompt, written)
        case WhyPrompt():
            return WhyAsk(prompt)
        case Ended():
            return ended(prompt, rehearsal)
