"""Messages that cross from widgets to screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ppsim.engine.events import Event


@dataclass
class Answered(Message):
    """What is asked now was answered; the event waits to be kept."""

    event: Event


@dataclass
class Composed(Message):
    """A reply was written in the trainee's own words, or nothing was (``""``)."""

    words: str


class Acknowledged(Message):
    """What comes next was announced, and the trainee goes on to it."""


class Finished(Message):
    """The trainee has read how it ended, and goes on to the debrief."""
