"""What the library shows: cases by their headers, with what was done with each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.catalogue.listing import Listed
from ppsim.format.header import Header, read_header
from ppsim.words.briefing import SEATS
from ppsim.words.counts import counted

if TYPE_CHECKING:
    from ppsim.store.records import Attempt

SHORTEST = 4
"""Letters of a word that counts in a content note."""


@dataclass(frozen=True, slots=True)
class Book:
    """A case on the shelf. Its header could be read."""

    listed: Listed
    attempts: tuple[Attempt, ...] = ()
    """This person's, the last changed first."""

    @property
    def title(self) -> str:
        """The case's title."""
        header = self.listed.header
        return header.title if header is not None else self.listed.id

    @property
    def content_notes(self) -> tuple[str, ...]:
        """What it touches on."""
        return self.listed.header.content_notes if self.listed.header is not None else ()

    @property
    def begun(self) -> tuple[Attempt, ...]:
        """The attempts to go on with, the last one first."""
        return tuple(a for a in self.attempts if a.state == "open")

    @property
    def open(self) -> Attempt | None:
        """The attempt to go on with, or the last of them."""
        return next(iter(self.begun), None)

    @property
    def ended(self) -> tuple[Attempt, ...]:
        """The attempts that can be read as a debrief, the last one first."""
        return tuple(a for a in self.attempts if a.state != "open")

    @property
    def facts(self) -> str:
        """Seat, minutes and themes in a line."""
        header = self.listed.header
        if header is None:
            return ""
        seat = SEATS.get(header.seat, "")
        themes = ", ".join(header.themes)
        about = f" {themes[:1].upper()}{themes[1:]}." if themes else ""
        return f"{seat} About {counted(header.minutes, 'minute')}.{about}"

    @property
    def touches(self) -> str:
        """The content notes in a line; empty where there are none."""
        return f"Touches on: {'; '.join(self.content_notes)}." if self.content_notes else ""

    @property
    def done(self) -> str:
        """What was done with it, in a line; empty where nothing was."""
        words = []
        if self.open is not None:
            times = "" if len(self.begun) == 1 else f" {len(self.begun)} times, last on"
            words.append(f"Begun{times} {day(self.open.started_at)}, not finished.")
        if self.ended:
            times = "once" if len(self.ended) == 1 else f"{len(self.ended)} times"
            words.append(f"Played {times}, last on {day(self.ended[0].changed_at)}.")
        return " ".join(words)

    def fits(self, wanted: str) -> bool:
        """Whether every word of ``wanted`` is found in what is shown of it."""
        text = f"{self.title} {self.facts} {self.touches} {self.done} {self.listed.id}".casefold()
        return all(word in text for word in wanted.casefold().split())


def day(at: str) -> str:
    """The day of a time that the journal kept, as the clock on the wall has it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d}"


def shelve(cases: Iterable[Listed], attempts: Sequence[Attempt] = ()) -> tuple[Book, ...]:
    """The cases that can be played, each with its attempts."""
    return tuple(
        Book(case, tuple(a for a in attempts if a.case_id == case.id))
        for case in cases
        if case.header is not None and case.hidden_by is None
    )


def listed_alone(path: Path) -> Listed:
    """A case file that was named, listed by itself."""
    header = read_header(path)
    if isinstance(header, Header):
        return Listed(path, "given", header)
    return Listed(path, "given", None, tuple(header))


def another(books: Sequence[Book], than: str) -> Book | None:
    """A case to play in place of ``than``: the one whose content notes have least in common.

    Words are compared, short ones left out; among equals, the one with fewest words of warning.
    """
    here = next((b for b in books if b.listed.id == than), None)
    if here is None:
        return None
    near = _touched(here)
    others = [book for book in books if book is not here]
    return min(others, key=lambda b: (len(_touched(b) & near), len(_touched(b))), default=None)


def _touched(book: Book) -> frozenset[str]:
    words = re.findall(r"\w+", " ".join(book.content_notes).casefold())
    return frozenset(word for word in words if len(word) >= SHORTEST)
