"""Playing the small case of Tomasz in plain mode, by scripts of answers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ppsim.catalogue.reading import read_case
from ppsim.engine.events import Event
from ppsim.plain import session
from ppsim.plain.console import Console
from ppsim.store.journal import Journal
from ppsim.store.material import Material, material
from ppsim.store.records import Mode
from ppsim.store.sitting import Sitting

TOMASZ = Path(__file__).parent.parent / "cases" / "good" / "tomasz.yaml"
SEED = 3

HUB = ("3", "1")
FIRST = ("3", "2", "5")
"""Keep the hour; the second reason; how sure."""
NOTE_READ = ("",)
SECOND = ("3",)
CHECK_IN = ("3", "skip", "5", "1 3")
THIRD = ("4",)
WHOLE = (*HUB, *FIRST, *NOTE_READ, *SECOND, *CHECK_IN, *THIRD)
"""A whole play, from the hub to the ending called held."""


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Minutes:
    """A clock that is a minute on at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def read_material(path: Path = TOMASZ) -> Material:
    """A case file as it is played."""
    playable = read_case(path, {}).playable
    assert playable is not None
    return material(*playable)


class Plays:
    """Plain plays over one journal."""

    def __init__(self, journal: Journal, of: Material) -> None:
        self.journal = journal
        self.material = of

    def begin(self, answers: Iterable[str] | io.TextIOBase, mode: Mode = "practice") -> str:
        """Begin an attempt, answer, and return all that was written."""
        with Sitting.begin(
            self.journal, self.material, profile="Ada Lovelace", seed=SEED, mode=mode
        ) as sitting:
            return self.sit(sitting, answers)

    def resume(self, answers: Iterable[str]) -> str:
        """Go on with the newest attempt."""
        with Sitting.resume(self.journal, self.newest) as sitting:
            return self.sit(sitting, answers, resumed=True)

    def sit(
        self, sitting: Sitting, answers: Iterable[str] | io.TextIOBase, *, resumed: bool = False
    ) -> str:
        """Answer, and return all that was written."""
        read = answers if isinstance(answers, io.TextIOBase) else script(answers)
        written = io.StringIO()
        session.play(Console(read, written), sitting, resumed=resumed)  # type: ignore[arg-type]
        return written.getvalue()

    @property
    def newest(self) -> str:
        """Id of the attempt last changed."""
        return self.journal.attempts()[0].id

    @property
    def events(self) -> tuple[Event, ...]:
        """Events of the newest attempt, without their times."""
        with Sitting.resume(self.journal, self.newest) as sitting:
            return tuple(replace(event, at=None) for event in sitting.play.events)


def script(answers: Iterable[str]) -> io.StringIO:
    """An input that holds these lines and then ends."""
    return io.StringIO("".join(f"{answer}\n" for answer in answers))


class Answering(io.TextIOBase):
    """An input that makes each line as it is asked for."""

    def __init__(self, answers: Iterator[str]) -> None:
        self._answers = answers

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
        answer = next(self._answers, None)
        return "" if answer is None else f"{answer}\n"
