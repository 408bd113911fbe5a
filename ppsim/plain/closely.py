"""One decision read closely: every option, what it does, and what tells it from the others."""

from __future__ import annotations

from ppsim.plain.asking import NoWords, ask
from ppsim.plain.console import Console
from ppsim.plain.questions import PickOrNone
from ppsim.report.model import Debrief, DecisionNote, OptionNote
from ppsim.words.told import INNER_VOICE, marked

INDENT = "   "


def offer(console: Console, debrief: Debrief) -> None:
    """Ask which decision to read, and read it out.

    Raises:
        EndOfInput: there are no more answers.
    """
    decisions = debrief.decisions

    def say() -> None:
        console.say("Which decision?")
        console.numbered(f"{d.time or d.ask} ({d.stance})" for d in decisions)

    console.gap()
    say()
    picked = ask(console, NoWords(), PickOrNone(len(decisions)), say)
    if picked is not None:
        read(console, decisions[picked])


def read(console: Console, decision: DecisionNote) -> None:
    """Say every option of a decision, as its author judges it."""
    console.heading(f"{decision.number}. {decision.time or decision.ask}")
    for said in decision.before:
        name = INNER_VOICE if said.inner else said.name
        console.say(f"{name}: {said.words}" if name else said.words)
    for option in decision.options:
        console.gap()
        _option(console, option)


def _option(console: Console, option: OptionNote) -> None:
    words = marked(option.mode, option.words)
    marks = [
        mark
        for mark, holds in (
            ("your choice", option.chosen),
            ("weighs most here", option.best and not option.contested),
            ("supervisors divide over this", option.contested),
        )
        if holds
    ]
    console.say(f"{words} ({'; '.join(marks)})" if marks else words)
    for code in option.codes:
        line = f"{code.name} ({code.stance}): {code.definition}"
        console.say(line, INDENT, INDENT)
        if code.near_miss:
            console.say(f"Often mistaken for it: {code.near_miss}", INDENT, INDENT)
    if option.because:
        console.say(f"Here: {option.because}", INDENT, INDENT)
    if option.client_side:
        console.say(f"For the client, perhaps: {option.client_side}", INDENT, INDENT)
