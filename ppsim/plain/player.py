"""A case from its first line to its debrief, question by question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from ppsim.engine.events import Choose, Event, Go, Leave, Noticed, Reasoned, Stop
from ppsim.engine.play import Play
from ppsim.engine.prompts import (
    Arrived,
    CheckIn,
    Decision,
    Ended,
    Entry,
    HubPrompt,
    Passage,
    WhyPrompt,
)
from ppsim.engine.values import ChoiceView
from ppsim.plain import recap, retaking, stopping
from ppsim.plain.asking import NoWords, Words, ask, ask_text
from ppsim.plain.console import Console
from ppsim.plain.questions import Enter, Pick, PickOrSkip, Question, Scale, Several, Word
from ppsim.plain.telling import Teller
from ppsim.store.failures import JournalError
from ppsim.store.sitting import Sitting
from ppsim.words.told import did

T = TypeVar("T")

HELP = {
    "repeat": "repeat: say this again",
    "back": "back: everything so far",
    "note": "note and your own words: a private note, kept with this moment, for you alone",
    "retake": "retake: go back to an earlier decision and take it again",
    "stop": "stop: leave, now or for good; what you did is kept",
    "help": "help: this list",
}


class LeftForNow(Exception):
    """She said stop, and wants to go on another time."""


class _Moved(Exception):
    """A word moved the play on; what was asked is asked no more."""


class _OnlyStop(NoWords):
    """Where all one can do besides trying again is to leave."""

    def known(self) -> tuple[Word, ...]:
        return ("stop",)

    def do(self, word: Word, rest: str) -> None:
        raise LeftForNow


class _Threshold:
    """Before a scene with content notes: nothing that would show the scene."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def known(self) -> tuple[Word, ...]:
        return ("repeat", "note", "stop", "help")

    def do(self, word: Word, rest: str) -> None:
        if word != "repeat":
            self._words.do(word, rest)


class Player:
    """Drives one sitting over a console, as far as the end of the play."""

    def __init__(self, console: Console, sitting: Sitting) -> None:
        self._console = console
        self._sitting = sitting
        self._teller = Teller(console, sitting.material.case)

    @property
    def play(self) -> Play:
        """Where the attempt stands."""
        return self._sitting.play

    def run(self) -> Ended:
        """Ask until the play has ended, and say how.

        Raises:
            LeftForNow: she stopped, to go on later.
            EndOfInput: there are no more answers.
        """
        while not isinstance(prompt := self.play.prompt, Ended):
            self._console.gap()
            try:
                self._tell(prompt.lines)
                self._ask(prompt)
            except _Moved:
                continue
        self._console.gap()
        self._tell(prompt.lines)
        if prompt.how == "dead_end":
            self._console.say("The case does not go on from here. That is a mistake in the case.")
        return prompt

    def retake(self) -> bool:
        """Offer the decisions to take again; whether one was chosen, and the play moved there."""
        event = retaking.offer(self._console, self.play)
        if event is None:
            return False
        self._commit(event)
        self._teller.begin_again()
        return True

    # ---- the questions

    def _ask(self, prompt: Passage | CheckIn | Decision | HubPrompt | WhyPrompt) -> None:
        match prompt:
            case Passage():
                self._answer(Enter(), lambda: None)
                self._commit(Go(prompt.scene.id))
            case CheckIn():
                self._commit(self._check_in(prompt))
            case Decision():
                self._decide(prompt)
            case HubPrompt():
                self._hub(prompt)
            case WhyPrompt():
                self._commit(self._why(prompt))

    def _decide(self, prompt: Decision) -> None:
        def say() -> None:
            self._console.gap()
            if prompt.ask:
                self._console.say(prompt.ask)
            self._teller.options(prompt.offers)

        say()
        self._take(prompt.offers[self._answer(Pick(len(prompt.offers)), say)])

    def _hub(self, prompt: HubPrompt) -> None:
        more = (prompt.leave,) if prompt.may_leave else ()

        def say() -> None:
            self._console.gap()
            if prompt.ask:
                self._console.say(prompt.ask)
            self._teller.options(prompt.offers, more)

        say()
        picked = self._answer(Pick(len(prompt.offers) + len(more)), say)
        if picked == len(prompt.offers):
            self._commit(Leave(prompt.scene.id))
        else:
            self._take(prompt.offers[picked])

    def _take(self, choice: ChoiceView) -> None:
        self._commit(Choose(choice.scene, choice.id))
        self._console.say(did(choice))

    def _check_in(self, prompt: CheckIn) -> Event:
        self._console.gap()
        self._console.say(
            "A moment for yourself: what do you notice in you? No answer is right, nothing "
            "depends on it, and only you will see it."
        )
        feelings: dict[str, int] = {}
        for feeling in prompt.feelings:

            def say_feeling(feeling: str = feeling) -> None:
                self._console.say(f"{feeling.capitalize()}, from 0 to 10?")

            say_feeling()
            felt = self._answer(Scale(), say_feeling)
            if felt is not None:
                feelings[feeling] = felt
        return Noticed(prompt.scene.id, feelings, self._pulls(prompt.pulls))

    def _pulls(self, pulls: Sequence[str]) -> tuple[str, ...]:
        if not pulls:
            return ()
        roles = self._sitting.material.rubric.roles

        def say() -> None:
            self._console.say("Which pulls do you sense?")
            self._console.numbered(
                roles[pull].phrase if pull in roles else pull.replace("_", " ") for pull in pulls
            )

        say()
        return tuple(pulls[index] for index in self._answer(Several(len(pulls)), say))

    def _why(self, prompt: WhyPrompt) -> Event:
        def say() -> None:
            self._console.gap()
            self._console.say(prompt.ask)
            self._console.numbered(reason.text for reason in prompt.reasons)

        say()
        picked = self._answer(PickOrSkip(len(prompt.reasons)), say)
        reason = None if picked is None else prompt.reasons[picked].id
        sure = None
        if prompt.confidence and reason is not None:

            def say_sure() -> None:
                self._console.say("How sure are you, from 0 to 10?")

            say_sure()
            sure = self._answer(Scale(), say_sure)
        return Reasoned(prompt.choice.scene, prompt.choice.id, reason, sure)

    def _answer(self, question: Question[T], say: Callable[[], None]) -> T:
        return ask(self._console, self, question, say)

    def _tell(self, entries: Sequence[Entry]) -> None:
        """Say what is new; before a scene with content notes, say them and wait."""
        for entry in entries:
            if isinstance(entry, Arrived) and entry.content_notes:
                notes = f"The next scene touches on: {'; '.join(entry.content_notes)}."
                self._console.heading(notes)
                say = partial(self._console.say, notes)
                ask(self._console, _Threshold(self), Enter("Enter to go on, or stop"), say)
            self._teller.tell((entry,))

    # ---- the words

    def known(self) -> tuple[Word, ...]:
        """The words that work now; a retake only where something can be taken again."""
        if self.play.decision_points:
            return ("repeat", "back", "note", "retake", "stop", "help")
        return ("repeat", "back", "note", "stop", "help")

    def do(self, word: Word, rest: str) -> None:
        """Do what a word says."""
        match word:
            case "back":
                recap.look_back(self._console, self._sitting)
            case "note":
                self._note(rest)
            case "help":
                for known in self.known():
                    self._console.say(HELP[known])
            case "retake":
                if self.retake():
                    raise _Moved
            case "stop":
                self._stop()
            case "repeat":
                self._teller.begin_again()
                self._console.gap()
                self._teller.tell(recap.this_scene(self.play))

    def _note(self, words: str) -> None:
        words = words or ask_text(self._console, "Your note, in one line (Enter for none):")
        if words:
            self._keep(lambda: self._sitting.keep_private("note", words))
            self._console.say("Noted, for you alone.")

    def _stop(self) -> None:
        if isinstance(self.play.prompt, Ended):
            raise LeftForNow
        match stopping.which_way(self._console):
            case 0:
                raise LeftForNow
            case 1:
                self._commit(Stop())
                raise _Moved
            case _:
                return

    # ---- keeping

    def _commit(self, event: Event) -> None:
        self._keep(lambda: self._sitting.do(event))

    def _keep(self, keep: Callable[[], object]) -> None:
        """Keep something, however often it takes: the trainee may make room on a full disk."""
        while True:
            try:
                keep()
            except JournalError as error:
                if error.reason not in {"full", "busy", "unwritable"}:
                    raise
                self._console.say(f"This could not be kept: {error}.")
                question = Enter("Enter to try again, or stop; all you did before is kept")
                ask(self._console, _OnlyStop(), question, lambda: None)
            else:
                return
