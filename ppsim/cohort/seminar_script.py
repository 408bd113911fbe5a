"""What a facilitator can say and do at each step, in a few sentences.

The order is that of a debriefing as simulation teachers hold it: reactions, description, analysis,
summary. Questions are put with advocacy and inquiry: say what you saw and why it matters to you,
then ask what was seen from there. The words are ppsim's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from ppsim.cohort.seminar import Place, Step
from ppsim.cohort.seminar_words import HURRY


@dataclass(frozen=True, slots=True)
class Script:
    """For one step."""

    phase: str
    """Of the debriefing: reactions, description, analysis, summary."""
    do: tuple[str, ...]
    """What to do, or to leave."""
    say: tuple[str, ...]
    """What could be said, each a way of putting it."""


OPENING = Script(
    "Before you begin",
    (
        "Say how long it takes, and that nobody will be asked what they chose when they played.",
        "Say what is on the wall: counts of the group, never a name. Whoever wants to speak of an "
        "own choice may; nobody needs to.",
        "Change the order of the decisions now if you know this group better than the figures do.",
    ),
    (
        "We look at a few moments of one case. None of them is a test of you.",
        "What stayed with you after you had played?",
    ),
)
CLOSING = Script(
    "Summary",
    (
        "Leave the last minutes to them: one sentence each, whoever wants to.",
        "Take no vote on what was learnt.",
        HURRY,
    ),
    (
        "What will you listen for in your next session that you did not listen for before?",
        "Did anything happen between us in this hour that also happens in the case?",
        "What did we not talk about?",
    ),
)
TIGHT = "There is little time for what is planned. You could leave a decision out: o, then x on it."
"""To do where decisions have less than a few minutes each."""
STEPS: dict[Step, Script] = {
    "scene": Script(
        "Reactions",
        (
            "Read the scene aloud, or have it read. Slowly.",
            "Let feelings come before views; do not discuss options yet.",
        ),
        (
            "What happens in you while you hear this?",
            "Where in the body do you notice it?",
        ),
    ),
    "options": Script(
        "Reactions",
        (
            "Read the options once. Then a minute of silence; keep it, even if it is long.",
            "No questions about the wording now: each decides with what is there.",
        ),
        ("Choose for yourself. We will not ask why yet.",),
    ),
    "hands": Script(
        "Description",
        (
            "Count aloud, one option after the other. Not voting is a vote too; do not press.",
            "Do not comment on any count, and look at the options, not at the people.",
        ),
        ("Who would take this one? Hands up, please, and leave them up.",),
    ),
    "talk": Script(
        "Description, then analysis",
        (
            "First what happened in the scene, in plain words; only then what it means.",
            "Begin with the option that fewest would argue for, and have somebody argue for it.",
            "Ask about the option, not about the person who took it.",
        ),
        (
            "I heard a silence after that line. I think something was being asked in it. What did "
            "you hear?",
            "I notice that we speak of the client and not of the therapist. I wonder what that "
            "spares us. How do you see it?",
            "I would have been drawn to this one, since it ends the silence. What draws you?",
            "What would have to be true for the other option to be the better one?",
        ),
    ),
    "again": Script(
        "Analysis",
        (
            "Count again in the same order. Thank those who stayed where they were as well.",
            HURRY,
        ),
        (
            "What did you hear that moved you, or kept you?",
            "I see that we have come together quickly. I wonder whom that comforts. What is still "
            "unsaid?",
        ),
    ),
    "before": Script(
        "Analysis",
        (
            "Say what this is: what people chose alone, some days ago, without each other.",
            "If it differs from the hands, ask what the room does to a choice.",
            "Where nothing is shown, leave it so; do not guess aloud who it was.",
            "Somebody may have gone a way that nobody else went. Do not look for them. If they "
            "tell, thank them and ask what they saw from there.",
        ),
        (
            "Alone, people chose otherwise than here. I find that worth a question. What is it "
            "about being in this room?",
        ),
    ),
    "why": Script(
        "Analysis",
        (
            "These are the author's reasons, and can be argued with; the key is a starting point.",
            "Ask for the reason that is missing.",
        ),
        (
            "The author is sure of this one. I am not. What do you make of it?",
            "Which of these reasons would your own supervisor give?",
        ),
    ),
    "divide": Script(
        "Summary of this decision",
        (
            "Where people who know the work divide, leave it divided.",
            "One sentence to take away, from the group and not from you.",
        ),
        (
            "When would each of these be right?",
            "Does what we just did with each other resemble what happens in the scene?",
        ),
    ),
}


def script(place: Place, step: Step) -> Script:
    """The script where a seminar stands."""
    if place == "opening":
        return OPENING
    return CLOSING if place == "closing" else STEPS[step]
