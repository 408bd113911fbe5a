"""Asking until an answer fits; the words that work at every question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from ppsim.plain.console import Console
from ppsim.plain.questions import Question, Unfit, Word, word_in

T = TypeVar("T")


class Words(Protocol):
    """What the words do while an attempt is played."""

    def known(self) -> tuple[Word, ...]:
        """The words that work now."""
        ...

    def do(self, word: Word, rest: str) -> None:
        """Do what a word says."""
        ...


class NoWords:
    """Where no word means anything."""

    def known(self) -> tuple[Word, ...]:
        """None."""
        return ()

    def do(self, word: Word, rest: str) -> None:
        """Nothing."""


def ask(console: Console, words: Words, question: Question[T], say: Callable[[], None]) -> T:
    """Ask until the answer fits; a word is obeyed, and then the question is asked again.

    Args:
        console: where to ask.
        words: what the words do.
        question: what fits, and how it is read.
        say: says the question once more, after a word that leads away from it.

    Raises:
        EndOfInput: there are no more answers.
    """
    while True:
        console.say(f"({_capital(question.fits)}.)")
        answer = console.answer()
        word = word_in(answer)
        if word is not None and word[0] in words.known():
            words.do(*word)
            if word[0] not in {"note", "help"}:
                say()
            continue
        try:
            return question.read(answer)
        except Unfit:
            known = ", ".join(words.known())
            also = f" These words work too: {known}." if known else ""
            console.say(f"That does not fit here.{also}")


def ask_text(console: Console, ask_for: str) -> str:
    """One line of the trainee's own words; empty where she has none.

    Raises:
        EndOfInput: there are no more answers.
    """
    console.say(ask_for)
    return console.answer()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
