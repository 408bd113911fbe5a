"""One decision read closely: every option, what it weighs, where it would have led."""

from __future__ import annotations

from ppsim.plain.asking import NoWords, ask, ask_text
from ppsim.plain.console import Console
from ppsim.plain.questions import PickOrNone
from ppsim.report import closely, text
from ppsim.report.reading import Reading
from ppsim.store.sitting import Sitting

ARGUE = (
    "Would you argue with any of this? Say how, in one line; it is private, and comes back "
    "beside this decision. (Enter to go back.)"
)


def offer(console: Console, sitting: Sitting, reading: Reading) -> Reading:
    """Ask which decision to read, write it out, and keep what she would say against it.

    Returns:
        The reading, with what was said.

    Raises:
        EndOfInput: there are no more answers.
        JournalError: what was said could not be kept.
    """
    decisions = reading.debrief.decisions

    def say() -> None:
        console.say("Which decision?")
        console.numbered(f"{d.time or d.ask} ({closely.stance(d)})" for d in decisions)

    console.gap()
    say()
    index = ask(console, NoWords(), PickOrNone(len(decisions)), say)
    if index is None:
        return reading
    console.gap()
    page = closely.page(reading, index, sitting.material.case)
    console.written(text.render(page, console.width))
    console.gap()
    words = ask_text(console, ARGUE)
    if not words:
        return reading
    attempt, event = sitting.attempt.id, reading.beside[index].event
    sitting.journal.keep_private(attempt, event, "argument", words)
    console.say("Kept beside this decision, for you alone.")
    return reading.with_annex(sitting.journal.annex(attempt))
