"""A seminar on one page, without persons: what was talked about, and how the hands went.

Every count on it is in the forms a room may see (docs/scoring.md section 12), the hands as well:
a page leaves the room.
"""

from __future__ import annotations

from datetime import date

from ppsim.cohort.seminar import Seminar
from ppsim.cohort.seminar_board import Board
from ppsim.cohort.seminar_subject import Subject
from ppsim.cohort.seminar_words import (
    HURRY,
    earlier,
    in_a_hurry,
    moved,
    told,
    told_earlier,
)
from ppsim.report.html import document
from ppsim.report.page import Entry, Field, Page, Para, Section

WORDS = 8
"""Words of an option, so that seven decisions stay on one page of A4."""
WITHOUT = (
    "Nobody is named here, and counts are those that a room may see. Choices on a written case "
    "show what people know how to do, not how they are with clients, and are no basis for judging "
    "anybody."
)


def write_up(subject: Subject, seminar: Seminar, on: date | None = None) -> Page:
    """The page of a seminar as it stands.

    Args:
        subject: the case and the group.
        seminar: its agenda and hands.
        on: the day it was held; left out where it is not given.
    """
    talked = [scene for scene in seminar.visited if scene in subject.boards]
    entries = tuple(_decision(subject, seminar, subject.boards[scene]) for scene in talked)
    left = [subject.boards[scene].title for scene in seminar.ahead if scene in subject.boards]
    after: list[Para | Field] = []
    if left:
        after.append(Field("Planned, and not reached", ", ".join(left)))
    after.append(Para("To carry on: what will you listen for that you did not listen for before?"))
    if any(in_a_hurry(t.first, t.again) for t in map(seminar.talks.__getitem__, talked)):
        after.append(Para(HURRY))
    after.append(Para(WITHOUT))
    said = entries or (Para("No decision was talked about."),)
    day = f", {on.isoformat()}" if on is not None else ""
    return Page(
        title=f"Seminar: {subject.title}",
        subtitle=f"{seminar.minutes} minutes{day}",
        sections=(
            Section("about", "", (Para(f"{subject.group} {subject.standing}".strip()),)),
            Section("decisions", "What was talked about", said),
            Section("after", "From here", tuple(after)),
        ),
    )


def html(page: Page, language: str = "en") -> str:
    """The page as HTML that prints on one sheet of A4.

    Args:
        page: of ``write_up``.
        language: of the case's words.
    """
    return document("seminar.html.j2", page=page, language=language)


def _decision(subject: Subject, seminar: Seminar, board: Board) -> Entry:
    talk = seminar.talks[board.scene]
    options = "; ".join(f"{o.letter}: {_short(o.words)}" for o in board.options)
    labels = earlier(subject.shown, board).labels
    alone = " ".join((f"{told_earlier(subject.shown, board)}.", *labels))
    hands = f"first {told(talk.first, board)}." if talk.first.total else "not counted."
    if talk.again.total:
        hands += f" After talking: {told(talk.again, board)}."
    hands = f"{hands} {moved(talk.first, talk.again)}".rstrip()
    blocks: list[Para | Field] = [
        Para(options),
        Field("Chosen alone, before", alone),
        Field("Hands", hands),
    ]
    contested = tuple(o.id for o in board.options if o.contested)
    if contested:
        both = board.letters(contested).replace(" or ", " and ")
        blocks.append(Field("People who know the work divide here", f"{both}."))
    return Entry(f"{board.title}. {board.ask or board.place}".rstrip(), tuple(blocks))


def _short(words: str) -> str:
    found = words.split()
    return words if len(found) <= WORDS else " ".join(found[:WORDS]) + " …"
