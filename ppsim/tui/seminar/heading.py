"""The line at the top of the wall: what is talked about, which step it is, how the time stands."""

from __future__ import annotations

from ppsim.cohort.seminar import Seminar
from ppsim.cohort.seminar_subject import Subject
from ppsim.cohort.seminar_time import in_minutes, pace
from ppsim.tui.seminar.slides import HEADS


def heading(subject: Subject, seminar: Seminar, now: float, *, runs: bool) -> tuple[str, str]:
    """A title, and where one is in it.

    Args:
        subject: the case and the group.
        seminar: as it stands.
        now: seconds of it that have gone.
        runs: the time is not stopped.
    """
    stopped = "" if runs or not now else " (stopped)"
    whole = f"{in_minutes(60 * seminar.minutes - now)} in all" if now else ""
    if seminar.at is None:
        where = "closing   " if seminar.place == "closing" else ""
        return subject.title, f"{where}{whole}{stopped}".strip()
    title = subject.boards[seminar.at].title
    number = seminar.visited.index(seminar.at) + 1
    many = len(seminar.visited) + len(seminar.ahead)
    left = whole
    if seminar.at == seminar.visited[-1]:  # of one that was gone back to no share is left
        time = pace(seminar.minutes, seminar.begun, now, len(seminar.ahead))
        left = f"{in_minutes(time.left)} for this"
    return title, f"{number} of {many}   {HEADS[seminar.step]}   {left}{stopped}"
