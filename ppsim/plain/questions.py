"""The questions plain mode asks, each with what fits as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)

SKIP = ("skip", "s", "-")
NONE = ("none", "no", "0")
ENOUGH = ("", *NONE, "finish", "done", "stop", "quit", "exit")
YES = ("yes", "y")
NO = ("no", "n")


class Unfit(Exception):
    """The answer does not fit the question."""


class Question(Protocol[T_co]):
    """Something asked in one line."""

    @property
    def fits(self) -> str:
        """What fits as an answer, in a few words."""
        ...

    def read(self, answer: str) -> T_co:
        """What the answer means.

        Raises:
            Unfit: nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class Pick:
    """One of ``count`` numbered things; read as an index from 0."""

    count: int

    @property
    def fits(self) -> str:
        """The range of numbers."""
        return "1" if self.count == 1 else f"a number from 1 to {self.count}"

    def read(self, answer: str) -> int:
        """The index picked."""
        number = whole_number(answer.removesuffix("."))
        if number is None or not 1 <= number <= self.count:
            raise Unfit
        return number - 1


@dataclass(frozen=True, slots=True)
class PickOrNone:
    """One of ``count`` numbered things, or none of them with Enter."""

    count: int
    enter: str = "Enter for none"

    @property
    def fits(self) -> str:
        """The range of numbers, or Enter."""
        return f"{Pick(self.count).fits}, or {self.enter}"

    def read(self, answer: str) -> int | None:
        """The index picked, or ``None``."""
        if answer.lower() in ENOUGH:
            return None
        return Pick(self.count).read(answer)


@dataclass(frozen=True, slots=True)
class PickOrSkip:
    """One of ``count`` numbered things, or the word skip."""

    count: int

    @property
    def fits(self) -> str:
        """The range of numbers, or skip."""
        return f"{Pick(self.count).fits}, or skip"

    def read(self, answer: str) -> int | None:
        """The index picked, or ``None``."""
        return None if answer.lower() in SKIP else Pick(self.count).read(answer)


@dataclass(frozen=True, slots=True)
class Several:
    """Any of ``count`` numbered things, or none."""

    count: int

    @property
    def fits(self) -> str:
        """Numbers with spaces between, or none."""
        return f"numbers from 1 to {self.count} with spaces between, or none"

    def read(self, answer: str) -> tuple[int, ...]:
        """The indices picked, in the list's order, each once."""
        if answer.lower() in (*NONE, *SKIP, ""):
            return ()
        picked = {Pick(self.count).read(part) for part in answer.replace(",", " ").split()}
        return tuple(sorted(picked))


@dataclass(frozen=True, slots=True)
class Scale:
    """A number from 0 to 10, or skip."""

    fits: str = "a number from 0 to 10, or skip"

    def read(self, answer: str) -> int | None:
        """The number, or ``None`` where it was skipped."""
        if answer == "" or answer.lower() in SKIP:
            return None
        number = whole_number(answer)
        if number is None or number > 10:
            raise Unfit
        return number


@dataclass(frozen=True, slots=True)
class Enter:
    """Nothing but Enter."""

    fits: str = "Enter to go on"

    def read(self, answer: str) -> None:
        """Nothing to be told."""
        if answer.lower() not in ("", "go", "go on", "next"):
            raise Unfit


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    fits: str = "yes or no"

    def read(self, answer: str) -> bool:
        """Whether it was yes."""
        low = answer.lower()
        if low not in YES + NO:
            raise Unfit
        return low in YES


Word = Literal["repeat", "back", "note", "retake", "stop", "help"]

_WORDS: dict[str, Word] = {
    "repeat": "repeat",
    "again": "repeat",
    "back": "back",
    "note": "note",
    "retake": "retake",
    "stop": "stop",
    "quit": "stop",
    "exit": "stop",
    "help": "help",
    "?": "help",
}


def word_in(answer: str) -> tuple[Word, str] | None:
    """The word an answer begins with, and what follows it; only a note takes anything after."""
    head, _, rest = answer.partition(" ")
    word = _WORDS.get(head.lower().rstrip(":"))
    if word is None or (rest and word != "note"):
        return None
    return word, rest.strip()


def whole_number(text: str) -> int | None:
    """A number typed in ASCII digits, at most six of them."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None
