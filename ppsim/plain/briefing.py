"""Before the start: who you are, who they are, what it touches on, and a way out."""

from __future__ import annotations

from typing import Literal

from ppsim.format.case import Case
from ppsim.plain.asking import ask
from ppsim.plain.console import Console
from ppsim.plain.questions import Enter, Word
from ppsim.words.briefing import SEATS, SETTINGS, introduced
from ppsim.words.counts import counted

Mode = Literal["practice", "straight-through"]

MODES = {
    "practice": "Practice: you can take a moment again with retake. Your first pass is the one "
    "that counts; what follows a retake is rehearsal.",
    "straight-through": "Straight through: you can look back, and nothing is taken back.",
}


class Declined(Exception):
    """The trainee would rather not begin."""


class _BeforeTheStart:
    """The two words that mean something before there is an attempt."""

    def known(self) -> tuple[Word, ...]:
        return ("repeat", "stop")

    def do(self, word: Word, rest: str) -> None:
        raise Declined


def brief(console: Console, case: Case, mode: Mode) -> None:
    """Say the briefing and wait for Enter.

    Raises:
        Declined: she said stop.
        EndOfInput: there is nobody to begin.
    """

    def say() -> None:
        tell(console, case, mode)

    say()
    ask(console, _BeforeTheStart(), Enter("Enter to begin, or stop to leave it"), say)


def tell(console: Console, case: Case, mode: Mode) -> None:
    """Say the briefing."""
    console.heading(case.title)
    console.say(f"About {counted(case.minutes, 'minute')}. {SEATS[case.seat]}")
    for member in sorted(case.cast.values(), key=lambda member: not member.you):
        console.say(("You are " if member.you else "") + introduced(member, case.seat) + ".")
    if case.setting in SETTINGS:
        console.say(SETTINGS[case.setting])
    if case.content_notes:
        console.gap()
        console.say(
            f"This case touches on: {'; '.join(case.content_notes)}. If this is near you now, "
            "another case will do; and stop works at any time."
        )
    console.gap()
    console.say(MODES[mode])
    console.say(
        "Answer with a number or a word. These words work at every question: repeat, back, "
        "note with your own words after it, stop, help."
    )
