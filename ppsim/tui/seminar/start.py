"""Opening a seminar: what a command hands over, and how it is run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ppsim.tui.start import run_app

if TYPE_CHECKING:
    from ppsim.cohort.seminar import Seminar
    from ppsim.cohort.seminar_subject import Subject


@dataclass(frozen=True)
class SeminarOpening:
    """What the seminar opens on."""

    subject: Subject
    seminar: Seminar
    """As it stands: about to begin, or as it was left."""
    path: Path
    """Where it is kept as it goes."""
    home: Path
    """The user's own folder, for settings alone."""
    journal: Path
    """Never opened."""
    mouse: bool = True
    today: Callable[[], date] = date.today
    clock: Callable[[], float] = time.monotonic
    """Seconds, from anywhere."""


def run(opening: SeminarOpening) -> int:
    """Run the seminar until it is left; the exit code for the shell."""
    from ppsim.tui.seminar.app import SeminarApp

    return run_app(SeminarApp(opening))


def run_beside(opening: SeminarOpening) -> int:
    """Follow the seminar on the facilitator's own screen until that is left."""
    from ppsim.tui.seminar.beside import BesideApp

    return run_app(BesideApp(opening))
