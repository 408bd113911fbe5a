"""Which ask a prompt needs."""

from __future__ import annotations

from ppsim.engine.prompts import CheckIn, Decision, Ended, HubPrompt, Passage, Prompt, WhyPrompt
from ppsim.tui.widgets.asks import Ask, ChooseAsk, EndedAsk, PassageAsk
from ppsim.tui.widgets.check_in import CheckInAsk
from ppsim.tui.widgets.why import WhyAsk
from scoring.rubric import Rubric


def ask_for(prompt: Prompt, rubric: Rubric, *, rehearsal: bool, written: str = "") -> Ask:
    """The ask that ``prompt`` needs; ``written`` is a reply composed before its options."""
    match prompt:
        case Passage():
            return PassageAsk(prompt)
        case CheckIn():
            return CheckInAsk(prompt, rubric)
        case Decision() | HubPrompt():
            return ChooseAsk(prompt, written)
        case WhyPrompt():
            return WhyAsk(prompt)
        case Ended():
            return EndedAsk(prompt, rehearsal)
